"""A cloud of runs: its luck, its quantiles, where a played value lies in it."""

from __future__ import annotations

import numpy as np
import pytest

from batch.cloud import Cloud, cloud_of, path_of, quantile
from engine.play.exercise import Exercise
from engine.play.seats import play_out
from tests.engine import small


def test_runs_are_the_replications_after_the_exercises_own() -> None:
    made = small.scenario()
    cloud = cloud_of(made, 7, 3, first=1)
    for at, replication in enumerate((1, 2, 3)):
        exercise = Exercise(made, 7, replication=replication)
        assert play_out(exercise).outcome == cloud.outcomes[at]
        assert path_of(exercise) == cloud.paths[at]


def test_workers_change_nothing() -> None:
    made = small.scenario()
    assert cloud_of(made, 7, 12, workers=2) == cloud_of(made, 7, 12)


def test_progress_is_told_to_the_last_run() -> None:
    told: list[tuple[int, int]] = []
    cloud_of(small.scenario(), 1, 25, progress=lambda done, all_: told.append((done, all_)))
    assert told == [(10, 25), (20, 25), (25, 25)]


@pytest.mark.parametrize("share", [0.0, 0.05, 0.25, 0.5, 0.9, 1.0])
def test_quantiles_are_numpys(share: float) -> None:
    values = sorted(np.random.default_rng(3).normal(size=37).tolist())
    assert quantile(values, share) == pytest.approx(float(np.quantile(values, share)))


def test_bands_count_a_run_as_long_as_it_was_played() -> None:
    cloud = Cloud(({"x": (0.0, 10.0)}, {"x": (0.0, 20.0, 40.0)}), ("a", "b"))
    assert cloud.bands("x")["p50"] == [0.0, 15.0, 40.0]


def test_ties_count_by_half_where_a_value_is_ranked() -> None:
    cloud = Cloud(tuple({"x": (v,)} for v in (1.0, 2.0, 2.0, 3.0)), ("a",) * 4)
    assert cloud.rank("x", 0, 2.0) == 0.5
    assert cloud.rank("x", 0, 9.0) == 1.0
    assert cloud.rank("x", 5, 2.0) == 0.5


def test_before_the_first_turn_a_path_is_the_opening() -> None:
    made = small.scenario()
    opening = {level.id: (level.opening,) for level in made.theatre.levels}
    assert path_of(Exercise(made, 1)) == opening
