"""What commands that play many runs share: their options, workers, and the count of runs done."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from reports.wording import spoken_time

ROOM = 60
"""Cells of the line that tells how far a command is."""

Workers = Annotated[
    int | None,
    Parameter(
        validator=Number(gte=1, lte=256),
        help="Processes to run in; the same figures come out whatever their number.",
    ),
]


@Parameter(name="*")
@dataclass(frozen=True)
class Again:
    """A run of a batch, to be repeated."""

    from_: Annotated[
        Path | None, Parameter(help="The folder of a batch: one of its runs is repeated.")
    ] = None
    run: Annotated[str | None, Parameter(help="Which of its runs: ARM-REPLICATION.")] = None


def misspelt(pairs: Iterable[str] | None) -> str | None:
    """Return the first setting that is not KEY=VALUE."""
    return next((pair for pair in pairs or () if not all(pair.partition("=")[:2])), None)


class Progress:
    """Tells the person at a terminal how many runs are done and how long the rest takes.

    Silent elsewhere. `clock` gives seconds.
    """

    def __init__(self, total: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.total, self.done, self.shown = total, 0, sys.stderr.isatty()
        self.clock, self.began = clock, clock()
        self._tell()

    def __call__(self, runs: int) -> None:
        """Count some runs that are done."""
        self.done += runs
        self._tell()

    def _tell(self) -> None:
        if self.shown:
            sys.stderr.write(f"\r{self.says():<{ROOM}}")
            sys.stderr.flush()

    def says(self) -> str:
        """Return how many runs are done, and once some are, how long the rest takes."""
        told = f"{self.done:,} of {self.total:,} {'run' if self.total == 1 else 'runs'}"
        if not self.done:
            return f"{told}; ^c stops"
        left = (self.clock() - self.began) / self.done * max(0, self.total - self.done)
        return f"{told}, {spoken_time(left)} left; ^c stops"

    def close(self) -> None:
        """Clear the line."""
        if self.shown:
            sys.stderr.write("\r" + " " * ROOM + "\r")
