"""CPU time of several things, interleaved round by round, told as medians with their spread."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median
from time import process_time

ROUNDS = 15


@dataclass(frozen=True)
class Spread:
    """A median with the least and the greatest of what was seen."""

    middle: float
    least: float
    most: float

    @classmethod
    def of(cls, values: list[float]) -> Spread:
        return cls(median(values), min(values), max(values))


@dataclass(frozen=True)
class Timed:
    """Something to time: what one call does, how many calls a sample takes, and how many times
    over a call does the thing.
    """

    call: Callable[[int], object]
    calls: int
    times: int = 1


def sample(timed: Timed) -> float:
    """Return the CPU milliseconds of one call, over as many as a sample takes."""
    gc.collect()
    start = process_time()
    for number in range(timed.calls):
        timed.call(number)
    return 1000 * (process_time() - start) / (timed.calls * timed.times)


def interleaved(things: Mapping[str, Timed], rounds: int = ROUNDS) -> dict[str, list[float]]:
    """Return each thing's milliseconds by round, everything once before the first round."""
    for timed in things.values():
        timed.call(0)
    seen: dict[str, list[float]] = {name: [] for name in things}
    for _ in range(rounds):
        for name, timed in things.items():
            seen[name].append(sample(timed))
    return seen


def ratios(seen: Mapping[str, list[float]], floor: str) -> dict[str, Spread]:
    """Return each thing's time over the floor's of the same round."""
    return {
        name: Spread.of([a / b for a, b in zip(times, seen[floor], strict=True)])
        for name, times in seen.items()
    }
