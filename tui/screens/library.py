"""The Library: the scenarios there are, what each is about, and whether it is sound."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from engine.errors import WhitecellError
from engine.model import Scenario
from reports.wording import listing, plain
from tui import safe
from tui.messages import NextWanted
from tui.page import Page
from tui.playing import Waiting
from tui.shelf import Entry, Shelf
from tui.widgets.lists import Rows, hanging
from tui.widgets.waiting import WaitingLine


class _Shelf(Rows):
    BORDER_TITLE = "SCENARIOS"
    BINDINGS = [Binding("enter", "select", "set up", tooltip="Set the scenario up")]

    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__("shelf")
        self.entries = entries

    def rows(self, width: int) -> Iterable[Option]:
        for entry in self.entries:
            mark = ("✗ ", "bold $error") if entry.trouble else ("✓ ", "$success")
            yield Option(hanging(Content.assemble(mark), safe.one(entry.title), width), entry.id)


class LibraryScreen(Page[None]):
    """The first screen."""

    BINDINGS = [
        Binding("r", "reload", "read again", tooltip="Read the scenarios anew"),
    ]

    def __init__(self, shelf: Shelf) -> None:
        super().__init__()
        self.shelf = shelf
        self.entries: Sequence[Entry] = ()

    def body(self) -> ComposeResult:
        """Yield the list and what the highlighted scenario is about."""
        with Container(id="library"):
            yield _Shelf(())
            with VerticalScroll(id="about"):
                yield Static("", id="text", markup=False)
        yield WaitingLine()

    def on_mount(self) -> None:
        """Read the shelf."""
        self.entitle("Whitecell · library")
        self.query_one(_Shelf).focus()
        self.action_reload()

    def action_reload(self) -> None:
        """Read the shelf anew."""
        try:
            self.entries = self.shelf.entries()
        except WhitecellError as error:
            self.warn(error)
        shelf = self.query_one(_Shelf)
        shelf.entries = self.entries
        shelf.rebuild()
        self._tell_next()

    def _tell_next(self) -> None:
        line = self.query_one(WaitingLine)
        if not self.entries:
            line.show(Waiting("No scenario was found.", "r", "reload", "read again"))
        else:
            line.show(Waiting("Pick a scenario.", "enter", "open", "set it up"))

    @property
    def entry(self) -> Entry | None:
        """The highlighted entry."""
        at = self.query_one(_Shelf).highlighted
        return self.entries[at] if at is not None and at < len(self.entries) else None

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show what the scenario is about."""
        entry = self.entry
        if entry is not None:
            self.query_one("#text", Static).update(_about(entry))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Set the scenario up."""
        self.action_open()

    def on_next_wanted(self, message: NextWanted) -> None:
        """Do what the waiting line says."""
        self.action_open() if self.entries else self.action_reload()

    def action_open(self) -> None:
        """Set the highlighted scenario up, if it is sound."""
        entry = self.entry
        if entry is None:
            return
        if entry.trouble:
            self.tell("This scenario cannot be played until its errors are mended.")
            return
        self.app.open_setup(entry.id)  # type: ignore[attr-defined]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show no way back from the first screen."""
        return action != "back"


def _about(entry: Entry) -> Content:
    lines = [safe.one(entry.title, "bold")]
    if entry.trouble or entry.scenario is None:
        lines += [Content.styled("✗ It has errors and cannot be played:", "bold $error")]
        return Content("\n").join([*lines, safe.plain(entry.trouble)])
    lines += [
        safe.one(entry.frame, "$foreground-muted"),
        Content.styled("✓ sound: every name and condition in it was checked", "$success"),
        Content(""),
        safe.plain(entry.scenario.brief.strip()),
        Content(""),
        *_more(entry.scenario),
    ]
    return Content("\n").join(lines)


def _more(scenario: Scenario) -> Iterable[Content]:
    cast = listing(plain(actor.name) for actor in scenario.actors)
    yield safe.one(f"Seats: {cast}")
    if scenario.variants:
        yield safe.one(f"Variants: {listing(plain(each.id) for each in scenario.variants)}")
    if scenario.objectives:
        yield Content("")
        yield Content.styled("Objectives", "bold $primary")
        yield from (safe.one(f"• {each}") for each in scenario.objectives)
