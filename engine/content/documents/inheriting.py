"""New entries beside inherited ones: one that lacks keys may be an inherited one, misspelt."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic_core import ErrorDetails

from engine.content.nodes import Entry, Loc, Mapping, find, node_at
from engine.content.problems import Problem, listed, problem_at, quoted
from engine.errors import nearest

KEPT = {
    "injects": "an inherited inject is held back: {at: null, when: null, contingency: true}",
    "outcomes": "an inherited outcome cannot be taken out: give it another condition",
}


def half_written(
    tree: Mapping, details: Iterable[ErrorDetails]
) -> tuple[list[Problem], list[ErrorDetails]]:
    """Return one problem for each entry that lacks keys and is near an inherited one, and the rest.

    Changes and what they are laid over are one tree: the marks tell what was inherited.
    """
    lacking, rest = dict[tuple[str | int, ...], list[str]](), list[ErrorDetails]()
    for detail in details:
        walked = find(tree, detail["loc"][:-1])[2]
        if detail["type"] == "missing" and inherited_hint(tree, walked):
            lacking.setdefault(tuple(walked), []).append(str(detail["loc"][-1]))
        else:
            rest.append(detail)
    return [_problem(tree, loc, keys) for loc, keys in lacking.items()], rest


def _problem(tree: Mapping, loc: Loc, keys: list[str]) -> Problem:
    where = ".".join(map(str, loc))
    lacks = f"lacks the key{'s' if len(keys) > 1 else ''} {listed(keys)}"
    message = f"{quoted(loc[-1])} is new here and {lacks}"
    hint = inherited_hint(tree, loc)
    return problem_at(find(tree, loc)[0], "WC102", message, where=where, hint=hint)


def inherited_hint(tree: Mapping, loc: Loc) -> str:
    """Return the inherited entry that a new one is perhaps meant as, nothing where none is near."""
    name, above = str(loc[-1]) if loc else "", node_at(tree, loc[:-1])
    entry = above.entries.get(name) if isinstance(above, Mapping) else None
    if not isinstance(above, Mapping) or entry is None or _inherited(entry, entry.mark.path):
        return ""
    others = {key: _inherited(each, entry.mark.path) for key, each in above.entries.items()}
    near = nearest(name, [key for key, path in others.items() if path])
    return f"did you mean {quoted(near)}, inherited from {others[near]}?" if near else ""


def _inherited(entry: Entry, path: str) -> str:
    """Return the file an entry, or a part of it, was taken from, nothing where it is this one."""
    below = entry.node.entries.values() if isinstance(entry.node, Mapping) else ()
    marks = (entry.mark, *(each.mark for each in below))
    return next((mark.path for mark in marks if mark.path != path), "")


def null_hint(tree: Mapping, loc: Loc) -> str:
    """Return what can be done with an inherited entry that was to be taken out."""
    of_one_file = len({entry.mark.path for entry in tree.entries.values()}) == 1
    return "" if of_one_file or len(loc) != 2 else KEPT.get(str(loc[0]), "")
