"""The quantal response equilibrium a viewer sees, traced from indifference.

The branch begins where everyone is indifferent (lambda 0) and is followed as lambda grows to each
actor's own (McKelvey & Palfrey 1995). Newton's method finds the next point of the branch from the
last; where it does not arrive the step is halved, and where even the smallest fails, damped
replies are tried. Several equilibria may lie close together; the traced one is the principal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.errors import PlayError
from engine.rules.arrays import Floats, Places

if TYPE_CHECKING:
    from engine.rules.scene import Pairs, Scene

STEP, LEAST_STEP = 1 / 40, 1e-5
"""The share of lambda a step takes at the most, and at the least."""
ROUNDS, DAMPED_ROUNDS = 25, 4000
"""Rounds of Newton's method at one step, and of damped replies where it fails."""
CLOSE = 1e-10
"""The greatest change of a chance that counts as settled."""
WIDEST = 200
"""Chances up to which Newton's method is tried; above, only damped replies."""
NUDGE = 1e-6
"""By how much a chance is moved to find the slope of the replies."""
MOST_KEPT = 500
"""Equilibria kept at the most; many runs open on the same one."""


def equilibrium(scene: Scene) -> Floats:
    """Return everyone's chances (V, A, M) at the equilibrium each viewer sees.

    Raises PlayError where the branch cannot be followed.
    """
    known, key = scene.thoughts.settled, scene.fingerprint()
    if key not in known:
        if len(known) >= MOST_KEPT:
            known.clear()
        known[key] = _Trace(scene).run().reshape(scene.fatigue.shape)
    return known[key]


class _Trace:
    """The way from indifference to the equilibrium, chances laid out as (P, M)."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.pairs: Pairs = scene.thoughts.every_pair(len(scene.seats))
        self.possible = scene.possible.reshape(len(self.pairs.actors), -1)
        self.open: tuple[Places, ...] = np.nonzero(self.possible)

    def run(self) -> Floats:
        chances = self.respond(np.zeros(self.possible.shape), 0.0)
        share, step = 0.0, STEP
        while share < 1.0:
            goal = min(1.0, share + step)
            found = self.newton(chances, goal)
            if found is None and step <= LEAST_STEP:
                found = self.damped(chances, goal)
            if found is None:
                step /= 2.0
            else:
                chances, share, step = found, goal, min(STEP, step * 1.5)
        return chances

    def respond(self, utility: Floats, share: float) -> Floats:
        """Return the quantal response to utilities at a share of lambda."""
        best = np.where(self.possible, utility, -np.inf).max(axis=1, keepdims=True)
        best[np.isinf(best)] = 0.0
        over = np.where(self.possible, utility - best, 0.0)
        weight = np.exp(self.pairs.precision * share * over) * self.possible
        total = weight.sum(axis=1, keepdims=True)
        return weight / np.where(total > 0.0, total, 1.0)

    def reply(self, chances: Floats, share: float) -> Floats:
        """Return everyone's response if the others play by `chances`."""
        from engine.rules.anticipation import through_chances

        laid = chances.reshape(self.scene.fatigue.shape)
        extra = through_chances(self.scene, self.pairs, laid)[1]
        utility = self.scene.utility_with(self.pairs, np.moveaxis(extra, 2, 0))
        return self.respond(utility, share)

    def newton(self, chances: Floats, share: float) -> Floats | None:
        """Return the fixed point Newton's method reaches from `chances`, None if it does not."""
        if len(self.open[0]) > WIDEST:
            return None
        for _ in range(ROUNDS):
            after = self.reply(chances, share)
            gap = (after - chances)[self.open]
            if np.abs(gap).max(initial=0.0) < CLOSE:
                return after
            move = self._move(chances, gap, share)
            if move is None:
                return None
            chances = chances.copy()
            chances[self.open] += move
            if chances.min() < -0.1 or chances.max() > 1.1:
                return None
        return None

    def _move(self, chances: Floats, gap: Floats, share: float) -> Floats | None:
        size = len(gap)
        slope = np.empty((size, size))
        for at, place in enumerate(zip(*self.open, strict=True)):
            ends = []
            for nudge in (NUDGE, -NUDGE):
                moved = chances.copy()
                moved[place] += nudge
                ends.append(self.reply(moved, share)[self.open])
            slope[:, at] = (ends[0] - ends[1]) / (2.0 * NUDGE)
        try:
            move = np.linalg.solve(np.eye(size) - slope, gap).astype(np.float64)
        except np.linalg.LinAlgError:
            return None
        far = not np.isfinite(move).all() or np.abs(move).max() > 0.5
        return None if far else move

    def damped(self, chances: Floats, share: float) -> Floats:
        """Return the fixed point that damped replies reach, or raise PlayError."""
        weight, last = 1.0, np.inf
        for _ in range(DAMPED_ROUNDS):
            after = self.reply(chances, share)
            change = float(np.abs(after - chances).max())
            if change < CLOSE:
                return after
            if change >= last:
                weight = max(weight / 2.0, 0.01)
            last = change
            chances = (1.0 - weight) * chances + weight * after
        top = float(self.pairs.precision.max()) * share
        raise PlayError(f"no equilibrium found near lambda {top:g}; lower `precision`")
