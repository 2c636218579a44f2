"""What one seat thinks at one instant: how each actor stands and what it will likely do.

Ez_k(m), the points a move m is expected to bring through others, is the sum over others j and
their moves r of P[j plays r | m] f_r dz_k(j, r); P is the quantal response one step shallower,
with the bonuses m would open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp

from engine.rules.foresight import Foresight
from engine.rules.sight import Sight
from engine.rules.tables import Play, Side, Tables
from engine.rules.world import World

Matrix = list[list[float]]


@dataclass(slots=True)
class Stake:
    """What an actor has to gain by each play, before anyone's weights.

    It is shared by all who know the same of the actor. `gains` are v(gap + fatigue x dz) - v(gap)
    by play and motive, `open` tells which plays are possible once invited.
    """

    gaps: list[float]
    fatigue: list[float]
    gains: Matrix
    penalty: list[float]
    open: list[bool]


@dataclass(slots=True)
class Odds:
    """The quantal response of a standing: weights exp(lambda (U - best)) and their sum."""

    best: float
    weight: list[float]
    total: float


@dataclass(slots=True)
class Standing:
    """How an actor stands: by play, whether it is possible, its utility and what it is made of.

    `own` and `anticipated` are weighted motive shares, by play and by motive.
    """

    side: Side
    stake: Stake
    possible: list[bool]
    utility: list[float]
    own: Matrix
    anticipated: Matrix | None
    bonus: list[float]
    weights: list[float]
    odds: Odds


class Thoughts:
    """Work shared by the outlooks of one scenario: expected gains, and stakes once reckoned."""

    MOST = 2000
    """Stakes kept at the most."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.foresight = Foresight(tables)
        self._stakes: dict[tuple[object, ...], Stake] = {}

    def stake(self, sight: Sight, side: Side) -> Stake:
        """Return an actor's stake as far as a sight reaches."""
        key = sight.key(side)
        found = self._stakes.get(key)
        if found is None:
            if len(self._stakes) >= self.MOST:
                self._stakes.clear()
            gaps, fatigue = sight.gaps(side), sight.fatigue(side)
            table = self.foresight.gains[side.id, side.id]
            found = self._stakes[key] = Stake(
                gaps=gaps,
                fatigue=fatigue,
                gains=value_changes(side, gaps, table, fatigue, None),
                penalty=sight.penalties(side),
                open=sight.possible(side),
            )
        return found


