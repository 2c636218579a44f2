"""What commands that play many runs share: their options, workers, and the count of runs done."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

FEW = 200
"""Runs that are done before workers have started."""

Workers = Annotated[
    int | None,
    Parameter(
        validator=Number(gte=1, lte=256),
        help="Processes to run in; the same figures come out whatever their number.",
    ),
]


def workers_for(runs: int, asked: int | None) -> int:
    """Return how many processes to use: this one alone for few runs, else one a core."""
    if asked is not None:
        return asked
    if runs < FEW:
        return 1
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def misspelt(pairs: Iterable[str] | None) -> str | None:
    """Return the first setting that is not KEY=VALUE."""
    return next((pair for pair in pairs or () if not all(pair.partition("=")[:2])), None)


class Progress:
    """Tells the person at a terminal how many runs are done; silent elsewhere."""

    def __init__(self, total: int) -> None:
        self.total, self.done, self.shown = total, 0, sys.stderr.isatty()

    def __call__(self, runs: int) -> None:
        """Count some runs that are done."""
        self.done += runs
        if self.shown:
            sys.stderr.write(f"\r{self.done:,} of {self.total:,} runs ")
            sys.stderr.flush()

    def close(self) -> None:
        """Clear the line."""
        if self.shown:
            sys.stderr.write("\r" + " " * 40 + "\r")
