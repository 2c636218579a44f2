"""What others are expected to bring: the points Ez_k(m) behind each of an actor's plays.

One step ahead: others answer as the quantal response one level shallower, with the bonuses a play
would open to them. `ch` answers the mix of all shallower levels, by truncated Poisson(1.5) weights
(Camerer, Ho & Chong 2004). `qre` answers a fixed point at which everyone's expectation is right,
traced from indifference (lambda 0) up to each actor's own lambda (McKelvey & Palfrey 1995).
"""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING

import numpy as np

from engine.errors import PlayError
from engine.rules.arrays import Floats, Truths
from engine.rules.continuation import add_own_answers
from engine.rules.sums import added

if TYPE_CHECKING:
    from engine.rules.scene import Pairs, Scene

MEAN_LEVEL = 1.5
"""Poisson mean of the levels of a cognitive hierarchy."""
DEEPEST = 5
"""Levels above this are counted as this one: less than half a percent are."""
STEPS, ROUNDS, CLOSE = 40, 4000, 1e-10
"""Steps of lambda, rounds a step, and the greatest change that counts as settled."""
MOST_SETTLED = 500
"""Equilibria kept at the most; many runs open on the same one."""


def drawn_level(u: float) -> int:
    """Return the Poisson(1.5) level of a uniform draw, at most `DEEPEST`."""
    term = total = exp(-MEAN_LEVEL)
    level = 0
    while u >= total and level < DEEPEST:
        level += 1
        term *= MEAN_LEVEL / level
        total += term
    return level


def lower_levels(level: int) -> list[float]:
    """Return the truncated Poisson weights of the levels below `level`, summing to 1."""
    terms = [1.0]
    for h in range(1, level):
        terms.append(terms[-1] * MEAN_LEVEL / h)
    total = added(terms)
    return [term / total for term in terms]


def anticipated(scene: Scene, pairs: Pairs, level: int) -> Floats:
    """Return Ez as (K, P, M) for pairs that look `level` steps ahead, each by its actor's rule."""
    plain = through_expected(scene, pairs, level - 1)
    if pairs.mixes.any():
        mixed = sum(
            weight * through_expected(scene, pairs, h)
            for h, weight in enumerate(lower_levels(level))
        )
        plain = np.where(pairs.mixes[None, :, None], mixed, plain)
    if pairs.settles.any():
        settled = through_chances(scene, pairs, equilibrium(scene))[1]
        laid = np.moveaxis(settled, 2, 0)
        plain = np.where(pairs.settles[None, :, None], laid, plain)
    return plain


def through_expected(scene: Scene, pairs: Pairs, level: int) -> Floats:
    """Return Ez as (K, P, M) if others look `level` steps ahead, called answers included."""
    expected = scene.expect(level)
    safe = np.where(expected.total > 0.0, expected.total, 1.0)[:, None]
    chances = (expected.weight / safe).reshape(scene.fatigue.shape)
    brought, extra = through_chances(scene, pairs, chances)
    pairs.called.add(extra, brought, pairs.viewers, expected, scene)
    if level > 0:
        add_own_answers(extra, scene, pairs, expected, level + 1)
    return np.moveaxis(extra, 2, 0)


def through_chances(scene: Scene, pairs: Pairs, chances: Floats) -> tuple[Floats, Floats]:
    """Return what each actor brings (P, A, K), and Ez (P, M, K), if others play by `chances`."""
    by_play = np.moveaxis((chances * scene.fatigue)[pairs.viewers], 2, 0)[..., None]
    brought = np.add.reduce(by_play * pairs.others, axis=0)
    base = np.add.reduce(brought, axis=1)
    extra = np.repeat(base[:, None], chances.shape[2], axis=1)
    joint = pairs.joint
    if len(joint.pair):
        chance = chances[pairs.viewers[joint.pair], joint.other, joint.answer]
        np.add.at(extra, (joint.pair, joint.play), chance[:, None] * joint.points)
    return brought, extra


def equilibrium(scene: Scene) -> Floats:
    """Return everyone's chances (V, A, M) at the quantal response equilibrium each viewer sees.

    Raises PlayError where the trace does not settle: several equilibria may lie close together.
    """
    known, key = scene.thoughts.settled, scene.fingerprint()
    if key not in known:
        if len(known) >= MOST_SETTLED:
            known.clear()
        known[key] = _traced(scene)
    return known[key]


def _traced(scene: Scene) -> Floats:
    pairs = scene.thoughts.every_pair(len(scene.seats))
    shape = scene.fatigue.shape
    possible = scene.possible.reshape(shape[0] * shape[1], shape[2])
    chances = _respond(np.zeros(possible.shape), possible, 0.0 * pairs.precision)
    for step in range(1, STEPS + 1):
        precision = pairs.precision * (step / STEPS)
        chances = _settle(scene, pairs, chances, possible, precision)
    return chances.reshape(shape)


def _settle(
    scene: Scene, pairs: Pairs, chances: Floats, possible: Truths, precision: Floats
) -> Floats:
    share, last = 1.0, np.inf
    for _ in range(ROUNDS):
        extra = through_chances(scene, pairs, chances.reshape(scene.fatigue.shape))[1]
        utility = scene.utility_with(pairs, np.moveaxis(extra, 2, 0))
        after = _respond(utility, possible, precision)
        change = float(np.abs(after - chances).max())
        if change < CLOSE:
            return after
        if change >= last:
            share = max(share / 2.0, 0.01)
        last = change
        chances = (1.0 - share) * chances + share * after
    top = float(precision.max())
    raise PlayError(f"no equilibrium found near lambda {top:g}; lower `precision` or use level 1")


def _respond(utility: Floats, possible: Truths, precision: Floats) -> Floats:
    best = np.where(possible, utility, -np.inf).max(axis=1, keepdims=True)
    best[np.isinf(best)] = 0.0
    over = np.where(possible, utility - best, 0.0)
    weight = np.where(possible, np.exp(precision * over), 0.0)
    total = weight.sum(axis=1, keepdims=True)
    return weight / np.where(total > 0.0, total, 1.0)
