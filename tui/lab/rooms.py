"""What every room of the Batch screen is: rows, what a row is made of, what comes next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.content import Content
from textual.widgets.option_list import Option

from tui import safe
from tui.lab.desk import Lab
from tui.waiting import Waiting

READING = "Reading the runs"
MUTED = "$foreground-muted"
Line = tuple[str, str]
"""A text and its style."""


class Room:
    """One room. What it is given by `rows` and `detail` is plain content."""

    ID = ""
    NAME = ""
    """On its tab."""
    TITLE = ""
    NEXT = ""
    """What `n` leads to from the room before: "see ..."."""
    READS = True
    """Whether it shows what must be read from the folder first."""

    def __init__(self, lab: Lab) -> None:
        self.lab = lab

    def title(self) -> str:
        """Return what stands over its rows."""
        return self.TITLE

    def rows(self, width: int) -> Iterable[Option]:
        """Return its rows, or why there are none yet."""
        if self.READS and self.lab.comparison is None:
            yield note(self.absent())
        else:
            yield from self.own_rows(width)

    def own_rows(self, width: int) -> Iterator[Option]:
        """Return its rows."""
        yield from ()

    def absent(self) -> str:
        """Say why it cannot be shown yet."""
        if self.lab.running:
            return "Shown once the runs are in; r reads what is written by now."
        if self.lab.unread:
            return "It could not be read."
        fault = self.lab.gathered.fault if self.lab.gathered else ""
        fault = fault.removeprefix(f"{self.lab.folder}: ")
        return f"Nothing to compare: {fault}." if fault else f"{self.lab.reading or READING} …"

    def detail(self, id: str, width: int) -> Iterable[Line]:
        """Return what a row is made of, lines that wrap, each with a style."""
        return ()

    def picture(self, id: str, width: int, height: int) -> Content | None:
        """Return what a row is made of as a picture, in place of lines."""
        return None

    def heading(self, id: str) -> tuple[str, str]:
        """Return what stands over and under a row's detail."""
        return "HIGHLIGHTED", ""

    def waiting(self) -> Waiting | None:
        """Return what is to be done here; None where the next room is what comes next."""
        return None


def note(text: str) -> Option:
    """Return a row that says something and cannot be picked."""
    return Option(safe.one(text, MUTED), disabled=True)
