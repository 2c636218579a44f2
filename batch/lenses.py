"""Which disagreements matter: how far the endings move between the two lenses of a quarrel.

Both lenses run on the same seeds, so run k of one pairs with run k of the other. `moved` is the
total variation between the shares of endings: the share of runs that would have to end otherwise.
It is never below 0, so what chance alone gives is told beside it: within each pair the two lenses
are swapped at random, many times, as if it did not matter which was which (a permutation test).
The interval is a bootstrap over pairs, at 95%.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.random import Generator, Philox, SeedSequence
from numpy.typing import NDArray

from batch.arms import Runs, Tell, run_arms
from engine.model import Disagreement, Scenario

SWAPS, RESAMPLES = 9_999, 2_000
SURE = 0.001
"""A shift this unlikely by chance is told as one: of a library of shifts few are then false."""
LARGE = 0.05
"""A shift of fewer of the runs than this is small, however sure."""
PURPOSE = {"swaps": 1, "resamples": 2}

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Shift:
    """What a disagreement does to the endings of a scenario.

    `moved`, `low` and `high` are total variations (0 to 1), `by_chance` the 95% point of what
    swapping gives, `chance` how often swapping moves as much. `apart` is the share of pairs that
    end differently. `endings` holds, by outcome, the shares under the one lens and the other.
    """

    disagreement: Disagreement
    runs: int
    moved: float
    low: float
    high: float
    by_chance: float
    chance: float
    apart: float
    endings: Mapping[str, tuple[float, float]]

    @property
    def verdict(self) -> str:
        """Whether the quarrel matters for how the scenario ends."""
        if self.chance > SURE:
            return "no sign that it matters"
        return "matters" if self.moved >= LARGE else "matters little"

    @property
    def most(self) -> str:
        """The ending that gains or loses most."""
        return max(self.endings, key=lambda id_: abs(self.endings[id_][1] - self.endings[id_][0]))


def lens_arms(load: Callable[[str], Scenario], plain: Scenario) -> dict[str, Scenario]:
    """Return the scenario under each lens of its disagreements; `load` loads it under one."""
    names = dict.fromkeys(lens for d in plain.disagreements for lens in (d.a, d.b))
    return {name: replace(load(name), expectations=()) for name in names}


def study(
    arms: Mapping[str, Scenario],
    disagreements: Sequence[Disagreement],
    seed: int,
    runs: int,
    workers: int = 1,
    tell: Tell = lambda runs: None,
) -> list[Shift]:
    """Run each lens on the same seeds and return what each disagreement moves."""
    found = run_arms(arms, seed, runs, workers, tell)
    kinds = [outcome.id for outcome in next(iter(arms.values())).outcomes] if arms else []
    return [shift_of(d, found[d.a], found[d.b], kinds, seed) for d in disagreements]


def shift_of(
    disagreement: Disagreement, a: Runs, b: Runs, kinds: Sequence[str], seed: int = 0
) -> Shift:
    """Return how far the endings lie apart in two lists of paired runs."""
    first, second = _counted(a.outcomes, kinds), _counted(b.outcomes, kinds)
    apart = second - first
    swapped = _moved(_stream(seed, "swaps").choice((-1.0, 1.0), (SWAPS, len(apart))) @ apart, apart)
    weights = _stream(seed, "resamples").multinomial(
        len(apart), np.full(len(apart), 1 / len(apart)), RESAMPLES
    )
    again = _moved(weights @ apart, apart)
    moved = float(_moved(apart.sum(axis=0, keepdims=True), apart)[0])
    shares = zip(kinds, first.mean(axis=0).tolist(), second.mean(axis=0).tolist(), strict=True)
    return Shift(
        disagreement,
        len(apart),
        moved,
        float(np.quantile(again, 0.025)),
        float(np.quantile(again, 0.975)),
        float(np.quantile(swapped, 0.95)),
        float((1 + np.sum(swapped >= moved - 1e-12)) / (1 + SWAPS)),
        float(np.mean(np.any(apart != 0, axis=1))),
        {kind: (x, y) for kind, x, y in shares},
    )


def _counted(outcomes: Sequence[str], kinds: Sequence[str]) -> Floats:
    """Return runs by outcomes, 1 where a run ended so."""
    return np.array([[float(outcome == kind) for kind in kinds] for outcome in outcomes])


def _moved(sums: Floats, apart: Floats) -> Floats:
    """Return total variations from rows of summed differences."""
    moved: Floats = np.abs(sums).sum(axis=1) / (2 * len(apart))
    return moved


def _stream(seed: int, purpose: str) -> Generator:
    return Generator(Philox(SeedSequence(seed, spawn_key=(PURPOSE[purpose],))))
