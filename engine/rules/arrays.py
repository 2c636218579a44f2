"""The numbers of all actors side by side, padded to one shape, so that one pass serves them all.

Axes: A actors in id order, M plays (the longest repertoire), K motives (the longest list). Sums
run along an axis in order, one term after the other: padding with zeros, or another actor at the
table, then changes no bit of anyone's sum.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from engine.rules.foresight import Foresight
from engine.rules.tables import Tables

Floats = NDArray[np.float64]
Truths = NDArray[np.bool_]
Places = NDArray[np.intp]

_FAMILIES = ("need", "linear", "kinked", "prospect")


class Arrays:
    """A scenario's constants as arrays, and the value functions over them."""

    def __init__(self, tables: Tables, foresight: Foresight) -> None:
        self.actors = sorted(tables.sides)
        sides = [tables.sides[id] for id in self.actors]
        self.at = {id: i for i, id in enumerate(self.actors)}
        self.plays = max(len(side.plays) for side in sides)
        self.motives = max((len(side.aims) for side in sides), default=0)
        self.shape = (len(sides), self.plays, self.motives)
        self.precision = np.array([side.precision for side in sides])
        self.cost = self.by_play([[p.cost + p.friction for p in side.plays] for side in sides])
        self.weights = self.by_motive([side.weights for side in sides])
        self.aspirations = self.by_motive([side.aspirations for side in sides])
        self.scale = self.by_motive([[a.scale for a in side.aims] for side in sides], 1.0)
        self._value_rules(tables)
        self._watching(tables)
        self.dz = np.zeros((len(sides), *self.shape))
        for looker, i in self.at.items():
            for mover, j in self.at.items():
                table = foresight.gains[looker, mover]
                for m, points in enumerate(table):
                    self.dz[i, j, m, : len(points)] = points
        self.own = self.dz[range(len(sides)), range(len(sides))]

    def by_play(self, rows: Iterable[Iterable[float]]) -> Floats:
        """Return rows of plays as one array, padded with 0."""
        return _padded(rows, self.plays, 0.0)

    def by_motive(self, rows: Iterable[Iterable[float]], fill: float = 0.0) -> Floats:
        """Return rows of motives as one array, padded with `fill`."""
        return _padded(rows, self.motives, fill)

    def _value_rules(self, tables: Tables) -> None:
        rules = [[aim.noun for aim in tables.sides[id].aims] for id in self.actors]
        self.curvature = self.by_motive([[m.value.curvature for m in row] for row in rules], 1.0)
        self.loss = self.by_motive([[m.value.loss for m in row] for row in rules], 1.0)
        clips = [[np.inf if m.clip is None else m.clip for m in row] for row in rules]
        self.clip = self.by_motive(clips, 1.0)
        codes = [[_FAMILIES.index(m.value.family) for m in row] for row in rules]
        self.family = self.by_motive(codes)
        self.all_need = not self.family.any()

    def _watching(self, tables: Tables) -> None:
        """Set, by level that matters, the points a unit and the salience it adds, by motive."""
        levels = len(tables.ids)
        points, lifts = np.zeros((levels, *self.shape[::2])), np.zeros((levels, *self.shape[::2]))
        for id, i in self.at.items():
            for k, aim in enumerate(tables.sides[id].aims):
                for level, by in aim.watches:
                    points[level, i, k] += by
                for level, slope in aim.salience:
                    lifts[level, i, k] += slope
        self.points, self.lifts = _used(points), _used(lifts)

    def value(self, u: Floats, actors: Places) -> Floats:
        """Return v(u) for arrays (P, M, K) or (P, K) whose first axis is of these actors."""
        shape = (len(actors), *[1] * (u.ndim - 2), self.motives)

        def of(constant: Floats) -> Floats:
            return constant[actors].reshape(shape)

        clip = of(self.clip)
        u = np.minimum(np.maximum(u, -clip), clip)
        g, loss = of(self.curvature), of(self.loss)
        if self.all_need:
            gain = (1.0 - np.exp(-g * u)) / g
            return np.where(u < 0.0, loss * gain, gain)
        return _mixed_value(u, g, loss, np.broadcast_to(of(self.family), u.shape))


def _mixed_value(u: Floats, g: Floats, loss: Floats, family: Floats) -> Floats:
    """Return v(u) where families differ from motive to motive."""
    with np.errstate(over="ignore", invalid="ignore"):
        gain = (1.0 - np.exp(-g * u)) / g
        size = np.abs(u) ** 0.88
    need = np.where(u < 0.0, loss * gain, gain)
    kinked = np.where(u < 0.0, loss * u, u)
    prospect = np.where(u < 0.0, -2.25 * size, size)
    return np.choose(family.astype(int), [need, u, kinked, prospect])


def _used(by_level: Floats) -> tuple[Places, Floats]:
    """Return the levels that matter to anyone, and what each adds."""
    at = np.array([i for i in range(len(by_level)) if by_level[i].any()], dtype=np.intp)
    return at, by_level[at]


def _padded(rows: Iterable[Iterable[float]], width: int, fill: float) -> Floats:
    listed = [list(row) for row in rows]
    result = np.full((len(listed), width), fill)
    for i, row in enumerate(listed):
        result[i, : len(row)] = row
    return result


def sum_in_order(terms: Floats) -> Floats:
    """Return the sum along the last axis, one term after the other."""
    total = np.zeros(terms.shape[:-1])
    for at in range(terms.shape[-1]):
        total += terms[..., at]
    return total
