"""Arms: the same seeds in each, and the same figures whatever the chunks and workers."""

from __future__ import annotations

from batch.arms import gathered, jobs_of, run_arms, run_job
from batch.statistics import paired
from engine.play.exercise import Exercise
from engine.play.seats import play_out
from tests.batch.making import arms


def test_run_k_has_the_base_seed_and_replication_k() -> None:
    found = run_arms(arms(), seed=5, runs=4)
    for name, made in arms().items():
        for k in range(4):
            exercise = Exercise(made, 5, replication=k)
            assert found[name].outcomes[k] == play_out(exercise).outcome
            for id_, value in exercise.measures().items():
                assert found[name].measures[id_][k] == value


def test_figures_do_not_depend_on_chunks_or_workers() -> None:
    here = run_arms(arms(), seed=1, runs=30)
    assert run_arms(arms(), seed=1, runs=30, workers=2) == here
    assert gathered(map(run_job, jobs_of(arms(), 1, 30, chunk=7))) == here


def test_later_replications_can_be_run_alone() -> None:
    whole = run_arms(arms(), seed=1, runs=6)
    part = gathered(map(run_job, jobs_of(arms(), 1, 2, start=4)))
    assert part["rough"].measures["rises"] == whole["rough"].measures["rises"][4:]


def test_equal_arms_do_not_differ_and_unequal_ones_pair_up() -> None:
    found = run_arms(arms(), seed=1, runs=30)
    same = paired(found[""].measures["rises"], found["calm"].measures["rises"])
    assert (same.level, same.difference.t) == (1.0, 0.0)
    other = paired(found["calm"].measures["rises"], found["rough"].measures["rises"])
    assert other.noise is not None
    assert other.noise < 1
