"""Intervals of differences: of paired and independent shares, and of anything by resampling.

At 95%, two-sided, as in `batch.statistics`.
"""

from __future__ import annotations

from collections.abc import Callable
from math import asin, sqrt

import numpy as np
from numpy.random import Generator, Philox, SeedSequence
from numpy.typing import NDArray

from batch.statistics import LEVEL, wilson

Numbers = NDArray[np.float64]
Interval = tuple[float, float]
RESAMPLES = 2_000
BLOCK = 2_000_000
"""Places drawn at once, so that memory does not grow with the runs."""


def newcombe(
    hits_a: float, runs_a: float, hits_b: float, runs_b: float, level: float = LEVEL
) -> Interval:
    """Return the interval of b - a of two independent shares (Newcombe 1998a, method 10).

    The counts are of runs, or of what they are worth (`batch.clustered`).
    """
    return _added((hits_a, runs_a), (hits_b, runs_b), 0.0, level)


def newcombe_paired(both: float, only_a: float, only_b: float, neither: float) -> Interval:
    """Return the interval of b - a of two shares over the same pairs.

    The four counts are of pairs, or of what they are worth (`batch.clustered`). Newcombe (1998b),
    method 10: Wilson's intervals of the two shares, squared and added, less what they have in
    common; phi is taken towards zero by half a pair.
    """
    runs = both + only_a + only_b + neither
    margins = (both + only_a) * (only_b + neither) * (both + only_b) * (only_a + neither)
    product = both * neither - only_a * only_b
    if product > 0:
        product = max(product - runs / 2, 0.0)
    phi = product / sqrt(margins) if margins else 0.0
    return _added((both + only_a, runs), (both + only_b, runs), phi)


def _added(
    a: tuple[float, float], b: tuple[float, float], phi: float, level: float = LEVEL
) -> Interval:
    share_a, share_b = a[0] / a[1], b[0] / b[1]
    (low_a, high_a), (low_b, high_b) = wilson(*a, level), wilson(*b, level)
    below = _reach(share_b - low_b, high_a - share_a, phi)
    above = _reach(high_b - share_b, share_a - low_a, phi)
    return max(-1.0, share_b - share_a - below), min(1.0, share_b - share_a + above)


def _reach(own: float, other: float, phi: float) -> float:
    return sqrt(max(0.0, own * own - 2 * phi * own * other + other * other))


def bootstrap(
    values: Numbers, of: Callable[[Numbers], Numbers], *, seed: int = 1, resamples: int = RESAMPLES
) -> Interval:
    """Return the percentile interval of a statistic, rows drawn anew (Efron & Tibshirani 1993).

    `values` has one row a case: a pair, or a sample point with all its runs. `of` takes arrays
    whose second axis from the end of the cases is `axis=1`: shape (some, cases, ...) to (some,).
    """
    return percentiles(redrawn(values, of, seed=seed, resamples=resamples))


def redrawn(
    values: Numbers, of: Callable[[Numbers], Numbers], *, seed: int = 1, resamples: int = RESAMPLES
) -> Numbers:
    """Return a statistic of cases drawn anew, one row a resample; `bootstrap` says of what."""
    cases = len(values)
    if cases < 2:
        raise ValueError("one case has no spread: at least two are needed")
    luck = Generator(Philox(SeedSequence(seed, spawn_key=(7,))))
    at_once = max(1, BLOCK // cases)
    found = list[Numbers]()
    for start in range(0, resamples, at_once):
        some = min(at_once, resamples - start)
        found.append(of(values[luck.integers(0, cases, size=(some, cases))]))
    return np.concatenate(found)


def percentiles(drawn: Numbers) -> Interval:
    """Return the interval that holds what was drawn anew, but for its two tails."""
    tail = (1 - LEVEL) / 2
    low, high = np.quantile(drawn, (tail, 1 - tail))
    return float(low), float(high)


def means(values: Numbers) -> Numbers:
    """Return the mean over cases, for `bootstrap`."""
    return np.asarray(values.mean(axis=1))


def cohen_h(a: float, b: float) -> float:
    """Return how far share b is above share a on the arcsine scale (Cohen 1988): .2 is small."""
    return 2 * asin(sqrt(b)) - 2 * asin(sqrt(a))


def cohen_d(a: Numbers, b: Numbers) -> float | None:
    """Return the difference of two means in pooled standard deviations (Cohen 1988).

    None where neither varies.
    """
    pooled = (a.var(ddof=1) + b.var(ddof=1)) / 2
    return float((b.mean() - a.mean()) / np.sqrt(pooled)) if pooled > 0 else None
