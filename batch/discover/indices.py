"""How much each assumption weighs, read off runs that are there: PAWN, first order, feature score.

All three take one row a case and one column an assumption, spread evenly as by a Latin hypercube,
and a value a case; none needs runs of its own. An assumption weighs where any of the three is
larger than chance makes it: PAWN sees what moves the distribution and not its mean, the first-order
index what drives a rare yes or no in a small part of the range, the correlation of ranks what goes
one way all along it, however weakly.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator, Philox, SeedSequence
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Places = NDArray[np.int64]
SLICES = 10
SHUFFLES = 200
SURELY = 0.05
"""How often some idle assumption, of however many, is to be told as one that weighs."""


@dataclass(frozen=True, slots=True)
class Index:
    """What one assumption weighs.

    `pawn` is the median distance of Kolmogorov and Smirnov between the value's distribution and
    that within a tenth of the assumption's range; `first` its first-order index, the share of the
    value's variance that its own mean explains, corrected for chance; `score` the correlation of
    ranks, with its sign. `chance`, `first_chance` and `score_chance` are what none of so many idle
    columns passes, in 95% of cases for all three together.
    """

    name: str
    pawn: float
    first: float
    score: float
    chance: float
    first_chance: float
    score_chance: float

    @property
    def matters(self) -> bool:
        """Whether it weighs more than chance would have it."""
        return (
            self.pawn > self.chance
            or self.first > self.first_chance
            or abs(self.score) > self.score_chance
        )

    @property
    def weight(self) -> float:
        """How many times what chance makes it weighs, by the index that says most."""
        return max(
            _times(self.pawn, self.chance),
            _times(self.first, self.first_chance),
            _times(abs(self.score), self.score_chance),
        )


def _times(index: float, chance: float) -> float:
    return index / chance if chance else 0.0


def indices(names: list[str], x: Numbers, y: Numbers, seed: int = 1) -> list[Index]:
    """Return what each assumption weighs, the heaviest first.

    Cases at the same place are not independent, as those of several arms at one sample point are
    not: chance is that of so many places.
    """
    _, places = np.unique(x, axis=0, return_inverse=True)
    places = places.ravel()
    chance = chance_levels(y, len(names), seed, places)
    found = [
        Index(
            name,
            pawn(x[:, at], y),
            first_order(x[:, at], y, places=places),
            rank_score(x[:, at], y),
            *chance,
        )
        for at, name in enumerate(names)
    ]
    return sorted(found, key=lambda index: (-index.weight, index.name))


def slices(x: Numbers, count: int = SLICES) -> Places:
    """Return the slice each case stands in: as many cases in each as may be."""
    edges = np.quantile(x, np.arange(1, count) / count)
    return np.asarray(np.searchsorted(edges, x, side="left"))


def pawn(x: Numbers, y: Numbers, count: int = SLICES) -> float:
    """Return the PAWN index of an assumption (Pianosi & Wagener 2018): the median over slices."""
    whole, values = np.unique(y, return_inverse=True)
    return _median_distance(slices(x, count), values, len(whole), count)


def _median_distance(at: Places, values: Places, several: int, count: int) -> float:
    """Return the median over slices of the distance of Kolmogorov and Smirnov from the whole.

    `values` are places among so many different values, in their order.
    """
    table = np.bincount(at * several + values, minlength=count * several).reshape(count, several)
    sizes = table.sum(axis=1)
    own = table[sizes > 0].cumsum(axis=1) / sizes[sizes > 0, None]
    below = table.sum(axis=0).cumsum() / sizes.sum()
    return float(np.median(np.abs(own - below).max(axis=1)))


def first_order(
    x: Numbers, y: Numbers, count: int | None = None, places: Places | None = None
) -> float:
    """Return the first-order index Var(E[y|x]) / Var(y) (Sobol 1993) from slices of x.

    What a mean of a slice varies by chance is taken off; at least 0. 0 where y is the same always.
    Cases at one of the `places` are taken as their mean: they are one point of x, not several.
    """
    if places is None:
        places = np.arange(len(y))
    _, first = np.unique(places, return_index=True)
    return _explained(slices(x[first], count or _slices_for(len(first))), _means(y, places), y)


def _slices_for(points: int) -> int:
    return max(4, min(40, round(float(np.sqrt(points)) / 1.5)))


def _means(y: Numbers, places: Places) -> Numbers:
    """Return the mean of the cases at each place."""
    return np.asarray(np.bincount(places, weights=y) / np.bincount(places))


def _explained(at: Places, means: Numbers, y: Numbers) -> float:
    """Return the share of the variance of `y` that slices of its means at points explain."""
    variance = float(y.var())
    if variance == 0:
        return 0.0
    sizes = np.bincount(at)
    held = sizes > 1
    own = np.bincount(at, weights=means)[held] / sizes[held]
    squares = np.bincount(at, weights=means * means)[held] / sizes[held] - own**2
    noise = float((squares * sizes[held] / (sizes[held] - 1)).sum() / sizes[held].sum())
    between = float((sizes[held] * (own - means.mean()) ** 2).sum() / sizes[held].sum())
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


def chance_levels(
    y: Numbers, columns: int = 1, seed: int = 1, places: Places | None = None
) -> tuple[float, float, float]:
    """Return the PAWN index, the first-order index and the correlation that idle columns reach.

    Some idle column passes one of them in 5% of cases: quantiles over columns that have nothing to
    do with y, a third of the chance for each of the three, by Bonferroni. `places` says which cases
    stand together; each stands alone where it is not given.
    """
    luck = Generator(Philox(SeedSequence(seed, spawn_key=(8,))))
    at = np.arange(len(y)) if places is None else places
    several = int(at.max()) + 1
    whole, values = np.unique(y, return_inverse=True)
    means, fine, ranked = _means(y, at), _slices_for(several), _centred(ranks(y))
    found = np.zeros((max(SHUFFLES, 120 * columns), 3))
    for row in found:
        order = luck.permutation(several)
        row[0] = _median_distance((order * SLICES // several)[at], values, len(whole), SLICES)
        row[1] = _explained(order * fine // several, means, y)
        row[2] = abs(_centred(order[at].astype(np.float64)) @ ranked)
    pawns, firsts, scores = np.quantile(found, 1 - SURELY / (3 * columns), axis=0)
    return float(pawns), float(firsts), float(scores)


def _centred(values: Numbers) -> Numbers:
    """Return values less their mean, of length 1; all 0 where they are the same."""
    apart = values - values.mean()
    length = float(np.sqrt(apart @ apart))
    return np.asarray(apart / length if length else apart)
