"""What pairing is worth on every strict law: the variance of differences, with and without it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from batch.compare.clouds import Cloud, paired_places
from batch.compare.measures import interval_of_pairs

Verdict = Literal["holds", "against", "not shown"]


@dataclass(frozen=True, slots=True)
class Law:
    """A strict law's contrast in one lens and policy, over pairs.

    `factor` is the variance of the paired differences over that of independent runs. `points` is
    how many sample points the interval is over, 0 where every pair is a case of its own.
    """

    id: str
    says: str
    a: str
    b: str
    sign: str
    pairs: int
    difference: float
    low: float
    high: float
    factor: float | None
    points: int
    method: str

    @property
    def verdict(self) -> Verdict:
        """Whether the interval leaves out zero, and on which side: the law's, or the other."""
        low, high = (-self.high, -self.low) if self.sign == "-" else (self.low, self.high)
        return "holds" if low > 0 else "against" if high < 0 else "not shown"


def laws(clouds: Sequence[Cloud]) -> Iterator[Law]:
    """Give the strict laws of which both arms of the contrast are there."""
    for a in clouds:
        for expectation in a.scenario.expectations:
            if expectation.kind != "strict" or expectation.a is None:
                continue
            if expectation.a != a.arm.variant:
                continue
            for b in clouds:
                if b.arm.variant == expectation.b and _alike(a, b):
                    yield from _law(expectation.id, expectation.says, expectation.sign, a, b)


def _alike(a: Cloud, b: Cloud) -> bool:
    """Tell whether two arms differ in their variant alone."""
    same = a.results.folder == b.results.folder and a.arm.scenario == b.arm.scenario
    return same and (a.arm.lens, a.arm.policy) == (b.arm.lens, b.arm.policy)


def _law(id: str, says: str, sign: str | None, a: Cloud, b: Cloud) -> Iterator[Law]:
    column, places = f"measure.{id}", paired_places(a, b)
    if places is None or column not in a.columns:
        return
    first, second = a.numbers(column)[places[0]], b.numbers(column)[places[1]]
    there = np.isfinite(first) & np.isfinite(second)
    first, second = first[there], second[there]
    if len(first) < 2:
        return
    apart = second - first
    spread = float(first.var(ddof=1) + second.var(ddof=1))
    factor = float(apart.var(ddof=1)) / spread if spread > 0 else None
    low, high, points, method = interval_of_pairs(b, apart, places[1][there])
    told = (a.label, b.label, sign or "", len(apart), float(apart.mean()), low, high, factor)
    yield Law(id, says, *told, points, method)
