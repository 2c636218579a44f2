"""How a seat chooses: quantal response by Gumbel-max over permanent slots.

P(m) = w / sum of w over the possible moves, w = exp(lambda U(m)). Each slot has a pre-rolled
standard exponential E; the choice is the possible move of least E / w, ties to the lower slot. With
g = -log E, a Gumbel draw, that is the move of greatest lambda U(m) + g. Raising one move's utility
can therefore only switch choices to that move (Oberst & Sontag 2019).
"""

from __future__ import annotations

from math import exp, inf, log

from engine.record import HOLD, Phase
from engine.rules.anticipation import drawn_level
from engine.rules.glance import Standing
from engine.rules.luck import Luck, Purpose
from engine.rules.outlook import Outlook
from engine.rules.sums import added
from engine.rules.tables import Play, Side

LEAST = 2.0**-53
"""What a draw of 0 counts as, which has no logarithm; there is one in 9e15 draws."""


class Verdict:
    """What the engine would choose for a seat, and what it chose from.

    By play: the `weights`, exp(lambda (U - U of the best)), 0 of what is not possible, and `waits`,
    the draws; who divided by the weight waits least is chosen.
    """

    __slots__ = ("chosen", "phase", "possible", "seat", "standing", "waits", "weights")

    def __init__(
        self,
        seat: str,
        phase: Phase,
        standing: Standing,
        possible: list[bool],
        waits: list[float],
    ) -> None:
        self.seat, self.phase, self.standing = seat, phase, standing
        self.possible, self.waits = possible, waits
        self.weights = weighed(standing.side.precision, standing.utility, possible)
        self.chosen = pick(self.weights, waits)

    @property
    def luck(self) -> list[float]:
        """The Gumbel draws g of the plays."""
        return [-log(wait or LEAST) for wait in self.waits]

    @property
    def probability(self) -> list[float]:
        """How likely the engine was to choose each play."""
        total = added(self.weights)
        return [weight / total for weight in self.weights] if total else list(self.weights)

    def chance(self, at: int) -> float:
        """Return how likely it was to choose one play."""
        weight = self.weights[at]
        total = 0.0
        for each in self.weights:
            total += each
        return weight / total if weight else 0.0

    def cause(self, slot: int) -> str | None:
        """Return what a move of that slot would answer: the largest of the windows it closes."""
        return self.standing.invited.get(slot, (0.0, None, 0.0))[1]

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
    possible = standing.possible
    if phase == "reaction":
        possible = _answers(standing)
    waits = luck.waits(side.id, outlook.world.turn, phase, side.by_slot)
    return Verdict(side.id, phase, standing, possible, waits)


def _answers(standing: Standing) -> list[bool]:
    """Return by play what is possible in a reaction: it answers something, or lets it pass."""
    side, possible = standing.side, [False] * len(standing.possible)
    places = [side.slots[slot] for slot in standing.invited]
    for at in places if side.noun.decision.must_move else (side.place(HOLD), *places):
        possible[at] = standing.possible[at]
    return possible


def weighed(precision: float, utility: list[float], possible: list[bool]) -> list[float]:
    """Return exp(lambda (U - U of the best of the possible)), and 0 for the rest."""
    best, found = 0.0, False
    for at, u in enumerate(utility):
        if possible[at] and (u > best or not found):
            best, found = u, True
    return [exp(precision * (u - best)) if possible[at] else 0.0 for at, u in enumerate(utility)]


def pick(weights: list[float], waits: list[float]) -> int:
    """Return the index of the least E / w, of those with any weight; -1 if none has."""
    least, found = inf, -1
    for at, weight in enumerate(weights):
        if weight and (raced := waits[at] / weight) < least:
            least, found = raced, at
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