def value_changes(
    side: Side,
    gaps: Sequence[float],
    table: Sequence[Sequence[float]],
    fatigue: Sequence[float],
    extra: Sequence[Sequence[float]] | None,
) -> Matrix:
    """Return v(gap + fatigue x dz + extra) - v(gap) by play and motive, in points / scale."""
    columns, rows = [], range(len(table))
    for k, (aim, gap) in enumerate(zip(side.aims, gaps, strict=True)):
        value, scale = aim.value, aim.scale
        base = value(gap / scale)
        known = {0.0: 0.0}  # plays that do nothing to a motive share what others bring to it
        column = []
        for at in rows:
            step = fatigue[at] * table[at][k]
            if extra is not None:
                step += extra[at][k]
            change = known.get(step)
            if change is None:
                change = known[step] = value((gap + step) / scale) - base
            column.append(change)
        columns.append(column)
    return [list(row) for row in zip(*columns, strict=True)] if columns else [[] for _ in rows]


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
        stake, weights = self.thoughts.stake(self, side), self.weights(side)
        own = _weighted(stake.gains, weights)
        anticipated = None
        utility = [sum(shares) for shares in own]
        if level > 0 and len(self.tables.sides) > 1:
            anticipated = self._ahead(side, stake, weights, own, level)
            utility = [u + sum(more) for u, more in zip(utility, anticipated, strict=True)]
        bonus, possible = self._invited(side, stake)
        utility = [
            u - play.cost - play.friction - penalty + more
            for u, play, penalty, more in zip(
                utility, side.plays, stake.penalty, bonus, strict=True
            )
        ]
        odds = quantal(side.precision, utility, possible)
        return Standing(side, stake, possible, utility, own, anticipated, bonus, weights, odds)

    def _invited(self, side: Side, stake: Stake) -> tuple[list[float], list[bool]]:
        """Return by play the bonuses of open windows, and whether it is possible as things are."""
        invited = self.bonuses(side)
        bonus, possible = [0.0] * len(side.plays), list(stake.open)
        for slot, (more, _) in invited.items():
            bonus[side.slots[slot]] = more
        for at in side.answers:
            possible[at] = possible[at] and side.plays[at].slot in invited
        return bonus, possible

    def _ahead(
        self, side: Side, stake: Stake, weights: list[float], own: Matrix, level: int
    ) -> Matrix:
        """Return the shares others' expected moves add to each play's own."""
        extra = self._anticipate(side, level)
        table = self.thoughts.foresight.gains[side.id, side.id]
        full = _weighted(value_changes(side, stake.gaps, table, stake.fatigue, extra), weights)
        return [[f - o for f, o in zip(a, b, strict=True)] for a, b in zip(full, own, strict=True)]

    def _anticipate(self, side: Side, level: int) -> Matrix:
        """Return by play the points others' moves are expected to bring to each motive."""
        base, brought = [0.0] * len(side.aims), {}
        for other in self.tables.sides:
            if other != side.id:
                brought[other] = self._brought(side, self.standing(other, level - 1))
                base = [a + b for a, b in zip(base, brought[other], strict=True)]
        return [
            self._once_called(side, play, base, brought, level)
            if (side.id, play.id) in self.tables.entries
            else base
            for play in side.plays
        ]

    def _once_called(
        self,
        side: Side,
        play: Play,
        base: list[float],
        brought: Mapping[str, list[float]],
        level: int,
    ) -> list[float]:
        """Return what others bring once `play` has opened its windows to them."""
        row = base
        for other, called in self.called(side, play).items():
            new = self._brought(side, self.standing(other, level - 1), called)
            row = [r + n - o for r, n, o in zip(row, new, brought[other], strict=True)]
        return row

    def called(self, side: Side, play: Play) -> dict[str, dict[int, float]]:
        """Return by actor the bonuses a play would open, by play of that actor."""
        found: dict[str, dict[int, float]] = {}
        for entry in self.tables.entries.get((side.id, play.id), ()):
            if entry.actor != side.id:
                firmness = self._resolve(side.id, entry.actor, entry.constraint)
                bonuses = found.setdefault(entry.actor, {})
                bonuses[entry.play] = bonuses.get(entry.play, 0.0) + entry.bonus * firmness
        return found

    def _resolve(self, looker: str, owner: str, constraint: str) -> float:
        """Return how firmly `looker` thinks a red line is held, relative to how it is held."""
        if not constraint:
            return 1.0
        bars = self.tables.sides[owner].bars
        true = next(bar.noun.resolve for bar in bars if bar.noun.id == constraint)
        for perception in self.tables.sides[looker].noun.perceives:
            if perception.of == owner and perception.resolve is not None and true:
                return perception.resolve / true
        return 1.0

    def chances(
        self, actor: str, level: int, called: Mapping[int, float] | None = None
    ) -> list[float]:
        """Return P by play of an actor, `called` giving the bonuses a move would open by play."""
        standing = self.standing(actor, level)
        changed, total = reweighed(standing, called or {})
        return [
            changed.get(at, weight) / total if total else 0.0
            for at, weight in enumerate(standing.odds.weight)
        ]

    def _brought(
        self, side: Side, standing: Standing, called: Mapping[int, float] | None = None
    ) -> list[float]:
        """Return the sum over plays of P x fatigue x points, by motive of `side`."""
        changed, total = reweighed(standing, called or {})
        result = [0.0] * len(side.aims)
        if not total:
            return result
        table = self.thoughts.foresight.gains[side.id, standing.side.id]
        fatigue = standing.stake.fatigue
        for at, plain in enumerate(standing.odds.weight):
            weight = changed.get(at, plain)
            if weight:
                scale = weight / total * fatigue[at]
                result = [r + scale * p for r, p in zip(result, table[at], strict=True)]
        return result


def reweighed(standing: Standing, called: Mapping[int, float]) -> tuple[dict[int, float], float]:
    """Return the response weights that `called` changes, by play, and the new sum of all."""
    odds, precision = standing.odds, standing.side.precision
    changed, total = {}, odds.total
    for at, bonus in called.items():
        if standing.stake.open[at]:
            changed[at] = exp(precision * (standing.utility[at] + bonus - odds.best))
            total += changed[at] - odds.weight[at]
    return changed, total


def _weighted(gains: Matrix, weights: list[float]) -> Matrix:
    return [[w * g for w, g in zip(weights, row, strict=True)] for row in gains]


def quantal(precision: float, utility: Sequence[float], possible: Sequence[bool]) -> Odds:
    """Return the quantal response to utilities: weight 0 for what is not possible."""
    best = max((u for u, ok in zip(utility, possible, strict=True) if ok), default=0.0)
    weights = [
        exp(precision * (u - best)) if ok else 0.0 for u, ok in zip(utility, possible, strict=True)
    ]
    return Odds(best, weights, sum(weights))


def softmax(precision: float, utility: Sequence[float], possible: Sequence[bool]) -> list[float]:
    """Return exp(lambda U) / sum over the possible, and 0 for the rest; all 0 if none is."""
    odds = quantal(precision, utility, possible)
    return [weight / odds.total for weight in odds.weight] if odds.total else odds.weight
