"""Two branches side by side: where they part, and how each turn went.

Asides (notes, forecasts, the turn clock) change nothing in the world, so they part no branches.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

from engine.play.exercise import Exercise
from engine.play.journal.entries import Entry, Plain
from engine.play.journal.replaying import Replay
from engine.record import Finished, TurnReport

ASIDES = ("note", "forecast", "clock")


@dataclass(frozen=True, slots=True)
class Pair:
    """One turn of two branches; None where a branch has not come so far."""

    turn: int
    left: TurnReport | None
    right: TurnReport | None

    @property
    def same(self) -> bool:
        """Whether both are in the same state at the turn's end."""
        return bool(self.left and self.right and self.left.state_hash == self.right.state_hash)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two branches: their turns, their outcomes, and the first thing that parts them.

    `parted` holds the first inputs that are not the same, None where a branch has no more, both
    where all are the same.
    """

    names: tuple[str, str]
    pairs: tuple[Pair, ...]
    outcomes: tuple[str, str]
    parted: tuple[Entry | None, Entry | None]

    @property
    def first(self) -> int | None:
        """The first turn that ends otherwise, None where none does."""
        return next((p.turn for p in self.pairs if p.left and p.right and not p.same), None)


def compared(replay: Replay, left: str, right: str) -> Comparison:
    """Return two branches turn by turn; KeyError where there is no such branch."""
    heads = replay.tree.branches[left].head, replay.tree.branches[right].head
    first, second = (replay.at(head) for head in heads)
    pairs = tuple(
        Pair(turn, a, b)
        for turn, (a, b) in enumerate(zip_longest(first.reports, second.reports), 1)
    )
    ours, theirs = (replay.tree.path(head) for head in heads)
    outcomes = _outcome(first), _outcome(second)
    return Comparison((left, right), pairs, outcomes, _parted(ours, theirs))


def _outcome(exercise: Exercise) -> str:
    pause = exercise.pause
    return pause.outcome if isinstance(pause, Finished) else ""


def _parted(left: list[Entry], right: list[Entry]) -> tuple[Entry | None, Entry | None]:
    """Return the first inputs that are not the same, asides not counted."""
    ours, theirs = ([e for e in path if e.kind not in ASIDES] for path in (left, right))
    for a, b in zip_longest(ours, theirs):
        if a is None or b is None or _meaning(a) != _meaning(b):
            return a, b
    return None, None


def _meaning(entry: Entry) -> tuple[str, Plain]:
    """Return what an input does; a copy made by an amendment does what the first one did."""
    return entry.kind, {name: v for name, v in entry.data.items() if name != "copy_of"}
