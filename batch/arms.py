"""Arms: one scenario run under many seeds, and what its runs measured.

Run `k` of every arm has the same luck: the base seed with replication number `k`. So runs pair up
between arms, and a difference between two arms is a difference in what was set.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from batch.pool import mapped
from batch.single import played
from engine.model import Scenario
from engine.play.table import Prepared

CHUNK = 25
Tell = Callable[[int], None]
"""Hears how many runs are done more."""


@dataclass(frozen=True, slots=True)
class Job:
    """Some runs of one arm: replications `first` to `first + count - 1` of a seed."""

    arm: str
    scenario: Scenario
    seed: int
    first: int
    count: int


@dataclass(frozen=True, slots=True)
class Runs:
    """What runs gave, in columns: outcome classes, and each expectation's measure."""

    outcomes: tuple[str, ...]
    measures: Mapping[str, tuple[float, ...]]


def jobs_of(
    arms: Mapping[str, Scenario], seed: int, runs: int, start: int = 0, chunk: int = CHUNK
) -> Iterator[Job]:
    """Give the jobs that run every arm `runs` times, from replication `start` on."""
    for arm, scenario in arms.items():
        for done in range(0, runs, chunk):
            yield Job(arm, scenario, seed, start + done, min(chunk, runs - done))


def run_job(job: Job) -> tuple[str, Runs]:
    """Play a job's runs, the engine in all seats; return them with the name of their arm."""
    prepared = Prepared(job.scenario)
    outcomes, columns = list[str](), {e.id: list[float]() for e in job.scenario.expectations}
    for replication in range(job.first, job.first + job.count):
        exercise, finished = played(prepared, job.seed, replication)
        outcomes.append(finished.outcome)
        for id_, value in exercise.measures().items():
            columns[id_].append(value)
    return job.arm, Runs(tuple(outcomes), {id_: tuple(column) for id_, column in columns.items()})


def gathered(done: Iterable[tuple[str, Runs]]) -> dict[str, Runs]:
    """Return the runs of each arm, in the order of their replications."""
    parts = dict[str, list[Runs]]()
    for arm, runs in done:
        parts.setdefault(arm, []).append(runs)
    return {arm: _joined(runs) for arm, runs in parts.items()}


def told(done: Iterable[tuple[str, Runs]], tell: Tell) -> Iterator[tuple[str, Runs]]:
    """Give runs as they are done, and tell how many each time."""
    for arm, runs in done:
        tell(len(runs.outcomes))
        yield arm, runs


def run_arms(
    arms: Mapping[str, Scenario],
    seed: int,
    runs: int,
    workers: int = 1,
    tell: Tell = lambda runs: None,
) -> dict[str, Runs]:
    """Run every arm on the same seeds and return what each measured; `tell` hears of runs done."""
    return gathered(told(mapped(run_job, jobs_of(arms, seed, runs), workers), tell))


def _joined(parts: list[Runs]) -> Runs:
    outcomes = tuple(outcome for part in parts for outcome in part.outcomes)
    ids = parts[0].measures
    columns = {id_: tuple(v for part in parts for v in part.measures[id_]) for id_ in ids}
    return Runs(outcomes, columns)
