"""Odds and a roll: told apart where they would read alike, and with the bounds of the degree."""

from __future__ import annotations

import pytest

from engine.rules.adjudication import bounds, degree
from reports.rolls import roll_of


@pytest.mark.parametrize(
    ("odds", "roll", "told", "within"),
    [
        (0.75, 0.31, "odds .75, rolled .31", "below .50"),
        (0.75, 0.56, "odds .75, rolled .56", "from .50 to .75"),
        (0.75, 0.80, "odds .75, rolled .80", "from .75 to .83"),
        (0.75, 0.91, "odds .75, rolled .91", "from .83"),
        (0.75, 0.7523, "odds .750, rolled .752", "from .750 to .833"),
        (0.75, 0.74999, "odds .75000, rolled .74999", "from .50000 to .75000"),
        (0.75, 0.4999, "odds .7500, rolled .4999", "below .5000"),
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
