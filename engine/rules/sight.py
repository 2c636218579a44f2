"""What one seat sees and knows at one instant: levels, flags, moves sighted, and of each actor
its gaps, weights, tiredness, constraints and what it may do.

A seat chooses on what it can see: public levels as of the last turn's end, the rest as last
published, the flags it may know, the moves it has sighted. Of others it knows their stated
aspirations and believes their types.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from engine.model.months import DAYS_A_MONTH
from engine.rules.conditions import Deed, Facts
from engine.rules.tables import Side, Tables
from engine.rules.world import Use, World, months

GRACE = 0.1
"""Months by which a cooldown may fall short, so that calendar months count as whole ones."""


Gate = tuple[list[bool], list[tuple[int, float]]]
"""What conditions leave open, by play, and what soft constraints cost, by play's place."""
Invited = dict[int, tuple[float, str, float]]
"""By slot what open windows bring: the sum of the bonuses, the cause of the largest, and it."""


def seen_levels(world: World, side: Side) -> list[float]:
    """Return the levels as an actor sees them: as they are, or as last published to it."""
    return as_published(world.levels, world, side) if side.unseen else world.levels


def as_published(levels: Sequence[float], world: World, side: Side) -> list[float]:
    """Return levels with those an actor does not see as they were last published to it."""
    seen = list(levels)
    for i in side.unseen:
        seen[i] = world.published[i]
    return seen


def gaps_of(
    side: Side, levels: Sequence[float], start: Sequence[float], references: Sequence[float]
) -> list[float]:
    """Return d_k, the points by which each motive's metric stands above its reference."""
    gaps = []
    for watches, reference in zip(side.watches, references, strict=True):
        points = 0.0
        for i, by in watches:
            points += by * (levels[i] - start[i])
        gaps.append(points - reference)
    return gaps


