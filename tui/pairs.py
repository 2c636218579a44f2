"""A list beside what its highlighted row is made of: one look for all rooms of that kind."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui import safe
from tui.page import Page
from tui.widgets.lists import Rows, hanging

T = TypeVar("T")


class Items(Rows):
    """The list of a pair; its screen says what the rows are."""

    BINDINGS = [Binding("enter", "select", "pick", tooltip="Pick the highlighted row")]

    def rows(self, width: int) -> Iterable[Option]:
        """Return the screen's rows."""
        screen = self.screen
        return screen.rows(width) if isinstance(screen, Pairs) else ()

    @property
    def at(self) -> str:
        """The id of the highlighted row, "" where there is none."""
        return self.id_at(self.highlighted)

    @property
    def first(self) -> str:
        """The id of the first row that can be picked, "" where there is none."""
        return next((each.id for each in self.options if each.id), "")

    def id_at(self, index: int | None) -> str:
        """Return the id of a row."""
        if index is None or not 0 <= index < self.option_count:
            return ""
        return self.get_option_at_index(index).id or ""

    def go_to(self, id: str) -> None:
        """Highlight a row, or stay where there is none of that id."""
        ids = [each.id for each in self.options]
        if id in ids:
            self.highlighted = ids.index(id)


class Pairs(Page[T]):
    """A screen of a list and a detail: one above the other, or side by side where it is wide."""

    DEFAULT_CSS = """
    Pairs #pair { layout: vertical; height: 1fr; }
    Pairs #items { height: 1fr; min-height: 5; }
    Pairs #beside { height: 45%; border: round $border-blurred; padding: 0 1; }
    Pairs #beside:focus { border: round $border; }
    Pairs #beside { border-title-color: $text-muted; border-title-style: bold; }
    Pairs #lead { height: auto; max-height: 4; padding: 0 1; color: $text-muted; }
    Pairs.-wide #pair, Pairs.-broad #pair { layout: horizontal; }
    Pairs.-wide #items, Pairs.-broad #items { width: 2fr; height: 100%; }
    Pairs.-wide #beside, Pairs.-broad #beside { width: 3fr; height: 100%; }
    """
    LIST = ""
    BESIDE = "HIGHLIGHTED"

    def body(self) -> ComposeResult:
        """Yield the list and its detail."""
        yield Static("", id="lead", markup=False)
        yield from self.above()
        with Container(id="pair"):
            yield Items("items")
            with VerticalScroll(id="beside"):
                yield Static("", id="detail_text", markup=False)
        yield from self.below()

    def on_mount(self) -> None:
        """Show the list."""
        self.items.border_title = self.LIST
        self.query_one("#beside").border_title = self.BESIDE
        self.items.focus()
        self.call_after_refresh(self.show_anew)

    @property
    def items(self) -> Items:
        """The list."""
        return self.query_one(Items)

    def above(self) -> ComposeResult:
        """Yield what stands over the pair."""
        yield from ()

    def below(self) -> ComposeResult:
        """Yield what stands under the pair."""
        yield from ()

    # --- what each kind of room says -------------------------------------------------------------

    def heading(self) -> str:
        """Return the title line."""
        return ""

    def lead(self) -> str:
        """Return what stands over the list, "" for nothing."""
        return ""

    def rows(self, width: int) -> Iterable[Option]:
        """Return the rows, those that can be picked with an id."""
        return ()

    def detail(self, id: str, width: int) -> Content:
        """Return what the row of an id is made of."""
        return Content("")

    def picked(self, id: str) -> object:
        """Do what picking a row means."""
        return None

    # --- showing ---------------------------------------------------------------------------------

    def show_anew(self) -> None:
        """Show everything as it is now, staying on the row it was on."""
        at = self.items.at
        self.entitle(self.heading())
        lead = self.query_one("#lead", Static)
        lead.update(safe.plain(self.lead()))
        lead.set_class(not self.lead(), "-away")
        self.items.rebuild()
        self.items.go_to(at or self.items.first)
        self.show_detail()
        self.refresh_bindings()

    def show_detail(self) -> None:
        """Show what the highlighted row is made of."""
        beside = self.query_one("#beside", VerticalScroll)
        width = max(20, beside.scrollable_content_region.width)
        self.query_one("#detail_text", Static).update(self.detail(self.items.at, width))

    def on_resize(self) -> None:
        """Fit the detail to the new width."""
        super().on_resize()
        self.call_after_refresh(self.show_detail)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show what the highlighted row is made of."""
        self.query_one("#beside", VerticalScroll).scroll_home(animate=False)
        self.show_detail()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Do what picking the row means."""
        event.stop()
        if event.option_id:
            self.picked(event.option_id)


def head(text: str) -> Option:
    """Return a row that names what follows and cannot be picked."""
    return Option(safe.one(text, "bold $primary"), disabled=True)


def told(lines: Iterable[tuple[str, str]], width: int) -> Content:
    """Return lines of text with a style each, wrapped, further lines indented."""
    parts = []
    for text, style in lines:
        lead = Content(text[: len(text) - len(text.lstrip())])
        parts.append(hanging(lead, safe.one(text.strip(), style), width) if text else Content(""))
    return Content("\n").join(parts)
