"""The numbers of all actors side by side, padded to one shape, so that one pass serves them all.

Axes: K motives, P pairs (of a viewer and an actor it reckons with), M plays, A actors in id order.
A last play that does nothing stands behind each repertoire: its value is what a gap is worth now.
Whatever is summed stands on an axis numpy adds along one term after the other, so that padding, or
another actor at the table, changes no bit of anyone's sum.
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
    """A scenario's constants as arrays. By motive they are (A, K), by play (A, M)."""

    def __init__(self, tables: Tables, foresight: Foresight) -> None:
        self.actors = sorted(tables.sides)
        sides = [tables.sides[id] for id in self.actors]
        self.at = {id: i for i, id in enumerate(self.actors)}
        self.plays = max(len(side.plays) for side in sides) + 1
        self.motives = max((len(side.aims) for side in sides), default=0)
        self.shape = (len(sides), self.plays, self.motives)
        self.precision = np.array([side.precision for side in sides])
        costs = [[-play.cost - play.friction for play in side.plays] for side in sides]
        self.costs = {side.id: self._row(row) for side, row in zip(sides, costs, strict=True)}
        self.start = np.array(tables.start)
        self.weights = self.by_motive([side.weights for side in sides])
        self.types = self._types(tables)
        unasked = [[play.requires is None for play in side.plays] for side in sides]
        self.unasked = np.array([self._row(row) for row in unasked], dtype=bool)
        self.aspirations = self.by_motive([side.aspirations for side in sides])
        self.scale = self.by_motive([[a.scale for a in side.aims] for side in sides], 1.0)
        self._value_rules(tables)
        self._watching(tables)
        self.dz = np.zeros((len(sides), *self.shape))
        for looker, i in self.at.items():
            for mover, j in self.at.items():
                for m, points in enumerate(foresight.gains[looker, mover]):
                    self.dz[i, j, m, : len(points)] = points

    def _row(self, values: Iterable[float]) -> list[float]:
        listed = list(values)
        return listed + [0.0] * (self.plays - len(listed))

    def by_motive(self, rows: Iterable[Iterable[float]], fill: float = 0.0) -> Floats:
        """Return rows of motives as one array, padded with `fill`."""
        listed = [list(row) for row in rows]
        result = np.full((len(listed), self.motives), fill)
        for i, row in enumerate(listed):
            result[i, : len(row)] = row
        return result

    def _types(self, tables: Tables) -> Floats:
        """Return the weights (T, A, K) of everybody's first type, second type, and so on."""
        sides = [tables.sides[id] for id in self.actors]
        result = np.zeros((max(len(side.types) for side in sides), len(sides), self.motives))
        for i, side in enumerate(sides):
            for kind, number in side.types.items():
                result[number, i, : len(side.aims)] = side.mixes[kind]
        return result

    def _value_rules(self, tables: Tables) -> None:
        rules = [[aim.noun for aim in tables.sides[id].aims] for id in self.actors]
        self.curvature = self.by_motive([[m.value.curvature for m in row] for row in rules], 1.0)
        self.loss = self.by_motive([[m.value.loss for m in row] for row in rules], 1.0)
        clips = [[np.inf if m.clip is None else m.clip for m in row] for row in rules]
        self.clip = self.by_motive(clips, 1.0)
        codes = [[_FAMILIES.index(m.value.family) for m in row] for row in rules]
        self.family = self.by_motive(codes)

    def _watching(self, tables: Tables) -> None:
        """Set, by level that matters, the points a unit and the salience it adds, (A, K)."""
        levels = len(tables.ids)
        size = (levels, len(self.actors), self.motives)
        points, lifts = np.zeros(size), np.zeros(size)
        for id, i in self.at.items():
            for k, aim in enumerate(tables.sides[id].aims):
                for level, by in aim.watches:
                    points[level, i, k] += by
                for level, slope in aim.salience:
                    lifts[level, i, k] += slope
        self.points, self.lifts = _used(points), _used(lifts)


def _used(by_level: Floats) -> tuple[Places, Floats]:
    """Return the levels that matter to anyone, and what each adds."""
    at = np.array([i for i in range(len(by_level)) if by_level[i].any()], dtype=np.intp)
    return at, by_level[at]


class Worth:
    """The value functions of a list of actors, one row of pairs each.

    Constants are laid out play by play: numpy is several times slower where it has to stretch them.
    """

    def __init__(self, arrays: Arrays, actors: Places) -> None:
        def laid(constant: Floats) -> Floats:
            return np.repeat(constant[actors].T[:, :, None], arrays.plays, axis=2)

        self._scale, self._high = laid(arrays.scale), laid(arrays.clip)
        self._low = -self._high
        self._curvature, self._loss = laid(arrays.curvature), laid(arrays.loss)
        self._fall = -self._curvature
        self._family = laid(arrays.family).astype(int)
        self._all_need = not self._family.any()

    def of(self, points: Floats) -> Floats:
        """Return v(points / scale), clipped, for an array (K, P, M); it is overwritten."""
        u = np.divide(points, self._scale, out=points)
        np.minimum(u, self._high, out=u)
        np.maximum(u, self._low, out=u)
        if not self._all_need:
            return self._mixed(u)
        return self._need(u)

    def _need(self, u: Floats) -> Floats:
        gain: Floats = u * self._fall
        np.exp(gain, out=gain)
        np.subtract(1.0, gain, out=gain)
        np.divide(gain, self._curvature, out=gain)
        return np.where(u < 0.0, gain * self._loss, gain)

    def _mixed(self, u: Floats) -> Floats:
        with np.errstate(over="ignore", invalid="ignore"):
            need = self._need(u)
            size = np.abs(u) ** 0.88
        kinked = np.where(u < 0.0, self._loss * u, u)
        prospect = np.where(u < 0.0, -2.25 * size, size)
        return np.choose(self._family, [need, u, kinked, prospect])
