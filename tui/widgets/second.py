"""The line that stands while the last copy on the second disk could not be made."""

from __future__ import annotations

from textual.widgets import Static

from tui import safe
from tui.playing import Playing

EVERY = 1.0
"""Seconds between two looks: a copy is made aside, and fails when it will."""


class SecondLine(Static):
    """Says that the second copy fails and that the exercise itself is safe; nothing while it is."""

    DEFAULT_CSS = """
    SecondLine { height: auto; max-height: 3; padding: 0 1; color: $error; text-style: bold; }
    """

    def __init__(self, playing: Playing) -> None:
        super().__init__("", id="second", markup=False, classes="-away")
        self.playing = playing
        self._said = ("", False)

    def on_mount(self) -> None:
        """Look now, and again and again."""
        self.set_interval(EVERY, self.look)
        self.look()

    def look(self) -> None:
        """Say what is wrong with the copy, or that nothing is."""
        fault = self.playing.session.second_fault
        said = fault, self.playing.locked
        if said == self._said:
            return
        self._said = said
        where = f"The exercise itself is kept in {self.playing.journal.name}."
        why = "" if self.playing.locked else f" {fault}"
        self.update(safe.one(f"✗ No copy on the second disk. {where}{why}" if fault else ""))
        self.set_class(not fault, "-away")
