"""What hides a name is told once, where it is, not by every use of the name that is then unknown.

The second of two equal keys is not read; a relation with a wrong name in it, or given twice, is
not the one it was meant as; an uncertainty called like an indicator may be one misnamed, a level
with a name that conditions keep for themselves was perhaps called otherwise before.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from itertools import takewhile
from pathlib import PurePath

from engine.content.packs import FOLDERS
from engine.content.problems import Problem, quoted

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
    found = _without_pushed_in(list(problems))
    hiding = {(p.path, under) for p in found if (under := _hides(p))}
    if not hiding:
        return found
    return [p for p in found if not any(_echoes(p, *each) for each in hiding)]


def _without_pushed_in(problems: list[Problem]) -> list[Problem]:
    """Return problems; of a block that is indented one step too far its first line alone.

    Its name is then an unknown key without a value, and all that it holds is written twice.
    """
    pushed = dict[Problem, list[Problem]]()
    for each in problems:
        if (
            each.code == "WC103"
            and "." in each.where
            and each.excerpt.strip().rstrip(":") == each.where.split(".")[-1]
        ):
            above = each.where.rpartition(".")[0]
            twice = [p for p in problems if _written_twice(p, each, above)]
            pushed.update({each: twice} if len(twice) > 1 else {})
    gone = {one for twice in pushed.values() for one in twice}
    names = {quoted(each.where.rpartition(".")[2]) for each in pushed}
    found = [p for p in problems if p not in gone and not _of(p, names)]
    return [_told_indented(p) if p in pushed else p for p in found]


def _written_twice(problem: Problem, first: Problem, above: str) -> bool:
    """Tell whether a key is written twice below a line, beside it."""
    beside = problem.where.rpartition(".")[0] == above
    below = (problem.path, problem.column) == (first.path, first.column)
    return problem.code == DOUBLED and beside and below and problem.line > first.line


def _of(problem: Problem, names: Collection[str]) -> bool:
    """Tell whether a problem is one of these names being unknown."""
    unknown = problem.code.startswith("WC2") and problem.message.startswith("unknown ")
    return unknown and any(problem.message.endswith(name) for name in names)


def _told_indented(problem: Problem) -> Problem:
    """Return the problem of a name that is indented too far, told as that."""
    deep = problem.where.count(".")
    column = (problem.column - 1) * (deep - 1) // deep + 1
    hint = "perhaps indented too far, with all that belongs to it: it would begin at column "
    return replace(problem, hint=f"{hint}{column}")


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
