"""The runs that failed, each with its cause and the command that repeats it."""

from __future__ import annotations

from collections.abc import Iterable
from shlex import quote

from textual.content import Content
from textual.widgets.option_list import Option

from tui import safe
from tui.lab.rooms import MUTED, Line, Room, note
from tui.widgets.lists import cells


class Failures(Room):
    """A row for each failed run, as they come."""

    ID, NAME, TITLE, NEXT = "failed", "failed", "RUNS THAT FAILED", "see the runs that failed"
    READS = False

    def rows(self, width: int) -> Iterable[Option]:
        """Return a row for each failed run that is told of."""
        lab = self.lab
        if not lab.failures:
            yield note("No run has failed." if lab.news or lab.gathered else "Reading …")
        for at, (_, failed) in enumerate(lab.failures):
            row = Content.assemble(
                ("✗ ", "bold $error"),
                cells(safe.one(failed.run), 10),
                cells(safe.one(failed.stage), 14),
                safe.one(failed.cause),
            )
            yield Option(cells(row, width), str(at))
        if (more := lab.failed - len(lab.failures)) > 0:
            yield note(f"and {more:,} more: the rows of runs whose status is failed")

    def detail(self, id: str, width: int) -> Iterable[Line]:
        """Return why a run failed and how to repeat it."""
        if not id.isdigit() or int(id) >= len(self.lab.failures):
            yield "A run that fails stops no other; it is a row with its stage and cause.", MUTED
            return
        folder, failed = self.lab.failures[int(id)]
        arm = failed.run.partition("-")[0]
        arms = self.lab.study.arms
        known = arm.isdigit() and int(arm) < len(arms) and folder == self.lab.folder
        yield f"Run {failed.run} failed in {failed.stage}", "bold"
        if known:
            yield f"of {arms[int(arm)].label}", ""
        yield failed.cause, "$error"
        yield "Repeat it with:", MUTED
        yield f"whitecell run --from {quote(str(folder))} --run {failed.run}", "bold"
