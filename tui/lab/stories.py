"""One run of each kind: the one in the middle of those that ended so, told as a timeline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from shlex import quote

from textual.content import Content
from textual.widgets.option_list import Option

from reports.comparison.stories import Story
from reports.wording import capital, day_month
from tui import safe
from tui.lab.rooms import MUTED, Line, Room, note
from tui.waiting import Waiting
from tui.widgets.lists import cells

SIGNS = {"inject": "◆ ", "met": "· "}


class Stories(Room):
    """A row for each class, its run beside it."""

    ID, NAME, TITLE, NEXT = "runs", "runs", "ONE RUN OF EACH KIND", "read one run of each kind"

    def own_rows(self, width: int) -> Iterator[Option]:
        """Return the classes with the run in the middle of each."""
        if self.lab.stories is None:
            yield note("Looking for the run in the middle of each kind …")
            return
        for at, story in enumerate(self.lab.stories):
            where = f"run {story.run} of {self.lab.names[story.arm]}, one of {story.stands_for:,}"
            row = Content.assemble(
                cells(safe.one(self.lab.outcome(story.outcome)), 26), "  ", safe.one(where, MUTED)
            )
            yield Option(cells(row, width), str(at))

    def found(self, id: str) -> Story | None:
        """Return the story of a row."""
        stories = self.lab.stories or ()
        return stories[int(id)] if id.isdigit() and int(id) < len(stories) else None

    def place(self, id: str) -> tuple[Path, str] | None:
        """Return the folder and the id of a row's run."""
        story = self.found(id)
        cloud = self.lab.cloud(story.arm) if story else None
        return (cloud.results.folder, story.run) if story and cloud else None

    def row_of(self, outcome: str) -> str:
        """Return the row of a class, "" where it has none."""
        ids = [story.outcome for story in self.lab.stories or ()]
        return str(ids.index(outcome)) if outcome in ids else ""

    def detail(self, id: str, width: int) -> Iterable[Line]:
        """Return a run's story, day by day."""
        story = self.found(id)
        if story is None:
            return
        yield f"{capital(self.lab.outcome(story.outcome))}: {story.says}", "bold"
        if (place := self.place(id)) is not None:
            yield f"whitecell run --from {quote(str(place[0]))} --run {place[1]}", MUTED
        for line in story.lines:
            day = f"{day_month(line.date):>6}  " if line.date else " " * 8
            yield (
                f"{day}{SIGNS.get(line.kind, '')}{line.text}",
                "bold" if line.kind == "inject" else "",
            )

    def waiting(self) -> Waiting | None:
        """Return that the run can be put on the table, where it can."""
        if not self.lab.stories or self.lab.study.minds:
            return None
        return Waiting(
            "An example, not a forecast.", "enter", "select", "play this run at the table"
        )
