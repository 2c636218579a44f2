"""The plan: every run once, in an order that jobs only cut, and each found again by its id."""

from __future__ import annotations

from itertools import pairwise

import pytest

from batch.plan import LEAST, PART, Arm, Source, Spec, Study
from engine.errors import PlayError


def study(arms: int = 3, runs: int = 130, samples: int = 0) -> Study:
    """Return a plan without texts."""
    source = Source("duel", "Duel", (), (), (), ())
    return Study(1, runs, tuple(Arm(at, "duel") for at in range(arms)), {"duel": source}, samples)


PLANS = [(3, 130, 0), (1, 100, 0), (2, 7, 40), (2, 3, 250), (5, 101, 1)]


def specs(plan: Study, chunk: int, start: int = 0) -> list[Spec]:
    return [spec for job in plan.jobs(start, plan.total, chunk) for spec in job.specs]


@pytest.mark.parametrize("plan", PLANS)
def test_every_run_stands_once_and_is_found_by_its_id(plan: tuple[int, int, int]) -> None:
    made = study(*plan)
    every = specs(made, 25)
    arms, runs, samples = plan
    assert [spec.position for spec in every] == list(range(made.total))
    assert {(s.arm, s.replication) for s in every} == {
        (arm, r) for arm in range(arms) for r in range(runs * max(1, samples))
    }
    for spec in every:
        assert spec.sample == spec.replication % made.spread
        assert made.spec(spec.id) == spec


@pytest.mark.parametrize("plan", PLANS)
def test_jobs_cut_the_order_and_never_cross_an_arm_or_a_part(plan: tuple[int, int, int]) -> None:
    made = study(*plan)
    for chunk in (1, 7, 10_000):
        assert specs(made, chunk) == specs(made, 25)
        for job in made.jobs(0, made.total, chunk):
            assert len(job.specs) <= chunk
            assert len({spec.arm for spec in job.specs}) == 1
            assert len({spec.position // PART for spec in job.specs}) == 1
    assert specs(made, 7, 93) == specs(made, 25)[93:]


def test_jobs_grow_smaller_towards_the_end_for_several_workers() -> None:
    made = study(1, 1000)
    for chunk, workers in ((25, 2), (25, 16), (3, 2)):
        jobs = list(made.jobs(0, made.total, chunk, workers))
        assert [spec for job in jobs for spec in job.specs] == specs(made, 25)
        sizes = [len(job.specs) for job in jobs]
        assert sizes[0] == max(sizes) == chunk
        assert sum(sizes[-workers:]) <= LEAST * workers
        assert all(size <= max(LEAST, sum(sizes[at:]) // workers) for at, size in enumerate(sizes))


@pytest.mark.parametrize("plan", PLANS)
def test_all_arms_have_done_the_same_where_a_block_ends(plan: tuple[int, int, int]) -> None:
    made = study(*plan)
    every = specs(made, 25)
    ends, at = [0], 0
    while at < made.total:
        at = made.block_end(at)
        ends.append(at)
    assert ends[-1] == made.total
    for start, end in pairwise(ends):
        by_arm = [
            [s.replication for s in every[start:end] if s.arm == arm] for arm in range(plan[0])
        ]
        assert all(done == by_arm[0] for done in by_arm)


def test_more_runs_keep_the_replications_that_were_there() -> None:
    few, many = study(2, 3, 40), study(2, 9, 40)
    of = {spec.id: spec.sample for spec in specs(many, 25)}
    assert all(of[spec.id] == spec.sample for spec in specs(few, 25))


@pytest.mark.parametrize("run", ["", "3", "3-0", "0-130", "-1-0", "0-0-0", "x", "0" * 99])
def test_a_run_the_batch_does_not_have_is_refused_with_those_it_has(run: str) -> None:
    with pytest.raises(PlayError, match="this batch has 0-0 to 2-129"):
        study().spec(run)
