"""Batches: those that were run, to be opened, and a path to any other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets.option_list import Option

from engine.errors import WhitecellError
from tui import safe
from tui.lab.desk import opened
from tui.lab.finding import Batch, found, path_of, size
from tui.messages import NextWanted
from tui.pairs import Pairs, told
from tui.screens.dialogs import Ask
from tui.waiting import Waiting
from tui.widgets.lists import hanging
from tui.widgets.waiting import WaitingLine

MUTED = "$foreground-muted"


class BatchesScreen(Pairs[None]):
    """The batches below some folders."""

    BINDINGS = [
        Binding("o", "path", "a folder", tooltip="Open the batch in a folder by its path"),
        Binding("r", "reload", "read again", tooltip="Look for batches anew"),
    ]
    LIST = "BATCHES"

    def __init__(self, places: Sequence[Path]) -> None:
        super().__init__()
        self.places = tuple(places)
        self.found: Sequence[Batch] = ()

    def below(self) -> ComposeResult:
        """Yield the line that says what comes next."""
        yield WaitingLine()

    def on_mount(self) -> None:
        """Look for batches."""
        super().on_mount()
        self.action_reload()

    def action_reload(self) -> None:
        """Look for batches anew."""
        self.found = found(self.places)
        self.show_anew()

    def heading(self) -> str:
        """Return what is listed."""
        return "Whitecell · batches"

    def lead(self) -> str:
        """Return where they were looked for."""
        return f"In {' and '.join(str(place) for place in self.places)}"

    def rows(self, width: int) -> Iterable[Option]:
        """Return a row for each batch."""
        for at, each in enumerate(self.found):
            mark = Content.styled("✗ ", "bold $error") if each.trouble else Content("  ")
            says = [safe.one(each.folder.name, "bold"), safe.one(each.title)]
            says += [] if each.trouble else [safe.one(f"{size(each)} · {each.when}", MUTED)]
            yield Option(hanging(mark, Content("\n").join(says), width), str(at))

    def _at(self, id: str) -> Batch | None:
        return self.found[int(id)] if id.isdigit() and int(id) < len(self.found) else None

    def detail(self, id: str, width: int) -> Content:
        """Return what a batch is about, or why it cannot be opened."""
        each = self._at(id)
        if each is None:
            return told([("No batch was found. In the library, b begins one.", MUTED)], width)
        lines = [(each.title, "bold"), (f"Folder: {each.folder}", "")]
        if each.trouble:
            return told([*lines, (f"✗ {each.trouble}", "$error")], width)
        lines += [(f"{size(each)}; {each.state}", ""), (each.when, MUTED), (each.says, "")]
        lines += [("", ""), ("Arms", "bold $primary"), *((arm, "") for arm in each.arms[:40])]
        return told(lines, width)

    def show_anew(self) -> None:
        """Show everything as it is now."""
        super().show_anew()
        line = self.query_one(WaitingLine)
        if self.found:
            line.show(Waiting("Pick a batch.", "enter", "select", "open it"))
        else:
            line.show(Waiting("No batch was found here.", "o", "path", "open a folder by its path"))

    def on_next_wanted(self, message: NextWanted) -> None:
        """Do what the waiting line says."""
        self.picked(self.items.at) if self.found else self.action_path()

    def picked(self, id: str) -> None:
        """Open a batch."""
        each = self._at(id)
        if each is not None:
            self._open(each.folder)

    @work(exclusive=True, group="asking")
    async def action_path(self) -> None:
        """Ask for a folder, and open the batch in it."""
        fields = [("Folder", "")]
        given = await self.app.push_screen_wait(Ask("Open the batch in which folder?", fields))
        if given is not None:
            self._open(path_of(given[0]))

    def _open(self, folder: Path) -> None:
        try:
            self.app.open_batch(opened((folder,)))  # type: ignore[attr-defined]
        except WhitecellError as error:
            self.warn(error)