class Sight:
    """What `viewer` knows of the state as it is now; make a new one when the state changes."""

    def __init__(self, tables: Tables, world: World, viewer: str) -> None:
        self.tables, self.world, self.viewer = tables, world, viewer
        self.side = tables.sides[viewer]
        self._known_acts: set[str] | None = None
        self.facts = self._facts()

    def _facts(self) -> Facts:
        world, deeds = self.world, list[Deed]()
        if self.tables.reads_deeds:
            deeds = [world.deeds[number] for _, number, _ in world.known.get(self.viewer, ())]
        flags = {**world.flags, **self.side.hidden_flags}
        levels = seen_levels(world, self.side)
        return Facts(levels, flags, world.turn, months(self.tables, world), deeds)

    def uses(self, actor: str) -> Mapping[int, Use]:
        """Return how much an actor has used its moves, as far as the viewer has seen."""
        if actor == self.viewer:
            return self.world.uses.get(actor, {})
        return self.world.seen_uses.get(self.viewer, {}).get(actor, {})

    def resting(self, side: Side) -> list[int]:
        """Return the plays still cooling down, counted from their last choice."""
        rests, today = side.rests, self.world.day
        if not rests:
            return []
        return [
            rests[slot][0]
            for slot, use in self.uses(side.id).items()
            if slot in rests and (today - use.day) / DAYS_A_MONTH < rests[slot][1] - GRACE
        ]

    def tired(self, side: Side) -> list[tuple[int, float]]:
        """Return the plays used before that tire, each with what is left of its effects."""
        tires = side.tires
        if not tires:
            return []
        today, keep = self.world.day, self.tables.keep
        return [
            (tires[slot][0], tires[slot][1] ** use.left(today, keep))
            for slot, use in self.uses(side.id).items()
            if slot in tires
        ]

    def preparing(self, side: Side) -> list[int]:
        """Return the plays in preparation; only their own actor knows."""
        if side.id != self.viewer:
            return []
        mine = [p.slot for p in self.world.pending.values() if p.actor == side.id]
        return [side.slots[slot] for slot in mine if slot in side.slots]

    def beyond_means(self, side: Side) -> list[int]:
        """Return the plays its own actor's political capital does not cover."""
        have = self.world.capital.get(side.id)
        if have is None or side.id != self.viewer:
            return []
        return [at for at, p in enumerate(side.plays) if p.noun and p.noun.capital > have]

    def references(self, side: Side) -> list[float]:
        """Return an actor's references, in points: of others, only the stated aspirations."""
        if side.id == self.viewer:
            return self.world.references[side.id]
        return side.aspirations

    def gaps(self, side: Side) -> list[float]:
        """Return d_k, the points by which each motive's metric stands above its reference."""
        return gaps_of(side, self.facts.levels, self.tables.start, self.references(side))

    def chances(self) -> Iterator[tuple[Side, list[float]]]:
        """Give each other actor the viewer holds types of, with the chance of each in order."""
        for actor, held in self.world.beliefs[self.viewer].items():
            if actor != self.viewer:
                side = self.tables.sides[actor]
                yield side, [held.get(kind, 0.0) for kind in side.types]

    def switched_weights(self) -> Iterator[tuple[str, int, float]]:
        """Give the weights a condition replaces now: actor, motive's place, weight."""
        for side in self.tables.switching:
            for k, test, weight in side.switches:
                if test(self.facts):
                    yield side.id, k, weight

    def bonuses(self, side: Side) -> Invited:
        """Return what open windows bring an actor's plays."""
        windows = self.world.windows.get(side.id)
        if not windows:
            return {}
        found: Invited = {}
        aware = side.id == self.viewer
        for window in windows:
            cause = window.cause
            if not aware and not self._knows(cause):
                continue
            elapsed = (self.world.day - window.day) / DAYS_A_MONTH
            for slot, bonus, lasts in window.answers:
                if elapsed >= lasts:
                    continue
                now = bonus * (1.0 - elapsed / lasts)
                if slot in found:
                    total, before, largest = found[slot]
                    if now > largest:
                        before, largest = cause, now
                    found[slot] = total + now, before, largest
                else:
                    found[slot] = now, cause, now
        return found

    def _knows(self, cause: str) -> bool:
        if self._known_acts is None:
            self._known_acts = {act for act, _, _ in self.world.known.get(self.viewer, ())}
        return cause in self._known_acts

    def gate_key(self, side: Side) -> tuple[object, ...]:
        """Return all that an actor's conditions look at: equal keys, equal gates."""
        facts = self.facts
        return (
            side.id,
            *[facts.levels[i] for i in side.reads.levels],
            *[facts.flags[id] for id in side.reads.flags],
            tuple(facts.deeds) if side.reads.deeds else None,
        )

    def gate(self, side: Side) -> Gate:
        """Return what preconditions and constraints say of an actor's plays now."""
        facts, result = self.facts, [True] * len(side.plays)
        for at, test in side.needs:
            if not test(facts):
                result[at] = False
        for bar, plays in side.bans:
            if bar.when is None or bar.when(facts):
                for at in plays:
                    result[at] = False
        costs = [
            (at, bar.noun.penalty * max(0.0, bar.breach(facts) if bar.breach else 50.0) / 50.0)
            for bar, plays in side.tolls
            if bar.when is None or bar.when(facts)
            for at in plays
        ]
        return result, costs

    def possible(self, side: Side, open_now: list[bool]) -> list[bool]:
        """Return by play whether the viewer holds it possible, were it invited."""
        result = list(open_now)
        for at in (*self.resting(side), *self.preparing(side), *self.beyond_means(side)):
            result[at] = False
        return result

    def as_things_are(
        self, side: Side, open_now: list[bool], invited: Mapping[int, object]
    ) -> list[bool]:
        """Return by play whether it is possible with the windows open now."""
        if not side.answers:
            return open_now
        result = list(open_now)
        for at in side.answers:
            result[at] = result[at] and side.plays[at].slot in invited
        asked = [at for at in side.answers if result[at]]
        if asked and side.noun.decision.must_move:  # who must move and is asked, answers
            return [at in asked for at in range(len(result))]
        return result
