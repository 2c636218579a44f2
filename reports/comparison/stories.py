"""A story for each outcome class: the run nearest to the middle of those that ended so, replayed.

The medoid (Kaufman & Rousseeuw 1990): the run whose levels over time lie nearest to those of all
others of its class, each level in its own spread. Of a large class an even part is looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from batch.compare.clouds import Cloud
from batch.single import scenario_of
from engine.play.exercise import Exercise
from engine.play.seats import play_out
from reports.timeline import Chronicle, Line

MOST = 250
"""Runs of a class among which its medoid is looked for."""
Runs = TypeVar("Runs", range, np.ndarray)
KINDS = ("move", "response", "joint", "inject", "met")


@dataclass(frozen=True)
class Story:
    """The medoid run of an outcome class: its id, how many runs it stands for, what happened.

    `lines` go day by day; what an answer answers is told in its words.
    """

    outcome: str
    says: str
    run: str
    arm: str
    stands_for: int
    lines: tuple[Line, ...]
    because: tuple[tuple[str, float], ...]

    @property
    def among(self) -> int:
        """How many of these runs it was looked for among: an even part where they are many."""
        return len(_even(range(self.stands_for)))


def stories(clouds: Sequence[Cloud], least: float = 0.005) -> Iterator[Story]:
    """Give a story for each class that at least this share of some arm's runs ended in.

    The class is told of the arm in which it is commonest.
    """
    classes = dict(pair for cloud in clouds for pair in cloud.classes)
    for outcome, says in classes.items():
        cloud = max(clouds, key=lambda c: c.count(outcome) / c.runs)
        count = cloud.count(outcome)
        if count and count / cloud.runs >= least:
            yield _story(cloud, outcome, says, count)


def _story(cloud: Cloud, outcome: str, says: str, count: int) -> Story:
    replication = medoid(cloud, outcome)
    study = cloud.results.study
    spec = study.spec(f"{cloud.arm.index}-{replication}")
    scenario = scenario_of(study, spec, study.point(cloud.arm.scenario, spec.sample))
    exercise = Exercise(scenario, study.seed, replication=replication)
    finished = play_out(exercise)
    chronicle = Chronicle(scenario)
    lines = [line for report in exercise.reports for line in chronicle.turn(report)]
    told = by_day(line for line in lines if line.kind in KINDS)
    because = tuple((str(k), float(v)) for k, v in dict(finished.because).items() if _number(v))
    return Story(outcome, says, spec.id, cloud.label, count, told, because)


def by_day(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Return lines in the order of their days; those without one stay behind what they follow."""
    day, dated = 0, list[tuple[int, Line]]()
    for line in lines:
        at = line.day if line.day is not None else day
        day = max(day, at)
        dated.append((at, line))
    return tuple(line for _, line in sorted(dated, key=lambda each: each[0]))


def _number(value: object) -> bool:
    return isinstance(value, int | float)


def medoid(cloud: Cloud, outcome: str) -> int:
    """Return the replication of the run in the middle of a class."""
    own = cloud.replications[cloud.ended(outcome)]
    own = _even(own)
    paths = _paths(cloud, own)
    spread = paths.std(axis=0)
    scaled = (paths - paths.mean(axis=0)) / np.where(spread > 0, spread, 1.0)
    apart = np.array([np.sqrt(((scaled - row) ** 2).sum(axis=1)).sum() for row in scaled])
    return int(own[int(apart.argmin())])


def _even(runs: Runs) -> Runs:
    """Return an even part of many runs, every second of up to twice as many as `MOST`."""
    return runs[:: max(1, -(-len(runs) // MOST))]


def _paths(cloud: Cloud, replications: np.ndarray) -> np.ndarray:
    """Return the levels of some runs at every turn's end, a row a run."""
    columns = cloud.results.manifest["columns"]["turns"]
    levels = [f'"{name.replace(chr(34), chr(34) * 2)}"' for name in columns if "level." in name]
    query = f"""SELECT replication, {", ".join(levels)} FROM turns
        WHERE arm = ? AND list_contains(?, replication) ORDER BY replication, turn"""  # noqa: S608
    with cloud.tables() as duck:
        found = duck.execute(query, [cloud.arm.index, replications.tolist()]).fetchnumpy()
    values = [np.ma.filled(v.astype(float), 0.0) for name, v in found.items() if "level." in name]
    table = np.stack(values, axis=1)
    _, counts = np.unique(np.asarray(found["replication"]), return_counts=True)
    turns = int(counts.min())
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    return np.stack([table[start : start + turns].ravel() for start in starts])
