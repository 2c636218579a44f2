"""How an effect builds up and fades, and how the levels answer over a turn.

Anchor: a(s) = a_0 + sum of amount x G(s - start). Kernel G(h; delay, ramp, half-life, lasting):
0 before the delay, then a straight ramp to 1, then q + (1 - q) 2^(-(h - delay - ramp)/half-life).
Over a turn of dt months: x' = clip(x + K (a - x) + C (x - x_0) + sigma eps), with
K = 1 - (1 - kappa)^dt, C scaled by K / kappa, sigma by sqrt((1 - (1-kappa)^(2 dt)) /
(1 - (1-kappa)^2)), so that the length of a turn does not move the long-run mean or spread.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import NamedTuple

from engine.model.months import DAYS_A_MONTH


class Shape(NamedTuple):
    """When an effect acts: months of delay and ramp, half-life in months, lasting share."""

    delay: float
    ramp: float
    half_life: float
    lasting: float


Impulse = tuple[int, float, int, Shape]
"""An effect under way: the level's index, its full amount, the day it started, its shape."""


def kernel(h: float, shape: Shape) -> float:
    """Return the share of an effect in force h months after it started."""
    delay, ramp, half_life, lasting = shape
    grown = h - delay
    if grown < 0:
        return 0.0
    if grown < ramp:
        return grown / ramp
    if lasting == 1.0:
        return 1.0
    fading: float = 2.0 ** (-(grown - ramp) / half_life)
    return lasting + (1.0 - lasting) * fading


class Anchors:
    """The anchors of one exercise's levels: what is here to stay is added up once.

    Effects add up level by level in the order they started, so that every sum comes to the same
    last bit as if all were added anew: one under way keeps what came after it on its level waiting.
    """

    def __init__(self, base: Sequence[float]) -> None:
        self._settled = list(base)
        self._waiting: list[Impulse] = []
        self._met = 0

    def on(self, impulses: Sequence[Impulse], day: int) -> list[float]:
        """Return the anchor of every level on a day: its base plus the effects in force.

        `impulses` are all effects so far, in the order they started; days may not go back.
        """
        under_way = [*self._waiting, *impulses[self._met :]]
        self._met, self._waiting = len(impulses), []
        result, held = list(self._settled), set[int]()
        for impulse in under_way:
            level, amount, start, (delay, ramp, _, lasting) = impulse
            months = (day - start) / DAYS_A_MONTH
            if lasting == 1.0 and months - delay >= ramp:
                result[level] += amount
                if level not in held:
                    self._settled[level] = result[level]
                    continue
            else:
                result[level] += amount * kernel(months, impulse[3])
                held.add(level)
            self._waiting.append(impulse)
        return result


def pull_over(kappa: float, months: float) -> float:
    """Return kappa over a turn of `months` months."""
    kept: float = (1.0 - kappa) ** months
    return 1.0 - kept


def noise_over(sigma: float, kappa: float, months: float) -> float:
    """Return the sd of the noise over a turn, keeping the long-run spread."""
    if kappa == 0.0:
        return sigma * sqrt(months)
    keep = 1.0 - kappa
    return sigma * sqrt((1.0 - keep ** (2.0 * months)) / (1.0 - keep * keep))


def coupling_over(by: float, kappa: float, months: float) -> float:
    """Return a monthly coupling onto a level with pull kappa, over a turn."""
    return by * months if kappa == 0.0 else by * pull_over(kappa, months) / kappa
