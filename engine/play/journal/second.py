"""A copy of the journal on a second disk at every turn's end, made aside while play goes on.

Each copy is written beside its place, synced, read back and checked to its last hash before it
takes the name of the one before, so that a whole copy stands there at every instant. A disk that
fails is told and holds up nobody.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from pathlib import Path

from engine.play.journal.contents import read_contents
from engine.play.journal.copying import name_file, put_bytes
from engine.play.journal.entries import Entry
from engine.play.journal.faults import JournalError

PATIENCE = 10.0
"""Seconds to wait at the end for a copy under way."""


class Second:
    """Copies of one journal in another folder. `fault` says why the last could not be made."""

    def __init__(self, journal: Path, folder: Path) -> None:
        self.target = folder / journal.name
        self.fault = ""
        self.made = 0
        self._journal = journal
        self._wanted: tuple[bytes, str] | None = None
        self._guard = threading.Lock()
        self._thread: threading.Thread | None = None

    def check(self, setup: Entry, *, new: bool) -> None:
        """Raise JournalError where the folder cannot take copies of this exercise.

        An older copy is replaced only where it is one of the same exercise; where none is wanted
        anew, there must be one.
        """
        target = self.target
        if not target.parent.is_dir():
            raise JournalError(str(target.parent), "there is no such folder for the second copy")
        if target.resolve() == self._journal.resolve():
            raise JournalError(str(target), "the second copy would be the journal itself")
        if not target.exists():
            if not new:
                raise JournalError(str(target), "there is no copy of before to go on from")
        elif read_contents(target).entries[0] != setup:
            raise JournalError(str(target), "there is another exercise of that name")

    def put(self, tip: str) -> None:
        """Have the journal as it is now copied; `tip` is the hash it ends with.

        The file is read here, between two writes; only what is slow is left to the side.
        """
        try:
            data = self._journal.read_bytes()
        except OSError as error:
            self.fault = (
                f"{self.target}: the journal could not be read for a copy: {error.strerror}"
            )
            return
        with self._guard:
            self._wanted = (data, tip)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, daemon=True)
                self._thread.start()

    def wait(self, seconds: float = PATIENCE) -> None:
        """Wait for a copy under way."""
        with self._guard:
            thread = self._thread
        if thread is not None:
            thread.join(seconds)

    def _work(self) -> None:
        while True:
            with self._guard:
                wanted, self._wanted = self._wanted, None
                if wanted is None:
                    self._thread = None
                    return
            try:
                self._make(*wanted)
            except JournalError as error:
                self.fault = f"{error.path}: no copy on the second disk: {error.says}"
            else:
                self.fault, self.made = "", self.made + 1

    def _make(self, data: bytes, tip: str) -> None:
        new = self.target.with_name(self.target.name + ".new")
        try:
            put_bytes(new, data)
            if read_contents(new).tip != tip:
                raise JournalError(str(self.target), "the copy is not what was written")
            name_file(new, self.target, over=True)
        except JournalError:
            with suppress(OSError):
                new.unlink(missing_ok=True)
            raise
