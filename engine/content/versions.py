"""What is wrong only as a variant, a lens or an extending scenario has it: told with its name.

Such a problem stands where the thing is written, often in a file and at a line that are right.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from engine.content.nodes import Mapping, find
from engine.content.problems import Problem, quoted

OF_THE_WHOLE = ("WC402", "WC407")
"""Codes of what is right or wrong by something written elsewhere: dates and ranges."""
MARK = " has it"
"""How a problem ends that is told with a name."""


def whose(problem: Problem, kind: str, name: str) -> Problem:
    """Return a problem told with the name of what brings it about."""
    return replace(problem, message=f"{problem.message}, as {kind} {quoted(name)}{MARK}")


def of_extending(problems: Iterable[Problem], path: str, name: str) -> list[Problem]:
    """Return problems of a scenario; those in a file that it extends are told with its name."""
    return [
        whose(each, "scenario", name) if each.code in OF_THE_WHOLE and each.path != path else each
        for each in problems
    ]


def of_version(problems: Iterable[Problem], tree: Mapping, kind: str, name: str) -> list[Problem]:
    """Return problems of a variant or lens; those outside of what it sets are told with its name.

    `tree` is the scenario without it: what is told where it stands there was not set.
    """
    return [
        whose(each, kind, name) if each.code in OF_THE_WHOLE and _stands(each, tree) else each
        for each in problems
    ]


def of_inherited(problems: Iterable[Problem], scenario: str, kind: str, name: str) -> list[Problem]:
    """Return the errors of a scenario with a variant or lens of one that it extends, as warnings.

    All are told with both names: each may be right alone, and the scenario plays without them.
    """
    by = f"scenario {quoted(scenario)} with {kind}"
    found = (each for each in problems if each.severity == "error")
    return [replace(whose(each, by, name), severity="warning") for each in found]


def _stands(problem: Problem, tree: Mapping) -> bool:
    """Tell whether a problem is told at the place its keys lead to in a tree."""
    key, value, _ = find(tree, problem.where.split("."))
    at = (problem.path, problem.line, problem.column)
    return any(at == (mark.path, mark.line, mark.column) for mark in (key, value))


def without_twins(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems, of those alike in place and code that are told with a name only the first.

    Where one is told without a name, it alone stands: it is so whoever plays it.
    """
    found = sorted(problems, key=lambda problem: problem.message.endswith(MARK))
    first = dict[tuple[str, int, int, str], Problem]()
    kept = list[Problem]()
    for each in found:
        place = (each.path, each.line, each.column, each.code)
        if not (each.message.endswith(MARK) and place in first):
            kept.append(each)
        first.setdefault(place, each)
    return kept
