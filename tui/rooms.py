"""The rooms behind the table: what the white cell opens from it, and how it comes back."""

from __future__ import annotations

from collections.abc import Callable

from textual import work
from textual.binding import Binding

from engine.errors import WhitecellError
from engine.play.journal.asides import NoteKind
from tui.clock import TurnClock, told
from tui.keyring import own_bindings
from tui.page import Page
from tui.playing import Playing
from tui.predicting import classes_of, may_forecast, subjects
from tui.screens.branches import BranchesScreen
from tui.screens.dialogs import Pick
from tui.screens.dossier import DossierScreen
from tui.screens.forecast import ForecastDialog
from tui.screens.msel import MselScreen
from tui.screens.notes import NoteDialog
from tui.screens.notes import says as note_says
from tui.screens.odds import OddsScreen
from tui.widgets.clock import ClockLine
from tui.widgets.doors import Doors
from tui.writing import written

DOORS = {
    "unlock": "unlock",
    "odds": "odds",
    "msel": "injects",
    "note": "note",
    "forecast": "forecast",
    "branches": "branch",
    "dossier": "dossier",
    "clock": "clock",
    "debrief": "debrief",
}


class Rooms(Page[None]):
    """A table with rooms behind it."""

    BINDINGS = [
        Binding("o", "odds", "odds", show=False, tooltip="How it may end from here"),
        Binding("i", "msel", "injects", show=False, tooltip="Injects planned against delivered"),
        Binding("N", "note", "note", show=False, tooltip="Write a note, tagged to the moment"),
        Binding("f", "forecast", "forecast", show=False, tooltip="Take down a seat's forecast"),
        Binding(
            "B", "branches", "branches", show=False, tooltip="Branches, and corrections of inputs"
        ),
        Binding(
            "D", "dossier", "dossier", show=False, tooltip="An actor taken apart, with its claims"
        ),
        Binding("c", "clock", "clock", show=False, tooltip="Start or pause the turn clock"),
        Binding("r", "debrief", "debrief", show=False, tooltip="Debrief: charts, notes, reports"),
    ]

    def __init__(self, playing: Playing) -> None:
        super().__init__()
        self.playing = playing
        self.clock = TurnClock(playing)
        playing.before_leaving = self.clock.close

    def refresh_table(self) -> None:
        """Show the table as it is now; each kind of table says how."""

    def doors(self) -> Doors:
        """Return the line of doors to the rooms there are."""
        found = own_bindings(type(self))
        by_action = {each.action: each for each in found}
        return Doors(tuple((by_action[a], name) for a, name in DOORS.items() if a in by_action))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show only the doors that lead somewhere now."""
        if action == "clock":
            return bool(self.clock.waiting())
        return may_forecast(self.playing) if action == "forecast" else True

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

    async def keep(self, step: Callable[[], object]) -> bool:
        """Write down what somebody said, as `do`; it waits for a disk that refuses it."""
        done = False
        try:
            done = await written(self.app, step)
        except WhitecellError as error:
            self.warn(error)
        self.refresh_table()
        return done

    # --- rooms -----------------------------------------------------------------------------------

    @work(exclusive=True, group="rooms")
    async def action_msel(self) -> None:
        """Go to the injects, and come back to what they made of the table."""
        await self.app.push_screen_wait(MselScreen(self.playing))
        self.refresh_table()

    @work(exclusive=True, group="rooms")
    async def action_branches(self) -> None:
        """Go to the branches, and come back to the one on the table."""
        await self.app.push_screen_wait(BranchesScreen(self.playing))
        self.refresh_table()

    def action_odds(self) -> None:
        """Show the odds from here."""
        self.app.push_screen(OddsScreen(self.playing))

    def action_dossier(self) -> None:
        """Take an actor apart."""
        self.app.push_screen(DossierScreen(self.playing))

    def action_debrief(self) -> None:
        """Go to the debrief; its charts are read in only now."""
        from tui.screens.debrief import DebriefScreen

        self.app.push_screen(DebriefScreen(self.playing))

    # --- what is taken down ----------------------------------------------------------------------

    @work(exclusive=True, group="rooms")
    async def action_note(self) -> None:
        """Write a note, at any time."""
        scenario, names = self.playing.scenario, self.playing.names
        kind: NoteKind = "hot_wash" if self.playing.finished else "observation"
        dialog = NoteDialog(list(names.actors.items()), scenario.objectives, kind)
        note = await self.app.push_screen_wait(dialog)
        if note is not None and await self.keep(lambda: note.give(self.playing.session)):
            self.tell(note_says(note))

    @work(exclusive=True, group="rooms")
    async def action_forecast(self) -> None:
        """Ask whose forecast it is and about what, and take it down."""
        playing, names = self.playing, self.playing.names
        held = [(id, name) for id, name in names.actors.items() if id in playing.exercise.people]
        seats = held or list(names.actors.items())
        seat = await self.app.push_screen_wait(Pick("Whose forecast is it?", seats))
        if seat is None:
            return
        about = await self.app.push_screen_wait(Pick("About what?", subjects(playing, seat)))
        if about is None:
            return
        title = f"{names.actor(seat)}: {dict(subjects(playing, seat))[about]}"
        says = "← and → give and take 5%, enter types a number, e gives the others the rest."
        shares = await self.app.push_screen_wait(
            ForecastDialog(title, classes_of(playing, about), says)
        )
        if shares is None:
            return
        if await self.keep(lambda: playing.session.forecast(seat, about, shares)):
            self.tell(f"Taken down: {names.actor(seat)}'s forecast. It is scored in the debrief.")

    # --- the turn clock --------------------------------------------------------------------------

    def clock_line(self) -> ClockLine:
        """Return the line that counts down and warns."""
        return ClockLine(self.clock_told, self._warn_of_time)

    def clock_told(self, own: str = "") -> str:
        """Return the clocks in a line, "" where nobody is held to a budget."""
        return told(self.clock, own=own)

    def action_clock(self) -> None:
        """Start the clocks of all seats that are waited for, or pause them."""
        self.do(self.clock.toggle)

    def follow_clock(self) -> None:
        """Stop the clocks of seats that have answered, and show those that are left."""
        try:
            self.clock.follow()
        except WhitecellError as error:
            self.warn(error)
        self.query_one(ClockLine).show()

    def _warn_of_time(self) -> None:
        for _, bound in self.clock.warnings():
            says = "Time is up; nothing is chosen for it." if bound <= 0 else "Time is running out."
            self.app.notify(says, severity="warning", timeout=8, markup=False)
            self.app.bell()
