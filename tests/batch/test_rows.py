"""The digest of a run: equal runs, and only they, have equal ones."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from batch.rows import Told, _digest, told_of
from engine.play.exercise import Exercise
from engine.play.seats import play_out
from tests.engine import small


@pytest.fixture(scope="module")
def told() -> Told:
    """What a run of the small scenario puts into the tables."""
    exercise = Exercise(small.scenario(), 7, lean=True)
    return told_of(play_out(exercise).outcome, exercise)


def digest(told: Told, outcome: str = "", /, **deeds: Any) -> str:
    return _digest(outcome, told.turns, told.levels, {**told.deeds, **deeds}, {})


def test_a_run_played_again_has_the_same_digest(told: Told) -> None:
    exercise = Exercise(small.scenario(), 7, lean=True)
    again = told_of(play_out(exercise).outcome, exercise)
    assert again.row["digest"] == told.row["digest"]
    assert digest(again) == digest(told)


def test_names_that_end_elsewhere_are_others(told: Told) -> None:
    actors, moves = list(told.deeds["actor"]), list(told.deeds["move"])
    assert len(actors) > 1
    last, first = str(actors[-1]), str(moves[0])
    longer = digest(told, actor=[*actors[:-1], last + first[0]], move=[first[1:], *moves[1:]])
    assert longer != digest(told)
    assert digest(told, actor=["a", "bc"], move=["d", "e"]) != digest(
        told, actor=["a", "b"], move=["cd", "e"]
    )


def test_whatever_else_differs_makes_another_digest(told: Told) -> None:
    odds = np.array(told.deeds["odds"])
    odds[0] -= 1e-9
    causes = list(told.deeds["because_of"])
    others = [
        digest(told, "riot"),
        digest(told, odds=odds),
        digest(told, because_of=["x", *causes[1:]]),
        digest(told, place=np.array(told.deeds["place"])[:-1]),
        _digest("", told.turns, told.levels + 1e-9, told.deeds, {}),
        _digest("", told.turns, told.levels, told.deeds, {"war": True}),
    ]
    assert len({digest(told), *others}) == 1 + len(others)
