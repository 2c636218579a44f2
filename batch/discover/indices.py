"""How much each assumption weighs, read off runs that are there: PAWN, first order, feature score.

All three take one row a case and one column an assumption, spread evenly as by a Latin hypercube,
and a value a case; none needs runs of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator, Philox, SeedSequence
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
SLICES = 10
SHUFFLES = 200


@dataclass(frozen=True, slots=True)
class Index:
    """What one assumption weighs.

    `pawn` is the median distance of Kolmogorov and Smirnov between the value's distribution and
    that within a tenth of the assumption's range; `first` its first-order index, the share of the
    value's variance that its own mean explains, corrected for chance; `score` the correlation of
    ranks, with its sign. `chance` is the PAWN index that none of so many idle columns
    passes in 95% of cases.
    """

    name: str
    pawn: float
    first: float
    score: float
    chance: float

    @property
    def matters(self) -> bool:
        """Whether it weighs more than chance would have it."""
        return self.pawn > self.chance


def indices(names: list[str], x: Numbers, y: Numbers, seed: int = 1) -> list[Index]:
    """Return what each assumption weighs, the heaviest first.

    Cases at the same place are not independent, as those of several arms at one sample point are
    not: chance is that of so many places.
    """
    _, places = np.unique(x, axis=0, return_inverse=True)
    chance = chance_level(y, len(names), seed, places.ravel())
    found = [
        Index(name, pawn(x[:, at], y), first_order(x[:, at], y), rank_score(x[:, at], y), chance)
        for at, name in enumerate(names)
    ]
    return sorted(found, key=lambda index: (-index.pawn, index.name))


def slices(x: Numbers, count: int = SLICES) -> NDArray[np.int64]:
    """Return the slice each case stands in: as many cases in each as may be."""
    edges = np.quantile(x, np.arange(1, count) / count)
    return np.asarray(np.searchsorted(edges, x, side="left"))


def pawn(x: Numbers, y: Numbers, count: int = SLICES) -> float:
    """Return the PAWN index of an assumption (Pianosi & Wagener 2018): the median over slices."""
    at = slices(x, count)
    values, whole = np.sort(y), np.unique(y)
    below = np.searchsorted(values, whole, side="right") / len(y)
    distances = []
    for slice_ in range(count):
        part = np.sort(y[at == slice_])
        if len(part):
            own = np.searchsorted(part, whole, side="right") / len(part)
            distances.append(float(np.abs(own - below).max()))
    return float(np.median(distances))


def first_order(x: Numbers, y: Numbers, count: int | None = None) -> float:
    """Return the first-order index Var(E[y|x]) / Var(y) (Sobol 1993) from slices of x.

    What a mean of a slice varies by chance is taken off; at least 0. 0 where y is the same always.
    """
    variance = float(y.var())
    if variance == 0:
        return 0.0
    at = slices(x, count or max(4, min(40, round(len(y) ** (1 / 2) / 1.5))))
    sizes = np.bincount(at)
    held = sizes > 1
    means = np.bincount(at, weights=y)[held] / sizes[held]
    squares = np.bincount(at, weights=y * y)[held] / sizes[held] - means**2
    own = squares * sizes[held] / (sizes[held] - 1)
    between = float((sizes[held] * (means - y.mean()) ** 2).sum() / sizes[held].sum())
    noise = float(own.sum() / sizes[held].sum())
    return max(0.0, min(1.0, (between - noise) / variance))


def rank_score(x: Numbers, y: Numbers) -> float:
    """Return Spearman's correlation of ranks; 0 where one of them is the same always."""
    a, b = ranks(x), ranks(y)
    spread = float(a.std() * b.std())
    return float(((a - a.mean()) * (b - b.mean())).mean() / spread) if spread else 0.0


def ranks(values: Numbers) -> Numbers:
    """Return ranks from 1, equal values sharing their mean rank."""
    _, at, sizes = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(sizes)
    return np.asarray((ends - (sizes - 1) / 2)[at], dtype=np.float64)


def chance_level(
    y: Numbers, columns: int = 1, seed: int = 1, places: NDArray[np.int64] | None = None
) -> float:
    """Return the PAWN index that some of so many columns passes by chance in 5% of cases.

    By Bonferroni: a quantile over columns that have nothing to do with y. `places` says which cases
    stand together; each stands alone where it is not given.
    """
    luck = Generator(Philox(SeedSequence(seed, spawn_key=(8,))))
    at = np.arange(len(y)) if places is None else places
    shuffles, several = max(SHUFFLES, 40 * columns), int(at.max()) + 1
    found = [pawn(luck.random(several)[at], y) for _ in range(shuffles)]
    return float(np.quantile(found, 1 - 0.05 / columns))
