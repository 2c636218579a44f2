"""How a seat chooses: quantal response by Gumbel-max over permanent slots.

P(m) = exp(lambda U(m)) / sum over possible moves; the choice is the possible move of greatest
lambda U(m) + g, with g the pre-rolled Gumbel of the move's slot, ties to the lower slot. Raising
one move's utility can therefore only switch choices to that move (Oberst & Sontag 2019).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress
from math import exp, inf

from engine.record import HOLD, Phase
from engine.rules.anticipation import drawn_level
from engine.rules.glance import Standing
from engine.rules.luck import Luck, Purpose
from engine.rules.outlook import Outlook
from engine.rules.sums import added
from engine.rules.tables import Play, Side


@dataclass(slots=True)
class Verdict:
    """What the engine would choose for a seat, and what it chose from."""

    seat: str
    phase: Phase
    standing: Standing
    possible: list[bool]
    probability: list[float]
    luck: list[float]
    chosen: int
    causes: dict[int, str]

    @property
    def play(self) -> Play:
        """The play the engine chooses."""
        return self.standing.side.plays[self.chosen]

    def at(self, move: str) -> int:
        """Return the index of a move; KeyError where the seat has none of that name."""
        return self.standing.side.place(move)


DIGITS = 12
"""Decimals of a belief: the last bits of an exponential may differ between processors."""


def depth(side: Side, phase: Phase, luck: Luck, mean: float) -> int:
    """Return how many steps ahead a seat looks: one less, but not below 0, in a reaction.

    In a cognitive hierarchy the depth is drawn once a replication, around `mean`.
    """
    level = side.level
    if side.mixes_levels:
        level = drawn_level(luck.row(Purpose.DEPTH, side.id, lambda g: g.random(1))[0], mean)
    return level if phase == "initiative" else max(level - 1, 0)


def weigh(outlook: Outlook, luck: Luck, phase: Phase) -> Verdict:
    """Return the engine's verdict for the outlook's viewer."""
    side = outlook.side
    standing = outlook.standing(depth(side, phase, luck, outlook.tables.scenario.rules.mean_level))
    rolled = luck.gumbels(side.id, outlook.world.turn, phase)
    noise = list(map(rolled.__getitem__, side.by_slot))
    causes = {slot: cause for slot, (_, cause) in standing.invited.items()}
    possible = standing.possible
    if phase == "reaction":  # a reaction answers something, or lets it pass
        answers = [play.id == HOLD or play.slot in causes for play in side.plays]
        possible = [ok and fits for ok, fits in zip(possible, answers, strict=True)]
    return Verdict(
        seat=side.id,
        phase=phase,
        standing=standing,
        possible=possible,
        probability=softmax(side.precision, standing.utility, possible),
        luck=noise,
        chosen=pick(side.precision, standing.utility, noise, possible),
        causes=causes,
    )


def softmax(precision: float, utility: Sequence[float], possible: Sequence[bool]) -> list[float]:
    """Return exp(lambda U) / sum over the possible, and 0 for the rest; all 0 if none is."""
    best = max(compress(utility, possible), default=0.0)
    weights = [
        exp(precision * (u - best)) if ok else 0.0 for u, ok in zip(utility, possible, strict=True)
    ]
    total = added(weights)
    return [weight / total for weight in weights] if total else weights


def pick(
    precision: float, utility: Sequence[float], noise: Sequence[float], possible: Sequence[bool]
) -> int:
    """Return the index of the greatest lambda U + g among the possible; -1 if none is."""
    rows = zip(utility, noise, possible, strict=True)
    scores = [precision * u + g if ok else -inf for u, g, ok in rows]
    best = max(scores, default=-inf)
    return scores.index(best) if best > -inf else -1


def updated(outlook: Outlook, actor: str, slot: int) -> dict[str, float]:
    """Return the viewer's chances over an actor's types after sighting a move of that slot.

    pi <- pi P(move | type) / sum, with the likelihood at least that of the rules. Cooldowns do not
    count: it was possible when chosen.
    """
    held = outlook.world.beliefs[outlook.viewer][actor]
    at = outlook.tables.sides[actor].slots[slot]
    least = outlook.tables.scenario.rules.least_likelihood
    after = {kind: held[kind] * max(least, outlook.likelihood(actor, kind, at)) for kind in held}
    total = added(after[kind] for kind in sorted(after))
    return {kind: chance / total for kind, chance in after.items()}


def forgotten(
    chances: dict[str, float], prior: dict[str, float], forgetting: float, months: float
) -> dict[str, float]:
    """Return beliefs a little closer to the prior after some months."""
    keep = (1.0 - forgetting) ** months
    return {kind: keep * chances[kind] + (1.0 - keep) * prior[kind] for kind in chances}
