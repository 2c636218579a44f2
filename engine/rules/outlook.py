"""What one seat sees and thinks at one instant: facts, others' motives, likely responses.

A seat chooses on what it can see. An `Outlook` is built from the state for one viewer: public
levels as of the last turn's end, the rest as last published, the flags it may know, the moves it
has sighted. It answers how each actor, itself included, stands in the viewer's eyes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp

from engine.record import HOLD
from engine.rules.compiled import Play, Side, Tables
from engine.rules.conditions import Deed, Facts
from engine.rules.effects import DAYS_A_MONTH
from engine.rules.foresight import Foresight
from engine.rules.world import Use, World, months

GRACE = 0.1
"""Months by which a cooldown may fall short, so that calendar months count as whole ones."""

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


class Outlook:
    """The view of `viewer` on the state as it is now; build a new one when the state changes."""

    def __init__(self, thoughts: Thoughts, world: World, viewer: str) -> None:
        self.thoughts, self.world, self.viewer = thoughts, world, viewer
        self.tables = thoughts.tables
        self.facts = self._facts()
        self._standings: dict[tuple[str, int], Standing] = {}

    def _facts(self) -> Facts:
        world, side = self.world, self.tables.sides[self.viewer]
        levels = [
            now if seen else told
            for now, told, seen in zip(world.levels, world.published, side.visible, strict=True)
        ]
        flags = {
            flag.id: world.flags[flag.id]
            if not flag.seen_by or self.viewer in flag.seen_by
            else flag.start
            for flag in self.tables.scenario.theatre.flags
        }
        deeds: list[Deed] = [world.deeds[k.deed] for k in world.known.get(self.viewer, ())]
        return Facts(levels, flags, world.turn, months(self.tables, world), deeds)

    # --- what the viewer knows of an actor -----------------------------------------------------

    def uses(self, actor: str) -> Mapping[int, Use]:
        """Return how much an actor has used its moves, as far as the viewer has seen."""
        if actor == self.viewer:
            return self.world.uses.get(actor, {})
        return self.world.seen_uses.get(self.viewer, {}).get(actor, {})

    def fatigue(self, side: Side) -> list[float]:
        """Return rho^u by play."""
        uses = self.uses(side.id)
        if not uses:
            return [1.0] * len(side.plays)
        return [
            play.fatigue ** uses[play.slot].count if play.slot in uses else 1.0
            for play in side.plays
        ]

    def resting(self, side: Side, play: Play) -> bool:
        """Return whether a play is still cooling down, counted from its last choice."""
        use = self.uses(side.id).get(play.slot)
        if use is None or play.noun is None:
            return False
        return (self.world.day - use.day) / DAYS_A_MONTH < play.noun.cooldown - GRACE

    def preparing(self, side: Side, play: Play) -> bool:
        """Return whether a play is in preparation; only its own actor knows."""
        return side.id == self.viewer and any(
            p.actor == side.id and p.slot == play.slot for p in self.world.pending.values()
        )

    def gaps(self, side: Side) -> list[float]:
        """Return d_k, the points by which each motive's metric stands above its reference."""
        levels, start = self.facts.levels, self.tables.start
        if side.id == self.viewer:
            references = self.world.references[side.id]
        else:  # of others, only what they state is known, not how far they have got used to it
            references = [aim.noun.aspiration for aim in side.aims]
        return [
            sum(by * (levels[i] - start[i]) for i, by in aim.watches) - reference
            for aim, reference in zip(side.aims, references, strict=True)
        ]

    def weights(self, side: Side, mix: str | None = None) -> list[float]:
        """Return an actor's weights now, summing to 1, for one type or as the viewer believes."""
        raw = self._believed(side) if mix is None else list(side.mixes[mix])
        if any(aim.switches for aim in side.aims):
            for k, aim in enumerate(side.aims):
                for test, weight in aim.switches:
                    if test(self.facts):
                        raw[k] = weight
        levels, start = self.facts.levels, self.tables.start
        for k, aim in enumerate(side.aims):
            if aim.salience:
                lift = 1.0 + sum(s * (levels[i] - start[i]) / 50.0 for i, s in aim.salience)
                raw[k] *= min(max(lift, 0.2), 3.0)
        total = sum(raw)
        return [weight / total for weight in raw]

    def _believed(self, side: Side) -> list[float]:
        chances = self.world.beliefs[self.viewer].get(side.id) if side.id != self.viewer else None
        if not chances:
            return list(side.weights)
        mixed = [0.0] * len(side.aims)
        for kind in sorted(chances):
            for k, weight in enumerate(side.mixes[kind]):
                mixed[k] += chances[kind] * weight
        return mixed

    def bonuses(self, side: Side) -> dict[int, tuple[float, str]]:
        """Return by slot the sum of open windows' bonuses, and the cause of the largest."""
        found: dict[int, tuple[float, float, str]] = {}
        aware = side.id == self.viewer
        for window in self.world.windows.get(side.id, ()):
            if not aware and not self._knows(window.cause):
                continue
            elapsed = (self.world.day - window.day) / DAYS_A_MONTH
            for slot, bonus, lasts in window.answers:
                if elapsed < lasts:
                    now = bonus * (1.0 - elapsed / lasts)
                    total, best, cause = found.get(slot, (0.0, -1.0, ""))
                    better = now > best
                    found[slot] = (total + now, max(now, best), window.cause if better else cause)
        return {slot: (total, cause) for slot, (total, _, cause) in found.items()}

    def _knows(self, cause: str) -> bool:
        return any(known.act == cause for known in self.world.known.get(self.viewer, ()))

    def penalties(self, side: Side) -> list[float]:
        """Return what soft constraints cost each play now."""
        result = [0.0] * len(side.plays)
        for bar in side.bars:
            if bar.noun.kind != "soft" or (bar.when and not bar.when(self.facts)):
                continue
            breach = bar.breach(self.facts) if bar.breach else 50.0
            cost = bar.noun.penalty * max(0.0, breach) / 50.0
            for at, play in enumerate(side.plays):
                if play.id in bar.on:
                    result[at] += cost
        return result

    def possible(self, side: Side, invited: Mapping[int, object]) -> list[bool]:
        """Return by play whether the viewer holds it possible now."""
        barred: set[str] = set()
        for bar in side.bars:
            if bar.noun.kind != "soft" and (bar.when is None or bar.when(self.facts)):
                barred |= bar.on
        return [self._possible(side, play, barred, invited) for play in side.plays]

    def _possible(
        self, side: Side, play: Play, barred: set[str], invited: Mapping[int, object]
    ) -> bool:
        if play.id == HOLD:
            return True
        if play.id in barred or (play.response_only and play.slot not in invited):
            return False
        if play.requires is not None and not play.requires(self.facts):
            return False
        if self.resting(side, play) or self.preparing(side, play):
            return False
        return self.affordable(side, play)

    def affordable(self, side: Side, play: Play) -> bool:
        """Return whether the actor's political capital covers the play."""
        have = self.world.capital.get(side.id)
        return have is None or play.noun is None or play.noun.capital <= have

    # --- utilities -----------------------------------------------------------------------------

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
