"""Words of the report that misled a reader: odds after arguments, sides of the runs, branches."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from engine.rules.adjudication import odds_after
from reports.aar.gathering import Aar
from reports.aar.rulings import how, reason
from reports.aar.surprises import beyond, surprises
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
    outer = [course for course in aar.courses if "engine's runs" in course.says]
    assert outer
    for course in outer:
        rank = aar.cloud.rank(course.level, 12, course.played[-1]) if aar.cloud else 0.5
        assert course.says.endswith(f": {beyond(rank)}")


def test_a_level_that_ended_far_out_is_dated_within_the_exercise(aar: Aar) -> None:
    found = surprises(aar.record, (), (), aar.cloud)
    ends = aar.record.reports[-1].ends
    assert found
    assert {each.day for each in found} == {ends - timedelta(days=1)}


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
