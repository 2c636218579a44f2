"""How far a batch is, on standard error: a bar with the time left, and the outcome shares so far.

At a terminal it is drawn anew in place; elsewhere a line is said now and then.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from batch.runner import Standing
from cli.talk import say
from reports.wording import counted, spoken_time

if TYPE_CHECKING:
    from cli.batch_bar import Bar

SECONDS = 30.0
"""Between two lines where there is no terminal."""
EVERY = 0.25
"""Between two pictures where there is one."""


class Progress:
    """The progress of a batch."""

    def __init__(self) -> None:
        self._bar: Bar | None = None
        self._said = time.monotonic()
        self._drawn = 0.0

    def tell(self, standing: Standing) -> None:
        """Show how far it is."""
        if not sys.stderr.isatty():
            self._line(standing)
            return
        if self._bar is None:
            from cli.batch_bar import Bar

            self._bar = Bar(standing)
        now = time.monotonic()
        if now - self._drawn >= EVERY or standing.done == standing.total:
            self._drawn = now
            self._bar.draw(standing)

    def _line(self, standing: Standing) -> None:
        now, fresh = time.monotonic(), standing.done - standing.skipped
        if now - self._said < SECONDS or not fresh:
            return
        self._said = now
        left = (now - standing.began) / fresh * (standing.total - standing.done)
        told = f"{standing.done:,} of {counted(standing.total, 'run')}"
        say(f"{told}, at most {spoken_time(left).removeprefix('about ')} left")

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None
