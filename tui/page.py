"""What every screen has in common: room to be read in, a footer, a way back."""

from __future__ import annotations

from typing import TypeVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Footer, Static

from tui import safe

T = TypeVar("T")

TOO_SMALL = "Make the window 60 x 18 or larger."


class TooSmall(Static):
    """The one line of a window that is too small for anything else."""

    def __init__(self) -> None:
        super().__init__(TOO_SMALL, markup=False)


class Page(Screen[T]):
    """A whole screen: its title line, its body, the footer."""

    BINDINGS = [Binding("escape", "back", "back", tooltip="Go back to the screen before")]

    def compose(self) -> ComposeResult:
        """Yield the title, the body and the footer."""
        yield TooSmall()
        yield Static("", id="title", markup=False)
        yield from self.body()
        yield Footer(compact=True)

    def body(self) -> ComposeResult:
        """Yield what stands between the title and the footer."""
        yield from ()

    def entitle(self, text: str) -> None:
        """Write the title line."""
        self.query_one("#title", Static).update(safe.one(text))

    def tell(self, text: str) -> None:
        """Show a notice for a moment."""
        self.app.notify(safe.clean(text), markup=False)

    def warn(self, error: Exception) -> None:
        """Show what cannot be done, in the error's own words."""
        self.app.notify(safe.clean(str(error)), severity="warning", timeout=8, markup=False)

    def action_back(self) -> None:
        """Close the screen."""
        self.dismiss(None)
