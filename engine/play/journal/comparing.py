"""Two branches side by side: where they part, and how each turn went.

Asides (notes, forecasts, the turn clock) change nothing in the world, so they part no branches.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest

from engine.play.exercise import Exercise
from engine.play.journal.driving import pause_name
from engine.play.journal.entries import Entry, Plain, full
from engine.play.journal.replaying import Replay
from engine.play.journal.tree import Tree
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


def given_again(entries: Iterable[Entry]) -> dict[int, int]:
    """Return the asides that corrections gave again, each with the one it stands in place of.

    A correction plays later inputs again, so what was said once is recorded once more; a corrected
    aside stands in place of the wrong one.
    """
    first, *rest = entries
    tree, found, due = Tree(first), dict[int, int](), list[Entry]()
    wrong: Entry | None = None
    for entry in rest:
        if entry.kind == "amend":
            due, wrong = _due(tree.path(), entry), tree.nodes[entry.data["of"]]
        elif not entry.is_input:
            due, wrong = [], None
        elif entry.kind in ASIDES:
            source = next((each for each in due if _says(each) == _says(entry)), None)
            if source is not None:
                due.remove(source)
            elif wrong is not None and (wrong.kind, wrong.parent) == (entry.kind, entry.parent):
                source = wrong
            if source is not None:
                found[entry.seq] = source.seq
        tree.take(entry)
    return found


def _due(path: list[Entry], amend: Entry) -> list[Entry]:
    """Return the asides that a correction gives again."""
    of, dropped = amend.data["of"], set(amend.data["dropped"])
    behind = [entry.seq for entry in path].index(of) + 1
    return [e for e in path[behind:] if e.kind in ASIDES and e.seq not in dropped]


def _says(entry: Entry) -> tuple[str, str, Plain]:
    return entry.kind, pause_name(entry.pause), full(entry.kind, entry.data)
