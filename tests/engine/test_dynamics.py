"""Levels over time against closed forms."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from statistics import fmean, pstdev

import pytest

from engine.model import Coupling, Turns
from engine.play.exercise import Exercise
from engine.play.seats import play_out
from engine.rules.effects import (
    DAYS_A_MONTH,
    Anchors,
    Impulse,
    Shape,
    kernel,
    noise_over,
    pull_over,
)
from tests.engine.small import actor, effect, level, motive, scenario


def still() -> object:
    return actor("oak", (motive("peace", goods=1.0),), ())


def test_the_kernel_waits_ramps_and_fades_to_its_lasting_share() -> None:
    shape = Shape(delay=1.0, ramp=2.0, half_life=4.0, lasting=0.25)
    assert [kernel(h, shape) for h in (0.0, 0.99, 1.0, 2.0, 3.0)] == [0.0, 0.0, 0.0, 0.5, 1.0]
    assert kernel(7.0, shape) == pytest.approx(0.25 + 0.75 / 2)
    assert kernel(500.0, shape) == pytest.approx(0.25)
    assert kernel(0.0, Shape(0.0, 0.0, 12.0, 1.0)) == 1.0


def test_anchors_kept_from_turn_to_turn_are_those_added_anew() -> None:
    luck = Random(5)
    shapes = [
        Shape(*each) for each in ((0, 0, 12, 1), (2, 1, 12, 1), (0, 1, 4, 0.25), (5, 0, 9, 1))
    ]
    base, turns, impulses = [50.0, 20.0, 0.1], range(30, 400, 30), list[Impulse]()
    kept, late = Anchors(base), Anchors(base)
    for day in turns:
        for start in sorted(luck.randrange(day - 30, day) for _ in range(luck.randrange(12))):
            by = luck.uniform(-3.0, 3.0)
            impulses.append((luck.randrange(3), by, start, luck.choice(shapes)))
        anew = list(base)
        for at, amount, start, shape in impulses:
            anew[at] += amount * kernel((day - start) / DAYS_A_MONTH, shape)
        assert kept.on(impulses, day) == anew  # to the last bit
    assert len(impulses) > 30
    assert late.on(impulses, turns[-1]) == anew


def test_an_effect_that_is_here_to_stay_is_added_up_once() -> None:
    anchors, steps = Anchors([0.0]), Shape(0.0, 0.0, 12.0, 1.0)
    impulses = [(0, 1.0, day, steps) for day in range(50)]
    assert anchors.on(impulses, 60) == [50.0]
    impulses[:] = [(0, -9.0, 0, steps)] * 50  # what is settled is not looked at again
    assert anchors.on([*impulses, (0, 2.0, 61, steps)], 90) == [52.0]


def test_with_full_pull_and_no_noise_a_level_is_its_anchor() -> None:
    made = scenario(still())
    stage = replace(made.theatre, levels=(level("goods", pull=1.0, noise=0.0), level("unrest")))
    flood = replace(made.injects[0], effects=(effect("goods", -5.0, ramp=2.0),), day=0)
    exercise = Exercise(replace(made, theatre=stage, injects=(flood,)), 1)
    play_out(exercise)
    for report in exercise.reports:
        months = (report.ends - made.startex).days / 30.4375
        wanted = 50.0 - 5.0 * min(1.0, months / 2.0)
        assert report.levels["goods"] == pytest.approx(wanted, abs=1e-12)


def test_a_coupling_pushes_by_its_amount_a_month() -> None:
    made = scenario(still(), injects=())
    stage = replace(
        made.theatre,
        levels=(
            level("goods", pull=0.0, noise=0.0, opening=60.0),
            level("unrest", pull=0.0, noise=0.0),
        ),
        couplings=(Coupling("goods", "unrest", 0.1),),
    )
    exercise = Exercise(replace(made, theatre=stage), 1)
    play_out(exercise)
    assert [round(r.levels["unrest"], 9) for r in exercise.reports] == [51, 52, 53, 54, 55, 56]


@pytest.mark.parametrize("kappa", [0.0, 0.1, 0.25, 0.7, 1.0])
def test_two_half_turns_pull_and_spread_as_one(kappa: float) -> None:
    half, whole = pull_over(kappa, 0.5), pull_over(kappa, 1.0)
    assert 1 - (1 - half) ** 2 == pytest.approx(whole)
    spread = noise_over(2.0, kappa, 0.5)
    if kappa < 1.0:
        assert spread**2 * (1 + (1 - half) ** 2) == pytest.approx(noise_over(2.0, kappa, 1.0) ** 2)


def _late_levels(turns: Turns, runs: int) -> list[float]:
    made = scenario(still(), injects=(), turns=turns)
    stage = replace(
        made.theatre,
        levels=(
            level("goods", pull=0.25, noise=2.0, opening=56.0),
            level("unrest", pull=0.5, noise=0.0),
        ),
        couplings=(Coupling("goods", "unrest", 0.2),),
    )
    made, found = replace(made, theatre=stage), []
    for seed in range(runs):
        exercise = Exercise(made, seed)
        play_out(exercise)
        per_month = turns.count // 24
        found += [r.levels["goods"] for r in exercise.reports[12 * per_month :: 2 * per_month]]
    return found


def test_halving_the_turn_keeps_the_long_run_mean_and_spread() -> None:
    months = _late_levels(Turns(24, 1, "month"), 150)
    halves = _late_levels(Turns(48, 2, "week"), 150)
    assert fmean(months) == pytest.approx(56.0, abs=0.35)
    assert fmean(halves) == pytest.approx(fmean(months), abs=0.45)
    assert pstdev(halves) == pytest.approx(pstdev(months), rel=0.08)
