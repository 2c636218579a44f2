"""A line to type in: what is pasted comes onto it whole, and it knows whether it was written on."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.binding import Binding
from textual.widgets import Input

from reports.wording import counted
from tui import safe
from tui.keymap import Named

WORTH_ASKING = 20
"""Letters of a single word, from which on it is not thrown away unasked."""


class Field(Named, Input):
    """A line of text in a dialog, with what it was given at first."""

    BINDINGS = [Binding("enter", "submit", "go on", tooltip="Go on with what is written")]

    def __init__(self, given: str = "", **named: Any) -> None:
        super().__init__(given, compact=True, **named)
        self.given = given

    @property
    def written(self) -> bool:
        """Whether more than a word was typed that is to be asked for before it is lost."""
        text = safe.line(self.value)
        more = " " in text or len(text) >= WORTH_ASKING
        return more and text != safe.line(self.given)

    def _on_focus(self, event: events.Focus) -> None:
        """Let the first key take the place of what was given, never of what somebody typed."""
        self.select_on_focus = self.select_on_focus and self.value == self.given

    def _on_paste(self, event: events.Paste) -> None:
        """Take all lines of what is pasted, as far as there is room; the toolkit takes the first.

        Too much would be taken not at all there, without a word.
        """
        event.prevent_default()
        event.stop()
        lines = event.text.splitlines()
        text = lines[0] if len(lines) == 1 else " ".join(filter(None, map(str.strip, lines)))
        start, end = sorted(self.selection)
        room = (self.max_length or len(self.value) + len(text)) - len(self.value) + end - start
        if len(text) > room:
            self.notify(
                f"Only the first {max(0, room)} of {counted(len(text), 'letter')} pasted fit here.",
                severity="warning",
                markup=False,
            )
        self.replace(text[: max(0, room)], start, end)
