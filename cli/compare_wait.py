"""A line while something takes long, at a terminal: what is being done, and for how long now."""

from __future__ import annotations

import sys
import time
from threading import Event, Thread
from types import TracebackType
from typing import Self

from cli.batching import ROOM

FIRST, EVERY = 1.5, 1.0
"""Seconds until the line is shown, and between two."""


class Waiting:
    """Such a line on standard error, from entering to leaving; silent where it is no terminal."""

    def __init__(self, doing: str, first: float = FIRST) -> None:
        self.doing, self.first, self.over = doing, first, Event()
        self.told = Thread(target=self._tell, daemon=True) if sys.stderr.isatty() else None

    def __enter__(self) -> Self:
        """Begin to count."""
        if self.told is not None:
            self.told.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Clear the line."""
        self.over.set()
        if self.told is not None:
            self.told.join()
            self.told = None

    def _tell(self) -> None:
        began, wait, shown = time.monotonic(), self.first, False
        while not self.over.wait(wait):
            told = f"{self.doing}, {time.monotonic() - began:.0f} s; ^c stops"
            self._write(f"{told:<{ROOM}}")
            wait, shown = EVERY, True
        if shown:
            self._write(" " * ROOM + "\r")

    def _write(self, text: str) -> None:
        sys.stderr.write(f"\r{text}")
        sys.stderr.flush()
