"""Verdicts: each kind of expectation is seen to hold and to fail."""

from __future__ import annotations

from dataclasses import replace

import pytest

from batch.arms import Runs
from batch.laws import Draws, Limit, arms_of, came_out, came_out_over, judged, read
from batch.scoreboard import Plan, planned, scoreboard
from batch.statistics import Paired
from engine.model import Expectation
from tests.batch.making import EXPECTATIONS, FINAL_UNREST, arms, bound, expectation

RISES, FALLS, WEAK, DISPUTED, RARELY = EXPECTATIONS
UP = (3.0, 4.0, 5.0, 4.0)
FLAT = (1.0, 1.0, 1.5, 1.0)


def runs(e: Expectation, **columns: tuple[float, ...]) -> dict[str, Runs]:
    return {
        arm.replace("plain", ""): Runs(("other",) * len(column), {e.id: column})
        for arm, column in columns.items()
    }


def verdict(e: Expectation, draws: Draws | None = None, **columns: tuple[float, ...]) -> str:
    return judged(e, read(e, runs(e, **columns)), draws)[0]


def test_a_strict_law_needs_its_sign_and_t_above_three() -> None:
    assert verdict(RISES, calm=FLAT, rough=UP) == "supported"
    assert verdict(RISES, calm=UP, rough=FLAT) == "not supported"
    assert verdict(FALLS, calm=UP, rough=FLAT) == "supported"
    small = read(RISES, runs(RISES, calm=(0.0, 0.0, 0.0), rough=(1.0, 0.0, 1.0)))
    assert judged(RISES, small) == ("not supported", "t = 2.0 is not above 3")


def test_a_weak_law_needs_its_sign() -> None:
    assert verdict(WEAK, calm=(0.0, 0.0, 0.0), rough=(1.0, 0.0, 1.0)) == "supported"
    assert verdict(WEAK, calm=(0.0, 0.0), rough=(0.0, 0.0)) == "not supported"


def test_of_a_contested_law_nothing_is_asserted() -> None:
    found = read(DISPUTED, runs(DISPUTED, calm=FLAT, rough=UP))
    assert isinstance(found, Paired)
    assert judged(DISPUTED, found)[0] == "contested"


def test_draws_can_overturn_a_law_but_not_a_weak_one() -> None:
    few, enough = Draws(100, 20, 94), Draws(100, 20, 95)
    assert verdict(RISES, enough, calm=FLAT, rough=UP) == "supported"
    assert verdict(RISES, few, calm=FLAT, rough=UP) == "not supported"
    assert verdict(WEAK, few, calm=FLAT, rough=UP) == "supported"
    assert verdict(RARELY, few, plain=(0.0,) * 100, calm=(0.0,) * 100) == "not supported"


def test_a_bound_is_read_where_it_is_highest() -> None:
    never, sometimes = (0.0,) * 100, (1.0,) * 4 + (0.0,) * 96
    found = read(RARELY, runs(RARELY, plain=never, calm=never, rough=sometimes))
    assert isinstance(found, Limit)
    assert (found.arm, found.mean, found.kept, found.sure) == ("rough", 0.04, True, False)
    assert judged(RARELY, found)[1].startswith("not yet sure, the upper limit 0.0984")
    assert verdict(bound("b", 0.03), plain=never, rough=sometimes) == "not supported"


def test_a_bound_on_a_number_has_an_interval_of_t() -> None:
    found = read(e := bound("b", 5.0, FINAL_UNREST), runs(e, plain=UP))
    assert isinstance(found, Limit)
    assert found.low < found.mean == 4.0 < found.high


def test_a_bound_may_be_on_a_difference() -> None:
    e = expectation("b", "bound", at_most=0.05, sign="")
    assert verdict(e, calm=(0.0, 1.0, 0.0), rough=(0.0, 1.0, 0.0)) == "supported"
    assert verdict(e, calm=(0.0, 1.0, 0.0), rough=(1.0, 1.0, 0.0)) == "not supported"


def test_in_a_draw_a_bound_is_held_against_all_arms() -> None:
    assert came_out_over(RARELY, runs(RARELY, calm=(0.0,) * 19, rough=(0.0,) * 20 + (1.0,)))
    assert not came_out_over(RARELY, runs(RARELY, calm=(0.0,) * 9, rough=(1.0,)))
    assert came_out(RISES, read(RISES, runs(RISES, calm=FLAT, rough=UP)))


def test_a_contrast_of_an_arm_with_itself_is_read_as_no_difference() -> None:
    same = replace(RISES, b=RISES.a)
    found = read(same, runs(same, calm=UP))
    assert isinstance(found, Paired)
    assert found.difference.mean == 0
    assert judged(same, found)[0] == "not supported"
    within = expectation("b", "bound", at_most=0.05, sign="")
    assert verdict(replace(within, b=within.a), calm=(0.0, 1.0)) == "supported"


def test_only_the_arms_that_are_needed_are_run() -> None:
    assert arms_of([RISES, FALLS], ["calm", "rough", "other"]) == ("calm", "rough")
    assert arms_of([RARELY], ["calm", "rough"]) == ("", "calm", "rough")


@pytest.fixture(scope="module")
def plan() -> Plan:
    return Plan(seed=1, runs=20, draws=4, draw_runs=5)


def test_a_scoreboard_has_every_reading_and_counts_its_runs(plan: Plan) -> None:
    counted = list[int]()
    rows = {row.expectation.id: row for row in scoreboard(arms(), plan, counted.append)}
    assert sum(counted) == planned(arms(), plan)
    assert rows["rises"].verdict == "supported"
    assert rows["falls"].verdict == "not supported"
    assert rows["rises"].draws == Draws(4, 5, 4)
    assert rows["falls"].draws == Draws(4, 5, 0)
    assert rows["disputed"].draws is None
    assert rows["rises"].softened is None
    assert rows["rarely_strikes"].softened is not None
    hard = {row.expectation.id: row for row in scoreboard(arms(), replace(plan, soften=False))}
    assert hard["rarely_strikes"] == replace(rows["rarely_strikes"], softened=None)


def test_a_scoreboard_is_the_same_whatever_the_workers(plan: Plan) -> None:
    assert scoreboard(arms(), replace(plan, workers=2)) == scoreboard(arms(), plan)


def test_a_bound_with_a_contrast_is_drawn_over_its_own_arms(plan: Plan) -> None:
    """`calm` and `rough` are in no other expectation's contrast, and then in another's."""
    tight = expectation("tight", "bound", at_most=0.05, sign="")
    loose = expectation("loose", "bound", at_most=99.0, sign="")
    turned = replace(RISES, a="", b="calm", id="turned")
    for expectations in ((tight, loose, RARELY), (tight, loose, RARELY, turned)):
        found = {name: replace(arm, expectations=expectations) for name, arm in arms().items()}
        counted = list[int]()
        rows = {row.expectation.id: row for row in scoreboard(found, plan, counted.append)}
        assert sum(counted) == planned(found, plan)
        assert (rows["tight"].draws, rows["loose"].draws) == (Draws(4, 5, 0), Draws(4, 5, 4))
        assert (rows["tight"].verdict, rows["loose"].verdict) == ("not supported", "supported")
        assert rows["rarely_strikes"].draws == Draws(4, 5, 4)
