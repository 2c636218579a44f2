"""Names that lack what they belong to: a move its actor, a level the `start` it is set under."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from engine.content.nodes import Mapping as Tree
from engine.content.problems import Problem, quoted
from engine.content.settings import names_of

NEEDED = "a name is an actor and a move"


def with_actors(problems: Iterable[Problem], cast: Mapping[str, Tree]) -> list[Problem]:
    """Return problems in which a move without its actor has those of the cast that have it."""
    return [
        _offered(found, [f"{actor}.{{}}" for actor in cast], _moves(cast))
        if found.code == "WC107" and found.hint.startswith(NEEDED)
        else found
        for found in problems
    ]


def with_starts(problems: Iterable[Problem], theatre: Tree) -> list[Problem]:
    """Return problems in which a setting that is an indicator or a flag is offered as a start."""
    names = [*names_of(theatre, "indicators"), *names_of(theatre, "flags")]
    known = {f"start.{name}" for name in names}
    return [
        _offered(found, ["start.{}"], known)
        if found.code == "WC209" and found.message.startswith("unknown setting")
        else found
        for found in problems
    ]


def _moves(cast: Mapping[str, Tree]) -> set[str]:
    return {f"{actor}.{move}" for actor, tree in cast.items() for move in names_of(tree, "moves")}


def _offered(problem: Problem, shapes: Iterable[str], known: set[str]) -> Problem:
    """Return a problem whose hint offers the full names there are for the one in its message."""
    name = problem.message.partition("'")[2].partition("'")[0]
    full = [shape.format(name) for shape in shapes if shape.format(name) in known]
    if not full:
        return problem
    return replace(problem, hint=f"did you mean {' or '.join(map(quoted, full[:4]))}?")
