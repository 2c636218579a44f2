"""How near a condition that never held came to holding: what its names were seen to be."""

from __future__ import annotations

from collections.abc import Iterator

from batch.rehearse.tally import Play, Tally
from engine.model import Condition, Const, Name, Op, Tree

MOST = 3
"""Names that are told of."""


def names_in(tree: Tree) -> Iterator[Name]:
    """Give the levels and flags a condition reads, as they come."""
    if isinstance(tree, Name):
        if tree.kind in ("level", "flag"):
            yield tree
    elif not isinstance(tree, Const):
        for part in tree.args:
            yield from names_in(part)


def seen_values(condition: Condition, tally: Tally) -> str:
    """Return what the names of a condition were in all plays, "" where it reads none."""
    told = dict[str, str]()
    for name in names_in(condition.tree):
        if name.kind == "level" and name.id in tally.seen:
            span = tally.seen[name.id]
            told[name.id] = f"{name.id} was {span.low:.4g} to {span.high:.4g}"
        elif name.kind == "flag" and name.id in tally.flags:
            told[name.id] = f"{name.id} was {' or '.join(sorted(tally.flags[name.id]))}"
    return ", ".join(list(told.values())[:MOST])


def nearest_play(condition: Condition, tally: Tally) -> Play | None:
    """Return the play in which the first level a condition compares went furthest its way."""
    for level, above in _wanted(condition.tree, up=True):
        if level in tally.seen:
            span = tally.seen[level]
            return span.highest if above else span.lowest
    return None


def _wanted(tree: Tree, *, up: bool) -> Iterator[tuple[str, bool]]:
    """Give levels and whether the condition wants them high."""
    if isinstance(tree, Op) and tree.operator in (">", ">=", "<", "<="):
        above = (tree.operator in (">", ">=")) == up
        for place, side in enumerate(tree.args):
            for name in names_in(side):
                if name.kind == "level":
                    yield name.id, above if place == 0 else not above
    elif isinstance(tree, Op):
        for part in tree.args:
            yield from _wanted(part, up=up != (tree.operator == "not"))
    elif not isinstance(tree, (Const, Name)) and tree.function in ("months_above", "months_below"):
        for name in names_in(tree):
            yield name.id, (tree.function == "months_above") == up
