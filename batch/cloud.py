"""A cloud: many runs of one set-up with the engine in all seats, to lay a played path over.

The runs share the exercise's world and not its luck: they are the replications after its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from batch.arms import Job, jobs_of
from batch.pool import mapped
from batch.statistics import QUANTILES
from engine.model import Scenario
from engine.play.exercise import Exercise
from engine.play.seats import play_out
from engine.play.table import Prepared

CHUNK = 10

Path = Mapping[str, Sequence[float]]
"""The levels of one run, at STARTEX and at each turn's end, by id."""


@dataclass(frozen=True, slots=True)
class Cloud:
    """`paths` of levels and `outcomes` of runs, in the order of their replications."""

    paths: tuple[Path, ...]
    outcomes: tuple[str, ...]

    @property
    def runs(self) -> int:
        """How many runs there are."""
        return len(self.outcomes)

    @property
    def shares(self) -> Counter[str]:
        """How many runs ended in each class."""
        return Counter(self.outcomes)

    def bands(self, level: str) -> dict[str, list[float]]:
        """Return the quantiles of a level at STARTEX and each turn's end, in the level's unit.

        A run that ended early counts as long as it was played.
        """
        lines = [path[level] for path in self.paths]
        columns = [
            sorted(line[at] for line in lines if at < len(line))
            for at in range(max((len(line) for line in lines), default=0))
        ]
        return {
            name: [quantile(column, share) for column in columns]
            for name, share in QUANTILES.items()
        }

    def rank(self, level: str, turn: int, value: float) -> float:
        """Return the share of runs whose level at a turn's end was below a value, ties by half."""
        column = [path[level][turn] for path in self.paths if turn < len(path[level])]
        if not column:
            return 0.5
        below = sum(x < value for x in column) + 0.5 * sum(x == value for x in column)
        return below / len(column)


def quantile(ordered: Sequence[float], share: float) -> float:
    """Return a quantile of sorted values, between neighbours in proportion (Hyndman-Fan type 7)."""
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])


def cloud_of(
    scenario: Scenario,
    seed: int,
    runs: int,
    *,
    first: int = 1,
    workers: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Cloud:
    """Run a scenario and return its cloud; `progress` is told runs done and runs wanted.

    `first` is the first replication.
    """
    paths, outcomes = list[Path](), list[str]()
    jobs = jobs_of({"": scenario}, seed, runs, start=first, chunk=CHUNK)
    for part in mapped(_run, jobs, workers):
        for path, outcome in part:
            paths.append(path)
            outcomes.append(outcome)
        if progress is not None:
            progress(len(outcomes), runs)
    return Cloud(tuple(paths), tuple(outcomes))


def _run(job: Job) -> list[tuple[Path, str]]:
    """Play a job's runs; return the path and the outcome of each."""
    prepared, found = Prepared(job.scenario), list[tuple[Path, str]]()
    for replication in range(job.first, job.first + job.count):
        exercise = Exercise(prepared, job.seed, replication=replication, lean=True)
        outcome = play_out(exercise).outcome
        found.append((path_of(exercise), outcome))
    return found


def path_of(exercise: Exercise) -> Path:
    """Return the levels of a played exercise, at STARTEX and at each turn's end."""
    reports = exercise.reports
    if not reports:
        return {level.id: (level.opening,) for level in exercise.scenario.theatre.levels}
    first = reports[0]
    return {id: (first.before[id], *(r.levels[id] for r in reports)) for id in first.levels}
