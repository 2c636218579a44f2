"""The rooms behind the table: what the white cell opens from it, and how it comes back."""

from __future__ import annotations

from collections.abc import Callable

from textual import work
from textual.binding import Binding

from engine.errors import WhitecellError
from tui.page import Page
from tui.playing import Playing
from tui.screens.branches import BranchesScreen
from tui.screens.dossier import DossierScreen
from tui.widgets.doors import Doors

DOORS = {"msel": "injects", "branches": "branches", "dossier": "dossier"}


class Rooms(Page[None]):
    """A table with rooms behind it."""

    BINDINGS = [
        Binding(
            "B", "branches", "branches", show=False, tooltip="Branches, and corrections of inputs"
        ),
        Binding(
            "D", "dossier", "dossier", show=False, tooltip="An actor taken apart, with its claims"
        ),
    ]

    def __init__(self, playing: Playing) -> None:
        super().__init__()
        self.playing = playing

    def refresh_table(self) -> None:
        """Show the table as it is now; each kind of table says how."""

    def doors(self) -> Doors:
        """Return the line of doors to the rooms there are."""
        found = [each for each in Rooms.BINDINGS if isinstance(each, Binding)]
        return Doors(tuple((each, DOORS[each.action]) for each in found if each.action in DOORS))

    def do(self, step: Callable[[], object]) -> bool:
        """Do a step and show the table, or say why it cannot be done; tell whether it was."""
        try:
            step()
        except WhitecellError as error:
            self.warn(error)
            return False
        finally:
            self.refresh_table()
        return True

    @work(exclusive=True, group="rooms")
    async def action_branches(self) -> None:
        """Go to the branches, and come back to the one on the table."""
        await self.app.push_screen_wait(BranchesScreen(self.playing))
        self.refresh_table()

    def action_dossier(self) -> None:
        """Take an actor apart."""
        self.app.push_screen(DossierScreen(self.playing))
