"""How a seat stands that looks no step ahead: its own plays on its own motives, and nobody else's.

U(m) is the sum over motives of w_k (v(d_k + f dz_k) - v(d_k)) less cost, friction and penalties,
plus the bonuses of open windows, as in `scene`. With a dozen plays, plain numbers are several times
faster than arrays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engine.rules.foresight import Foresight
from engine.rules.sight import Sight
from engine.rules.tables import Side, Tables


@dataclass(slots=True)
class Standing:
    """How a seat stands: by play, whether it is possible, its utility and what it is made of.

    `own` and `anticipated` are weighted motive shares, by play and by motive.
    """

    side: Side
    possible: list[bool]
    utility: list[float]
    own: Sequence[Sequence[float]]
    anticipated: Sequence[Sequence[float]] | None
    bonus: list[float]


Touch = tuple[int, float]
"""A motive's place, and the points a play brings it."""


class Touches:
    """By actor and play, the motives it moves in its own actor's eyes; worked out once."""

    def __init__(self, tables: Tables, foresight: Foresight) -> None:
        self.by_actor: dict[str, list[tuple[Touch, ...]]] = {
            id: [
                tuple((k, dz) for k, dz in enumerate(points) if dz)
                for points in foresight.gains[id, id]
            ]
            for id in tables.sides
        }


def glance(sight: Sight, touches: Touches) -> Standing:
    """Return how the viewer of a sight stands itself."""
    side = sight.side
    gate, invited = sight.gate(side), sight.bonuses(side)
    possible = sight.as_things_are(side, sight.possible(side, gate), invited)
    base = [-play.cost - play.friction for play in side.plays]
    for at, penalty in gate.penalties:
        base[at] -= penalty
    bonus = [0.0] * len(base)
    for slot, (more, _) in invited.items():
        at = side.slots[slot]
        bonus[at] = more
        base[at] += more
    own = _shares(sight, touches.by_actor[side.id])
    utility = [_total(shares) + rest for shares, rest in zip(own, base, strict=True)]
    return Standing(side, possible, utility, own, None, bonus)


def _total(shares: Sequence[float]) -> float:
    total = 0.0
    for share in shares:
        total += share
    return total


def _shares(sight: Sight, touches: list[tuple[Touch, ...]]) -> list[list[float]]:
    """Return w_k (v(d_k + f dz_k) - v(d_k)) by play and motive."""
    side = sight.side
    gaps, weights = sight.gaps(side), own_weights(sight)
    worth = [aim.value(gap / aim.scale) for aim, gap in zip(side.aims, gaps, strict=True)]
    tired = dict(sight.tired(side))
    motives = list(zip(gaps, weights, worth, side.aims, strict=True))
    result = []
    for at, moved in enumerate(touches):
        shares, factor = [0.0] * len(gaps), tired.get(at, 1.0)
        for k, dz in moved:
            gap, weight, stands, aim = motives[k]
            shares[k] = weight * (aim.value((gap + factor * dz) / aim.scale) - stands)
        result.append(shares)
    return result


def own_weights(sight: Sight) -> list[float]:
    """Return a seat's own weights as conditions and salience leave them, summing to 1."""
    side = sight.side
    weights = list(side.weights)
    for k, test, weight in side.switches:
        if test(sight.facts):
            weights[k] = weight
    levels, start = sight.facts.levels, sight.tables.start
    for k, slopes in side.salience:
        lift = 1.0
        for level, slope in slopes:
            lift += slope * (levels[level] - start[level]) / 50.0
        weights[k] *= min(max(lift, 0.2), 3.0)
    total = _total(weights)
    return [weight / total for weight in weights] if total > 0.0 else weights
