"""How a seat chooses: quantal response by Gumbel-max over permanent slots.

P(m) = exp(lambda U(m)) / sum over possible moves; the choice is the possible move of greatest
lambda U(m) + g, with g the pre-rolled Gumbel of the move's slot, ties to the lower slot. Raising
one move's utility can therefore only switch choices to that move (Oberst & Sontag 2019).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress
from math import exp

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
    luck: list[float]
    chosen: int

    @property
    def probability(self) -> list[float]:
        """How likely the engine was to choose each play."""
        return softmax(self.standing.side.precision, self.standing.utility, self.possible)

    def chance(self, at: int) -> float:
        """Return how likely it was to choose one play."""
        standing = self.standing
        return share(standing.side.precision, standing.utility, self.possible, at)

    def cause(self, slot: int) -> str | None:
        """Return what a move of that slot would answer: the largest of the windows it closes."""
        return self.standing.invited.get(slot, (0.0, None))[1]

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
    possible = standing.possible
    if phase == "reaction":
        possible = _answers(standing)
    return Verdict(
        seat=side.id,
        phase=phase,
        standing=standing,
        possible=possible,
        luck=noise,
        chosen=pick(side.precision, standing.utility, noise, possible),
    )


def _answers(standing: Standing) -> list[bool]:
    """Return by play what is possible in a reaction: it answers something, or lets it pass."""
    side, possible = standing.side, [False] * len(standing.possible)
    places = [side.slots[slot] for slot in standing.invited]
    for at in places if side.noun.decision.must_move else (side.place(HOLD), *places):
        possible[at] = standing.possible[at]
    return possible


def softmax(precision: float, utility: Sequence[float], possible: Sequence[bool]) -> list[float]:
    """Return exp(lambda U) / sum over the possible, and 0 for the rest; all 0 if none is."""
    weights = _weights(precision, utility, possible)
    total, left = added(weights), iter(weights)
    return [next(left) / total if ok else 0.0 for ok in possible]


def share(precision: float, utility: Sequence[float], possible: Sequence[bool], at: int) -> float:
    """Return the probability of one, which `softmax` returns of all, at less cost."""
    if not possible[at]:
        return 0.0
    weights = _weights(precision, utility, possible)
    return weights[list(possible[:at]).count(True)] / added(weights)


def _weights(precision: float, utility: Sequence[float], possible: Sequence[bool]) -> list[float]:
    """Return exp(lambda (U - U of the best)) of the possible alone, in their order."""
    left = list(compress(utility, possible))
    best = max(left, default=0.0)
    return [exp(precision * (u - best)) for u in left]


def pick(
    precision: float, utility: Sequence[float], noise: Sequence[float], possible: Sequence[bool]
) -> int:
    """Return the index of the greatest lambda U + g among the possible; -1 if none is."""
    left = zip(compress(utility, possible), compress(noise, possible), strict=True)
    scores = [precision * u + g for u, g in left]
    if not scores:
        return -1
    places = list(compress(range(len(possible)), possible))
    return places[scores.index(max(scores))]


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
