"""What may be said of arms, and what not: points, strangers, ties, turns, the class told of."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from batch.compare.clouds import Cloud, akin, read_clouds
from batch.compare.divergence import divergence, quartiles
from batch.compare.laws import laws
from batch.compare.measures import MeasureDifference, doubles, t_interval
from batch.compare.points import by_point
from batch.compare.policies import DECIDED, Aim, robust
from batch.compare.whole import FEWEST, compared
from batch.folders import FolderError
from tests.batch.batches import made


@pytest.fixture(scope="module")
def arms(tmp_path_factory: pytest.TempPathFactory) -> tuple[Cloud, ...]:
    """Two arms of thirty runs."""
    place = tmp_path_factory.mktemp("arms")
    made(place, runs=30)
    return read_clouds([place / "out"])


def renamed(cloud: Cloud, scenario: str, *classes: str) -> Cloud:
    """Return an arm as if of another scenario, with other outcome classes where some are given."""
    arm = replace(cloud.arm, scenario=scenario, index=cloud.arm.index)
    told = tuple((id, f"It is {id}.") for id in classes) or cloud.classes
    return replace(cloud, arm=arm, label=f"{scenario}:{cloud.arm.variant}", classes=told)


def policy(cloud: Cloud, name: str) -> Cloud:
    """Return an arm as if it were that of a policy."""
    return replace(cloud, arm=replace(cloud.arm, variant="", policy=name), label=f"duel+{name}")


def test_a_law_s_interval_is_over_points_where_runs_share_them(tmp_path: Path) -> None:
    made(tmp_path, runs=8, samples=5, minds=True, variants=("long", "bold"))
    long, bold = read_clouds([tmp_path / "out"])
    (law,) = laws((long, bold))
    apart, law_of = (
        bold.numbers("measure.strain") - long.numbers("measure.strain"),
        f"measure.{law.id}",
    )
    (same,) = (d for d in compared([long, bold]).measure_differences if d.column == law_of)
    assert (law.pairs, law.points, law.method) == (40, 5, "bootstrap over sample points")
    assert (law.low, law.high) == (same.low, same.high)
    cases = by_point(bold, apart)
    assert cases.min() <= law.low <= law.high <= cases.max()
    assert (law.low, law.high) != pytest.approx(t_interval(apart))


def test_a_law_s_interval_is_over_pairs_where_every_run_has_its_own(tmp_path: Path) -> None:
    made(tmp_path, runs=12, variants=("long", "bold"))
    long, bold = read_clouds([tmp_path / "out"])
    (law,) = laws((long, bold))
    apart = bold.numbers("measure.strain") - long.numbers("measure.strain")
    assert (law.pairs, law.points) == (12, 0)
    assert (law.low, law.high) == pytest.approx(t_interval(apart))


def test_nothing_is_subtracted_of_a_scenario_with_other_endings(arms: tuple[Cloud, ...]) -> None:
    base, bold = arms
    stranger = renamed(base, "other", "flood", "drought")
    found = compared((base, bold, stranger), aim=Aim("final.tension"), axis="variant")
    assert found.strangers == (stranger,)
    assert found.others == (bold,)
    assert {s.arm for s in found.shares} == {base.label, bold.label, stranger.label}
    told = (found.share_differences, found.measure_differences, found.divergences)
    assert {d.arm for each in told for d in each} == {bold.label}
    assert stranger.label not in {fan.arm for fan in found.fans}
    assert not found.paired
    assert found.robust is not None
    assert found.robust.table.policies == ("plain", "bold")


def test_only_strangers_leave_the_shares(arms: tuple[Cloud, ...]) -> None:
    base = arms[0]
    found = compared((base, renamed(base, "other", "flood", "drought")))
    told = (found.others, found.share_differences, found.measure_differences)
    assert told == ((), (), ())
    assert found.chosen_by == "commonest"
    assert found.outcome in {id for id, _ in base.classes}


def test_what_is_akin(arms: tuple[Cloud, ...]) -> None:
    base, bold = arms
    ids = [id for id, _ in base.classes]
    assert akin(base, bold)
    assert akin(base, renamed(bold, "other"))
    assert akin(base, renamed(bold, "duel", ids[0], "third")), "a variant may have another class"
    assert not akin(base, renamed(bold, "other", ids[0], "third"))
    assert not akin(base, renamed(bold, "duel", "third", "fourth"))


def test_futures_of_two_scenarios_are_two(arms: tuple[Cloud, ...]) -> None:
    base, bold = arms
    other = [renamed(each, "other") for each in arms]
    found = robust((base, bold, *other), Aim("final.tension"), "variant")
    assert found is not None
    assert found.table.futures == ("duel", "other")


def test_policies_that_tie_share_the_choice_and_none_is_chosen(arms: tuple[Cloud, ...]) -> None:
    same = [policy(arms[0], name) for name in ("first", "second")]
    found = robust(same, Aim("final.tension"))
    assert found is not None
    assert dict(found.chosen) == pytest.approx({"first": 0.5, "second": 0.5})
    assert not found.decided


def test_a_choice_is_one_that_nearly_all_resamples_make(arms: tuple[Cloud, ...]) -> None:
    base, bold = policy(arms[0], "calm"), policy(arms[1], "bold")
    sure = robust((base, bold), Aim("final.relation(north, south)"))
    unsure = robust((base, bold), Aim("final.tension"))
    assert sure is not None
    assert unsure is not None
    assert sure.decided
    assert dict(sure.chosen)[sure.table.minimax[0]] >= DECIDED
    assert not unsure.decided
    assert dict(unsure.chosen)[unsure.table.minimax[0]] < DECIDED


def test_the_turn_of_parting_is_a_turn_and_over_pairs_that_part(arms: tuple[Cloud, ...]) -> None:
    assert quartiles([8, 9]) == (8, 8, 9)
    assert quartiles([5]) == (5, 5, 5)
    assert quartiles([1, 2, 3, 4, 5, 6, 7, 8]) == (2, 4, 6)
    assert quartiles([7, 1, 3]) == (1, 3, 7)
    found = divergence(*arms)
    assert found is not None
    assert found.turns is not None
    turns = [turn for turn, count in found.by_turn for _ in range(count)]
    assert len(turns) == found.parted == found.pairs - found.never
    assert set(found.turns) <= set(turns)
    assert all(isinstance(turn, int) for turn in found.turns)


def test_the_class_told_of_is_the_one_asked_for_or_says_why(arms: tuple[Cloud, ...]) -> None:
    ids = [id for id, _ in arms[0].classes]
    for id in ids:
        found = compared(arms, outcome=id)
        assert (found.outcome, found.chosen_by) == (id, "asked")
    turned = replace(arms[1], outcomes=1 - arms[1].outcomes)
    told = compared((arms[0], turned))
    assert max(abs(d.difference) for d in told.share_differences) > 0
    assert (told.outcome, told.chosen_by) == (ids[0], "differs most")
    assert compared(arms[:1]).chosen_by == "commonest"
    assert compared((arms[0], policy(arms[0], "same"))).chosen_by == "commonest"
    with pytest.raises(FolderError, match=f"no outcome class 'flood'; there are: {ids[0]}"):
        compared(arms, outcome="flood")
    several = "+".join(ids[:2])
    with pytest.raises(FolderError, match="only discover takes several classes; name one of them"):
        compared(arms, outcome=several)
    with pytest.raises(FolderError, match="no outcome class"):
        compared(arms, outcome=f"{ids[0]}+flood")


def test_few_runs_that_all_ended_one_way_do_not_tell_how_many_are_enough(
    arms: tuple[Cloud, ...],
) -> None:
    def alike(runs: int) -> Cloud:
        cut = replace(arms[0], replications=arms[0].replications[:runs])
        return replace(cut, samples=cut.samples[:runs], outcomes=np.zeros(runs, dtype=np.int64))

    few, some = alike(FEWEST - 1), alike(FEWEST)
    assert compared((few,)).needed[few.label] is None
    needed = compared((some,)).needed[some.label]
    assert needed is not None
    assert needed > 2_000, "a share of 100% in 20 runs may well be one of 90%"


def test_a_law_that_reads_off_another_column_is_a_double(arms: tuple[Cloud, ...]) -> None:
    found = compared(arms)
    assert found.doubles == {"measure.boats_bring_strain"}

    def figure(column: str, value: float) -> MeasureDifference:
        shown = (0.0, value, value, value, value, None, None, None, None, "by hand")
        return MeasureDifference("a", column, 9, *shown)

    told = [figure("measure.law", 1.0), figure("final.x", 1.0), figure("measure.y", 1.0)]
    assert doubles(told, {"measure.law"}) == {"measure.law"}
    assert doubles(told, set()) == frozenset(), "two measures may well be alike"
    assert doubles([told[0], figure("final.x", 2.0)], {"measure.law"}) == frozenset()
