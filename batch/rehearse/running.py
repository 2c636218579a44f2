"""The plays of a rehearsal: spread over a scenario's variants, both ways of choosing, and workers.

Play `k` of each way has the base seed plus `k` and belongs to arm `k` modulo the number of arms, so
that a model-driven play is what `whitecell run SCENARIO --variant ARM --seed SEED` plays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from batch.pool import mapped
from batch.rehearse.looking import Lookout
from batch.rehearse.tally import Play, Tally
from batch.rehearse.watching import WAYS, Way, watched
from engine.model import Scenario
from engine.play.seats import play_out
from engine.play.table import Prepared

CHUNK = 10
Tell = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Job:
    """Some plays of one arm and one way."""

    arm: str
    scenario: Scenario
    way: Way
    seeds: tuple[int, ...]


def jobs_of(arms: Mapping[str, Scenario], seed: int, runs: int) -> Iterator[Job]:
    """Give the jobs of a rehearsal: `runs` plays of each way, at least one an arm."""
    names = list(arms)
    seeds = range(seed, seed + max(runs, len(names)))
    for way in WAYS:
        for place, arm in enumerate(names):
            own = seeds[place :: len(names)]
            for done in range(0, len(own), CHUNK):
                yield Job(arm, arms[arm], way, tuple(own[done : done + CHUNK]))


def run_job(job: Job) -> Tally:
    """Play a job's plays and return what was counted."""
    prepared, lookout = Prepared(job.scenario), Lookout()
    for seed in job.seeds:
        lookout.begin(Play(job.arm, job.way, seed))
        exercise = watched(prepared, seed, job.way, lookout)
        lookout.over(exercise, play_out(exercise))
    return lookout.tally


def plays_of(arms: Mapping[str, Scenario], seed: int, runs: int) -> int:
    """Return how many plays a rehearsal has."""
    return sum(len(job.seeds) for job in jobs_of(arms, seed, runs))


def rehearsed(
    arms: Mapping[str, Scenario], seed: int, runs: int, workers: int = 1, tell: Tell | None = None
) -> Tally:
    """Rehearse a scenario in every arm and return the counts; `tell` is told of plays done."""
    whole = Tally()
    for part in mapped(run_job, jobs_of(arms, seed, runs), workers):
        whole.add(part)
        if tell is not None:
            tell(part.plays.total())
    return whole
