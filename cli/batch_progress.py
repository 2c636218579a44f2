"""How far a batch is, on standard error: a bar with the time left, and the outcome shares so far.

At a terminal it is drawn anew in place; elsewhere a line is said now and then.
"""

from __future__ import annotations

import sys
import time

from rich.console import Console, Group
from rich.live import Live
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from batch.runner import Standing
from cli.talk import say
from reports.wording import spoken_time

LINES, MOST = 8, 4
"""Arms told of at once, and outcome classes of each."""
SECONDS = 30.0
"""Between two lines where there is no terminal."""


class Bar:
    """The progress of a batch."""

    def __init__(self) -> None:
        self._live: Live | None = None
        self._bar = Progress(
            TextColumn("runs"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(elapsed_when_finished=True),
            TextColumn("{task.description}", markup=False),
        )
        self._task = self._bar.add_task("", total=None)
        self._said = time.monotonic()

    def tell(self, standing: Standing) -> None:
        """Show how far it is."""
        if not sys.stderr.isatty():
            self._line(standing)
            return
        if self._live is None:
            console = Console(stderr=True)
            self._live = Live(console=console, refresh_per_second=4, transient=True)
            self._bar.reset(self._task, total=standing.total, completed=standing.done)
            self._live.start()
        known = f"±{standing.widest / 2:.3f}" if standing.tally.outcomes else ""
        self._bar.update(self._task, completed=standing.done, description=f"{known}  ^c stops")
        self._live.update(Group(self._bar, Text("\n".join(shares(standing)))))

    def _line(self, standing: Standing) -> None:
        now, fresh = time.monotonic(), standing.done - standing.skipped
        if now - self._said < SECONDS or not fresh:
            return
        self._said = now
        left = (now - standing.began) / fresh * (standing.total - standing.done)
        told = f"{standing.done:,} of {standing.total:,} runs"
        say(f"{told}, at most {spoken_time(left).removeprefix('about ')} left")

    def close(self) -> None:
        """Take the bar away."""
        if self._live is not None:
            self._live.stop()
            self._live = None


def shares(standing: Standing) -> list[str]:
    """Return the outcome shares so far, a line an arm, the commonest first."""
    lines = list[str]()
    for arm in standing.study.arms[:LINES]:
        counts = standing.tally.outcomes.get(arm.index)
        if counts:
            runs = counts.total()
            common = (f"{id} {hits / runs:.0%}" for id, hits in counts.most_common(MOST))
            lines.append(f"{arm.label}: {', '.join(common)}")
    if (more := len(standing.study.arms) - LINES) > 0:
        lines.append(f"and {more} more arms")
    if standing.tally.failed:
        lines.append(f"{standing.tally.failed:,} failed")
    return lines
