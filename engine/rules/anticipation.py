"""What others are expected to bring: the points Ez_k(m) behind each of an actor's plays.

One step ahead: others answer as the quantal response one level shallower, with the bonuses a play
would open to them. `ch` answers the mix of all shallower levels, by truncated Poisson(1.5) weights
(Camerer, Ho & Chong 2004). `qre` answers a fixed point at which everyone's expectation is right
(`equilibrium`).
"""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING

import numpy as np

from engine.model import RULES
from engine.rules.arrays import Floats
from engine.rules.continuation import add_own_answers
from engine.rules.equilibrium import equilibrium
from engine.rules.sums import added

if TYPE_CHECKING:
    from engine.rules.scene import Pairs, Scene

DEEPEST = 5
"""Levels above this are counted as this one: less than half a percent are."""


def drawn_level(u: float, mean: float = RULES.mean_level) -> int:
    """Return the Poisson level of a uniform draw, at most `DEEPEST`."""
    term = total = exp(-mean)
    level = 0
    while u >= total and level < DEEPEST:
        level += 1
        term *= mean / level
        total += term
    return level


def lower_levels(level: int, mean: float = RULES.mean_level) -> list[float]:
    """Return the truncated Poisson weights of the levels below `level`, summing to 1."""
    terms = [1.0]
    for h in range(1, level):
        terms.append(terms[-1] * mean / h)
    total = added(terms)
    return [term / total for term in terms]


def anticipated(scene: Scene, pairs: Pairs, level: int) -> Floats:
    """Return Ez as (K, P, M) for pairs that look `level` steps ahead, each by its actor's rule."""
    plain = through_expected(scene, pairs, level - 1)
    if pairs.mixes.any():
        mean = scene.thoughts.tables.scenario.rules.mean_level
        mixed = sum(
            weight * through_expected(scene, pairs, h)
            for h, weight in enumerate(lower_levels(level, mean))
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
