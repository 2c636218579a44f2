"""The regret table of a batch: its policies over the futures the other axes make."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, Self

import numpy as np

from batch.compare.clouds import Cloud
from batch.compare.intervals import percentiles, redrawn
from batch.compare.points import by_point
from batch.folders import FolderError
from batch.regret import Regret, regret
from batch.statistics import LEVEL

Axis = Literal["policy", "variant", "lens"]
FEWEST = 20
"""Runs at a sample point below which it is no future of its own: luck would make its regrets."""
DECIDED = 0.9
"""Share of resamples below which the policies are too alike for these runs to choose one."""

BEHIND = (1 - LEVEL) / 2
"""Share of resamples up to which a policy that is the choice in so few is none."""


@dataclass(frozen=True, slots=True)
class Aim:
    """What a policy is for: a measure or final level, or the share of an outcome class.

    `value` is a column of the runs (`measure.x`, `final.x`) or `outcome.CLASS`.
    """

    value: str
    low_is_good: bool = False
    enough: float | None = None


@dataclass(frozen=True, slots=True)
class Robust:
    """A regret table and how sure it is: `chosen` is each policy's share of resamples, runs drawn
    anew with their luck in common, in which it has the least worst regret; policies that tie there
    share it. It is empty where there is nothing to draw anew.

    A future holds `runs` cases: runs, or `over_points` sample points, each the mean of its runs.
    """

    aim: Aim
    table: Regret
    runs: int
    over_points: bool
    chosen: tuple[tuple[str, float], ...]
    worst: tuple[tuple[str, float, float], ...]

    @property
    def behind(self) -> tuple[str, ...]:
        """The policies that are worse than the best in nearly all resamples."""
        return tuple(policy for policy, often in self.chosen if often <= BEHIND)

    @property
    def decided(self) -> bool:
        """Whether one policy is the choice, and would be in nearly all resamples."""
        often = dict(self.chosen)
        return len(self.table.minimax) == 1 and often.get(self.table.minimax[0], 0.0) >= DECIDED


def robust(clouds: Sequence[Cloud], aim: Aim, axis: Axis = "policy") -> Robust | None:
    """Return the regret table of an axis of the arms; None where they differ not on it.

    A future is everything else an arm is (scenario, variant, lens), at a sample point where enough
    runs stand at each. FolderError where no arm has the value aimed at, or a policy lacks a future.
    """
    cells = _cells(clouds, aim, axis)
    if len(cells) < 2:
        return None
    table = {policy: {f: float(v.mean()) for f, v in row.items()} for policy, row in cells.items()}
    try:
        found = regret(table, low_is_good=aim.low_is_good, enough=aim.enough)
    except ValueError as error:
        raise FolderError(f"no regret table: {error}") from None
    runs = min(len(v) for row in cells.values() for v in row.values())
    chosen, worst = _resampled(cells, found) if runs > 1 else ((), ())
    return Robust(aim, found, runs, any(map(pooled, clouds)), chosen, worst)


def pooled(cloud: Cloud) -> bool:
    """Tell whether sample points are cases of one future, having too few runs to be futures."""
    points = len(np.unique(cloud.samples))
    return points > 1 and cloud.runs < FEWEST * points


def _cells(clouds: Sequence[Cloud], aim: Aim, axis: Axis) -> dict[str, dict[str, np.ndarray]]:
    """Return the cases of each policy in each future, in order of replication or sample point."""
    cells: dict[str, dict[str, np.ndarray]] = {}
    told = _Told.of(clouds)
    for cloud in clouds:
        row = cells.setdefault(str(getattr(cloud.arm, axis)) or "plain", {})
        for sample, values in _by_future(cloud, aim):
            row[_future(cloud, axis, sample, told)] = values
    return cells


class _Told(NamedTuple):
    """What the names of futures must say, lest two be called the same."""

    scenarios: bool
    batches: bool

    @classmethod
    def of(cls, clouds: Sequence[Cloud]) -> Self:
        """Return it for some arms: batches are told where two of them have the same arm."""
        arms = [cloud.arm.label for cloud in clouds]
        return cls(len({cloud.arm.scenario for cloud in clouds}) > 1, len(set(arms)) < len(arms))


def _by_future(cloud: Cloud, aim: Aim) -> Iterator[tuple[int | None, np.ndarray]]:
    """Yield the cases of an arm by sample point, None and the points as cases where pooled."""
    values = values_of(cloud, aim.value)
    there = np.isfinite(values)
    if pooled(cloud):
        yield None, by_point(cloud, values[there], np.flatnonzero(there))
        return
    for sample in np.unique(cloud.samples):
        own = values[(cloud.samples == sample) & there]
        if len(own):
            yield int(sample), own


def _future(cloud: Cloud, axis: Axis, sample: int | None, told: _Told) -> str:
    """Return a future's name: all of an arm that is not its policy and is told."""
    arm = cloud.arm
    parts = {"batch": cloud.batch, "scenario": arm.scenario, "variant": arm.variant}
    parts |= {"lens": arm.lens, "policy": arm.policy}
    del parts[axis]
    left_out = {"scenario": not told.scenarios, "batch": not told.batches}
    names = [part for name, part in parts.items() if part and not left_out.get(name)]
    if cloud.results.study.samples and sample is not None:
        names.append(f"point {sample}")
    return " ".join(names or ["plain"])


def future_names(clouds: Sequence[Cloud]) -> dict[str, str]:
    """Return, by label, what the future of each of some arms is called: "plain" is one too."""
    told = _Told.of(clouds)
    return {cloud.label: _future(cloud, "policy", None, told) for cloud in clouds}


def values_of(cloud: Cloud, value: str) -> np.ndarray:
    """Return a value of every run: a column's, or whether it ended in `outcome.CLASS`."""
    if value.startswith("outcome."):
        outcome = value.removeprefix("outcome.")
        if outcome not in {id for id, _ in cloud.classes}:
            known = ", ".join(id for id, _ in cloud.classes)
            raise FolderError(f"no outcome class {outcome[:60]!r}; there are: {known}")
        return cloud.ended(outcome).astype(np.float64)
    return cloud.numbers(value)


def _resampled(
    cells: dict[str, dict[str, np.ndarray]], found: Regret
) -> tuple[tuple[tuple[str, float], ...], tuple[tuple[str, float, float], ...]]:
    """Return each policy's share of resamples as the choice, and its worst regret's interval."""
    runs = min(len(v) for row in cells.values() for v in row.values())
    stacked = np.stack(
        [np.stack([cells[p][f][:runs] for f in found.futures]) for p in found.policies]
    )
    signed = -stacked if found.low_is_good else stacked
    cases = np.moveaxis(signed, 2, 0)

    def worsts(drawn: np.ndarray) -> np.ndarray:
        means = drawn.mean(axis=1)
        return np.asarray((means.max(axis=1, keepdims=True) - means).max(axis=2))

    drawn = redrawn(cases, worsts, resamples=400)
    least = drawn == drawn.min(axis=1, keepdims=True)
    picked = (least / least.sum(axis=1, keepdims=True)).mean(axis=0)
    spans = [(p, *percentiles(drawn[:, at])) for at, p in enumerate(found.policies)]
    return tuple(zip(found.policies, map(float, picked), strict=True)), tuple(spans)
