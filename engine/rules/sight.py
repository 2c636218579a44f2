"""What one seat sees and knows at one instant: levels, flags, moves sighted, and of each actor
its gaps, weights, tiredness, constraints and what it may do.

A seat chooses on what it can see: public levels as of the last turn's end, the rest as last
published, the flags it may know, the moves it has sighted. Of others it knows their stated
aspirations and believes their types.
"""

from __future__ import annotations

from collections.abc import Mapping

from engine.record import HOLD
from engine.rules.compiled import Play, Side, Tables
from engine.rules.conditions import Deed, Facts
from engine.rules.effects import DAYS_A_MONTH
from engine.rules.world import Use, World, months

GRACE = 0.1
"""Months by which a cooldown may fall short, so that calendar months count as whole ones."""


class Sight:
    """What `viewer` knows of the state as it is now; make a new one when the state changes."""

    def __init__(self, tables: Tables, world: World, viewer: str) -> None:
        self.tables, self.world, self.viewer = tables, world, viewer
        self.facts = self._facts()

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
