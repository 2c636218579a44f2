"""Who may look at the shared table: everybody what all may know, the white cell all of it.

Once more than one person has sat, the table shows what the projector may know between hand-overs,
also when seats went back to the engine since: whoever sat there may still be looking. The white
cell unlocks its own view by a key of its own; handing the keyboard over locks it again.
"""

from __future__ import annotations

from textual import events, work
from textual.binding import Binding
from textual.containers import Container

from engine.play.audience import PROJECTOR, audience_view
from tui.clock import told
from tui.playing import Playing
from tui.rooms import Rooms
from tui.screens.dialogs import Pick
from tui.widgets.audience import PublicTable, Shown, WhatIf
from tui.widgets.doors import Doors

WHITE_CELLS = frozenset({"msel", "branches", "dossier", "debrief", "why", "odds", "order"})
"""Actions that show what not everybody at the table may know."""
WHITE_CELL = "the white cell"


def public(playing: Playing) -> Shown:
    """Return what everybody in the room may know, and the names of the seats."""
    marking, branch = playing.plan.marking, playing.branch
    view = audience_view(playing.exercise, PROJECTOR, marking=marking, branch=branch)
    return Shown(view, playing.names.actors, playing.names.proper)


def sat_together(playing: Playing) -> bool:
    """Return whether more than one person sat at any time on the way to where the table stands."""
    sitting = set(playing.plan.people)
    most = max(len(sitting), len(playing.exercise.people))
    for entry in playing.session.inputs:
        if entry.kind == "seat":
            person = entry.data["holder"] == "person"
            (sitting.add if person else sitting.discard)(entry.data["seat"])
            most = max(most, len(sitting))
    return most > 1


class Private(Rooms):
    """A table that shows all of it only to whom it may."""

    BINDINGS = [
        Binding(
            "v", "unlock", "white cell", show=False, tooltip="Show or hide the white cell's view"
        ),
    ]

    def __init__(self, playing: Playing) -> None:
        super().__init__(playing)
        self.unlocked = False
        self._sits = ""  # who took the keyboard last
        self._together = sat_together(playing)

    @property
    def shared(self) -> bool:
        """Whether others than the white cell look at this table while there are secrets.

        It stays so once it was so: giving a seat to the engine sends nobody out of the room.
        """
        self._together = self._together or len(self.playing.exercise.people) > 1
        return self._together and self.playing.finished is None

    @property
    def locked(self) -> bool:
        """Whether only that shows which everybody may know."""
        return self.shared and not self.unlocked

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show only the keys that whoever looks may use."""
        if action == "unlock":
            return self.shared
        if self.locked and action in WHITE_CELLS:
            return False
        return super().check_action(action, parameters)

    def clock_told(self, own: str = "") -> str:
        """Return the clocks in a line, naming nobody whom naming would give away but `own`."""
        return told(self.clock, public=self.locked, own=own)

    def show_privacy(self) -> None:
        """Put up the table that whoever looks may see; the other one holds nothing."""
        self.playing.locked = locked = self.locked
        own_table, public_table = self.query_one("#table", Container), self.query_one(PublicTable)
        own_table.set_class(locked, "-away")
        public_table.set_class(not locked, "-away")
        shown = public(self.playing) if locked else None
        public_table.show(shown)
        self.query_one(WhatIf).show(shown.view.what_if if shown else "")
        self.query_one(Doors).rename("unlock", "unlock" if locked else "hide")
        away = own_table if locked else public_table
        if self.focused is None or away in self.focused.ancestors:
            self.stand_apart()

    def stand_apart(self) -> None:
        """Let the keys go to what is only read, where a stray enter changes nothing."""
        self.query_one("#public_events" if self.locked else "#timeline").focus()

    def shut(self) -> None:
        """Show only what everybody may know, before the keyboard goes round."""
        if self.unlocked:
            self.unlocked = False
            self.app.clear_notifications()
            self.refresh_table()

    async def on_key(self, event: events.Key) -> None:
        """Ask for the white cell where a key would open one of its rooms."""
        if not self.locked:
            return
        given = self._bindings.copy()
        given.apply_keymap(self.app._keymap)  # noqa: SLF001 - the keys as their user gave them
        for binding in given.key_to_bindings.get(event.key, ()):
            if binding.action in WHITE_CELLS:
                event.stop()
                self.unlock(binding.action)

    def action_unlock(self) -> None:
        """Show the white cell's own view once it says that nobody else looks, or hide it again."""
        if self.unlocked:
            self._sits = ""
            self.shut()
        else:
            self.unlock()

    async def at_the_keyboard(self, who: str) -> bool:
        """Ask for the keyboard to be passed on; tell whether it was.

        The white cell is not asked again while nobody else has sat down since.
        """
        self.shut()
        if who == WHITE_CELL == self._sits:
            return True
        answers = [("no", "Not yet"), ("go", f"Yes, {who} is at the keyboard")]
        title = f"Pass the keyboard to {who}: is it passed on?"
        passed = bool(await self.app.push_screen_wait(Pick(title, answers)) == "go")
        self._sits = who if passed else self._sits
        return passed

    @work(exclusive=True, group="privacy")
    async def unlock(self, then: str = "") -> None:
        """Show the white cell's own view if it is looking alone, and go on to what it wanted."""
        answers = [("no", "No: others can see this screen"), ("yes", "Yes, show me everything")]
        says = "Choices in preparation, covert moves and injects to come will show. v hides them."
        title = "Is only the white cell looking?"
        if await self.app.push_screen_wait(Pick(title, answers, says)) == "yes":
            self.unlocked = True
            self.refresh_table()
            if then:
                await self.run_action(then)
