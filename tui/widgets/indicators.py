"""INDICATORS: each level's value, how it went, and whether that is for the worse."""

from __future__ import annotations

from collections.abc import Iterable

from textual.binding import Binding
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from engine.model import Level
from reports.movement import sense_of
from reports.wording import amount, signed
from tui import safe
from tui.playing import Playing
from tui.telling import arrow, share_moved, sparkline
from tui.widgets.lists import Rows, beside, right

SPARK = 5
WIDE = 38
"""Cells from which the change is told as a number too."""

SENSES = {"worse": ("!", "bold $error"), "better": ("+", "bold $success")}


class IndicatorsPanel(Rows):
    """The levels, those that moved most in this turn first, or all in the theatre's order."""

    PADDING = 0
    BINDINGS = [Binding("enter", "select", "order", show=False, tooltip="Change the order")]

    def __init__(self, playing: Playing) -> None:
        super().__init__("indicators")
        self.playing = playing
        self.by_move = True

    def on_mount(self) -> None:
        """Say how the rows are ordered."""
        self.rebuild()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Change the order."""
        event.stop()
        self.switch_order()

    def switch_order(self) -> None:
        """Put those that moved most first, or go back to the theatre's order."""
        self.by_move = not self.by_move
        self.rebuild()

    def rebuild(self) -> None:
        """Build the rows anew under a title that tells their order."""
        self.border_title = "INDICATORS moved most" if self.by_move else "INDICATORS all in order"
        super().rebuild()

    def rows(self, width: int) -> Iterable[Option]:
        """Return a row for each level."""
        if self.playing.locked:
            return []
        changes = self.playing.changes()
        levels = sorted(self.playing.levels.values(), key=lambda each: each.is_relation)
        if self.by_move:
            levels.sort(key=lambda each: -abs(share_moved(each, changes[each.id])))
        return [Option(self._row(level, changes[level.id], width)) for level in levels]

    def _row(self, level: Level, change: float, width: int) -> Content:
        history = self.playing.history[level.id]
        sign, span = arrow(level, change), level.high - level.low
        mark, style = SENSES.get(sense_of(level, change), (" ", "bold"))
        if sign == "→":
            mark, style = " ", "$foreground-muted"
        wide = width >= WIDE
        tail = SPARK + 4 + (7 if wide else 0)
        name, value = safe.one(self.playing.level_name(level)), Content(amount(history[-1], span))
        parts: list[Content | tuple[str, str]] = [
            beside(name, value, width - tail),
            (f" {sparkline(history, max(4 * level.noise, span / 25), SPARK):>{SPARK}}", "$primary"),
            (f" {sign}{mark}", style),
        ]
        if wide:
            shown = "" if sign == "→" else signed(change, 1)
            parts.append(right(Content.styled(shown, style), 7))
        return Content.assemble(*parts)
