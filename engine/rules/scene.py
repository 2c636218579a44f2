"""How everybody stands in the eyes of several seats at one instant, reckoned in one pass.

Ez_k(m), the points a move m is expected to bring through others, is the sum over others j and
their moves r of P[j plays r | m] f_r dz_k(j, r); P is the quantal response one step shallower,
with the bonuses m would open. U(m) is the sum over motives of w_k (v(d_k + f dz_k + Ez_k) - v(d_k))
less cost, friction and penalties, plus the bonuses of open windows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.rules.arrays import Arrays, Floats, Places, sum_in_order
from engine.rules.calls import Calls
from engine.rules.foresight import Foresight
from engine.rules.sight import Gate, Sight
from engine.rules.tables import Side, Tables
from engine.rules.world import World


class Thoughts:
    """What every scene of a scenario starts from: foresight and arrays, worked out once."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.foresight = Foresight(tables)
        self.arrays = Arrays(tables, self.foresight)
        self.calls = Calls(tables, self.arrays)


@dataclass(slots=True)
class Reckoning:
    """Utilities of pairs (viewer, actor): P pairs, M plays, K motives.

    `weight` is exp(lambda (U - best)), 0 where a play is not possible; `total` its sum.
    """

    own: Floats
    ahead: Floats | None
    utility: Floats
    best: Floats
    weight: Floats
    total: Floats


