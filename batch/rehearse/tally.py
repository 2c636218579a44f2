"""What is counted while a scenario is rehearsed. Tallies of parts add up to that of the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, fields

from batch.rehearse.watching import Way
from engine.model import FlagValue

MOST_VALUES = 12
"""Values of a flag that are kept; a count has no end of them."""
Move = tuple[str, str]
"""An actor and one of its moves."""


@dataclass(frozen=True, slots=True, order=True)
class Play:
    """One play of a rehearsal: the arm (a variant, "" as written), who chose, and the seed."""

    arm: str
    way: Way
    seed: int


@dataclass(slots=True)
class Extreme:
    """How low and how high a level stood at turn-ends, and in which plays."""

    low: float
    high: float
    lowest: Play
    highest: Play

    def add(self, other: Extreme) -> None:
        """Take in what other plays saw; of equals the first stays."""
        if other.low < self.low:
            self.low, self.lowest = other.low, other.lowest
        if other.high > self.high:
            self.high, self.highest = other.high, other.highest


@dataclass(slots=True)
class Bested:
    """How often a move could be made in model play, and how often each other was as good in all."""

    times: int = 0
    by: Counter[str] = field(default_factory=Counter)
    better: set[str] = field(default_factory=set)

    def add(self, other: Bested) -> None:
        """Add other counts."""
        self.times += other.times
        self.by.update(other.by)
        self.better |= other.better


@dataclass(slots=True)
class Tally:
    """Counts over plays; moves by (actor, move), turns by (actor, turn), levels by id.

    `possible`, `chosen` and `expected` count model play alone (`expected` sums probabilities),
    `open` the first play of any kind in which a move could be made. `bars` counts why a move could
    not, until first it could. `free` are seats that ever had a choice.
    """

    plays: Counter[Way] = field(default_factory=Counter)
    endings: Counter[tuple[Way, str]] = field(default_factory=Counter)
    ended: dict[str, Play] = field(default_factory=dict)
    fired: Counter[str] = field(default_factory=Counter)
    open: dict[Move, Play] = field(default_factory=dict)
    bars: dict[Move, Counter[str]] = field(default_factory=dict)
    barred: Counter[Move] = field(default_factory=Counter)
    possible: Counter[Move] = field(default_factory=Counter)
    chosen: Counter[Move] = field(default_factory=Counter)
    expected: Counter[Move] = field(default_factory=Counter)
    bested: dict[Move, Bested] = field(default_factory=dict)
    free: set[str] = field(default_factory=set)
    asked: Counter[tuple[str, int]] = field(default_factory=Counter)
    stuck: Counter[tuple[str, int]] = field(default_factory=Counter)
    stuck_in: dict[tuple[str, int], Play] = field(default_factory=dict)
    ends: Counter[Way] = field(default_factory=Counter)
    pinned: Counter[str] = field(default_factory=Counter)
    pinned_in: dict[str, Play] = field(default_factory=dict)
    seen: dict[str, Extreme] = field(default_factory=dict)
    flags: dict[str, set[str]] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)
    pushed: dict[tuple[str, str], float] = field(default_factory=dict)

    def add(self, other: Tally) -> None:
        """Add the counts of other plays, which come after these."""
        for each in fields(self):
            _added(getattr(self, each.name), getattr(other, each.name))

    def looked_at(self, flags: Iterable[tuple[str, FlagValue]]) -> None:
        """Keep which values flags had."""
        for id, value in flags:
            text = str(value).lower() if isinstance(value, bool) else str(value)
            kept = self.flags.setdefault(id, set())
            if len(kept) < MOST_VALUES:
                kept.add(text)


def _added(mine: object, theirs: object) -> None:
    """Add one field's counts to another's; of two plays the first stays."""
    if isinstance(mine, Counter) and isinstance(theirs, Counter):
        mine.update(theirs)
    elif isinstance(mine, set) and isinstance(theirs, set):
        mine |= theirs
    elif isinstance(mine, dict) and isinstance(theirs, dict):
        for key, value in theirs.items():
            if key not in mine:
                mine[key] = value
            elif isinstance(value, float):
                mine[key] = max(mine[key], value)
            elif not isinstance(value, Play):
                _merged(mine[key], value)


def _merged(mine: object, theirs: object) -> None:
    """Add what stands under one key to what stands there already."""
    if isinstance(mine, (Extreme, Bested)):
        mine.add(theirs)  # type: ignore[arg-type]
    else:
        _added(mine, theirs)
