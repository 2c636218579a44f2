"""Following a journal that somebody else writes: read-only, without a lock, step by step.

A follower copies the file's bytes when they have changed and plays on from where it stood; where
the table was moved to another line of play it replays that line. It never holds up the writer.
"""

from __future__ import annotations

from pathlib import Path

from engine.play.exercise import Exercise
from engine.play.journal.contents import Contents, read_contents
from engine.play.journal.entries import Entry
from engine.play.journal.faults import JournalError, reason
from engine.play.journal.replaying import Loader, Replay

State = tuple[int, int, int]


class Follower:
    """One reader of one journal. `exercise` stands where the table stood when last looked at."""

    def __init__(self, path: Path, loader: Loader) -> None:
        self.path, self._loader = path, loader
        self._state = self._now()
        self._take(read_contents(path))

    def _take(self, contents: Contents) -> None:
        self.contents = contents
        self.replay = Replay(contents, self._loader)
        self._path = self.replay.tree.path()
        self.exercise: Exercise = self.replay.at()

    @property
    def branch(self) -> str:
        """The name of the branch on the table when last looked at."""
        return self.replay.tree.current.name

    def look(self) -> bool:
        """Read what is new, and tell whether the table moved."""
        state = self._now()
        if state == self._state:
            return False
        contents = read_contents(self.path)
        self._state = state
        if contents.entries[0] != self.contents.entries[0]:
            self._take(contents)
            return True
        if len(contents.entries) == len(self.contents.entries):
            return False
        self._move(contents)
        return True

    def _move(self, contents: Contents) -> None:
        """Go to where the table stands now: on from here, or by another line."""
        self.replay.take(contents)
        self.contents, path = contents, self.replay.tree.path()
        behind = len(self._path)
        if _begins(path, self._path):
            self.replay.follow(self.exercise, path[behind:])
        else:
            self.exercise = self.replay.at()
        self._path = path

    def _now(self) -> State:
        """Return what tells whether the file has changed."""
        try:
            found = self.path.stat()
        except OSError as error:
            raise JournalError(str(self.path), reason(error)) from None
        return found.st_mtime_ns, found.st_size, found.st_ino


def _begins(path: list[Entry], start: list[Entry]) -> bool:
    """Tell whether a path goes on from another, and not from a seam."""
    fresh = path[len(start) :]
    same = [e.seq for e in path[: len(start)]] == [e.seq for e in start]
    return same and all(entry.kind != "seam" for entry in fresh)
