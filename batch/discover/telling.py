"""What a sign says of how runs end, and whether chance would have said as much.

Many signs are looked at and the best are told: one tells only where it stands out at a level that
none of so many idle ones passes in 95% of batches (Bonferroni).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from batch.clustered import span, worth
from batch.compare.intervals import newcombe
from batch.discover.indices import SURELY, Numbers, ranks
from batch.statistics import t_quantile, wilson

Inside = NDArray[np.bool_]
Cases = NDArray[np.int64]
FEWEST_CASES = 5
"""Cases of either kind below which no level is said to announce anything."""


@dataclass(frozen=True, slots=True)
class Shares:
    """Of the `runs` with a sign `then` ended so, with its interval; of those without, `else_`.

    The interval is over cases: runs at one sample point, or of one luck, in whatever arms. `tells`
    says whether the shares lie apart by more than chance makes of the best of so many signs.
    """

    runs: int
    then: float
    low: float
    high: float
    else_: float
    tells: bool


def shares(ended: Inside, beyond: Inside, cases: Cases, *, tells: bool) -> Shares:
    """Return how runs with a sign and without it ended; whether it tells is known before."""
    in_case, hits = _by_case(ended, beyond, cases)
    low, high, _ = span(hits, in_case)
    then, others = float(hits.sum() / in_case.sum()), ended[~beyond]
    if np.count_nonzero(in_case) == 1:
        low, high = wilson(then, 1)  # however many runs: one case
    else_ = float(others.mean()) if len(others) else 0.0
    return Shares(int(in_case.sum()), then, low, high, else_, tells)


def announces(values: Numbers, ended: Inside, cases: Cases, looked_at: int) -> bool:
    """Whether a level, one of so many, lies surely higher or lower in the runs that end so.

    Its AUC is held against one half by its error over cases (DeLong and others 1988; Obuchowski
    1997, Biometrics 53), or by that of an idle level over so many cases (Mann & Whitney 1947) where
    it is larger, with as many degrees of freedom as the rarer kind has cases.
    """
    several, some, others = (len(np.unique(of)) for of in (cases, cases[ended], cases[~ended]))
    if min(some, others) < FEWEST_CASES:
        return False
    hits, misses = int(ended.sum()), int((~ended).sum())
    among = ranks(values)
    lower = (among[ended] - ranks(values[ended])) / misses
    higher = 1 - (among[~ended] - ranks(values[~ended])) / hits
    auc = float(lower.mean())
    moved = np.empty(len(values))
    moved[ended], moved[~ended] = (lower - auc) / hits, (higher - auc) / misses
    by_case = np.bincount(cases, weights=moved)
    seen = several / (several - 1) * float(by_case @ by_case)
    reach = _reach(some, others, looked_at)
    return abs(auc - 0.5) > reach * sqrt(max(seen, _idle(some, others)))


def least_auc(ended: Inside, cases: Cases, looked_at: int) -> float | None:
    """Return the AUC, from one half on, that a level of so many must pass to announce anything.

    It may have to pass more, where its own error is larger. None where a kind has too few cases.
    """
    some, others = (len(np.unique(of)) for of in (cases[ended], cases[~ended]))
    if min(some, others) < FEWEST_CASES:
        return None
    return min(1.0, 0.5 + _reach(some, others, looked_at) * sqrt(_idle(some, others)))


def _idle(some: int, others: int) -> float:
    """Return the variance of an idle level's AUC over so many cases of either kind."""
    return (some + others + 1) / (12 * some * others)


def _reach(some: int, others: int, looked_at: int) -> float:
    return t_quantile(min(some, others) - 1, 1 - SURELY / looked_at)


def apart(ended: Inside, done: Inside, cases: Cases, looked_at: int) -> bool:
    """Whether the shares with an act, one of so many, and without it lie surely apart.

    By Newcombe's interval of their difference, over cases.
    """
    level = 1 - SURELY / looked_at
    with_it, without = (_worth(*_by_case(ended, of, cases), level) for of in (done, ~done))
    low, high = newcombe(*with_it, *without, level)
    return low > 0 or high < 0


def _by_case(ended: Inside, of: Inside, cases: Cases) -> tuple[Cases, Cases]:
    """Return how many of some runs each case has, and how many of them ended so."""
    runs = np.bincount(cases[of], minlength=1)
    return runs, np.bincount(cases[of & ended], minlength=len(runs))


def _worth(runs: Cases, hits: Cases, level: float) -> tuple[float, float]:
    """Return hits and runs as so many independent ones would count."""
    total, several = int(runs.sum()), int(np.count_nonzero(runs))
    effective = worth(hits, runs, level=level) if 1 < several < total else float(several)
    return int(hits.sum()) / total * effective, effective
