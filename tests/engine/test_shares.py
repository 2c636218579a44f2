"""What an option is made of sums to its utility, in every explanation of the shipped scenario."""

from __future__ import annotations

import pytest

from engine.content.library import Library
from engine.play.exercise import Exercise
from engine.play.seats import play_out
from engine.play.table import Prepared
from engine.record import Explanation, Option
from tests.proof.shares import CLOSE, gap, widest


def test_the_shares_of_every_option_sum_to_its_utility() -> None:
    found = widest(Prepared(Library().load("post_war_aid_cut")), range(3))
    assert found.options > 1000
    assert found.gap < CLOSE


@pytest.mark.parametrize("part", ["cost", "friction", "bonus"])
def test_a_part_left_out_would_be_noticed(part: str) -> None:
    option = first_option(part)
    whole = {name: getattr(option, name) for name in Option.__dataclass_fields__}
    assert gap(option) < CLOSE
    assert gap(Option(**{**whole, part: 0.0})) > CLOSE


def first_option(part: str) -> Option:
    """Return the first option of a run in which a part is not nothing."""
    exercise = Exercise(Library().load("post_war_aid_cut"), 7)
    play_out(exercise)
    explained = (d.explanation for r in exercise.reports for d in r.decisions)
    options = (o for e in explained if isinstance(e, Explanation) for o in e.options)
    return next(option for option in options if getattr(option, part))
