"""Forecasts scored: Brier's score by cases reckoned by hand."""

from __future__ import annotations

import pytest

from reports.aar.gathering import Aar
from reports.aar.scoring import Forecast, brier, evenly, standings
from tests.reports import table

# (shares, what came, score reckoned by hand)
CASES = [
    ({"a": 1.0}, "a", 0.0),
    ({"a": 1.0}, "b", 2.0),  # certain of another thing: 1² + 1²
    ({"a": 0.5, "b": 0.5}, "a", 0.5),  # .25 + .25
    ({"a": 0.7, "b": 0.2, "c": 0.1}, "a", 0.14),  # .09 + .04 + .01
    ({"a": 0.7, "b": 0.2, "c": 0.1}, "c", 1.34),  # .49 + .04 + .81
    ({"a": 0.6, "b": 0.4}, "c", 1.52),  # .36 + .16 + 1: what came was not named
    ({"a": 0.0, "b": 1.0}, "b", 0.0),
    ({"a": 0.25, "b": 0.25, "c": 0.25, "d": 0.25}, "d", 0.75),
]


@pytest.mark.parametrize(("shares", "came", "score"), CASES)
def test_the_score_is_the_one_reckoned_by_hand(
    shares: dict[str, float], came: str, score: float
) -> None:
    assert brier(shares, came) == pytest.approx(score, abs=1e-12)


@pytest.mark.parametrize(("alternatives", "score"), [(1, 0.0), (2, 0.5), (3, 2 / 3), (4, 0.75)])
def test_equal_shares_score_one_less_one_over_their_number(alternatives: int, score: float) -> None:
    shares = {str(at): 1 / alternatives for at in range(alternatives)}
    assert evenly(alternatives) == pytest.approx(score)
    assert brier(shares, "0") == pytest.approx(score)


def test_an_honest_forecaster_expects_the_least() -> None:
    true = {"a": 0.7, "b": 0.3}

    def expected(told: float) -> float:
        shares = {"a": told, "b": 1 - told}
        return sum(p * brier(shares, name) for name, p in true.items())

    assert min(range(101), key=lambda cent: expected(cent / 100)) == 70


def test_forecasts_of_moves_are_settled_by_what_the_seat_did(aar: Aar) -> None:
    first = aar.forecasts[0]
    assert (first.who, first.moment) == ("Seoul (Col. Ravi Menon)", "turn 2, 1 Feb 2026")
    assert first.about == "Pyongyang's move of the turn"
    assert first.came == "Hold"
    # seek_beijing .5, hold .4, icbm_test .1; hold came: .25 + .36 + .01
    assert first.score == pytest.approx(0.62)
    assert first.given == 0.4
    assert first.even == pytest.approx(2 / 3)
    words = {name: word for name, _, word in first.shares}
    assert words["Send an envoy to Beijing for trade and aid"] == "roughly even chance"
    assert words["Hold"] == "unlikely"


def test_a_forecast_of_the_outcome_is_settled_at_endex(aar: Aar) -> None:
    told = next(row for row in aar.forecasts if row.about == "how the exercise ends")
    assert aar.record.finished is not None
    ended = aar.record.finished.outcome
    _, _, shares = table.FORECASTS[7]
    assert told.came == aar.record.names.spelled(ended)
    assert told.given == shares.get(ended, 0.0)
    # of .6, .1 and .3, by which came: .16 + .01 + .09, .36 + .81 + .09, .36 + .01 + .49, none: 1.46
    by_hand = {"china_tilt": 0.26, "us_opening": 1.26, "two_patrons": 0.86}
    assert told.score == pytest.approx(by_hand.get(ended, 1.46))
    assert told.engine is None


def test_a_forecast_of_a_move_is_set_beside_the_engines_own(aar: Aar) -> None:
    told = [row for row in aar.forecasts if row.about.endswith("move of the turn")]
    assert told
    assert all(row.engine is not None and 0 <= row.engine <= 2 for row in told)


def made(who: str, score: float | None) -> Forecast:
    return Forecast("turn 1", who, "x", (), None, None, score, 0.5, None)


def test_seats_are_ranked_by_their_mean_and_open_forecasts_left_out() -> None:
    rows = (made("Ash", 0.2), made("Elm", 0.1), made("Ash", 0.4), made("Elm", None))
    ranked = standings(rows)
    assert [(s.who, s.count, round(s.score, 9)) for s in ranked] == [
        ("Elm", 1, 0.1),
        ("Ash", 2, 0.3),
    ]
