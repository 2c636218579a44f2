"""What was sampled, as people say it, and which of it weighs."""

from __future__ import annotations

from batch.discover.whole import ASKED_FOR, Discovery
from batch.sampling import Dimension
from reports.names import Names
from reports.wording import listing

MOST_NAMED = 6


def dimension_name(of: Dimension, names: Names) -> str:
    """Return an assumption as people say it."""
    owner, dot, rest = of.name.partition(".")
    if not dot:
        return names.spelled(of.name)
    kind, dot, weighed = rest.partition(".")
    told = f"weight of {names.spelled(weighed)}" if kind == "weights" and dot else rest
    return f"{names.actor(owner)}: {names.spelled(told.replace('.', ': '))}"


def above_chance(of: Discovery) -> list[Dimension]:
    """Return the assumptions that weigh above chance, the heaviest first."""
    by_column = {d.column: d for d in of.dimensions}
    return [by_column[index.name] for index in of.indices if index.matters]


def verdict(of: Discovery, names: Names) -> str:
    """Return which assumptions are load-bearing; of too few sample points none is called so."""
    heavy = listing([dimension_name(each, names) for each in above_chance(of)[:MOST_NAMED]])
    if of.points >= ASKED_FOR:
        return f"Load-bearing: {heavy}." if heavy else "No assumption weighs above chance."
    asked = f"{ASKED_FOR} sample points and more are asked for, and there are {of.points}"
    if heavy:
        return f"Above chance: {heavy}; none is called load-bearing yet: {asked}."
    return f"No assumption weighs above chance, but little can be told yet: {asked}."
