"""What roll-outs gave, counted in bounded memory: outcomes, levels by turn, options in pairs.

Levels are counted in bins of their range, so that a tally is as large after ten thousand roll-outs
as after ten, and two tallies add up to the same whatever their order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from batch.statistics import LEVEL, wilson

BINS = 200
"""Bins over a level's range: a quantile is exact to half a percent of it."""
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


class Run(NamedTuple):
    """How one roll-out ended, and the levels at each turn's end on the way, (turn, levels)."""

    outcome: str
    path: tuple[tuple[int, Sequence[float]], ...]


@dataclass(frozen=True, slots=True)
class Share:
    """In how many roll-outs an outcome came, with Wilson's 95% interval."""

    outcome: str
    hits: int
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Difference:
    """How much more often an outcome came after an option than after the base, on equal luck."""

    outcome: str
    difference: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Fan:
    """Where a level lay at turns' ends: by turn the quantiles .05 .25 .5 .75 .95, in its unit."""

    level: str
    turns: tuple[int, ...]
    quantiles: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class After:
    """The odds after one option; `differences` are beside the base, empty for the base itself."""

    move: str
    shares: tuple[Share, ...]
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Forecast:
    """Odds from a position after `runs` roll-outs of the `wanted`; `turn` is the first to come."""

    runs: int
    wanted: int
    turn: int
    shares: tuple[Share, ...]
    fans: tuple[Fan, ...]
    options: tuple[After, ...]

    @property
    def done(self) -> bool:
        """Whether all roll-outs are in."""
        return self.runs >= self.wanted

    @property
    def base(self) -> str | None:
        """The option the others are held beside: to hold, where that is possible."""
        return self.options[0].move if self.options else None


class Tally:
    """Counts of roll-outs. Tallies of the same question add up."""

    def __init__(
        self,
        outcomes: tuple[str, ...],
        levels: tuple[str, ...],
        bounds: tuple[tuple[float, float], ...],
        turn: int,
        turns: int,
        options: tuple[str, ...] = (),
    ) -> None:
        self.outcomes, self.levels, self.bounds = outcomes, levels, bounds
        self.turn, self.turns, self.options = turn, turns, options
        self.runs = 0
        self.ends = dict.fromkeys(outcomes, 0)
        ahead = max(turns - turn + 1, 0)
        self.bins: NDArray[np.int64] = np.zeros((ahead, len(levels), BINS), dtype=np.int64)
        self._low = np.array([low for low, _ in bounds])
        self._width = np.array([(high - low) or 1.0 for low, high in bounds])
        # by option: how often each pair (its outcome, the base's outcome) came
        self.pairs = {option: dict[tuple[str, str], int]() for option in options}

    def add(self, run: Run, after: Mapping[str, str]) -> None:
        """Count a roll-out, and what the same luck gave after each option."""
        self.runs += 1
        self.ends[run.outcome] += 1
        places = np.arange(len(self.levels))
        for turn, levels in run.path:
            share = (np.asarray(levels) - self._low) / self._width
            at = np.clip((share * BINS).astype(np.intp), 0, BINS - 1)
            self.bins[turn - self.turn, places, at] += 1
        for option in self.options:
            pair = after[option], after[self.options[0]]
            self.pairs[option][pair] = self.pairs[option].get(pair, 0) + 1

    def plus(self, other: Tally) -> Tally:
        """Return the counts of both."""
        both = Tally(self.outcomes, self.levels, self.bounds, self.turn, self.turns, self.options)
        both.runs = self.runs + other.runs
        both.ends = {id: self.ends[id] + other.ends[id] for id in self.outcomes}
        both.bins = self.bins + other.bins
        for option, pairs in both.pairs.items():
            for part in (self.pairs[option], other.pairs[option]):
                for pair, count in part.items():
                    pairs[pair] = pairs.get(pair, 0) + count
        return both

    def forecast(self, wanted: int) -> Forecast:
        """Return the odds as they stand after these roll-outs, at least one."""
        return Forecast(
            self.runs,
            wanted,
            self.turn,
            self._shares(self.ends),
            tuple(self._fan(at) for at in range(len(self.levels))),
            tuple(self._after(option) for option in self.options),
        )

    def _shares(self, ends: Mapping[str, int]) -> tuple[Share, ...]:
        return tuple(
            Share(
                id,
                ends.get(id, 0),
                ends.get(id, 0) / self.runs,
                *wilson(ends.get(id, 0), self.runs),
            )
            for id in self.outcomes
        )

    def _fan(self, at: int) -> Fan:
        turns, quantiles = list[int](), list[tuple[float, ...]]()
        for step in range(len(self.bins)):
            counts = self.bins[step, at]
            if counts.any():
                turns.append(self.turn + step)
                quantiles.append(_quantiles(counts, *self.bounds[at]))
        return Fan(self.levels[at], tuple(turns), tuple(quantiles))

    def _after(self, option: str) -> After:
        pairs = self.pairs[option]
        ends: dict[str, int] = {}
        for (end, _), count in pairs.items():
            ends[end] = ends.get(end, 0) + count
        base = option == self.options[0]
        differences = () if base else tuple(self._difference(pairs, id) for id in self.outcomes)
        return After(option, self._shares(ends), differences)

    def _difference(self, pairs: Mapping[tuple[str, str], int], id: str) -> Difference:
        gained = sum(n for (end, base), n in pairs.items() if end == id != base)
        lost = sum(n for (end, base), n in pairs.items() if base == id != end)
        return Difference(
            id, (gained - lost) / self.runs, *paired_interval(gained, lost, self.runs)
        )


def paired_interval(gained: int, lost: int, pairs: int) -> tuple[float, float]:
    """Return the interval of a difference of paired shares (Agresti & Min 2005, Stat. Med. 24).

    Half a pair is added to each of the four cells, so that it has a width where no pair differs.
    """
    z = NormalDist().inv_cdf((1 + LEVEL) / 2)
    n, up, down = pairs + 2.0, gained + 0.5, lost + 0.5
    middle = (up - down) / n
    reach = z * sqrt(max(up + down - (up - down) ** 2 / n, 0.0)) / n
    return max(-1.0, middle - reach), min(1.0, middle + reach)


def _quantiles(counts: NDArray[np.int64], low: float, high: float) -> tuple[float, ...]:
    """Return the quantiles of binned values, straight within a bin."""
    summed = np.cumsum(counts)
    total, width = float(summed[-1]), (high - low) / BINS
    found = []
    for q in QUANTILES:
        wanted = q * total
        at = int(np.searchsorted(summed, wanted, side="left"))
        before = float(summed[at - 1]) if at else 0.0
        inside = (wanted - before) / float(counts[at]) if counts[at] else 0.5
        found.append(low + width * (at + inside))
    return tuple(found)
