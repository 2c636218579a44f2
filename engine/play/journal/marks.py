"""Turn ends a table has stood at: from the last one on the way, a position is brought back quickly.

Going back thus costs a turn's inputs, not the exercise's. A mark is a snapshot with the reports of
the turns before it, which only who played or replayed them has; it is used where the state it
brings back hashes as it did, and whatever comes after it is compared as ever.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from engine.errors import WhitecellError
from engine.play.exercise import Exercise
from engine.play.journal.derived import restored
from engine.play.journal.entries import Entry
from engine.play.table import Prepared
from engine.record import TurnReport


@dataclass(frozen=True, slots=True)
class Mark:
    """A turn's end: its snapshot, and the turns so far."""

    snapshot: str
    reports: tuple[TurnReport, ...]


class Marks:
    """The turn ends of one journal, by the number of the input each follows."""

    def __init__(self, prepared: Prepared, replication: int) -> None:
        self._prepared, self._replication = prepared, replication
        self._marks: dict[int, Mark] = {}

    def put(self, reports: Iterable[TurnReport], node: int, snapshot: str) -> None:
        """Mark the turn's end after an input, with the reports up to it."""
        if node not in self._marks:
            self._marks[node] = Mark(snapshot, tuple(reports))

    def nearest(self, path: list[Entry]) -> tuple[Exercise, list[Entry]] | None:
        """Return the last mark on a path as an exercise, with the entries after it."""
        for place in range(len(path) - 1, -1, -1):
            entry = path[place]
            if entry.kind == "seam":
                return None
            if entry.seq in self._marks and (found := self._at(entry.seq)):
                return found, path[place + 1 :]
        return None

    def _at(self, node: int) -> Exercise | None:
        """Return the exercise at a mark, or forget the mark where it does not bring it back."""
        mark = self._marks[node]
        try:
            found = restored(self._prepared, self._replication, mark.snapshot, mark.reports)
            if found.state_hash() == mark.reports[-1].state_hash:
                return found
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
            pass
        except WhitecellError:
            pass
        del self._marks[node]
        return None
