"""Words of the report that misled a reader: odds after arguments, sides of the runs, branches."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import cast

import pytest

from batch.cloud import Cloud
from engine.rules.adjudication import odds_after
from reports.aar.gathering import Aar
from reports.aar.rulings import how, reason
from reports.aar.surprises import beyond, course, own_doing, surprises
from reports.aar.writing import page, text
from reports.rolls import roll_of
from reports.timeline import RESULTS
from reports.wording import fraction
from tests.reports import table
from tests.reports.conftest import OPTIONS
from tests.reports.making import act
from tests.reports.reading import Page


def test_what_arguments_made_of_the_odds_is_told_as_at_the_table(aar: Aar) -> None:
    """The table weighed them so, and the act keeps the odds after them."""
    acts = {act.id: act for _, act in aar.record.acts()}
    argued = [e for e in aar.record.inputs("rule") if e.data["balance"] and not e.data["result"]]
    each = aar.record.scenario.rules.argument
    told = text(aar, OPTIONS)
    for entry in argued:
        done = acts[entry.pause["act"]]
        noun = aar.record.names.noun(done.actor, done.move)
        before = noun.odds if noun else table.FREE.odds
        after = roll_of(odds_after(before, entry.data["balance"], each), done.roll)
        weighed = f"odds {fraction(before)} become {after.odds}, "
        assert f"{weighed}{RESULTS[done.result]} {after.within} by" in told
        assert any(row.odds == pytest.approx(before) and weighed in row.how for row in aar.rulings)
    assert told.count(" become ") == len(argued) > 1
    free = next(row for row in aar.rulings if "rent out" in row.move)
    assert free.odds == pytest.approx(table.FREE.odds)


def test_a_levels_end_lies_on_one_side_of_the_runs_wherever_it_is_told() -> None:
    assert beyond(0.04) == "lower than in 96% of the engine's runs"
    assert beyond(0.97) == "higher than in 97% of the engine's runs"
    assert beyond(0.0) == "lower than in every one of the engine's runs"


def test_courses_and_surprises_tell_the_same_side(aar: Aar) -> None:
    outer = [each for each in aar.courses if "engine's runs" in each.says]
    assert outer
    for each in outer:
        rank = aar.cloud.rank(each.level, 12, each.played[-1]) if aar.cloud else 0.5
        assert each.says.endswith(f": {beyond(rank)}")


def test_a_level_that_ended_far_out_is_dated_within_the_exercise(aar: Aar) -> None:
    found = surprises(aar.record, (), (), aar.cloud)
    ends = aar.record.reports[-1].ends
    assert found
    assert {each.day for each in found} == {ends - timedelta(days=1)}


def test_a_level_that_the_table_itself_moved_is_told_as_moved_by_it(aar: Aar) -> None:
    moved = {
        each["on"]
        for kind in ("improvise", "free")
        for entry in aar.record.inputs(kind)
        for each in entry.data["effects"]
    }
    assert moved
    for level in aar.record.scenario.theatre.levels:
        told = own_doing(aar.record, level.id)
        assert told.startswith("; a") == told.endswith(" moved it") == (level.id in moved)


def test_runs_that_all_end_alike_lie_between_nothing(aar: Aar) -> None:
    level = aar.record.scenario.theatre.levels[0].id
    same = {band: [50.0] * 13 for band in ("p05", "p95")}

    class Alike:
        def bands(self, id: str) -> dict[str, list[float]]:
            return same

        def rank(self, id: str, turn: int, value: float) -> float:
            return 0.0

    told = course(level, 40.0, cast(Cloud, Alike()), 12, aar.record.names)
    assert told.endswith("than in every one of the engine's runs; nine in ten came to 50")


def test_what_dice_showed_is_told_once() -> None:
    data = {"dice": 6, "reason": "two dice showed 6"}
    assert (how(data), reason(data, act("trade"))) == ("two dice showed 6", "")
    assert reason({"dice": 6, "reason": "a storm"}, act("trade")) == "a storm"


def test_a_branch_compared_is_quoted_and_its_turn_told(aar: Aar) -> None:
    told = text(aar, OPTIONS)
    (row,) = aar.branches
    assert "### “main” beside “without the launch”" in told
    assert f"“without the launch” has reached the end of turn {row.reached}" in told
    acted = replace(row, acts_here=("Ash sings",), acts_there=("Elm weeps",))
    told = text(replace(aar, branches=(acted,)), OPTIONS)
    assert f"- turn {row.first}, only on “main”: Ash sings" in told
    assert f"- turn {row.first}, only on “without the launch”: Elm weeps" in told
    assert "“without the launch” has reached" in Page(page(aar, OPTIONS)).words
