"""Decisions and acts, which are compiled where the engine is, are values like any other noun."""

import pickle
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import asdict, replace

import pytest

from engine.play.exercise import Exercise
from engine.play.seats import play_out
from engine.record import Act, Decision
from tests.engine.small import scenario


def made() -> Iterator[Act | Decision]:
    """Give all that is decided and done in a small exercise."""
    exercise = Exercise(scenario(), seed=3)
    play_out(exercise)
    for report in exercise.reports:
        yield from report.decisions
        yield from report.acts


def test_they_reach_another_process_as_they_were() -> None:
    found = list(made())
    assert {type(each) for each in found} == {Act, Decision}
    assert pickle.loads(pickle.dumps(found)) == found
    assert deepcopy(found) == found


def test_they_are_told_apart_by_what_they_hold() -> None:
    for each in made():
        same, other = replace(each), replace(each, turn=each.turn + 1)
        assert same == each
        assert hash(same) == hash(each)
        assert other != each
        assert type(each)(**{**asdict(each), "turn": 99}).turn == 99


@pytest.mark.parametrize("noun", [Act, Decision])
def test_nothing_can_be_noted_on_them(noun: type[Act | Decision]) -> None:
    (one, *_) = (each for each in made() if isinstance(each, noun))
    with pytest.raises(AttributeError):
        one.remark = "late"  # type: ignore[union-attr]
