"""What options are made of sums to their utility, over a thousand runs of the shipped scenario."""

from __future__ import annotations

import os
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import NamedTuple

from engine.content.library import Library
from engine.play.exercise import Exercise
from engine.play.seats import play_out
from engine.play.table import Prepared
from engine.record import Option
from tests.proof.registry import proof

SCENARIO = "post_war_aid_cut"
CLOSE = 1e-12
RUNS, PARTS = 1000, 20


class Widest(NamedTuple):
    """The widest gap between an option's utility and the sum of its parts, and what was read."""

    gap: float
    options: int
    explanations: int


def gap(option: Option) -> float:
    """Return how far an option's utility is from the sum of its parts."""
    parts = sum(share for _, share in (*option.motives, *option.anticipation))
    taken = option.cost + option.friction + sum(by for _, by in option.penalties)
    return abs(parts - taken + option.bonus - option.utility)


def widest(made: Prepared, seeds: Iterable[int]) -> Widest:
    """Return the widest gap over every explanation of some runs."""
    found = Widest(0.0, 0, 0)
    for seed in seeds:
        exercise = Exercise(made, seed)
        play_out(exercise)
        for decision in (d for report in exercise.reports for d in report.decisions):
            assert decision.explanation is not None
            gaps = [gap(option) for option in decision.explanation.options]
            largest = max(found.gap, *gaps)
            found = Widest(largest, found.options + len(gaps), found.explanations + 1)
    return found


def _part(number: int) -> Widest:
    each = RUNS // PARTS
    made = Prepared(Library().load(SCENARIO))
    return widest(made, range(number * each, (number + 1) * each))


@proof("shares")
def shares() -> str:
    """The motive shares of every option sum to its utility within 1e-12, in 1,000 runs."""
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        parts = list(pool.map(_part, range(PARTS)))
    worst = max(part.gap for part in parts)
    assert worst < CLOSE, worst
    options, told = sum(p.options for p in parts), sum(p.explanations for p in parts)
    return (
        "| scenario | seeds | explanations | options | widest gap |\n|---|---|---|---|---|\n"
        f"| {SCENARIO} | 0 to {RUNS - 1} | {told:,} | {options:,} | {worst:.1e} |"
    )
