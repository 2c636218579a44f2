"""How a seat chooses: quantal response by Gumbel-max over permanent slots.

P(m) = exp(lambda U(m)) / sum over possible moves; the choice is the possible move of greatest
lambda U(m) + g, with g the pre-rolled Gumbel of the move's slot, ties to the lower slot. Raising
one move's utility can therefore only switch choices to that move (Oberst & Sontag 2019).
"""

from __future__ import annotations

from itertools import compress
from math import exp, inf

from engine.record import HOLD, Phase
from engine.rules.anticipation import drawn_level
from engine.rules.glance import Standing
from engine.rules.luck import Luck, Purpose
from engine.rules.outlook import Outlook
from engine.rules.sums import added
from engine.rules.tables import Play, Side


class Verdict:
    """What the engine would choose for a seat, and what it chose from."""

    __slots__ = ("chosen", "luck", "phase", "possible", "seat", "standing")

    def __init__(
        self,
        seat: str,
        phase: Phase,
        standing: Standing,
        possible: list[bool],
        luck: list[float],
        chosen: int,
    ) -> None:
        self.seat, self.phase, self.standing = seat, phase, standing
        self.possible, self.luck, self.chosen = possible, luck, chosen

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
    noise = luck.gumbels(side.id, outlook.world.turn, phase, side.by_slot)
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


def softmax(precision: float, utility: list[float], possible: list[bool]) -> list[float]:
    """Return exp(lambda U) / sum over the possible, and 0 for the rest; all 0 if none is."""
    weights, total = _weights(precision, utility, possible)
    return [weight / total if ok else 0.0 for weight, ok in zip(weights, possible, strict=True)]


def share(precision: float, utility: list[float], possible: list[bool], at: int) -> float:
    """Return the probability of one, which `softmax` returns of all."""
    weights, total = _weights(precision, utility, possible)
    return weights[at] / total if possible[at] else 0.0


def _weights(
    precision: float, utility: list[float], possible: list[bool]
) -> tuple[list[float], float]:
    """Return exp(lambda (U - U of the best)), 0 of what is not possible, and their sum."""
    best = max(compress(utility, possible), default=0.0)
    weights = [
        exp(precision * (utility[at] - best)) if ok else 0.0 for at, ok in enumerate(possible)
    ]
    return weights, added(weights)


def pick(precision: float, utility: list[float], noise: list[float], possible: list[bool]) -> int:
    """Return the index of the greatest lambda U + g among the possible; -1 if none is."""
    best, found = -inf, -1
    for at, ok in enumerate(possible):
        if ok and (score := precision * utility[at] + noise[at]) > best:
            best, found = score, at
    return found


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
