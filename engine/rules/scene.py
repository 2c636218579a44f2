"""How everybody stands in the eyes of several seats at one instant, reckoned in one pass.

U(m) is the sum over motives of w_k (v(d_k + f dz_k + Ez_k) - v(d_k))
less cost, friction and penalties, plus the bonuses of open windows; Ez_k is what others are
expected to bring (`anticipation`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from engine.rules.anticipation import anticipated
from engine.rules.arrays import Arrays, Floats, Places, Truths, Worth
from engine.rules.calls import Calls, Joints
from engine.rules.foresight import Foresight
from engine.rules.glance import Touched
from engine.rules.sight import Gate, Sight
from engine.rules.tables import Side, Tables
from engine.rules.world import World


class Pairs:
    """A list of pairs (viewer, actor) with the constants they are reckoned from.

    `dz` is (K, P, M): what an actor's own plays bring it. `others` is (M, P, A, K): what the plays
    of each other actor bring it.
    """

    def __init__(self, thoughts: Thoughts, viewers: list[int], actors: list[int]) -> None:
        arrays = thoughts.arrays
        self.viewers, self.actors = np.array(viewers), np.array(actors)
        self.worth = Worth(arrays, self.actors)
        own = arrays.dz[self.actors, self.actors]
        self.dz = np.ascontiguousarray(own.transpose(2, 0, 1))
        self.precision = arrays.precision[self.actors, None]
        others = arrays.dz[self.actors].copy()
        others[np.arange(len(actors)), self.actors] = 0.0
        self.others = np.ascontiguousarray(others.transpose(2, 0, 1, 3))
        self.called = thoughts.calls.of(actors)
        self.joint = thoughts.joints.of(actors)
        sides = [thoughts.tables.sides[arrays.actors[a]] for a in actors]
        self.mixes = np.array([side.mixes_levels for side in sides])
        self.settles = np.array([side.equilibrium for side in sides])


class Thoughts:
    """What every scene of a scenario starts from: foresight and arrays, worked out once."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.foresight = Foresight(tables)
        self.arrays = Arrays(tables, self.foresight)
        gains, sides = self.foresight.gains, tables.sides.items()
        self.touched = {id: Touched(side, gains[id, id]) for id, side in sides}
        self.calls = Calls(tables, self.arrays)
        self.joints = Joints(tables, self.arrays, self.foresight)
        self.shared = any(
            side.level or side.mixes_levels or side.equilibrium or side.noun.perceives
            for side in tables.sides.values()
        )
        self.settled: dict[bytes, Floats] = {}
        self._pairs: dict[tuple[int, ...], Pairs] = {}

    def every_pair(self, viewers: int) -> Pairs:
        """Return all pairs of some viewers with all actors, by viewer, then by actor."""
        actors = len(self.arrays.actors)
        if (viewers,) not in self._pairs:
            by_viewer = [v for v in range(viewers) for _ in range(actors)]
            self._pairs[viewers,] = Pairs(self, by_viewer, list(range(actors)) * viewers)
        return self._pairs[viewers,]

    def own_pairs(self, seats: Sequence[int]) -> Pairs:
        """Return the pairs of each seat with itself."""
        key = (-1, *seats)
        if key not in self._pairs:
            self._pairs[key] = Pairs(self, list(range(len(seats))), list(seats))
        return self._pairs[key]


@dataclass(slots=True)
class Reckoning:
    """Utilities of pairs: shares (K, P, M), utilities (P, M)."""

    own: Floats
    ahead: Floats | None
    utility: Floats


@dataclass(slots=True)
class Expected:
    """What every viewer expects of every actor, by pair and play.

    `weight` is exp(lambda (U - best)), 0 where a play is not possible, `total` its sum by pair.
    """

    utility: Floats
    best: Floats
    weight: Floats
    total: Floats


def _last_first(table: Floats) -> Floats:
    """Return a view of a table with its last axis first: sums run along the first."""
    last = table.ndim - 1
    return table.transpose(last, *range(last))


