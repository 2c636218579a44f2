"""The line of the turn clock: it counts down in sight, and warns."""

from __future__ import annotations

from collections.abc import Callable

from textual.widgets import Static

from tui import safe


class ClockLine(Static):
    """Says what it is told every second; out of sight while there is nothing to say."""

    DEFAULT_CSS = """
    ClockLine { height: 1; width: 100%; padding: 0 1; background: $panel; text-style: bold; }
    """

    def __init__(self, tell: Callable[[], str], tick: Callable[[], None] | None = None) -> None:
        super().__init__("", id="clock", markup=False)
        self.tell, self.tick = tell, tick

    def on_mount(self) -> None:
        """Begin to count."""
        self.show()
        self.set_interval(1.0, self._second)

    def _second(self) -> None:
        if self.tick is not None:
            self.tick()
        self.show()

    def show(self) -> None:
        """Say what there is to say now."""
        text = self.tell()
        self.set_class(not text, "-away")
        self.update(safe.one(text))
