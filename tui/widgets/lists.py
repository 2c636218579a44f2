"""A list whose rows are plain content, built for the width it has."""

from __future__ import annotations

from collections.abc import Iterable

from textual import events
from textual._widget_navigation import Direction
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.keymap import Named


class Rows(Named, OptionList):
    """An OptionList that reads no markup, keeps its place, and is built anew for a new width."""

    BINDINGS = [("j", "cursor_down"), ("k", "cursor_up")]
    PADDING = 2
    """Cells a row gives up to its sides."""
    starts_at = 0
    """The row it stands on once it is built."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id, markup=False)

    def rows(self, width: int) -> Iterable[Option]:
        """Return the rows for this width; each kind of list says its own."""
        return ()

    @property
    def room(self) -> int:
        """The cells a row may fill."""
        return max(8, self.scrollable_content_region.width - self.PADDING)

    def _update_lines(self) -> None:
        """Lay the rows out, unless there is no room: Textual cannot wrap text in no cells."""
        if self.scrollable_content_region.width > 2:
            super()._update_lines()

    def _move_page(self, direction: Direction) -> None:
        """Page, unless no row is laid out yet: Textual looks for the row it stands on."""
        if self._lines:
            super()._move_page(direction)

    def rebuild(self) -> None:
        """Build the rows anew and stay where it was, at first on the row it starts at.

        At the start it waits for its width: rows for no width would be seen for a moment.
        """
        if not (self.option_count or self.scrollable_content_region.width):
            return
        at = self.highlighted
        self.set_options(self.rows(self.room))
        if self.option_count:
            stands = self.starts_at if at is None else at
            self.highlighted = min(stands, self.option_count - 1)

    def on_resize(self, event: events.Resize) -> None:
        """Fit the rows to the new width."""
        self.rebuild()


def cells(text: Content, width: int) -> Content:
    """Return content cut or filled to a width."""
    return text.truncate(width, ellipsis=True, pad=True)


def right(text: Content, width: int) -> Content:
    """Return content cut to a width and moved to its right edge."""
    cut = text.truncate(width)
    return cut.pad_left(max(0, width - cut.cell_length))


def beside(name: Content, value: Content, width: int) -> Content:
    """Return a name with its value at the right edge; it is cut only where both have no room."""
    room = max(6, width - value.cell_length - 1)
    return Content.assemble(cells(name, room), " ", right(value, width - room - 1))


def hanging(lead: Content, body: Content, width: int) -> Content:
    """Return body wrapped in the room beside lead, its further lines indented under the first."""
    room = max(12, width - lead.cell_length)
    lines = body.wrap(room)
    indent = Content(" " * lead.cell_length)
    parts = [Content.assemble(indent if at else lead, each) for at, each in enumerate(lines)]
    return Content("\n").join(parts) if parts else lead