class Scene:
    """The state as `seats` see it."""

    def __init__(self, thoughts: Thoughts, world: World, seats: Sequence[str]) -> None:
        self.thoughts, self.arrays, self.seats = thoughts, thoughts.arrays, list(seats)
        tables: Tables = thoughts.tables
        self.sights = [Sight(tables, world, seat) for seat in self.seats]
        self._row = {seat: v for v, seat in enumerate(self.seats)}
        self.own = [self.arrays.at[seat] for seat in self.seats]
        levels = np.array([sight.facts.levels for sight in self.sights])
        self._above = levels - self.arrays.start
        self._lift = self._salience()
        self.gaps, self.weights = self._gaps(), self._weights()
        self._gates: dict[tuple[object, ...], Gate] = {}
        self._by_play()
        self._plain: Floats | None = None
        self._reckoned: dict[int, Reckoning] = {}
        self._expected: dict[int, Expected] = {}
        self._as_types: tuple[list[list[list[float]]], list[list[float]]] | None = None

    # --- what each pair rests on ---------------------------------------------------------------

    def _over_levels(self, slopes: tuple[Places, Floats]) -> Floats:
        above = self._above[:, slopes[0], None, None]
        total: Floats = np.add.reduce(above * slopes[1], axis=1)  # level by level, in id order
        return total

    def _gaps(self) -> Floats:
        gaps = self._over_levels(self.arrays.points) - self.arrays.aspirations
        for v, sight in enumerate(self.sights):  # its own references a seat knows as they are
            held = sight.references(sight.side)
            for k, (now, stated) in enumerate(zip(held, sight.side.aspirations, strict=True)):
                if now != stated:
                    gaps[v, self.own[v], k] -= now - stated
        return gaps

    def _weights(self) -> Floats:
        types = self.arrays.types
        raw = np.repeat(self.arrays.weights[None], len(self.seats), axis=0)
        held = [(v, *row) for v, sight in enumerate(self.sights) for row in sight.chances()]
        if held:  # of whom a viewer holds types, it expects a mix of their weights
            rows = [chances + [0.0] * (len(types) - len(chances)) for _, _, chances in held]
            actors = [self.arrays.at[side.id] for _, side, _ in held]
            shares = np.array(rows).T[:, :, None] * types[:, actors]
            raw[[v for v, _, _ in held], actors] = np.add.reduce(shares, axis=0)
        return self._as_things_are(raw)

    def _as_things_are(self, raw: Floats) -> Floats:
        """Return weights (..., V, A, K) as conditions and salience leave them.

        They come as (K, ..., V, A), with sums of 1.
        """
        for v, sight in enumerate(self.sights):
            for id, k, weight in sight.switched_weights():
                raw[..., v, self.arrays.at[id], k] = weight
        if self._lift is not None:
            raw *= self._lift
        laid = np.ascontiguousarray(_last_first(raw))
        total = np.add.reduce(laid, axis=0)
        return np.divide(laid, total, out=laid, where=total > 0.0)

    def _salience(self) -> Floats | None:
        if not self.arrays.lifts[0].size:
            return None
        lift = 1.0 + self._over_levels(self.arrays.lifts) / 50.0
        return np.minimum(np.maximum(lift, 0.2), 3.0)

    def _by_play(self) -> None:
        """Set fatigue, openness, base utility and bonuses, each (V, A, M)."""
        shape = (len(self.seats), *self.arrays.shape[:2])
        rows = [
            self._rows(sight, side) for sight in self.sights for side in sight.tables.sides.values()
        ]
        fatigue, open_now, possible, base, bonus = map(chain.from_iterable, zip(*rows, strict=True))
        size = math.prod(shape)
        self.fatigue: Floats = np.fromiter(fatigue, float, size).reshape(shape)
        self.open: Truths = np.fromiter(open_now, bool, size).reshape(shape)
        self.possible: Truths = np.fromiter(possible, bool, size).reshape(shape)
        self.base: Floats = np.fromiter(base, float, size).reshape(shape)
        self.bonus: Floats = np.fromiter(bonus, float, size).reshape(shape)

    def _rows(
        self, sight: Sight, side: Side
    ) -> tuple[list[float], list[bool], list[bool], list[float], list[float]]:
        """Return one pair's fatigue, openness, possibility, base utility and bonuses by play."""
        plays = self.arrays.plays
        (gate, penalties), invited = self._gate(sight, side), sight.bonuses(side)
        padding = [False] * (plays - len(side.plays))
        open_now = sight.possible(side, gate)
        possible = sight.as_things_are(side, open_now, invited) + padding
        fatigue, bonus = [1.0] * plays, [0.0] * plays
        for at, left in sight.tired(side):
            fatigue[at] = left
        base = self.arrays.costs[side.id].copy()
        for at, penalty in penalties:
            base[at] -= penalty
        for slot, (more, _, _) in invited.items():
            at = side.slots[slot]
            bonus[at] = more
            base[at] += more
        return fatigue, open_now + padding, possible, base, bonus

    def _gate(self, sight: Sight, side: Side) -> Gate:
        """Return what an actor's conditions say; seats that see the same share the answer."""
        key = sight.gate_key(side)
        if key not in self._gates:
            self._gates[key] = sight.gate(side)
        return self._gates[key]

    # --- utilities -----------------------------------------------------------------------------

    def gains(self, pairs: Pairs, extra: Floats | None = None) -> Floats:
        """Return v(gap + fatigue x dz + extra) - v(gap), unweighted, as (K, P, M)."""
        points: Floats = self.fatigue[pairs.viewers, pairs.actors] * pairs.dz
        if extra is not None:
            points[:, :, :-1] += extra[:, :, :-1]
        points += self.gaps[pairs.viewers, pairs.actors].T[:, :, None]
        value = pairs.worth.of(points)
        return value - value[:, :, -1:]

    def plain_gains(self) -> Floats:
        """Return what each play brings its own actor, unweighted, over every pair."""
        if self._plain is None:
            self._plain = self.gains(self.thoughts.every_pair(len(self.seats)))
        return self._plain

    def as_types(self) -> tuple[list[list[list[float]]], list[list[float]]]:
        """Return how likely every pair's plays were (T, P, M), were its actor of this or that type.

        Returned are the weights exp(lambda U) over the largest, and their sums (T, P) over the
        plays that ask for no precondition.
        """
        if self._as_types is None:
            pairs, types = self.thoughts.every_pair(len(self.seats)), self.arrays.types
            raw, gains = np.repeat(types[:, None], len(self.seats), axis=1), self.plain_gains()
            weights = self._as_things_are(raw).reshape(gains.shape[0], len(types), -1, 1)
            plain = (self.base - self.bonus).reshape(gains.shape[1:])
            utility = np.add.reduce(weights * gains[:, None], axis=0) + plain
            plainly = self.arrays.unasked[pairs.actors]
            best = np.where(plainly, utility, -np.inf).max(axis=2, keepdims=True)
            best[np.isinf(best)] = 0.0
            weight = np.exp(np.minimum(pairs.precision * (utility - best), 700.0))
            unasked = np.where(plainly, weight, 0.0)
            total = np.add.reduce(np.ascontiguousarray(_last_first(unasked)), axis=0)
            self._as_types = weight.tolist(), total.tolist()
        return self._as_types

    def reckon(self, level: int) -> Reckoning:
        """Return how each seat stands itself, looking `level` steps ahead."""
        if level not in self._reckoned:
            self._reckoned[level] = self._reckon(self.thoughts.own_pairs(self.own), level)
        return self._reckoned[level]

    def _reckon(self, pairs: Pairs, level: int) -> Reckoning:
        weights = self.weights[:, pairs.viewers, pairs.actors, None]
        own = weights * self.gains(pairs)
        utility, ahead = np.add.reduce(own, axis=0), None
        if level > 0 and len(self.arrays.actors) > 1:
            ahead = weights * self.gains(pairs, anticipated(self, pairs, level)) - own
            utility = utility + np.add.reduce(ahead, axis=0)
        return Reckoning(own, ahead, utility + self.base[pairs.viewers, pairs.actors])

    def expect(self, level: int) -> Expected:
        """Return what every seat expects of every actor that looks `level` steps ahead."""
        if level not in self._expected:
            pairs = self.thoughts.every_pair(len(self.seats))
            utility = self._reckon(pairs, level).utility
            possible = self.possible.reshape(utility.shape)
            best = np.where(possible, utility, -np.inf).max(axis=1)
            best[np.isinf(best)] = 0.0
            over = np.where(possible, utility - best[:, None], -np.inf)
            weight = np.exp(pairs.precision * over) if pairs.precision.all() else None
            if weight is None:  # lambda 0 makes every possible play as likely
                weight = np.where(possible, np.exp(pairs.precision * np.maximum(over, -700.0)), 0.0)
            total = np.add.reduce(np.ascontiguousarray(weight.T), axis=0)
            self._expected[level] = Expected(utility, best, weight, total)
        return self._expected[level]

    def utility_with(self, pairs: Pairs, extra: Floats) -> Floats:
        """Return U (P, M) if others bring `extra` (K, P, M)."""
        weights = self.weights[:, pairs.viewers, pairs.actors, None]
        shares = weights * self.gains(pairs, extra)
        total: Floats = np.add.reduce(shares, axis=0) + self.base[pairs.viewers, pairs.actors]
        return total

    def fingerprint(self) -> bytes:
        """Return what an equilibrium hangs on: equal scenes have equal fingerprints."""
        parts = (self.gaps, self.weights, self.fatigue, self.possible, self.base)
        return b"".join(part.tobytes() for part in parts)

    def place(self, seat: str, actor: str) -> int:
        """Return the index of a pair among all pairs."""
        return self._row[seat] * len(self.arrays.actors) + self.arrays.at[actor]
