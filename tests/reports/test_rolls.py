"""Odds and a roll: told apart where they would read alike, and with the bounds of the degree."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from engine.play.audience import PROJECTOR, WHITE, audience_view
from engine.play.exercise import Exercise
from engine.rules.adjudication import bounds, degree
from reports.rolls import roll_of, with_rolls
from tests.engine import small


@pytest.mark.parametrize(
    ("odds", "roll", "told", "within"),
    [
        (0.75, 0.31, "odds .75, rolled .31", "below .50"),
        (0.75, 0.56, "odds .75, rolled .56", "from .50 to .75"),
        (0.75, 0.80, "odds .75, rolled .80", "from .75 to .83"),
        (0.75, 0.91, "odds .75, rolled .91", "from .83"),
        (0.75, 0.7523, "odds .75, rolled .752", "from .75 to .833"),
        (0.75, 0.74999, "odds .75, rolled .74999", "from .50 to .75"),
        (0.75, 0.4999, "odds .75, rolled .4999", "below .50"),
        (0.75, 0.75, "odds .75, rolled .75", "from .75 to .83"),
        (1.0, 0.4, "odds 1.00, rolled .40", ""),
    ],
)
def test_odds_and_a_roll_are_told_so_that_they_differ(
    odds: float, roll: float, told: str, within: str
) -> None:
    found = roll_of(odds, roll)
    assert (found.told, found.within) == (told, within)


@pytest.mark.parametrize("odds", [0.0, 0.001, 0.4, 0.75, 0.999, 1.0])
def test_a_degree_ends_where_its_bound_says(odds: float) -> None:
    low = 0.0
    for result, end in bounds(odds):
        assert degree(odds, low) == degree(odds, (low + end) / 2) == result
        low = end
    assert low == 1.0


ARGUED = "odds .60 ruled to be .50 by me, rolled .40, half done: a storm"


def struck(**act: Any) -> Exercise:
    """A small exercise in which Ash has struck, with the act as it is to be told."""
    exercise = Exercise(small.scenario(), 7, people=("ash",))
    exercise.advance()
    exercise.submit("ash", "strike")
    exercise.advance()
    report = exercise.reports[0]
    acts = tuple(replace(a, **act) if a.move == "strike" else a for a in report.acts)
    exercise.reports[0] = replace(report, acts=acts)
    return exercise


def details(exercise: Exercise, audience: str) -> list[str]:
    """What a view says of each act beside what it was."""
    view = with_rolls(audience_view(exercise, audience), exercise)
    return [event.detail for turn in view.path for event in turn.events if event.kind == "act"]


def test_the_white_cells_view_tells_a_roll_apart_from_its_odds() -> None:
    exercise = struck(odds=0.5, roll=0.4999)
    assert "odds .50, rolled .4999" in details(exercise, WHITE)
    assert not any(details(exercise, PROJECTOR))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"result": "near_miss", "roll": 0.9}, "ruled near miss by me: a storm"),
        ({"result": "partial", "odds": 0.5, "roll": 0.4}, ARGUED),
        ({"result": "failed", "odds": 21 / 36, "roll": 0.9}, "ruled failed by me: a storm"),
    ],
)
def test_a_ruling_tells_what_arguments_made_of_the_odds_and_no_roll_it_overruled(
    changes: dict[str, Any], told: str
) -> None:
    exercise = struck(ruled_by="me", ruling_reason="a storm", **changes)
    assert told in details(exercise, WHITE)
    assert not any(details(exercise, PROJECTOR))
