"""The bar of a batch at a terminal: drawn anew in place, with the time left and the shares."""

from __future__ import annotations

from rich.console import Console, Group
from rich.live import Live
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from batch.runner import Standing

LINES, MOST = 8, 4
"""Arms told of at once, and outcome classes of each."""


class Bar:
    """A bar on standard error, from its making until it is closed."""

    def __init__(self, standing: Standing) -> None:
        self._bar = Progress(
            TextColumn("runs"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(elapsed_when_finished=True),
            TextColumn("{task.description}", markup=False),
        )
        self._task = self._bar.add_task("", total=standing.total, completed=standing.done)
        self._live = Live(console=Console(stderr=True), refresh_per_second=4, transient=True)
        self._live.start()

    def draw(self, standing: Standing) -> None:
        """Show how far it is."""
        known = f"±{standing.widest / 2:.3f}" if standing.tally.outcomes else ""
        self._bar.update(self._task, completed=standing.done, description=f"{known}  ^c stops")
        self._live.update(Group(self._bar, Text("\n".join(shares(standing)))))

    def close(self) -> None:
        """Take the bar away."""
        self._live.stop()


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
