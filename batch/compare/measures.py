"""Measures of each arm, and how they differ from the baseline's over the same luck."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from batch.compare.clouds import Cloud, paired_places
from batch.compare.intervals import Numbers, bootstrap, cohen_d, means
from batch.compare.points import by_point, clustered
from batch.statistics import t_quantile

Samples = NDArray[np.int64]
Pointed = tuple[Numbers, Samples]
"""Values of runs, and the sample point each stands at."""


@dataclass(frozen=True, slots=True)
class MeasureDifference:
    """How much higher a measure is in an arm than in the baseline.

    `up` and `down` are the shares of pairs in which it is higher and lower; `factor` is the
    variance of the paired differences over that of independent runs: below 1, pairing helped.
    `effect` is in standard deviations. Without common luck `up`, `down` and `factor` are None.
    """

    arm: str
    column: str
    pairs: int
    base: float
    mean: float
    difference: float
    low: float
    high: float
    up: float | None
    down: float | None
    factor: float | None
    effect: float | None
    method: str

    @property
    def sure(self) -> bool:
        """Whether the interval leaves no difference out."""
        return self.low > 0 or self.high < 0


def measure_differences(
    base: Cloud, cloud: Cloud, columns: Iterable[str]
) -> Iterator[MeasureDifference]:
    """Give the differences of some numeric columns of the runs; those one lacks are left out."""
    places = paired_places(base, cloud)
    for column in columns:
        if column not in base.columns or column not in cloud.columns:
            continue
        a, b = base.numbers(column), cloud.numbers(column)
        if places is not None:
            a, b = a[places[0]], b[places[1]]
            there = np.isfinite(a) & np.isfinite(b)
            if there.sum() > 1:
                yield _paired(cloud, column, a[there], b[there], places[1][there])
        else:
            (a, of_a), (b, of_b) = _there(base, a), _there(cloud, b)
            if min(len(a), len(b)) > 1:
                yield _independent(cloud, column, (a, of_a), (b, of_b))


def _paired(
    cloud: Cloud, column: str, a: Numbers, b: Numbers, places: np.ndarray
) -> MeasureDifference:
    apart = b - a
    spread = float(a.var(ddof=1) + b.var(ddof=1))
    low, high, _, method = interval_of_pairs(cloud, apart, places)
    return MeasureDifference(
        cloud.label,
        column,
        len(a),
        float(a.mean()),
        float(b.mean()),
        float(apart.mean()),
        low,
        high,
        float((apart > 0).mean()),
        float((apart < 0).mean()),
        float(apart.var(ddof=1)) / spread if spread > 0 else None,
        cohen_d(a, b),
        method,
    )


def interval_of_pairs(
    cloud: Cloud, apart: Numbers, places: np.ndarray
) -> tuple[float, float, int, str]:
    """Return the interval of the mean of paired differences, over how many points, and how made.

    `places` says which runs of the cloud the differences are of. Where several of them stand at a
    sample point the interval is over points; else over pairs, and the number of points is 0.
    """
    if clustered(cloud, places):
        cases = by_point(cloud, apart, places)
        return *bootstrap(cases, means), len(cases), "bootstrap over sample points"
    return *t_interval(apart), 0, "Student's t of the differences"


def _there(cloud: Cloud, values: Numbers) -> Pointed:
    """Return the values that are there, and the sample point of each."""
    there = np.isfinite(values)
    return values[there], cloud.samples[there]


def _independent(cloud: Cloud, column: str, a: Pointed, b: Pointed) -> MeasureDifference:
    """Return the difference of independent means."""
    told = (float(a[0].mean()), float(b[0].mean()), float(b[0].mean() - a[0].mean()))
    low, high, method = welch(a, b)
    effect = cohen_d(a[0], b[0])
    return MeasureDifference(
        cloud.label, column, 0, *told, low, high, None, None, None, effect, method
    )


def welch(a: Pointed, b: Pointed) -> tuple[float, float, str]:
    """Return the interval of b - a of two means that have no luck in common (Welch 1947).

    Each is given by its values and the sample point of each. Where several values share a point,
    points are the cases. ValueError of a single value.
    """
    (error_a, free_a, over_a), (error_b, free_b, over_b) = _spread(*a), _spread(*b)
    error, away = error_a + error_b, float(b[0].mean() - a[0].mean())
    squares = error_a**2 / free_a + error_b**2 / free_b
    freedom = max(1, int(error**2 / squares)) if squares else 1
    reach = t_quantile(freedom) * error**0.5 if error else 0.0
    method = "Welch, independent, over sample points" if over_a or over_b else "Welch, independent"
    return away - reach, away + reach, method


def _spread(values: Numbers, samples: Samples) -> tuple[float, int, bool]:
    """Return the variance of a mean, its degrees of freedom, and whether points are its cases."""
    if len(values) < 2:
        raise ValueError("one value has no spread: at least two are needed")
    _, at = np.unique(samples, return_inverse=True)
    points, over = int(at.max()) + 1, True
    if not 1 < points < len(values):
        at, points, over = np.arange(len(values)), len(values), False
    away = np.bincount(at, weights=values - values.mean())
    error = points / (points - 1) * float((away**2).sum()) / len(values) ** 2
    return error, points - 1, over


def doubles(differences: Iterable[MeasureDifference], laws: Container[str]) -> frozenset[str]:
    """Return the columns of laws whose figures are all another column's: one thing, two names."""
    figures: dict[str, list[object]] = {}
    for d in differences:
        told = (d.arm, d.base, d.mean, d.difference, d.low, d.high, d.up, d.down)
        figures.setdefault(d.column, []).append(told)
    seen, found = set[tuple[object, ...]](), set[str]()
    for column in sorted(figures, key=lambda column: (column in laws, column)):
        own = tuple(figures[column])
        if own in seen and column in laws:
            found.add(column)
        seen.add(own)
    return frozenset(found)


def levels_set(base: Cloud, cloud: Cloud) -> tuple[str, ...]:
    """Return the columns of the levels that an arm opens elsewhere than the baseline does.

    Its variant or its settings give them: that they part is what was set, no effect of it.
    """
    first, own = (
        {level.id: level.opening for level in each.scenario.theatre.levels}
        for each in (base, cloud)
    )
    return tuple(f"final.{id}" for id, at in own.items() if first.get(id, at) != at)


def t_interval(values: Numbers) -> tuple[float, float]:
    """Return Student's interval of a mean."""
    error = float(values.std(ddof=1)) / np.sqrt(len(values))
    reach = t_quantile(len(values) - 1) * error if error else 0.0
    return float(values.mean() - reach), float(values.mean() + reach)


def columns_of(clouds: Iterable[Cloud]) -> tuple[str, ...]:
    """Return the measures and final levels that the arms have, measures first."""
    found = dict.fromkeys(c for cloud in clouds for c in cloud.columns)
    measures = [name for name in found if name.startswith("measure.")]
    return (*measures, *(name for name in found if name.startswith("final.")))
