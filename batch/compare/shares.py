"""Outcome shares of each arm, and how they differ from the baseline's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from batch.clustered import span, worth
from batch.compare.clouds import Cloud, paired_places
from batch.compare.intervals import cohen_h, newcombe, newcombe_paired
from batch.compare.points import clustered, counts_by_point, sums_by_point


@dataclass(frozen=True, slots=True)
class Share:
    """How often an arm ended in a class, with its interval."""

    arm: str
    outcome: str
    hits: int
    runs: int
    share: float
    low: float
    high: float
    method: str


@dataclass(frozen=True, slots=True)
class ShareDifference:
    """How much oftener an arm ended in a class than the baseline, over the same luck if it may.

    `turned_in` and `turned_out` are the shares of pairs that only the arm, only the baseline ended
    in; `factor` is the variance of the paired difference over that of independent runs.
    """

    arm: str
    outcome: str
    pairs: int
    difference: float
    low: float
    high: float
    turned_in: float
    turned_out: float
    factor: float | None
    effect: float
    method: str

    @property
    def sure(self) -> bool:
        """Whether the interval leaves no difference out."""
        return self.low > 0 or self.high < 0


def shares_of(cloud: Cloud) -> Iterator[Share]:
    """Give an arm's share of every class, in the order they are declared."""
    for outcome, _ in cloud.classes:
        hits = cloud.count(outcome)
        low, high, method = span(*counts_by_point(cloud, outcome))
        yield Share(cloud.label, outcome, hits, cloud.runs, hits / cloud.runs, low, high, method)


def share_differences(base: Cloud, cloud: Cloud) -> Iterator[ShareDifference]:
    """Give the differences of the shares of the classes that both arms have."""
    known = {id for id, _ in base.classes}
    places = paired_places(base, cloud)
    for outcome, _ in cloud.classes:
        if outcome not in known:
            continue
        if places is None:
            yield _apart(base, cloud, outcome)
        else:
            a, b = base.ended(outcome)[places[0]], cloud.ended(outcome)[places[1]]
            yield _together(cloud, places[1], outcome, a, b)


def _apart(base: Cloud, cloud: Cloud, outcome: str) -> ShareDifference:
    """Return the difference of independent shares."""
    hits_a, hits_b = base.count(outcome), cloud.count(outcome)
    low, high = newcombe(hits_a, base.runs, hits_b, cloud.runs)
    a, b = hits_a / base.runs, hits_b / cloud.runs
    effect, method = cohen_h(a, b), "Newcombe, independent"
    return ShareDifference(
        cloud.label, outcome, 0, b - a, low, high, 0.0, 0.0, None, effect, method
    )


def _together(
    cloud: Cloud, places: np.ndarray, outcome: str, a: np.ndarray, b: np.ndarray
) -> ShareDifference:
    """Return the difference over pairs."""
    both, only_a, only_b = int((a & b).sum()), int((a & ~b).sum()), int((b & ~a).sum())
    pairs = len(a)
    counts, method = (both, only_a, only_b, pairs - both - only_a - only_b), "Newcombe, paired"
    value = 1.0
    if clustered(cloud):
        gained, there = sums_by_point(cloud, b.astype(np.int64) - a, places)
        value = worth(gained, there, only_a + only_b) / pairs
        method = "Newcombe, paired, over sample points"
    low, high = newcombe_paired(*(value * count for count in counts))
    return ShareDifference(
        cloud.label,
        outcome,
        pairs,
        (only_b - only_a) / pairs,
        low,
        high,
        only_b / pairs,
        only_a / pairs,
        _factor(a, b),
        cohen_h(float(a.mean()), float(b.mean())),
        method,
    )


def _factor(a: np.ndarray, b: np.ndarray) -> float | None:
    """Return the variance of differences over that of independent runs."""
    apart = float(a.var() + b.var())
    return float((b.astype(float) - a.astype(float)).var() / apart) if apart else None
