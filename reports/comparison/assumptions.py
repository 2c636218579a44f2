"""What was sampled, as people say it, and which of it weighs."""

from __future__ import annotations

from itertools import groupby

from batch.compare.clouds import shortened_labels
from batch.discover.whole import ASKED_FOR, Discovery
from batch.sampling import Dimension
from reports.names import Names
from reports.wording import counted, listing

MOST_NAMED, MOST_ARMS = 6, 4
DEPTH = "depth of anticipation"
"""What `level` of a mind is called: levels are indicators everywhere else."""


def dimension_name(of: Dimension, names: Names) -> str:
    """Return an assumption as people say it."""
    owner, dot, rest = of.name.partition(".")
    if not dot:
        return names.spelled(of.name)
    kind, dot, weighed = rest.partition(".")
    told = f"weight of {names.spelled(weighed)}" if kind == "weights" and dot else rest
    told = DEPTH if told == "level" else told
    return f"{names.actor(owner)}: {names.spelled(told.replace('.', ': '))}"


def above_chance(of: Discovery) -> list[Dimension]:
    """Return the assumptions that weigh above chance, the heaviest first."""
    by_column = {d.column: d for d in of.dimensions}
    return [by_column[index.name] for index in of.indices if index.matters]


def verdict(of: Discovery, names: Names) -> str:
    """Return which assumptions are load-bearing; of too few sample points none is called so."""
    heavy = _some([dimension_name(each, names) for each in above_chance(of)])
    none = "No assumption weighs above chance"
    if of.left_out:
        none = "No assumption that was sampled in every arm weighs above chance"
    if of.points >= ASKED_FOR:
        return f"Load-bearing: {heavy}." if heavy else f"{none}."
    asked = f"{ASKED_FOR} sample points and more are asked for, and there are {of.points}"
    if heavy:
        return f"Above chance: {heavy}; none is called load-bearing yet: {asked}."
    return f"{none}, but little can be told yet: {asked}."


def left_out_say(of: Discovery, names: Names, how: str = "") -> str:
    """Return which assumptions are not weighed as some arms hold them fixed; "" where none is.

    `how` says how to weigh them.
    """
    if not of.left_out:
        return ""
    labels = shortened_labels(of.clouds)
    parts = list[str]()
    for arms, several in groupby(of.left_out, key=lambda each: each.sampled_in):
        told = [dimension_name(each.dimension, names) for each in several]
        parts.append(f"{_some(told)} (sampled only in {_some([labels[label] for label in arms])})")
    return f"Not sampled in every arm, and so not weighed here: {'; '.join(parts)}.{how}"


def _arms(told: list[str], of: Discovery) -> str:
    return listing(told) if len(told) < MOST_ARMS else f"{len(told)} of {len(of.clouds)} arms"


def unsampled_say(of: Discovery) -> str:
    """Return how many arms were not sampled where others were; "" where there is none."""
    bare = sum(not cloud.results.study.samples for cloud in of.clouds)
    if not bare or bare == len(of.clouds):
        return ""
    verb = "was" if bare == 1 else "were"
    return f"{counted(bare, 'arm')} {verb} not sampled: assumptions are weighed over the others."


def _some(told: list[str]) -> str:
    more = len(told) - MOST_NAMED
    return listing([*told[:MOST_NAMED], f"{more} more"] if more > 0 else told)
