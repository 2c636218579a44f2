"""A key written twice hides what the second one should have been called: told once, at the key.

The second of two keys is not read, so every use of the name it was meant to have is unknown.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile
from pathlib import PurePath

from engine.content.packs import FOLDERS
from engine.content.problems import Problem

DOUBLED = "WC011"
USES = {
    "moves": ("WC206",),
    "motives": ("WC207",),
    "types": ("WC211",),
    "indicators": ("WC204", "WC302"),
    "flags": ("WC205", "WC302"),
    "measures": ("WC302",),
    "uncertainties": ("WC302",),
    "claims": ("WC208",),
    "variants": ("WC210",),
    "sources": ("WC212",),
    "injects": ("WC214",),
    "lenses": ("WC215",),
}
"""By the key something is listed under: the codes of a use of one that is not there."""
OF_ONE_ACTOR = {"moves": "move", "motives": "motive", "types": "type"}


def without_echoes(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems but those that come of a key written twice; that one is told."""
    found = list(problems)
    doubled = {(p.path, p.where.rpartition(".")[0]) for p in found if p.code == DOUBLED}
    if not doubled:
        return found
    return [p for p in found if not any(_echoes(p, *each) for each in doubled)]


def _echoes(problem: Problem, path: str, under: str) -> bool:
    """Tell whether a problem is a name unknown that may be what a doubled key was meant to be."""
    *above, kind = under.split(".")
    if problem.code not in USES.get(kind, ()) or _pack(problem.path) != _pack(path):
        return False
    if kind not in OF_ONE_ACTOR:
        return True
    owner = above[1] if len(above) == 2 else PurePath(path).stem
    noun = OF_ONE_ACTOR[kind]
    if problem.message.startswith(f"unknown {noun} of {owner}: "):
        return True
    own = problem.path == path or problem.where.startswith(f"actors.{owner}.")
    return own and problem.message.startswith(f"unknown {noun} '")


def _pack(path: str) -> tuple[str, ...]:
    """Return the folder of the pack a file stands in."""
    parts = PurePath(path).parts[:-1]
    return tuple(takewhile(lambda part: part not in FOLDERS.values(), parts))
