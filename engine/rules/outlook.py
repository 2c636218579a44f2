"""What one seat thinks at one instant: how each actor stands and what it will likely do.

Ez_k(m), the points a move m is expected to bring through others, is the sum over others j and
their moves r of P[j plays r | m] f_r dz_k(j, r); P is the quantal response one step shallower,
with the bonuses m would open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp

from engine.rules.compiled import Side, Tables
from engine.rules.foresight import Foresight
from engine.rules.sight import Sight
from engine.rules.world import World

Matrix = list[list[float]]


@dataclass(slots=True)
class Standing:
    """How an actor stands: by play, whether it is possible, its utility and what it is made of.

    `own` and `anticipated` are weighted motive shares, by play and by motive.
    """

    side: Side
    possible: list[bool]
    utility: list[float]
    own: Matrix
    anticipated: Matrix | None
    penalty: list[float]
    bonus: list[float]
    weights: list[float]
    gaps: list[float]


class Thoughts:
    """Work shared by the outlooks of one exercise: expected gains and a cache of their values."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.foresight = Foresight(tables)
        self._gains: dict[tuple[object, ...], Matrix] = {}

    def gains(self, side: Side, gaps: list[float], fatigue: list[float]) -> Matrix:
        """Return v(gap + fatigue x dz) - v(gap), unweighted, by play and motive."""
        key = (side.id, *gaps, *fatigue)
        found = self._gains.get(key)
        if found is None:
            if len(self._gains) > 4000:
                self._gains.clear()
            table = self.foresight.gains[side.id, side.id]
            found = self._gains[key] = value_changes(side, gaps, table, fatigue, None)
        return found


def value_changes(
    side: Side,
    gaps: Sequence[float],
    table: Sequence[Sequence[float]],
    fatigue: Sequence[float],
    extra: Matrix | None,
) -> Matrix:
    """Return v(gap + fatigue x dz + extra) - v(gap) by play and motive, in points / scale."""
    base = [aim.value(gap / aim.scale) for aim, gap in zip(side.aims, gaps, strict=True)]
    aims = [(aim.value, aim.scale) for aim in side.aims]
    result: Matrix = []
    for at, points in enumerate(table):
        tired, more = fatigue[at], extra[at] if extra else None
        row = []
        for k, (value, scale) in enumerate(aims):
            step = tired * points[k] + (more[k] if more else 0.0)
            row.append(value((gaps[k] + step) / scale) - base[k] if step else 0.0)
        result.append(row)
    return result


class Outlook(Sight):
    """The view of a seat with its reckoning of everybody's utilities, itself included."""

    def __init__(self, thoughts: Thoughts, world: World, viewer: str) -> None:
        super().__init__(thoughts.tables, world, viewer)
        self.thoughts = thoughts
        self._standings: dict[tuple[str, int], Standing] = {}

    def standing(self, actor: str, level: int) -> Standing:
        """Return how an actor stands if it looks `level` steps ahead, in the viewer's eyes."""
        key = (actor, level)
        if key not in self._standings:
            self._standings[key] = self._stand(self.tables.sides[actor], level)
        return self._standings[key]

    def _stand(self, side: Side, level: int) -> Standing:
        weights, gaps, fatigue = self.weights(side), self.gaps(side), self.fatigue(side)
        bonus_of, penalty = self.bonuses(side), self.penalties(side)
        bonus = [bonus_of[play.slot][0] if play.slot in bonus_of else 0.0 for play in side.plays]
        own = _weighted(self.thoughts.gains(side, gaps, fatigue), weights)
        anticipated = None
        if level > 0 and len(self.tables.sides) > 1:
            extra = self._anticipate(side, level)
            table = self.thoughts.foresight.gains[side.id, side.id]
            full = _weighted(value_changes(side, gaps, table, fatigue, extra), weights)
            anticipated = [
                [f - o for f, o in zip(a, b, strict=True)] for a, b in zip(full, own, strict=True)
            ]
        utility = [
            sum(own[at])
            + (sum(anticipated[at]) if anticipated else 0.0)
            - play.cost
            - play.friction
            - penalty[at]
            + bonus[at]
            for at, play in enumerate(side.plays)
        ]
        possible = self.possible(side, bonus_of)
        return Standing(side, possible, utility, own, anticipated, penalty, bonus, weights, gaps)

    def _anticipate(self, side: Side, level: int) -> Matrix:
        """Return by play the points others' moves are expected to bring to each motive."""
        base, sources = [0.0] * len(side.aims), {}
        for other in self.tables.sides:
            if other != side.id:
                chances = self.chances(other, level - 1)
                sources[other] = self._brought(side, other, chances)
                base = [a + b for a, b in zip(base, sources[other], strict=True)]
        result: Matrix = []
        for play in side.plays:
            entries = self.tables.entries.get((side.id, play.id), ())
            row = base
            for other in sorted({e.actor for e in entries if e.actor in sources}):
                called = {
                    e.play: e.bonus * self._resolve(side.id, other, e.constraint)
                    for e in entries
                    if e.actor == other
                }
                new = self._brought(side, other, self.chances(other, level - 1, called))
                row = [r + n - o for r, n, o in zip(row, new, sources[other], strict=True)]
            result.append(row)
        return result

    def _resolve(self, looker: str, owner: str, constraint: str) -> float:
        """Return how firmly `looker` thinks a red line is held, relative to how it is held."""
        if not constraint:
            return 1.0
        true = next(
            b.noun.resolve for b in self.tables.sides[owner].bars if b.noun.id == constraint
        )
        for perception in self.tables.sides[looker].noun.perceives:
            if perception.of == owner and perception.resolve is not None and true:
                return perception.resolve / true
        return 1.0

    def chances(
        self, actor: str, level: int, called: Mapping[int, float] | None = None
    ) -> list[float]:
        """Return P by play of an actor, `called` giving the bonuses a move would open by play."""
        standing = self.standing(actor, level)
        if not called:
            return softmax(standing.side.precision, standing.utility, standing.possible)
        utility, possible = list(standing.utility), list(standing.possible)
        invited = {standing.side.plays[at].slot: None for at in called}
        again = self.possible(standing.side, invited)
        for at, bonus in called.items():
            utility[at] += bonus
            possible[at] = possible[at] or again[at]
        return softmax(standing.side.precision, utility, possible)

    def _brought(self, side: Side, other: str, chances: list[float]) -> list[float]:
        table = self.thoughts.foresight.gains[side.id, other]
        fatigue = self.fatigue(self.tables.sides[other])
        result = [0.0] * len(side.aims)
        for at, chance in enumerate(chances):
            if chance:
                scale = chance * fatigue[at]
                result = [r + scale * p for r, p in zip(result, table[at], strict=True)]
        return result


def _weighted(gains: Matrix, weights: list[float]) -> Matrix:
    return [[w * g for w, g in zip(weights, row, strict=True)] for row in gains]


def softmax(precision: float, utility: Sequence[float], possible: Sequence[bool]) -> list[float]:
    """Return exp(lambda U) / sum over the possible, and 0 for the rest; all 0 if none is."""
    best = max((u for u, ok in zip(utility, possible, strict=True) if ok), default=0.0)
    weights = [
        exp(precision * (u - best)) if ok else 0.0 for u, ok in zip(utility, possible, strict=True)
    ]
    total = sum(weights)
    return [w / total for w in weights] if total else weights
