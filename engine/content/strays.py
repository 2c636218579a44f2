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

ELSEWHERE = ("", "theatres", "claims", "scenarios/actors", "actors/theatres")
"""Folders of a pack that are looked into beside those content belongs in."""
MOST_FILES = 500
UNKNOWN = {
    "actor": "unknown actor",
    "theatre": "unknown theatre",
    "claims": "unknown claims file",
    "scenario": "unknown scenario",
}


@dataclass(frozen=True, slots=True)
class Stray:
    """A file nothing reads: what it is, the id it would have, and how that is told."""

    kind: str
    id: str
    told: Problem

    def explains(self, problem: Problem) -> bool:
        """Tell whether a problem comes of nothing but this file's place or name."""
        if problem.code == "WC101" and problem.path == self.told.path:
            return True
        return problem.message == f"{UNKNOWN[self.kind]} {quoted(self.id)}"


def strays(pack: Pack) -> list[Stray]:
    """Return the files of a pack that look like content of it and are not read; a zip has none."""
    if not pack.folder.is_dir():
        return []
    found = list[Stray]()
    for place in (*FOLDERS.values(), *ELSEWHERE):
        for path in _looked_at(pack.folder / place):
            stray = _stray(pack, path, place)
            if stray is not None and path.stem not in pack.ids(stray.kind):
                found.append(stray)
    return found


def told_once(
    problems: Iterable[Problem], found: Iterable[Stray], *, named: bool = False
) -> list[Problem]:
    """Return problems in which a stray file stands for all that comes of it.

    One that nothing names is a warning, or left out where only what is `named` is asked for.
    """
    left = list(problems)
    for stray in found:
        rest = [problem for problem in left if not stray.explains(problem)]
        if named and len(rest) == len(left):
            continue
        misnamed = stray.told.code == "WC107" and stray.told.path.endswith(".yaml")
        minor = len(rest) == len(left) and not misnamed
        left = [*rest, replace(stray.told, severity="warning") if minor else stray.told]
    return left


def _looked_at(folder: Path) -> list[Path]:
    try:
        found = sorted(path for path in folder.glob("*.[yY]*[mM][lL]") if path.is_file())
    except OSError:
        return []
    return found[:MOST_FILES]


def _stray(pack: Pack, path: Path, place: str) -> Stray | None:
    """Return a file as a stray, None where it is read or is no content."""
    kind = _kind(pack, path)
    if kind is None or (kind == "scenario" and place == ""):
        return None
    id_ = re.sub(r"[^a-z0-9_]", "_", path.stem.lower())
    if FOLDERS[kind] != place:
        message = f"this {kind} file is not read here: it belongs in {FOLDERS[kind]}/"
        return Stray(kind, id_, file_problem(shown(path), "WC101", message, "move it there"))
    if path.suffix != ".yaml":
        message = "this file is not read: a content file's name ends in .yaml"
    elif not is_id(path.stem):
        message = "a file's name is small letters, digits and _"
    else:
        return None
    hint = f"rename it to {id_}.yaml" if is_id(id_) else ""
    return Stray(kind, id_, file_problem(shown(path), "WC107", message, hint))


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
