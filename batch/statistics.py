"""Means, shares and paired differences with their intervals, in plain Python.

Intervals are at 95%, two-sided: Student's t for means, Wilson's score for shares.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import copysign, exp, fsum, inf, lgamma, log, sqrt
from statistics import NormalDist

LEVEL = 0.95
QUANTILES = {"p05": 0.05, "p25": 0.25, "p50": 0.5, "p75": 0.75, "p95": 0.95}
"""What is told of how a level spreads over runs."""


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean over runs: its sd, its t against 0, and its interval."""

    runs: int
    mean: float
    sd: float
    t: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Paired:
    """The difference b - a over the same seeds.

    `up`, `down` and `level` are the shares of pairs in which b is higher, lower, the same.
    `noise` is the variance of the differences over that of independent runs: below 1, pairing
    helped; None where neither varies.
    """

    a: float
    b: float
    difference: Mean
    up: float
    down: float
    level: float
    noise: float | None


def mean_of(values: Sequence[float]) -> Mean:
    """Return the mean of some runs; ValueError where there are fewer than two."""
    n, mean, variance = len(values), average(values), variance_of(values)
    error = sqrt(variance / n)
    reach = t_quantile(n - 1) * error if error else 0.0
    t = mean / error if error else copysign(inf, mean) if mean else 0.0
    return Mean(n, mean, sqrt(variance), t, mean - reach, mean + reach)


def variance_of(values: Sequence[float]) -> float:
    """Return the sample variance; equal values have none, to the bit. ValueError below two."""
    if len(values) < 2:
        raise ValueError("one run has no spread: at least two are needed")
    if min(values) == max(values):
        return 0.0
    mean = average(values)
    return fsum((value - mean) ** 2 for value in values) / (len(values) - 1)


def average(values: Sequence[float]) -> float:
    """Return the plain mean."""
    return fsum(values) / len(values)


def paired(a: Sequence[float], b: Sequence[float]) -> Paired:
    """Return the difference b - a of two arms run on the same seeds, in the same order."""
    differences = [y - x for x, y in zip(a, b, strict=True)]
    n, apart = len(differences), variance_of(a) + variance_of(b)
    up, down = sum(d > 0 for d in differences) / n, sum(d < 0 for d in differences) / n
    level = sum(d == 0 for d in differences) / n
    noise = variance_of(differences) / apart if apart else None
    return Paired(average(a), average(b), mean_of(differences), up, down, level, noise)


def wilson(hits: float, runs: float, level: float = LEVEL) -> tuple[float, float]:
    """Return Wilson's score interval of a share; ValueError without runs (Wilson 1927).

    Counts need not be whole: `batch.clustered` gives what runs are worth.
    """
    if not 0 <= hits <= runs or runs == 0:
        raise ValueError(f"{hits} of {runs} is no share")
    z = NormalDist().inv_cdf((1 + level) / 2)
    share, stretch = hits / runs, 1 + z * z / runs
    middle = (share + z * z / (2 * runs)) / stretch
    reach = z * sqrt(share * (1 - share) / runs + z * z / (4 * runs * runs)) / stretch
    low = 0.0 if hits == 0 else max(0.0, middle - reach)
    high = 1.0 if hits == runs else min(1.0, middle + reach)
    return low, high


def runs_for(at_most: float) -> int | None:
    """Return the runs after which a share never seen is known to stay below a bound."""
    if not 0 < at_most < 1:
        return None
    z = NormalDist().inv_cdf((1 + LEVEL) / 2)
    return int(z * z * (1 - at_most) / at_most) + 1


@lru_cache(maxsize=1024)
def t_quantile(freedom: int, level: float = LEVEL) -> float:
    """Return how many standard errors a two-sided interval reaches at some degrees of freedom."""
    if freedom < 1:
        return inf
    tail = 1 - level
    return _crossing(lambda t: _beyond(t, freedom) > tail, 0.0, 2.0)


def _crossing(holds: Callable[[float], bool], low: float, high: float) -> float:
    """Return where a condition stops to hold, by doubling and halving."""
    while holds(high):
        low, high = high, 2 * high
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return (low + high) / 2


def _beyond(t: float, freedom: int) -> float:
    """Return the chance that |T| exceeds t: a regularised incomplete beta function."""
    x = freedom / (freedom + t * t)
    a, b = freedom / 2, 0.5
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * _log(x) + b * _log(1 - x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(1 - x, b, a) / b


def _log(x: float) -> float:
    return log(x) if x > 0 else -inf


def _fraction(x: float, a: float, b: float) -> float:
    """Return the continued fraction of the incomplete beta function, by Lentz's method."""
    c, d = 1.0, 1 / _off_zero(1 - (a + b) * x / (a + 1))
    result = d
    for m in range(1, 300):
        for numerator in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / _off_zero(1 + numerator * d)
            c = _off_zero(1 + numerator / c)
            result *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return result


def _off_zero(value: float) -> float:
    return value if abs(value) > 1e-300 else 1e-300
