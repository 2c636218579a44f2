"""How a seat stands that looks no step ahead: its own plays on its own motives, and nobody else's.

U(m) is the sum over motives of w_k (v(d_k + f dz_k) - v(d_k)) less cost, friction and penalties,
plus the bonuses of open windows, as in `scene`. With a dozen plays, plain numbers are several times
faster than arrays.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from engine.rules.foresight import Gains
from engine.rules.sight import Invited, Sight, gaps_of
from engine.rules.sums import added, whole
from engine.rules.tables import Side
from engine.rules.values import Value

Shares = Sequence[Sequence[float]]
"""Weighted motive shares, by play and by motive."""


class Standing:
    """How a seat stands: by play, whether it is possible and its utility; what it is made of.

    `invited` holds by slot the bonus of open windows and their cause. `made_of` gives a play's own
    shares, and those anticipated where the seat looks ahead; most readers never ask.
    """

    __slots__ = ("_made_of", "_shares", "invited", "possible", "side", "utility")

    def __init__(
        self,
        side: Side,
        possible: list[bool],
        utility: list[float],
        invited: Invited,
        made_of: Callable[[], tuple[Shares, Shares | None]],
    ) -> None:
        self.side, self.possible, self.utility = side, possible, utility
        self.invited, self._made_of = invited, made_of
        self._shares: tuple[Shares, Shares | None] | None = None

    @property
    def own(self) -> Shares:
        """What each play brings the seat by itself."""
        return self._asked()[0]

    @property
    def anticipated(self) -> Shares | None:
        """What each play changes in what others bring; None for who looks no step ahead."""
        return self._asked()[1]

    def _asked(self) -> tuple[Shares, Shares | None]:
        if self._shares is None:
            self._shares = self._made_of()
        return self._shares


Touch = tuple[int, float]
"""A motive's place, and the points a play brings it."""


class Touched:
    """What an actor's plays bring it in its own eyes, worked out once.

    `moved` holds by play every motive it moves. What a motive whose value is a straight line
    brings is the same wherever the actor stands: with weights that never change it is added up
    beforehand, in `even` by play; `bent` are the plays with motives left, each with these.
    """

    def __init__(self, side: Side, gains: Gains) -> None:
        self.moved = [tuple((k, dz) for k, dz in enumerate(points) if dz) for points in gains]
        settled = not side.switches and not side.salience
        straight = {k for k, aim in enumerate(side.aims) if aim.straight and settled}
        self.even = [
            added(side.settled[k] * (dz / side.aims[k].scale) for k, dz in row if k in straight)
            for row in self.moved
        ]
        rows = [tuple((k, dz) for k, dz in row if k not in straight) for row in self.moved]
        self.bent = [(at, row) for at, row in enumerate(rows) if row]


def glance(sight: Sight, touched: Touched) -> Standing:
    """Return how the viewer of a sight stands itself."""
    side = sight.side
    (open_now, penalties), invited = sight.gate(side), sight.bonuses(side)
    possible = sight.as_things_are(side, sight.possible(side, open_now), invited)
    base = list(side.dues)
    for at, penalty in penalties:
        base[at] -= penalty
    for slot, (more, _, _) in invited.items():
        base[side.slots[slot]] += more
    parts = _Parts(sight, touched.moved, dict(sight.tired(side)) if side.tires else {})
    utility = list(touched.even)
    for at, left in parts.tired.items():
        utility[at] *= left
    if touched.bent:
        _bend(utility, touched.bent, parts.motives(), parts.tired)
    utility = [brought + base[at] for at, brought in enumerate(utility)]
    return Standing(side, possible, utility, invited, parts.shares)


Motive = tuple[float, float, float, float, Value]
"""A motive's gap, weight, worth as it stands, scale and value function."""


class _Parts:
    """What utilities are made of at a moment: noted at once, worked out when it is asked for."""

    __slots__ = ("_moved", "_references", "_sight", "tired")

    def __init__(
        self, sight: Sight, moved: Sequence[Sequence[Touch]], tired: Mapping[int, float]
    ) -> None:
        self._sight, self._references = sight, sight.references(sight.side)
        self._moved, self.tired = moved, tired

    def motives(self) -> list[Motive]:
        """Return how each motive stands."""
        sight, side = self._sight, self._sight.side
        gaps = gaps_of(side, sight.facts.levels, sight.tables.start, self._references)
        return [
            (gap, weight, aim.value(gap / aim.scale), aim.scale, aim.value)
            for gap, weight, aim in zip(gaps, own_weights(sight), side.aims, strict=True)
        ]

    def shares(self) -> tuple[Shares, None]:
        """Return w_k (v(d_k + f dz_k) - v(d_k)) by play and motive; nothing is anticipated."""
        result, motives = [], self.motives()
        for at, touched in enumerate(self._moved):
            row, factor = [0.0] * len(motives), self.tired.get(at, 1.0)
            for k, dz in touched:
                gap, weight, stands, scale, value = motives[k]
                row[k] = weight * (value((gap + factor * dz) / scale) - stands)
            result.append(row)
        return result, None


def _bend(
    brought: list[float],
    bent: Sequence[tuple[int, Sequence[Touch]]],
    motives: Sequence[Motive],
    tired: Mapping[int, float],
) -> None:
    """Add by play the sum over motives of w_k (v(d_k + f dz_k) - v(d_k))."""
    for at, touched in bent:
        total, factor = 0.0, tired.get(at, 1.0)
        for k, dz in touched:
            gap, weight, stands, scale, value = motives[k]
            total += weight * (value((gap + factor * dz) / scale) - stands)
        brought[at] += total


def own_weights(sight: Sight) -> Sequence[float]:
    """Return a seat's own weights as conditions and salience leave them, summing to 1."""
    side = sight.side
    if not side.switches and not side.salience:
        return side.settled
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
    return whole(weights)
