"""Outcome shares of each arm, and how they differ from the baseline's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from batch.clustered import Counts, Span, clusters, span, worth
from batch.compare.clouds import Cloud, paired_places
from batch.compare.intervals import cohen_h, newcombe, newcombe_paired
from batch.compare.points import clustered, counts_by_point


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
            cases = cloud.samples[places[1]] if clustered(cloud, places[1]) else None
            yield paired_difference(cloud.label, outcome, a, b, cases)


def _apart(base: Cloud, cloud: Cloud, outcome: str) -> ShareDifference:
    """Return the difference of independent shares."""
    low, high, method = span_apart(counts_by_point(base, outcome), counts_by_point(cloud, outcome))
    a, b = base.count(outcome) / base.runs, cloud.count(outcome) / cloud.runs
    told = (0.0, 0.0, None, cohen_h(a, b), method)
    return ShareDifference(cloud.label, outcome, 0, b - a, low, high, *told)


def span_apart(a: tuple[Counts, Counts], b: tuple[Counts, Counts]) -> Span:
    """Return the interval of b - a of two shares that have no luck in common.

    Each is given by its hits and its runs, point by point. Where several runs share a point they
    count for what they are worth.
    """
    counts = list[tuple[float, float]]()
    for hits, runs in (a, b):
        some, total = int(hits.sum()), int(runs.sum())
        value = worth(hits, runs) / total if clusters(runs) else 1.0
        counts.append((value * some, value * total))
    over = any(clusters(runs) for _, runs in (a, b))
    method = "Newcombe, independent, over sample points" if over else "Newcombe, independent"
    return *newcombe(*counts[0], *counts[1]), method


def paired_difference(
    arm: str, outcome: str, a: np.ndarray, b: np.ndarray, cases: np.ndarray | None
) -> ShareDifference:
    """Return the difference over pairs.

    `cases` holds which case each is of where several are of one; None where each stands alone.
    """
    both, only_a, only_b = int((a & b).sum()), int((a & ~b).sum()), int((b & ~a).sum())
    pairs = len(a)
    counts, method = (both, only_a, only_b, pairs - both - only_a - only_b), "Newcombe, paired"
    value = 1.0
    if cases is not None:
        _, at = np.unique(cases, return_inverse=True)
        gained = np.rint(np.bincount(at, weights=b.astype(np.float64) - a)).astype(np.int64)
        value = worth(gained, np.bincount(at), only_a + only_b) / pairs
        method = "Newcombe, paired, over sample points"
    low, high = newcombe_paired(*(value * count for count in counts))
    return ShareDifference(
        arm,
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
