"""The Library: the scenarios there are, whether each is sound, and the exercises to resume."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from engine.errors import WhitecellError
from reports.wording import listing, plain
from tui import doors, safe
from tui.drawer import Drawer, Kept
from tui.messages import NextWanted
from tui.page import Page, TooSmall
from tui.shelf import Entry, Shelf
from tui.waiting import Waiting
from tui.widgets.lists import Rows, hanging
from tui.widgets.waiting import WaitingLine

if TYPE_CHECKING:
    from engine.model import Scenario


class _List(Rows):
    """One of the two lists; the arrows go on into the other where it ends."""

    def step(self, by: int) -> Rows | None:
        """Return the list that comes next, None where there is none to be seen."""
        others = [each for each in self.screen.query(_List) if each.display]
        at = others.index(self) + by
        return others[at] if 0 <= at < len(others) else None

    def action_cursor_down(self) -> None:
        """Go a row down, from the last into the list below."""
        self._go(1, self.option_count - 1, super().action_cursor_down)

    def action_cursor_up(self) -> None:
        """Go a row up, from the first into the list above."""
        self._go(-1, 0, super().action_cursor_up)

    def _go(self, by: int, end: int, within: Callable[[], None]) -> None:
        other = self.step(by)
        if self.highlighted not in (end, None):
            within()
        elif other is not None:
            other.highlighted = 0 if by > 0 else other.option_count - 1
            other.focus()

    def rebuild(self) -> None:
        """Build the rows anew; the screen may have waited for them."""
        super().rebuild()
        if isinstance(self.screen, LibraryScreen):
            self.screen.open_to_keys()


class _Shelf(_List):
    BORDER_TITLE = "SCENARIOS"
    BINDINGS = [Binding("enter", "select", "set up", tooltip="Set the scenario up")]

    def __init__(self) -> None:
        super().__init__("shelf")
        self.entries: Sequence[Entry] = ()

    def rows(self, width: int) -> Iterable[Option]:
        for entry in self.entries:
            yield Option(self._row(entry, width), entry.id)

    def show_again(self, at: int) -> None:
        """Show an entry as it is now; nothing else moves."""
        if at < self.option_count:  # a window too small has no rows
            self.replace_option_prompt_at_index(at, self._row(self.entries[at], self.room))

    def _row(self, entry: Entry, width: int) -> Content:
        mark = _mark(entry.trouble) if entry.looked_into else UNKNOWN
        return hanging(mark, safe.one(entry.title), width)


class _Kept(_List):
    BORDER_TITLE = "EXERCISES"
    BINDINGS = [Binding("enter", "select", "open", tooltip="Go on with it, or look back on it")]

    def __init__(self) -> None:
        super().__init__("kept")
        self.kept: Sequence[Kept] = ()

    def rows(self, width: int) -> Iterable[Option]:
        for each in self.kept:
            says = [safe.one(each.title)]
            if not each.trouble:
                says.append(safe.one(f"{each.turn} · {each.when}", "$foreground-muted"))
            yield Option(hanging(_mark(each.trouble), Content("\n").join(says), width))


class LibraryScreen(Page[None]):
    """The first screen. It is drawn before anything is read, and lists before it has checked."""

    BINDINGS = [
        Binding("r", "reload", "read again", tooltip="Read the scenarios and exercises anew"),
        Binding("a", "author", "author", tooltip="Write the scenario: its file, watched"),
        Binding("b", "batch", "many runs", tooltip="Run the scenario many times, and watch it"),
        Binding("o", "batches", "batches", tooltip="Open a batch that was run"),
        Binding("enter", "open", "open", show=False, tooltip="Open what the description is about"),
    ]

    def __init__(self, shelf: Shelf, drawer: Drawer) -> None:
        super().__init__()
        self.shelf, self.drawer = shelf, drawer
        self.entries: list[Entry] = []
        self.kept: Sequence[Kept] = ()
        self._in_kept = self.listed = False

    def body(self) -> ComposeResult:
        """Yield the lists and what the highlighted scenario or exercise is about."""
        with Container(id="library"):
            with Vertical(id="lists"):
                yield _Shelf()
                yield _Kept()
            with VerticalScroll(id="about"):
                yield Static("", id="text", markup=False)
        yield WaitingLine()

    def on_mount(self) -> None:
        """Show the room for what is read."""
        self.entitle("Whitecell · library")
        self.query_one(_Kept).display = False
        self.query_one(_Shelf).focus()
        self._tell()

    # --- reading ---------------------------------------------------------------------------------

    def read_once_drawn(self) -> None:
        """Read after the first frame; a screen that was opened over this one does not wait."""
        above = self.app.screen_stack[1:]
        if all(each.is_modal for each in above):
            self.call_after_refresh(self.action_reload)

    def action_reload(self) -> None:
        """Read the shelf and the drawer anew."""
        try:
            found = self.shelf.entries()
        except WhitecellError as error:
            found = self.entries
            self.warn(error)
        before = {each.id: each for each in self.entries}
        self.entries = [e if e.looked_into else before.get(e.id, e) for e in found]
        self.kept = self.drawer.kept()
        self.listed = True
        self._list()
        unknown = [each for each in found if not each.looked_into]
        if unknown:
            self.call_after_refresh(self._look_into, unknown)

    def _list(self) -> None:
        """Fill the lists with what was read."""
        shelf, kept = self.query_one(_Shelf), self.query_one(_Kept)
        shelf.entries, kept.kept = self.entries, self.kept
        kept.display = bool(self.kept)
        if not self.kept:
            self._in_kept = False
            if kept.has_focus:
                shelf.focus()
        shelf.rebuild()
        kept.rebuild()
        self._tell()

    @work(exclusive=True, group="looking")
    async def _look_into(self, entries: Iterable[Entry]) -> None:
        """Check one scenario after the other beside the event loop, and show what was found."""
        for each in entries:
            found = await asyncio.to_thread(self.shelf.look_into, each)
            self.know(found)
        await asyncio.to_thread(doors.unlock)

    def know(self, entry: Entry) -> None:
        """Show whether an entry is sound."""
        if not self.stands:
            return
        for at, each in enumerate(self.entries):
            if each.id == entry.id:
                self.entries[at] = entry
                self.query_one(_Shelf).show_again(at)
        if self.entry is entry:
            self._tell()

    def open_to_keys(self) -> None:
        """Take them once what was read stands in the lists: there is nothing to pick before.

        A window too small for lists has no rows, and keys to leave it by.
        """
        lists = ((self.query_one(_Shelf), self.entries), (self.query_one(_Kept), self.kept))
        filled = all(each.option_count == len(rows) for each, rows in lists)
        if self.listed and (filled or self.query_one(TooSmall).display):
            super().open_to_keys()

    def on_resize(self) -> None:
        """Wait for no rows where the window has become too small for them."""
        self.call_after_refresh(self.open_to_keys)

    # --- what is highlighted ---------------------------------------------------------------------

    @property
    def exercise(self) -> Kept | None:
        """The highlighted exercise, if that list is the one in use."""
        at = self.query_one(_Kept).highlighted
        return self.kept[at] if self._in_kept and at is not None and at < len(self.kept) else None

    @property
    def entry(self) -> Entry | None:
        """The highlighted scenario."""
        at = self.query_one(_Shelf).highlighted
        return self.entries[at] if at is not None and at < len(self.entries) else None

    def _tell(self) -> None:
        """Say what the highlighted row is about, and which key comes next."""
        line, text = self.query_one(WaitingLine), self.query_one("#text", Static)
        if exercise := self.exercise:
            text.update(_told(exercise))
            does = "look back on it" if exercise.finished else "resume it"
            line.show(Waiting("Pick an exercise.", "enter", "open", does))
        elif entry := self.entry:
            text.update(_about(entry))
            line.show(Waiting("Pick a scenario.", "enter", "open", "set it up"))
        elif self.listed:
            line.show(Waiting("No scenario was found.", "r", "reload", "read again"))
        else:
            line.tell("Reading the scenarios …")

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show what the row is about."""
        self._tell()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show what the list in use is about; the description is about what it showed."""
        if isinstance(event.widget, _List):
            self._in_kept = isinstance(event.widget, _Kept)
            self._tell()

    # --- opening ---------------------------------------------------------------------------------

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Set the scenario up, or go on with the exercise."""
        event.option_list.focus()
        self.action_open()

    def on_next_wanted(self, message: NextWanted) -> None:
        """Do what the waiting line says."""
        self.action_open() if self.entries or self.kept else self.action_reload()

    def action_open(self) -> None:
        """Go on with the highlighted exercise, or set the highlighted scenario up if sound."""
        exercise, entry = self.exercise, self.entry
        if exercise is not None:
            self.app.resume(exercise.path)  # type: ignore[attr-defined]
        elif entry is not None and entry.trouble:
            self.tell("This scenario cannot be played until its errors are mended.")
        elif entry is not None:
            self.app.open_setup(entry.id)  # type: ignore[attr-defined]

    def action_author(self) -> None:
        """Put the highlighted scenario's file on the author's desk."""
        entry = self.entry
        if entry is None or entry.path is None:
            self.tell("This scenario has no file of its own to write in.")
        else:
            self.app.open_author(entry.path)  # type: ignore[attr-defined]

    @work(exclusive=True, group="asking")
    async def action_batch(self) -> None:
        """Ask how often the highlighted scenario is to be run, and run it."""
        entry = self.entry
        if entry is not None and not entry.looked_into:
            entry = await asyncio.to_thread(self.shelf.look_into, entry)
        if entry is None or entry.scenario is None:
            self.tell("This scenario cannot be run until its errors are mended.")
            return
        lab = await doors.ordered(self.app, self.shelf, entry, self.drawer.batches)
        if lab is not None:
            self.app.open_batch(lab)  # type: ignore[attr-defined]

    def action_batches(self) -> None:
        """Show the batches that were run."""
        self.app.push_screen(doors.batches((self.drawer.batches, Path.cwd())))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show no way back from the first screen."""
        return action != "back"


UNKNOWN = Content.styled("· ", "$foreground-muted")


def _mark(trouble: str) -> Content:
    return Content.styled("✗ ", "bold $error") if trouble else Content.styled("✓ ", "$success")


def _told(kept: Kept) -> Content:
    lines = [safe.one(kept.title, "bold")]
    if kept.trouble:
        lines += [Content.styled("✗ It cannot be resumed:", "bold $error"), safe.one(kept.trouble)]
    else:
        seats = listing(kept.seats) if kept.seats else "nobody; the engine plays all"
        lines += [
            safe.one(f"{kept.turn} · {kept.frame}", "$foreground-muted"),
            safe.one(f"Last played {kept.when}"),
            safe.one(f"Held by persons: {seats}"),
        ]
    return Content("\n").join([*lines, Content(""), safe.one(f"File: {kept.path}")])


def _about(entry: Entry) -> Content:
    lines = [safe.one(entry.title, "bold")]
    if not entry.looked_into:
        lines += [Content.styled("· being read and checked …", "$foreground-muted")]
        return Content("\n").join(lines)
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
