"""Boxes of assumptions in which an outcome is common: the patient rule induction method.

Friedman & Fisher (1999): from the whole, peel off the slice of one assumption, a small share of the
cases at either end, that raises the mean most for what it costs in cases; repeat; then paste slices
back where that raises the mean. Coverage and density as Bryant & Lempert (2010) have them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import comb

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Inside = NDArray[np.bool_]
PEEL, PASTE, LEAST = 0.05, 0.05, 0.05
"""Shares of a box's cases peeled and pasted at once, and the least share of all cases it keeps."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box: lowest and highest value of each assumption, in the order of the columns.

    `coverage` is the share of the interesting cases inside, `density` the share of the cases inside
    that are interesting, `mass` the share of all cases inside.
    """

    lows: tuple[float, ...]
    highs: tuple[float, ...]
    coverage: float
    density: float
    mass: float
    cases: int
    hits: int
    restricted: int

    def inside(self, x: Numbers) -> Inside:
        """Return which cases stand in the box."""
        return np.asarray(((x >= self.lows) & (x <= self.highs)).all(axis=1))


def trajectory(
    x: Numbers, y: Inside, *, peel: float = PEEL, paste: float = PASTE, least: float = LEAST
) -> list[Box]:
    """Return the boxes from the whole to the tightest, step by step.

    `x` has one row a case and one column an assumption, `y` tells which cases are interesting.
    ValueError where none or all of them are.
    """
    if not 0 < y.sum() < len(y):
        raise ValueError("a box needs cases of both kinds")
    whole = _box(x, y, x.min(axis=0), x.max(axis=0), np.ones(len(y), dtype=bool))
    boxes, inside = [whole], np.ones(len(y), dtype=bool)
    lows, highs = x.min(axis=0), x.max(axis=0)
    for step, share in ((_peels, peel), (_pastes, paste)):
        while (best := _best(x, y, inside, (lows, highs), step, share, least)) is not None:
            lows, highs, inside = best
            boxes.append(_box(x, y, lows, highs, inside))
    return boxes


Limits = tuple[Numbers, Numbers]
Candidate = tuple[Numbers, Numbers, Inside]


def _best(
    x: Numbers, y: Inside, inside: Inside, limits: Limits, step: object, share: float, least: float
) -> Candidate | None:
    """Return the best next box, by the gain in mean for each case given up or taken in."""
    mean, cases = y[inside].mean(), int(inside.sum())
    start = x.min(axis=0), x.max(axis=0)
    best: tuple[float, int] = (0.0, -1)
    found: Candidate | None = None
    for lows, highs, now in step(x, inside, limits, share):  # type: ignore[operator]
        count = int(now.sum())
        if count == cases or count < least * len(y) or count == 0:
            continue
        gain = float((y[now].mean() - mean) / abs(count - cases))
        free = len(lows) - int(((lows > start[0]) | (highs < start[1])).sum())
        if gain > 0 and (gain, free) > best:
            best, found = (gain, free), (lows, highs, now)
    return found


def _peels(x: Numbers, inside: Inside, limits: Limits, share: float) -> Iterator[Candidate]:
    """Give the boxes that lack a slice at one end of one assumption."""
    for at in range(x.shape[1]):
        values = np.sort(x[inside, at])
        for upper in (True, False):
            edge = _edge(values, share, upper=upper)
            lows, highs = limits[0].copy(), limits[1].copy()
            (highs if upper else lows)[at] = edge
            yield lows, highs, inside & ((x[:, at] <= edge) if upper else (x[:, at] >= edge))


def _edge(values: Numbers, share: float, *, upper: bool) -> float:
    """Return where a slice ends: half way between two values that differ."""
    place = (len(values) - 1) * ((1 - share) if upper else share)
    low, high = int(np.floor(place)), int(np.ceil(place))
    if upper:
        while values[low] == values[high] and low > 0:
            low -= 1
    else:
        while values[low] == values[high] and high < len(values) - 1:
            high += 1
    return float((values[low] + values[high]) / 2)


def _pastes(x: Numbers, _: Inside, limits: Limits, share: float) -> Iterator[Candidate]:
    """Give the boxes that take back a slice at one end of a restricted assumption."""
    for at in range(x.shape[1]):
        others = np.ones(len(x), dtype=bool)
        for other in range(x.shape[1]):
            if other != at:
                others &= (x[:, other] >= limits[0][other]) & (x[:, other] <= limits[1][other])
        for upper in (True, False):
            beyond = others & ((x[:, at] > limits[1][at]) if upper else (x[:, at] < limits[0][at]))
            values = np.sort(x[beyond, at])
            if not len(values):
                continue
            count = max(1, round(share * len(values)))
            edge = float(values[count - 1] if upper else values[-count])
            lows, highs = limits[0].copy(), limits[1].copy()
            (highs if upper else lows)[at] = edge
            yield lows, highs, others & (x[:, at] >= lows[at]) & (x[:, at] <= highs[at])


def _box(x: Numbers, y: Inside, lows: Numbers, highs: Numbers, inside: Inside) -> Box:
    hits, cases = int(y[inside].sum()), int(inside.sum())
    start = x.min(axis=0), x.max(axis=0)
    return Box(
        tuple(map(float, lows)),
        tuple(map(float, highs)),
        hits / int(y.sum()),
        hits / cases,
        cases / len(y),
        cases,
        hits,
        int(((lows > start[0]) | (highs < start[1])).sum()),
    )


def chosen(boxes: list[Box], least_coverage: float = 0.5) -> Box:
    """Return the box to tell of: the densest of those that cover enough, the simplest of equals."""
    enough = [box for box in boxes if box.coverage >= least_coverage] or boxes[:1]
    most = max(box.density for box in enough)
    near = [box for box in enough if box.density >= most - 0.01]
    return min(near, key=lambda box: (box.restricted, -box.coverage))


def simplified(box: Box, x: Numbers, y: Inside, surely: float = 0.05) -> Box:
    """Return a box without limits whose part could be chance (quasi-p, Bryant & Lempert 2010).

    The assumptions of a box are the best of all there are: a limit's quasi-p is held against
    `surely` over their number (Bonferroni). Several cases at one place count as one: they are not
    independent.
    """
    each, surely = len(np.unique(x, axis=0)) / len(x), surely / x.shape[1]
    start = x.min(axis=0), x.max(axis=0)
    lows, highs = np.array(box.lows), np.array(box.highs)
    while True:
        worst = (surely, -1)
        for at in range(x.shape[1]):
            if lows[at] > start[0][at] or highs[at] < start[1][at]:
                worst = max(worst, (quasi_p(lows, highs, at, x, y, each), at))
        if worst[1] < 0:
            return _box(x, y, lows, highs, np.asarray(((x >= lows) & (x <= highs)).all(axis=1)))
        lows[worst[1]], highs[worst[1]] = start[0][worst[1]], start[1][worst[1]]


def quasi_p(
    lows: Numbers, highs: Numbers, at: int, x: Numbers, y: Inside, each: float = 1.0
) -> float:
    """Return how likely as many hits inside are by chance, were the limits on `at` left out.

    A case counts as `each`, 1 where all are independent.
    """
    others = np.ones(len(x), dtype=bool)
    for other in range(x.shape[1]):
        if other != at:
            others &= (x[:, other] >= lows[other]) & (x[:, other] <= highs[other])
    inside = others & (x[:, at] >= lows[at]) & (x[:, at] <= highs[at])
    cases, hits = int(inside.sum()), int(y[inside].sum())
    return _at_least(round(hits * each), round(cases * each), float(y[others].mean()))


def _at_least(hits: int, cases: int, share: float) -> float:
    """Return the chance of at least so many hits, each with the same chance."""
    if cases > 900:
        spread = float(np.sqrt(cases * share * (1 - share))) or 1.0
        from statistics import NormalDist

        return 1 - NormalDist().cdf((hits - 0.5 - cases * share) / spread)
    several = range(hits, cases + 1)
    return sum(comb(cases, k) * share**k * (1 - share) ** (cases - k) for k in several)
