"""Files that look like content and stand where nothing reads them, or with a name nothing reads.

What names such a file is told as unknown many times over; here it is told once, at the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from engine.content.packs import FOLDERS, LONGEST_HEAD, Pack, is_id, shown
from engine.content.problems import Problem, file_problem, quoted
from engine.content.reading import headline
from engine.errors import nearest

NAMES = ("actors", "scenarios", "theatres", "claims")
"""What the folders of content are called; one of nearly this name was meant as it."""
MOST_FILES, MOST_FOLDERS = 500, 60
YAML = re.compile(r"\.ya?ml", re.IGNORECASE)
ENDING = re.compile(r"(?:\.[a-z]{1,5})+~?$|~$")
OTHERS = (".bak", ".orig", ".old", ".tmp", ".swp", "~")
"""How copies end that programs and careful people keep."""
COPY = re.compile(r"\bcopy\b|\([0-9]+\)")
FIRST_WORD = re.compile(r"(?:copy[ _-]of[ _-])?([a-z][a-z0-9_]*)")
UNKNOWN = {
    "actor": "unknown actor",
    "theatre": "unknown theatre",
    "claims": "unknown claims file",
    "scenario": "unknown scenario",
}


@dataclass(frozen=True, slots=True)
class Stray:
    """A file nothing reads: what it is, the ids it may be meant to have, and how that is told.

    A quiet one is told only where something names it: it may be a draft or an editor's copy.
    """

    kind: str
    ids: tuple[str, ...]
    told: Problem
    quiet: bool = False

    def explains(self, problem: Problem) -> bool:
        """Tell whether a problem comes of nothing but this file's place or name."""
        if problem.code == "WC101" and problem.path == self.told.path:
            return True
        return problem.message in {f"{UNKNOWN[self.kind]} {quoted(id)}" for id in self.ids}


def strays(pack: Pack) -> list[Stray]:
    """Return the files of a pack that look like content of it and are not read; a zip has none."""
    if not pack.folder.is_dir():
        return []
    found = list[Stray]()
    for place in _places(pack.folder):
        for path in _looked_at(pack.folder / place, yaml=place == ""):
            stray = _stray(pack, path, place)
            if stray is not None and path.stem.split(".")[0] not in pack.ids(stray.kind):
                found.append(stray)
    return found


def _places(folder: Path) -> list[str]:
    """Return where content is looked for: its folders, those in them, those called nearly so."""
    places = ["", *FOLDERS.values()]
    for above in ("", "scenarios", "actors"):
        below = [f"{above}/{name}".lstrip("/") for name in _folders(folder / above)]
        places += [name for name in below if above or _called_so(name)]
    return list(dict.fromkeys(places))


def _folders(folder: Path) -> list[str]:
    try:
        names = sorted(path.name for path in folder.iterdir() if path.is_dir())
    except OSError:
        return []
    return [name for name in names if name[:1] != "."][:MOST_FOLDERS]


def _called_so(place: str) -> bool:
    """Tell whether a folder is called what a folder of content is, or nearly."""
    return nearest(place.rpartition("/")[2].lower(), NAMES) is not None


def told_once(
    problems: Iterable[Problem], found: Iterable[Stray], *, named: bool = False
) -> list[Problem]:
    """Return problems in which a stray file stands for all that comes of it.

    One that nothing names is a warning, or left out where only what is `named` is asked for.
    """
    left = list(problems)
    for stray in found:
        rest = [problem for problem in left if not stray.explains(problem)]
        if (named or stray.quiet) and len(rest) == len(left):
            continue
        misnamed = stray.told.code == "WC107" and stray.told.path.endswith(".yaml")
        minor = len(rest) == len(left) and not misnamed
        left = [*rest, replace(stray.told, severity="warning") if minor else stray.told]
    return left


def _looked_at(folder: Path, *, yaml: bool) -> list[Path]:
    """Return the files of a folder that may hold content, all or those called YAML."""
    try:
        found = sorted(path for path in folder.iterdir() if path.is_file())
    except OSError:
        return []
    shown_ones = [path for path in found if path.name[:1] != "."]
    return [path for path in shown_ones if not yaml or YAML.search(path.name)][:MOST_FILES]


def _stray(pack: Pack, path: Path, place: str) -> Stray | None:
    """Return a file as a stray, None where it is read or is no content."""
    kind = _kind(pack, path)
    if kind is None or (kind == "scenario" and place == ""):
        return None
    ids = _meant(path.name)
    quiet = YAML.search(path.name) is None or path.name.endswith(OTHERS)
    if FOLDERS[kind] != place:
        told = _misplaced(path, kind)
        return Stray(kind, ids, told, quiet or not (place == "" or _called_so(place)))
    if path.suffix != ".yaml":
        message = "this file is not read: a content file's name ends in .yaml"
    elif not is_id(path.stem):
        message = "a file's name is small letters, digits and _"
    else:
        return None
    order = ids[::-1] if COPY.search(path.stem.lower()) else ids
    free = next((id for id in order if is_id(id) and id not in pack.ids(kind)), "")
    hint = f"rename it to {free}.yaml" if free else ""
    return Stray(kind, ids, file_problem(shown(path), "WC107", message, hint), quiet)


def _misplaced(path: Path, kind: str) -> Problem:
    """Return that a file, or a link to one, stands where its kind is not read."""
    home = f"{FOLDERS[kind]}/"
    if path.is_symlink():
        message = f"this is a link to a {kind} file, which is not read here"
        hint = f"remove the link: what lies in {home} is read without one; or make it in {home}"
        return file_problem(shown(path), "WC101", message, hint)
    message = f"this {kind} file is not read here: it belongs in {home}"
    return file_problem(shown(path), "WC101", message, "move it there")


def _meant(name: str) -> tuple[str, ...]:
    """Return the ids a file's name may be meant as: the whole of it, and its first word."""
    whole = ENDING.sub("", name.lower())
    first = FIRST_WORD.match(whole)
    return re.sub(r"[^a-z0-9_]", "_", whole), *([first[1]] if first else ())


def _kind(pack: Pack, path: Path) -> str | None:
    """Return the kind a file says it is, None where it says none of those a pack holds."""
    try:
        if not path.resolve().is_relative_to(pack.folder.resolve()):
            return None
        with path.open("rb") as file:
            kind = headline(file.read(LONGEST_HEAD), "kind")
    except OSError:
        return None
    return kind if kind in FOLDERS else None
