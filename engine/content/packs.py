"""Packs: folders (or zips) with `actors/` and `scenarios/`, where to look, what they hold."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from engine.content.names import is_id
from engine.content.problems import Problem, file_problem, inert
from engine.content.reading import Document, headline, read_file, read_text
from engine.errors import NotFoundError

__all__ = [
    "FOLDERS",
    "NoPackError",
    "Pack",
    "found_packs",
    "insist_on",
    "is_id",
    "is_pack",
    "is_zip",
    "pack_at",
    "shown",
    "whole",
]

FOLDERS = {
    "scenario": "scenarios",
    "actor": "actors",
    "theatre": "scenarios/theatres",
    "claims": "scenarios/claims",
}
LONGEST_HEAD = 16_384
"""Bytes of a file that are looked at for its title."""


class NoPackError(NotFoundError):
    """There is no pack where one was named. `near` holds the folder that may be meant."""

    def __init__(self, name: str, why: str, near: tuple[str, ...] = ()) -> None:
        super().__init__("pack", name, near)
        self.args, self.why = (name, why, near), why

    def __str__(self) -> str:
        """Return the sentence a user reads."""
        near = f"; did you mean {self.near[0]}?" if self.near else ""
        return f"there is no pack at {self.name}: {self.why}{near}"


@dataclass(frozen=True)
class Pack:
    """A folder on disk. Nothing outside it is read, whatever its links say."""

    folder: Path
    _cache: dict[tuple[Path, int, int], Document] = field(
        default_factory=dict, compare=False, repr=False
    )

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the pack as a whole."""
        return ()

    @property
    def name(self) -> str:
        """The folder as it is shown."""
        return shown(self.folder)

    def ids(self, kind: str) -> list[str]:
        """Return the ids of the files of a kind, sorted."""
        return sorted(path.stem for path in self.files(kind) if is_id(path.stem))

    def files(self, kind: str) -> list[Path]:
        """Return the files that stand where those of a kind belong, but hidden ones."""
        try:
            found = (self.folder / FOLDERS[kind]).glob("*.yaml")
            return sorted(path for path in found if path.name[:1] != ".")
        except OSError:
            return []

    def path(self, kind: str, id_: str) -> Path:
        """Return where the file of an id stands, or would stand."""
        return self.folder / FOLDERS[kind] / f"{id_}.yaml"

    def read(self, kind: str, id_: str) -> Document | None:
        """Return the file of an id as read, None where there is none."""
        if not is_id(id_):
            return None
        path = self.path(kind, id_)
        return self.read_path(path) if path.is_file() or path.is_symlink() else None

    def headline(self, kind: str, id_: str, key: str) -> str | None:
        """Return the text under a key near the top of a file, None where only reading can tell."""
        path = self.path(kind, id_)
        try:
            if not path.resolve().is_relative_to(self.folder.resolve()) or not path.is_file():
                return None
            with path.open("rb") as file:
                return headline(file.read(LONGEST_HEAD), key)
        except OSError:
            return None

    def read_path(self, path: Path) -> Document:
        """Return a file of the pack as read; unchanged files are read once."""
        if not path.resolve().is_relative_to(self.folder.resolve()):
            problem = file_problem(shown(path), "WC413", "the link leads out of the pack")
            return Document(read_text("", shown(path)).source, None, (problem,))
        try:
            stat = path.stat()
        except OSError:
            return read_file(path, shown(path))
        key = (path, stat.st_mtime_ns, stat.st_size)
        if key not in self._cache:
            self._cache[key] = read_file(path, shown(path))
        return self._cache[key]


def shown(path: Path) -> str:
    """Return a path as people are told it: short where it lies below the working folder."""
    try:
        short = path.absolute().relative_to(Path.cwd())
    except (ValueError, OSError):
        return str(path)
    return str(short)


def whole(path: Path) -> Path:
    """Return the path of a file with the folders above it, where it names too few of them.

    The kind of a file and its pack are told by its folders: from inside one it is named alone.
    """
    if path.is_absolute() or (len(path.parts) > 2 and ".." not in path.parts):
        return path
    return Path(os.path.normpath(path.absolute()))


def is_pack(place: Path) -> bool:
    """Tell whether a folder holds content, or a file is called a zip."""
    if is_zip(place):
        return True
    return any((place / name).is_dir() for name in ("actors", "scenarios"))


def is_zip(place: Path) -> bool:
    """Tell whether a place is a file that is called a zip."""
    return place.suffix.lower() == ".zip" and place.is_file()


def insist_on(place: Path) -> None:
    """Raise NoPackError where a place that was named holds no pack."""
    if is_pack(place):
        return
    why = "it is no folder with actors/ or scenarios/, nor a zip of one"
    near = next((str(above) for above in place.parents if is_pack(above) and above.name), None)
    if not place.exists():
        why, near = f"nothing of that name is in {_nearest_folder(place)}", None
    raise NoPackError(inert(str(place)), why, (near,) if near else ())


def _nearest_folder(place: Path) -> str:
    """Return the last folder on the way to a place that is there, in full."""
    return inert(str(next(above for above in place.absolute().parents if above.is_dir())))


def pack_at(place: Path) -> Pack:
    """Return the pack in a folder or in a zip file."""
    if not is_zip(place):
        return Pack(place)
    from engine.content.zips import ZipPack

    return ZipPack(place)


def built_in() -> Path | None:
    """Return the folder of the content that comes with Whitecell."""
    here = Path(__file__).resolve().parent
    for folder in (here / "builtin", here.parent.parent):
        if is_pack(folder):
            return folder
    return None


def is_built_in(pack: Pack) -> bool:
    """Tell whether a pack is the content that comes with Whitecell."""
    own = built_in()
    return own is not None and pack.folder.resolve() == own.resolve()


def found_packs(extra: Iterable[Path] = ()) -> list[Pack]:
    """Return the packs to look in: here, those given, those of WHITECELL_PATH, the built in."""
    named = os.environ.get("WHITECELL_PATH", "").split(os.pathsep)
    own = built_in()
    folders = [Path.cwd(), *extra, *(Path(name) for name in named if name)]
    folders += [own] if own else []
    unique = {folder.resolve(): folder for folder in reversed(folders) if is_pack(folder)}
    return [pack_at(folder) for folder in folders if unique.get(folder.resolve()) is folder]
