"""SEATS: who holds each seat, whether it has chosen, and its political capital."""

from __future__ import annotations

from collections.abc import Iterable

from textual.binding import Binding
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui import safe
from tui.messages import SeatPicked
from tui.playing import Playing
from tui.standing import Seat, seats
from tui.telling import bar
from tui.widgets.lists import Rows, cells

STYLES = {"●": "bold $accent", "✓": "$success", "–": "$foreground-muted", "·": "$foreground-muted"}


class SeatsPanel(Rows):
    """The seats of an exercise, one a row. Enter or a click picks one."""

    BORDER_TITLE = "SEATS"
    PADDING = 0
    BINDINGS = [Binding("enter", "select", "pick", tooltip="Decide for it, or switch it")]

    def __init__(self, playing: Playing) -> None:
        super().__init__("seats")
        self.playing = playing

    def rows(self, width: int) -> Iterable[Option]:
        """Return a row for each seat."""
        found = () if self.playing.locked else seats(self.playing)
        return [Option(_row(seat, width), seat.id) for seat in found]

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Tell the screen which seat was picked."""
        event.stop()
        if event.option_id is not None:
            self.post_message(SeatPicked(event.option_id))


def _row(seat: Seat, width: int) -> Content:
    holder = ("person", "bold") if seat.by_person else ("engine", "$foreground-muted")
    state = f" {seat.sign} {seat.state}"
    room = max(4, width - 8 - 10)
    first = Content.assemble(
        ("▸" if seat.sign == "●" else " ", "bold $accent"),
        cells(safe.one(seat.name, "bold" if seat.sign == "●" else ""), room),
        " ",
        holder,
        (state, STYLES[seat.sign]),
    )
    if seat.capital is None:
        return first
    purse = f"  capital {bar(seat.capital, seat.most)} {seat.capital:.0f}"
    return Content("\n").join([first, Content.styled(purse, "$foreground-muted")])
