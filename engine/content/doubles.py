"""What hides a name is told once, where it is, not by every use of the name that is then unknown.

The second of two equal keys is not read; a relation with a wrong name in it, or given twice, is
not the one it was meant as; an uncertainty called like an indicator may be one misnamed, a level
with a name that conditions keep for themselves was perhaps called otherwise before.
"""

from __future__ import annotations

import re
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
    "uncertainties": ("WC302", "WC209"),
    "relations": ("WC204",),
    "claims": ("WC208",),
    "variants": ("WC210",),
    "sources": ("WC212",),
    "injects": ("WC214",),
    "lenses": ("WC215",),
}
"""By the key something is listed under: the codes of a use of one that is not there."""
BETWEEN = re.compile(r"(?:.*\.)?relations\.[0-9]+\.between(?:\.[01])?")
UNCERTAIN = re.compile(r"(?:.*\.)?uncertainties\.[^.]+")
RENAMED = ("indicators", "flags", "measures")
"""What is listed under these may have been given a name that conditions keep for themselves."""
OF_ONE_ACTOR = {"moves": "move", "motives": "motive", "types": "type"}


def without_echoes(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems but those that come of a name that another hides; that one is told."""
    found = list(problems)
    hiding = {(p.path, under) for p in found if (under := _hides(p))}
    if not hiding:
        return found
    return [p for p in found if not any(_echoes(p, *each) for each in hiding)]


def _hides(problem: Problem) -> str:
    """Return the key under which a problem hides a name, nothing where it hides none."""
    if problem.code == DOUBLED:
        return problem.where.rpartition(".")[0]
    if problem.code in ("WC201", "WC411") and BETWEEN.fullmatch(problem.where):
        return "relations"
    if problem.code != "WC410":
        return ""
    under = problem.where.rpartition(".")[0]
    if "already means" in problem.message and under.rpartition(".")[2] in RENAMED:
        return under
    return "uncertainties" if UNCERTAIN.fullmatch(problem.where) else ""


def _echoes(problem: Problem, path: str, under: str) -> bool:
    """Tell whether a problem is a name unknown that may be what a doubled key was meant to be."""
    *above, kind = under.split(".")
    if problem.code not in USES.get(kind, ()) or _pack(problem.path) != _pack(path):
        return False
    if kind == "relations":
        return "relation(" in problem.message
    if problem.code == "WC209":
        return problem.message.startswith("unknown setting ")
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
