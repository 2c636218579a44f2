"""Shares of runs of which several stand at one sample point: what such runs are worth.

    span(hits, runs)  # (low, high, how), from counts by point

Runs at a point share what was sampled there, so they tell less than as many independent ones. The
effective number of runs (Korn & Graubard 1998, Survey Methodology 24) is the number of independent
runs that would know the share as well; Wilson's interval is taken of it.
"""

from __future__ import annotations

from functools import lru_cache
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import NDArray

from batch.statistics import LEVEL, t_quantile, wilson

PLAIN, CLUSTERED = "Wilson", "Wilson over sample points"
Counts = NDArray[np.integer[Any]]
Span = tuple[float, float, str]
"""The ends of an interval, and how it was made."""


def clusters(runs: Counts) -> bool:
    """Tell whether several points have runs, and any of them several; `runs` is by point."""
    points = int(np.count_nonzero(runs))
    return 1 < points < int(runs.sum())


def worth(sums: Counts, runs: Counts, squares: int | None = None, *, level: float = LEVEL) -> float:
    """Return how many independent runs would know a mean as well as these, by point, do.

    `sums` are of the runs' values at each point; `squares` is the sum of their squares over all,
    that of `sums` where a value is 0 or 1. Where every run has the same value a point counts as one
    run. Few points are counted for less: their spread is itself uncertain (Student's t for the
    normal quantile, at the `level` of the interval to be taken). ValueError where fewer than two
    points have runs.
    """
    here = runs > 0
    n, held = runs[here].astype(np.float64), sums[here].astype(np.float64)
    points, total = len(n), float(n.sum())
    if points < 2:
        raise ValueError("one point has no spread: at least two are needed")
    mean = float(held.sum()) / total
    alone = ((float(held.sum()) if squares is None else squares) / total - mean**2) / total
    if alone <= 0:
        return float(points)
    variance = points / (points - 1) * float(((held - mean * n) ** 2).sum()) / total**2
    return total * min(1.0, alone / variance if variance else 1.0) * _certainty(points, level)


@lru_cache(maxsize=1024)
def _certainty(points: int, level: float) -> float:
    z = NormalDist().inv_cdf((1 + level) / 2)
    return float((z / t_quantile(points - 1, level)) ** 2)


def span(hits: Counts, runs: Counts) -> Span:
    """Return the interval of the share of hits in runs, both by point; ValueError without runs."""
    some, total = int(hits.sum()), int(runs.sum())
    if not clusters(runs):
        return *wilson(some, total), PLAIN
    effective = worth(hits, runs)
    return *wilson(some / total * effective, effective), CLUSTERED
