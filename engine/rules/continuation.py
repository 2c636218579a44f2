"""What an actor's own next answers add when it looks two steps ahead or more.

A move m may call forth another's answer r, and r may call the actor itself: the points of its own
expected answer to r belong to m. Each is counted beyond what the actor would do anyway, so that
only the difference r makes is there; where the actor must answer, all of its answer is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.rules.arrays import Floats

if TYPE_CHECKING:
    from engine.rules.scene import Expected, Pairs, Scene


def own_answers(scene: Scene, level: int) -> Floats:
    """Return (V, A, M, A, K): what a play of one actor brings another through its own answer."""
    arrays, pairs = scene.arrays, scene.thoughts.every_pair(len(scene.seats))
    many = len(arrays.actors)
    result = np.zeros((len(scene.seats), many, arrays.plays, many, arrays.motives))
    called = pairs.called
    if called.empty:
        return result
    expected = scene.expect(level)
    weight, mass = called.answered(pairs.viewers, expected, scene)
    viewer = pairs.viewers[called.pair]
    at = viewer * many + called.actor
    after = called.after(pairs.viewers, expected, scene, mass)[called.group]
    chance = weight / np.where(after > 0.0, after, 1.0)
    plain = expected.weight[at, called.answer]
    plain = plain / np.where(expected.total[at] > 0.0, expected.total[at], 1.0)
    tired = scene.fatigue[viewer, called.actor, called.answer]
    points = arrays.dz[called.actor, called.actor, called.answer]
    where = (viewer, pairs.actors[called.pair], called.play, called.actor)
    np.add.at(result, where, ((chance - plain) * tired)[:, None] * points)
    return result


def add_own_answers(
    extra: Floats, scene: Scene, pairs: Pairs, expected: Expected, level: int
) -> None:
    """Add to Ez (P, M, K) what each pair's actor would bring itself by answering answers."""
    follow, called = own_answers(scene, level - 2), pairs.called
    safe = np.where(expected.total > 0.0, expected.total, 1.0)[:, None]
    chances = (expected.weight / safe).reshape(scene.fatigue.shape)[pairs.viewers]
    brought = follow[pairs.viewers[:, None], :, :, pairs.actors[:, None]][:, 0]
    base = np.add.reduce(np.add.reduce(chances[..., None] * brought, axis=2), axis=1)
    extra += base[:, None]
    if called.empty:
        return
    weight, mass = called.answered(pairs.viewers, expected, scene)
    after = called.after(pairs.viewers, expected, scene, mass)[called.group]
    chance = weight / np.where(after > 0.0, after, 1.0)
    more = chance - chances[called.pair, called.actor, called.answer]
    points = brought[called.pair, called.actor, called.answer]
    np.add.at(extra, (called.pair, called.play), more[:, None] * points)
