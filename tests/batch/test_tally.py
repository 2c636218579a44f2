"""Shares, paired differences and fans, by hand."""

from __future__ import annotations

import pytest

from batch.tally import Run, Tally, paired_interval


def tally(*options: str) -> Tally:
    return Tally(("yes", "no"), ("heat",), ((0.0, 100.0),), 2, 3, options)


def test_outcomes_are_counted_with_wilsons_interval() -> None:
    counted = tally()
    for outcome in ("yes", "no", "no", "no"):
        counted.add(Run(outcome, ()), {})
    yes, no = counted.forecast(4).shares
    assert (yes.hits, yes.share, no.share) == (1, 0.25, 0.75)
    assert (yes.low, yes.high) == pytest.approx((0.0456, 0.6994), abs=1e-4)


def test_options_are_held_beside_the_first_in_pairs() -> None:
    counted = tally("hold", "go")
    for base, gone in (("no", "yes"), ("no", "yes"), ("no", "no"), ("yes", "yes")):
        counted.add(Run(base, ()), {"hold": base, "go": gone})
    forecast = counted.forecast(4)
    hold, go = forecast.options
    assert forecast.base == "hold"
    assert hold.differences == ()
    assert [s.share for s in go.shares] == [0.75, 0.25]
    assert [d.difference for d in go.differences] == [0.5, -0.5]
    assert go.differences[0].low == pytest.approx(-go.differences[1].high)


def test_the_paired_interval_is_agresti_and_mins() -> None:
    # cells + 1/2: up 2.5, down .5 of 6: middle 1/3, sd sqrt(3 - 4/6)/6
    low, high = paired_interval(2, 0, 4)
    assert (low, high) == pytest.approx((1 / 3 - 0.49898, 1 / 3 + 0.49898), abs=1e-4)
    assert paired_interval(0, 0, 4)[1] > 0, "no pair that differs is not certainty"
    assert paired_interval(0, 0, 4000)[1] < 0.001


def test_fans_hold_the_quantiles_by_turn_to_half_a_percent() -> None:
    counted = tally()
    for value in range(101):
        counted.add(Run("no", ((2, [float(value)]), (3, [50.0]))), {})
    (fan,) = counted.forecast(101).fans
    assert fan.turns == (2, 3)
    assert fan.quantiles[0] == pytest.approx((5, 25, 50, 75, 95), abs=1.0)
    assert fan.quantiles[1] == pytest.approx((50, 50, 50, 50, 50), abs=0.5)


def test_an_exercise_that_ends_early_leaves_later_turns_to_those_that_go_on() -> None:
    counted = tally()
    counted.add(Run("yes", ((2, [100.0]),)), {})
    counted.add(Run("no", ((2, [0.0]), (3, [10.0]))), {})
    (fan,) = counted.forecast(2).fans
    assert fan.quantiles[1][2] == pytest.approx(10, abs=0.5)
