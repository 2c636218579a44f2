"""Sampling: points spread evenly, the same for all arms, and what an arm holds fixed stays."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from batch.folders import FolderError
from batch.opening import Policy, Request, opened
from batch.plan import Study
from batch.results import Results
from batch.sampling import Dimension, dimensions_of, placed
from batch.single import scenario_of
from engine.content.library import Library
from engine.play.exercise import Exercise
from engine.play.seats import play_out
from tests.batch.batches import made
from tests.build import load, make_pack

VALUES = '"value.boldness"'


def planned(folder: Path, **asked: object) -> Study:
    return opened(Library([make_pack(folder)]), Request(("duel",), **asked))[0]  # type: ignore[arg-type]


def test_axes_have_values_in_their_own_units() -> None:
    assert Dimension("value", "a", 2.0, 4.0).at(0.25) == 2.5
    assert Dimension("draw", "b", 10.0, 90.0, "log").at(0.5) == pytest.approx(30.0)
    whole = Dimension("draw", "c", 0.0, 1.0, "whole")
    assert [whole.at(u) for u in (0.0, 0.49, 0.5, 0.999)] == [0.0, 0.0, 1.0, 1.0]


def test_a_point_is_what_set_would_make_it(tmp_path: Path) -> None:
    pack = make_pack(tmp_path)
    axes = dimensions_of(load(pack))
    assert [axis.name for axis in axes] == ["boldness"]
    at = placed(load(pack), axes, (0.25,), ())
    same = load(pack, settings={"boldness": repr(axes[0].at(0.25))})
    assert at.uncertainties == same.uncertainties
    one, other = Exercise(at, 3), Exercise(same, 3)
    play_out(one)
    play_out(other)
    assert one.state_hash() == other.state_hash()


def test_all_arms_stand_at_the_same_points_but_for_what_they_hold_fixed(tmp_path: Path) -> None:
    made(tmp_path, variants=("", "long", "bold"), runs=2, samples=20)
    with Results(tmp_path / "out").connect() as duck:
        rows = duck.execute(
            f"SELECT arm, replication, sample, {VALUES} FROM runs ORDER BY ALL"
        ).fetchall()
    by_arm = [[row[1:] for row in rows if row[0] == arm] for arm in range(3)]
    assert by_arm[0] == by_arm[1]
    assert {value for *_, value in by_arm[2]} == {2.0}
    strata = sorted(int(value / 2.0 * 20) for r, s, value in by_arm[0] if r < 20)
    assert strata == list(range(20))
    assert all(r % 20 == s for r, s, _ in by_arm[0])


def test_luck_differs_between_points_and_not_between_arms(tmp_path: Path) -> None:
    study = planned(tmp_path, variants=("", "long"), samples=5, runs=3)
    jobs = list(study.jobs(0, study.total, 100))
    lucks = [[spec.replication for spec in job.specs] for job in jobs]
    assert sorted(lucks[0]) == list(range(15))
    assert lucks[0] == lucks[1]


def test_minds_are_drawn_over_the_ranges_the_scenario_states(tmp_path: Path) -> None:
    made(tmp_path, runs=1, samples=10, minds=True, variants=())
    results = Results(tmp_path / "out")
    axes = results.study.sources["duel"].dimensions
    assert {axis.kind for axis in axes} == {"value", "draw"}
    with results.connect() as duck:
        for axis in axes:
            column = f'"{axis.column}"'
            found = duck.execute(f"SELECT {column} FROM runs").fetchall()
            assert all(axis.low <= value <= axis.high for (value,) in found), axis
            assert len({value for (value,) in found}) > 1, axis


def test_a_range_asked_for_replaces_the_declared_one(tmp_path: Path) -> None:
    study = planned(tmp_path, samples=5, ranges={"boldness": (1.0, 1.5)})
    values = [u.value for spec in range(5) for u in _at(study, spec)]
    assert all(1.0 <= value <= 1.5 for value in values)


def _at(study: Study, sample: int) -> tuple:  # type: ignore[type-arg]
    spec = study.spec(f"0-{sample}")
    return scenario_of(study, spec, study.point("duel", sample)).uncertainties


def test_what_cannot_be_sampled_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match="declares no uncertainty 'boldnes'"):
        planned(tmp_path, samples=5, ranges={"boldnes": (0, 1)})


@pytest.mark.parametrize("span", [(0.0, 2.5), (-1.0, 1.0), (1.0, 1.0)])
def test_a_range_lies_within_the_declared_one(span: tuple[float, float], tmp_path: Path) -> None:
    with pytest.raises(FolderError, match="between 0 and 2"):
        planned(tmp_path, samples=5, ranges={"boldness": span})


def test_policies_are_tried_in_every_arm(tmp_path: Path) -> None:
    policies = (Policy("meek", "", {"boldness": "0.1"}), Policy("brave", "", {"boldness": "1.9"}))
    asked: dict[str, Any] = {"variants": ("", "long"), "policies": policies, "samples": 3}
    study = planned(tmp_path, **asked, minds=True)
    assert [arm.label for arm in study.arms] == [
        "duel+meek",
        "duel+brave",
        "duel:long+meek",
        "duel:long+brave",
    ]
    assert all(arm.pinned == ("boldness",) for arm in study.arms)
    with pytest.raises(FolderError, match="nothing of duel is left to sample: every arm fixes"):
        planned(tmp_path / "b", **asked)
    with pytest.raises(FolderError, match="left to sample: the arm fixes boldness; --minds draws"):
        planned(tmp_path / "c", variants=("bold",), samples=3)
    one_is_free = planned(tmp_path / "d", variants=("", "bold"), samples=3)
    assert [arm.pinned for arm in one_is_free.arms] == [(), ("boldness",)]
