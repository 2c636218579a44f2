"""What a move is expected to bring: its effect on every motive, from the linear system.

dz_k = sum over h = 1..H months of w_h sum_i c_ki dx_i(h), w_h proportional to discount^h, where
dx follows the dynamics of `effects` without noise, from the amounts the looking actor believes,
times the odds of success, starting after the mean lead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engine.rules.effects import Shape, kernel
from engine.rules.sums import added
from engine.rules.tables import Play, Push, Side, Tables

Gains = tuple[tuple[float, ...], ...]
"""Points by play and by motive."""


class Foresight:
    """Expected points, by who looks, who moves and which play, worked out once a scenario."""

    def __init__(self, tables: Tables) -> None:
        self._months = _Months(tables)
        self._paths: dict[tuple[object, ...], list[float]] = {}
        self._beliefs = {
            looker: {(b.actor, b.move, tables.scope.index[b.on]): b.by for b in side.noun.believes}
            for looker, side in tables.sides.items()
        }
        self.gains: Mapping[tuple[str, str], Gains] = {
            (looker, mover): self._gains(tables.sides[looker], tables.sides[mover])
            for looker in sorted(tables.sides)
            for mover in sorted(tables.sides)
        }

    def _gains(self, looker: Side, mover: Side) -> Gains:
        return tuple(
            tuple(
                added(by * path[level] for level, by in aim.watches) if path else 0.0
                for aim in looker.aims
            )
            for path in (self._path(looker, mover, play) for play in mover.plays)
        )

    def together(
        self, looker: Side, plays: tuple[Play, Play], pushes: Sequence[Push]
    ) -> tuple[float, ...]:
        """Return the points two plays of one initiative bring beyond what each does alone."""
        first, second = plays
        decision = looker.noun.decision
        path = self._months.follow(
            [(push.level, push.amount, push.shape) for push in pushes],
            max(first.lead_months, second.lead_months),
            first.odds * second.odds,
            decision.horizon,
            decision.discount,
        )
        return tuple(added(by * path[level] for level, by in aim.watches) for aim in looker.aims)

    def believed(self, looker: str, mover: str, play: Play) -> tuple[tuple[int, float, float], ...]:
        """Return where a looker expects another amount than the true one: level, both amounts."""
        true: dict[int, float] = {}
        for push in play.pushes:
            true[push.level] = true.get(push.level, 0.0) + push.amount
        return tuple(
            (level, by, true.get(level, 0.0))
            for (actor, move, level), by in sorted(self._beliefs[looker].items())
            if (actor, move) == (mover, play.id)
        )

    def _path(self, looker: Side, mover: Side, play: Play) -> list[float]:
        """Return the weighted mean change of each level, as `looker` believes it."""
        believed = self._beliefs[looker.id]
        pushes = [
            (push.level, believed.get((mover.id, play.id, push.level), push.amount), push.shape)
            for push in play.pushes
        ]
        named = {push.level for push in play.pushes}
        for (actor, move, level), by in believed.items():
            if (actor, move) == (mover.id, play.id) and level not in named:
                pushes.append((level, by, Shape(0.0, 0.0, 12.0, 0.0)))
        if not pushes:
            return []
        decision = looker.noun.decision
        key = (tuple(pushes), play.lead_months, play.odds, decision.horizon, decision.discount)
        if key not in self._paths:
            self._paths[key] = self._months.follow(
                pushes, play.lead_months, play.odds, decision.horizon, decision.discount
            )
        return self._paths[key]


class _Months:
    """The linear system in steps of one month, without noise or bounds."""

    def __init__(self, tables: Tables) -> None:
        levels, scope = tables.scenario.theatre.levels, tables.scope
        self.pull = [level.pull for level in levels]
        into: list[list[tuple[int, float]]] = [[] for _ in levels]
        for c in sorted(tables.scenario.theatre.couplings, key=lambda c: (c.target, c.source)):
            into[scope.index[c.target]].append((scope.index[c.source], c.by))
        self.into = into

    def follow(
        self,
        pushes: Sequence[tuple[int, float, Shape]],
        lead: float,
        odds: float,
        horizon: int,
        discount: float,
    ) -> list[float]:
        """Return the discounted mean change of each level over `horizon` months."""
        size = len(self.pull)
        change, total = [0.0] * size, [0.0] * size
        weight_sum = added(discount**h for h in range(1, horizon + 1))
        for h in range(1, horizon + 1):
            anchor = [0.0] * size
            for level, amount, shape in pushes:
                anchor[level] += odds * amount * kernel(h - lead, shape)
            change = [
                at + pull * (to - at) + added(by * change[source] for source, by in into)
                for at, pull, to, into in zip(change, self.pull, anchor, self.into, strict=True)
            ]
            weight = discount**h / weight_sum
            total = [t + weight * c for t, c in zip(total, change, strict=True)]
        return total
