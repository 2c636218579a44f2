"""Packs in a zip file: read member by member, never unpacked, and refused whole when not plain.

A name that leads elsewhere, a link, an encrypted or doubled member, too many members or too much
text: each is a problem with the file, and then nothing of it is used.
"""

from __future__ import annotations

import stat
import zlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from engine.content.packs import FOLDERS, LONGEST_HEAD, Pack, is_id, shown
from engine.content.problems import Problem, file_problem, quoted
from engine.content.reading import MOST_BYTES, Document, headline, read_bytes

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

MOST_MEMBERS = 5_000
MOST_TOTAL = 40_000_000
"""Bytes of all content files together; a file on its own may have `MOST_BYTES`."""
MOST_ARCHIVE = 40_000_000


class NotPlain(Exception):
    """A zip file that no pack is read from."""


@dataclass(frozen=True)
class ZipPack(Pack):
    """A pack in a zip file, at its top or in the one folder at its top. `folder` is the file."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the file as a whole; a pack with any holds nothing."""
        return self._opened[1]

    @cached_property
    def _opened(self) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
        """The content files by their place in the pack, and what is wrong with the whole."""
        try:
            return _contents(self.folder), ()
        except NotPlain as error:
            return {}, (file_problem(shown(self.folder), "WC414", str(error)),)

    def files(self, kind: str) -> list[Path]:
        """Return where the files of a kind would stand, were the zip a folder."""
        start = f"{FOLDERS[kind]}/"
        held = (place for place in self._opened[0] if place.startswith(start))
        own = (place for place in sorted(held) if place[len(start) : len(start) + 1] != ".")
        return [self.folder / place for place in own if "/" not in place[len(start) :]]

    def headline(self, kind: str, id_: str, key: str) -> str | None:
        """Return the text under a key near the top of a member; the members are read anyway."""
        return headline(self._opened[0].get(f"{FOLDERS[kind]}/{id_}.yaml", b"")[:LONGEST_HEAD], key)

    def read(self, kind: str, id_: str) -> Document | None:
        """Return the file of an id as read, None where there is none."""
        place = f"{FOLDERS[kind]}/{id_}.yaml"
        if not is_id(id_) or place not in self._opened[0]:
            return None
        return self.read_path(self.folder / place)

    def read_path(self, path: Path) -> Document:
        """Return a file of the pack as read, once."""
        key = (path, 0, 0)
        if key not in self._cache:
            place = path.relative_to(self.folder).as_posix()
            self._cache[key] = read_bytes(self._opened[0][place], shown(path))
        return self._cache[key]


def _contents(path: Path) -> dict[str, bytes]:
    """Return the content files of a zip by their place in the pack; NotPlain where it is not so."""
    from zipfile import BadZipFile, LargeZipFile, ZipFile

    try:
        if path.stat().st_size > MOST_ARCHIVE:
            raise NotPlain(f"the file is over {MOST_ARCHIVE // 1_000_000} MB")
        with ZipFile(path) as archive:
            return _read(archive)
    except (BadZipFile, LargeZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise NotPlain(f"the zip cannot be read ({type(error).__name__})") from None
    except (NotImplementedError, RuntimeError, OverflowError, MemoryError) as error:
        raise NotPlain(f"the zip cannot be read ({type(error).__name__})") from None


def _read(archive: ZipFile) -> dict[str, bytes]:
    """Return the content files of an open zip, every member looked at before any is read."""
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise NotPlain(f"more than {MOST_MEMBERS} files in one zip")
    names = set[str]()
    for member in members:
        _check(member)
        if member.filename in names:
            raise NotPlain(f"{quoted(member.filename)} is in the zip twice")
        names.add(member.filename)
    root = _root(names)
    found, total = dict[str, bytes](), 0
    for member in members:
        place = member.filename.removeprefix(root)
        if member.filename.startswith(root) and _is_content(place):
            with archive.open(member) as file:
                found[place] = file.read(MOST_BYTES + 1)
            total += len(found[place])
            if total > MOST_TOTAL:
                raise NotPlain(f"over {MOST_TOTAL // 1_000_000} MB of text in one zip")
    if not found:
        raise NotPlain("there is no actors/ or scenarios/ with content files in this zip")
    return found


def _check(member: ZipInfo) -> None:
    """Refuse a member that leads elsewhere or is no plain file."""
    name, mode = member.filename, member.external_attr >> 16
    parts = name.split("/")
    if name.startswith("/") or "\\" in name or ":" in name or ".." in parts or not name.strip("/"):
        raise NotPlain(f"{quoted(name)} leads out of the pack")
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise NotPlain(f"{quoted(name)} is a link or no plain file")
    if member.flag_bits & 0x1:
        raise NotPlain(f"{quoted(name)} is encrypted")


def _root(names: set[str]) -> str:
    """Return the one folder at the top that holds the pack, nothing where it is at the top."""
    tops = {name.split("/")[0] for name in names}
    if not tops & {"actors", "scenarios"} and len(tops) == 1:
        return f"{tops.pop()}/"
    return ""


def _is_content(place: str) -> bool:
    """Tell whether a place in a pack is one where content files stand."""
    folder, _, name = place.rpartition("/")
    return folder in FOLDERS.values() and name.endswith(".yaml")