class Scene:
    """The state as `seats` see it. Axes of its arrays: V viewers, A actors, M plays, K motives."""

    def __init__(
        self, thoughts: Thoughts, world: World, seats: Sequence[str], alone: bool = False
    ) -> None:
        """See the state as `seats` do; `alone` leaves out what only looking ahead needs."""
        self.thoughts, self.arrays, self.seats = thoughts, thoughts.arrays, list(seats)
        tables, arrays = thoughts.tables, thoughts.arrays
        self.sights = [Sight(tables, world, seat) for seat in self.seats]
        self.own = np.array([arrays.at[seat] for seat in self.seats])
        start = np.array(tables.start)
        self._above = np.array([sight.facts.levels for sight in self.sights]) - start
        self.gaps = self._gaps()
        self.weights = self._weights()
        self._gates: dict[tuple[object, ...], Gate] = {}
        self._by_play(alone)
        self._plain: Floats | None = None
        self.as_types: dict[tuple[int, int, str], list[float]] = {}
        self._reckoned: dict[tuple[int, bool], Reckoning] = {}

    # --- what each pair rests on ---------------------------------------------------------------

    def _over_levels(self, slopes: tuple[Places, Floats]) -> Floats:
        arrays = self.arrays
        if not slopes[0].size:
            return np.zeros((len(self.seats), len(arrays.actors), arrays.motives))
        above = self._above[:, slopes[0], None, None]
        total: Floats = np.add.reduce(above * slopes[1], axis=1)  # level by level, in id order
        return total

    def _gaps(self) -> Floats:
        gaps = self._over_levels(self.arrays.points) - self.arrays.aspirations
        for v, sight in enumerate(self.sights):  # its own references a seat knows as they are
            side = sight.tables.sides[sight.viewer]
            held = np.array(sight.references(side)) - side.aspirations
            gaps[v, self.own[v], : len(held)] -= held
        return gaps

    def _weights(self) -> Floats:
        raw = np.repeat(self.arrays.weights[None], len(self.seats), axis=0)
        for v, sight in enumerate(self.sights):
            for id, mixed in sight.mixed_weights():
                raw[v, self.arrays.at[id], : len(mixed)] = mixed
            for id, k, weight in sight.switched_weights():
                raw[v, self.arrays.at[id], k] = weight
        if self.arrays.lifts[0].size:
            lift = 1.0 + self._over_levels(self.arrays.lifts) / 50.0
            raw *= np.minimum(np.maximum(lift, 0.2), 3.0)
        return self.normalised(raw)

    @staticmethod
    def normalised(raw: Floats) -> Floats:
        """Return weights that sum to 1 along the last axis."""
        total = sum_in_order(raw)
        return raw / np.where(total > 0.0, total, 1.0)[..., None]

    def _by_play(self, alone: bool) -> None:
        """Set fatigue, openness, base utility and which answers are invited, by (V, A, M)."""
        size = (len(self.seats), *self.arrays.shape[:2])
        self.fatigue, self.open = np.ones(size), np.zeros(size, dtype=bool)
        self.possible = np.zeros(size, dtype=bool)
        self.base = np.repeat(-self.arrays.cost[None], len(self.seats), axis=0)
        self.bonus = np.zeros(size)
        for v, sight in enumerate(self.sights):
            for side in [sight.side] if alone else sight.tables.sides.values():
                self._fill(v, self.arrays.at[side.id], sight, side)
        self.base += self.bonus

    def _fill(self, v: int, a: int, sight: Sight, side: Side) -> None:
        """Set one pair's rows."""
        gate = self._gate(sight, side)
        many = len(side.plays)
        open_now = sight.possible(side, gate)
        self.open[v, a, :many] = open_now
        invited = sight.bonuses(side)
        self.possible[v, a, :many] = sight.as_things_are(side, open_now, invited)
        for slot, use in sight.uses(side.id).items():
            at = side.slots[slot]
            self.fatigue[v, a, at] = side.plays[at].fatigue ** use.count
        for at, penalty in gate.penalties:
            self.base[v, a, at] -= penalty
        for slot, (bonus, _) in invited.items():
            self.bonus[v, a, side.slots[slot]] = bonus

    def _gate(self, sight: Sight, side: Side) -> Gate:
        """Return what an actor's conditions say; seats that see the same share the answer."""
        key = sight.gate_key(side)
        if key not in self._gates:
            self._gates[key] = sight.gate(side)
        return self._gates[key]

    # --- utilities -----------------------------------------------------------------------------

    def reckon(self, level: int, own_only: bool = False) -> Reckoning:
        """Return how actors stand looking `level` steps ahead: all pairs, or each seat itself.

        Pairs are in order of viewers, then of actors.
        """
        key = (level, own_only)
        if key not in self._reckoned:
            viewers, actors = self._pairs(own_only)
            self._reckoned[key] = self._reckon(level, viewers, actors, own_only)
        return self._reckoned[key]

    def _pairs(self, own_only: bool) -> tuple[Places, Places]:
        viewers, actors = len(self.seats), len(self.arrays.actors)
        if own_only:
            return np.arange(viewers), self.own
        return np.repeat(np.arange(viewers), actors), np.tile(np.arange(actors), viewers)

    def gains(self, viewers: Places, actors: Places, extra: Floats | None = None) -> Floats:
        """Return v(gap + fatigue x dz + extra) - v(gap) by pair, play and motive, unweighted."""
        arrays = self.arrays
        gaps, scale = self.gaps[viewers, actors], arrays.scale[actors]
        before = arrays.value(gaps / scale, actors)[:, None]
        step = self.fatigue[viewers, actors, :, None] * arrays.own[actors]
        if extra is not None:
            step = step + extra
        after = arrays.value((gaps[:, None] + step) / scale[:, None], actors)
        return np.where(step == 0.0, 0.0, after - before)

    def _reckon(self, level: int, viewers: Places, actors: Places, own_only: bool) -> Reckoning:
        arrays = self.arrays
        weights = self.weights[viewers, actors, None]
        plain = self.gains(viewers, actors) if own_only else self.plain_gains()[viewers, actors]
        own = weights * plain
        utility, ahead = sum_in_order(own), None
        if level > 0 and len(arrays.actors) > 1:
            extra = self._anticipated(level, viewers, actors, own_only)
            ahead = weights * self.gains(viewers, actors, extra) - own
            utility = utility + sum_in_order(ahead)
        utility = utility + self.base[viewers, actors]
        possible = self.possible[viewers, actors]
        best = np.where(possible, utility, -np.inf).max(axis=1)
        best = np.where(np.isfinite(best), best, 0.0)
        over = np.where(possible, utility - best[:, None], 0.0)
        weight = np.where(possible, np.exp(arrays.precision[actors, None] * over), 0.0)
        return Reckoning(own, ahead, utility, best, weight, sum_in_order(weight))

    def _anticipated(self, level: int, viewers: Places, actors: Places, own_only: bool) -> Floats:
        """Return Ez by pair, play and motive."""
        lower, arrays = self.reckon(level - 1), self.arrays
        many = len(arrays.actors)
        shape = (len(self.seats), many, arrays.plays)
        total = lower.total.reshape(shape[:2])
        chances = lower.weight.reshape(shape) / np.where(total > 0.0, total, 1.0)[..., None]
        pressed = (chances * self.fatigue)[viewers]
        brought = np.zeros((len(viewers), many, arrays.motives))
        for play in range(arrays.plays):
            brought += pressed[:, :, play, None] * arrays.dz[actors, :, play]
        brought[np.arange(len(viewers)), actors] = 0.0
        base = sum_in_order(np.swapaxes(brought, 1, 2))
        extra = np.repeat(base[:, None], arrays.plays, axis=1)
        calls = self.thoughts.calls.of(actors, own_only, len(self.seats))
        calls.add(extra, brought, viewers, lower, self, total)
        return extra

    def plain_gains(self) -> Floats:
        """Return what each play brings its own actor, unweighted, by (V, A, M, K)."""
        if self._plain is None:
            viewers, actors = self._pairs(own_only=False)
            shape = (len(self.seats), *self.arrays.shape)
            self._plain = self.gains(viewers, actors).reshape(shape)
        return self._plain

    # --- one seat's reading --------------------------------------------------------------------

    def place(self, seat: str, actor: str) -> int:
        """Return the index of a pair among all pairs."""
        return self.seats.index(seat) * len(self.arrays.actors) + self.arrays.at[actor]
