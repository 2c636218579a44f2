"""Batch: many runs as they come, and what they amount to once they are in."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets.option_list import Option

from batch.aside import Aside, Ended
from batch.watched import News
from engine.errors import WhitecellError
from reports.comparison.gathered import Gathered, Reading, Told, Wish
from tui import safe
from tui.keyring import own_bindings
from tui.lab import asking
from tui.lab.desk import Lab
from tui.lab.differences import Differences
from tui.lab.ears import Ears
from tui.lab.failed import Failures
from tui.lab.fans import Fans
from tui.lab.lead import lead, waiting
from tui.lab.partings import Partings
from tui.lab.regrets import Regrets
from tui.lab.rooms import Room
from tui.lab.shares import ANSWER, Shares
from tui.lab.stories import Stories
from tui.messages import NextWanted
from tui.pairs import Pairs, told
from tui.widgets.tabs import Tabs
from tui.widgets.waiting import WaitingLine

ROOMS: tuple[type[Room], ...] = (
    Shares,
    Differences,
    Fans,
    Partings,
    Regrets,
    Failures,
    Stories,
)
BESIDE = {"-wide", "-broad"}
"""Shapes of a window in which rows and detail stand side by side."""
PATIENCE = 0.3
"""Seconds the screen waits for the batch to stop; it stops without being waited for too."""


def _tab(at: int, room: type[Room]) -> Binding:
    action = f"room('{room.ID}')"
    return Binding(str(at), action, room.NAME, show=False, tooltip=room.NEXT.capitalize())


TABS = tuple(_tab(at, room) for at, room in enumerate(ROOMS, 1))


class BatchScreen(Pairs[None]):
    """Batches: one that runs, or some that have."""

    DEFAULT_CSS = """
    BatchScreen #beside { height: 45%; border-subtitle-color: $text-muted; }
    BatchScreen.-wide #items, BatchScreen.-broad #items { width: 3fr; height: 100%; }
    BatchScreen.-wide #beside, BatchScreen.-broad #beside { width: 2fr; height: 100%; }
    BatchScreen .-large #beside { height: 75%; }
    BatchScreen.-wide .-large #beside { width: 4fr; height: 100%; }
    BatchScreen.-broad .-large #beside { width: 4fr; height: 100%; }
    """
    BINDINGS = [
        *TABS,
        Binding("n", "next(1)", "next", tooltip="Go to the next room"),
        Binding("N", "next(-1)", "previous", show=False, tooltip="Go to the room before"),
        Binding("z", "enlarge", "larger", tooltip="Give the highlighted row more room, or less"),
        Binding("a", "turn", "by arm", tooltip="Shares by arm, or by class"),
        Binding("b", "baseline", "base", tooltip="Choose the arm the others are held against"),
        Binding("c", "outcome", "ending", tooltip="Choose the ending that is told of"),
        Binding("v", "value", "value", tooltip="Choose what policies are weighed by"),
        Binding(
            "o",
            "open_run",
            "a run",
            tooltip="Play any run again at the table, by its id",
        ),
        Binding("r", "read", "read", show=False, tooltip="Read and compare what is written by now"),
        Binding("s", "stop", "stop", tooltip="Stop the batch; what is done is kept"),
        Binding("g", "go_on", "go on", tooltip="Go on with the batch"),
        Binding("q", "leave", "leave", tooltip="Stop the batch, if it runs, and leave"),
        Binding("ctrl+c", "leave", show=False),
    ]

    def __init__(self, lab: Lab, *, alone: bool = False) -> None:
        super().__init__()
        self.lab, self.alone = lab, alone
        self.rooms = tuple(room(lab) for room in ROOMS)
        self.here = 0
        self._leaving = self._ended = self._side_by_side = False
        self._ears = Ears(self._hear)

    @property
    def room(self) -> Room:
        """The room that is open."""
        return self.rooms[self.here]

    def above(self) -> ComposeResult:
        """Yield the tabs."""
        tabs = (each for each in own_bindings(type(self)) if each.action.startswith("room("))
        yield Tabs(tuple((tab, tab.description) for tab in tabs))

    def below(self) -> ComposeResult:
        """Yield the line that says what comes next."""
        yield WaitingLine()

    def on_mount(self) -> None:
        """Hear of the batch if it is to run, and read what there is."""
        super().on_mount()
        if self.lab.state == "running":
            self._run()
        self._read()

    def on_unmount(self) -> None:
        """Stop what works, and wait a moment for it."""
        self._ears.close()
        self.lab.close(PATIENCE)

    # --- hearing ---------------------------------------------------------------------------------

    def _run(self) -> None:
        self.lab.run()
        if self.lab.aside is not None:
            self._ears.listen(self.lab.aside)

    def _read(self) -> None:
        if self.lab.reader is not None:
            self._ears.deafen(self.lab.reader)
        self.lab.read()
        if self.lab.reader is not None:
            self._ears.listen(self.lab.reader)

    def _hear(self, aside: Aside, news: list[Any]) -> None:
        for each in news:
            if isinstance(each, Ended):
                self._over(aside, each)
            elif isinstance(each, News):
                self.lab.news = each
            elif isinstance(each, Reading):
                self.lab.reading = each.says
            elif isinstance(each, Gathered):
                self.lab.gathered, self.lab.stories = each, None
            elif isinstance(each, Told):
                self.lab.stories = each.stories
        if self.stands:
            self.show_anew()
            self._show_answer()

    def _show_answer(self) -> None:
        """Once the runs are in and compared, stand on what they amount to."""
        if self._ended and self.lab.comparison is not None and isinstance(self.room, Shares):
            self.items.go_to(ANSWER)
            self.items.scroll_home(animate=False)
            self._ended = False

    def _over(self, aside: Aside, ended: Ended) -> None:
        """Take note that the batch, or the reading of it, has come to an end."""
        if aside is not self.lab.aside:
            self.lab.unread = ended.fault
            return
        whole = not (ended.stopped or ended.fault)
        self.lab.state, self.lab.fault = "complete" if whole else "stopped", ended.fault
        if self._leaving:
            self._go()
        else:
            self._ended = True
            self.lab.gathered = None
            self._read()

    # --- showing ---------------------------------------------------------------------------------

    def heading(self) -> str:
        """Return which batch it is."""
        places = ", ".join(str(folder) for folder in self.lab.folders)
        return f"Batch · {self.lab.title} · {places}"

    def lead(self) -> str:
        """Return how far it is."""
        return lead(self.lab)

    def rows(self, width: int) -> Iterable[Option]:
        """Return the rows of the room."""
        return self.room.rows(width)

    def detail(self, id: str, width: int) -> Content:
        """Return what a row is made of."""
        beside = self.query_one("#beside")
        title, under = self.room.heading(id)
        beside.border_title, beside.border_subtitle = safe.one(title), safe.one(under)
        drawn = self.room.picture(id, width, beside.scrollable_content_region.height)
        return drawn if drawn is not None else told(self.room.detail(id, width), width)

    def show_anew(self) -> None:
        """Show everything as it is now."""
        super().show_anew()
        self.items.border_title = self.room.title()
        self.query_one(Tabs).show(self.here, {5: self.lab.failed})
        following = self.rooms[self._after(1)].NEXT
        self.query_one(WaitingLine).show(waiting(self.lab, self.room.waiting(), following))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show only the keys that do something now."""
        lab, of = self.lab, self.lab.comparison
        idle = not lab.running
        return {
            "turn": isinstance(self.room, Shares),
            "baseline": idle and of is not None and len(of.clouds) > 1,
            "outcome": idle and of is not None and isinstance(self.room, Shares),
            "value": isinstance(self.room, Regrets) and bool(self._regrets.axes()),
            "open_run": idle and not lab.study.minds and isinstance(self.room, Stories),
            "stop": lab.state == "running",
            "go_on": lab.state == "stopped" and len(lab.folders) == 1,
        }.get(action, True)

    # --- from room to room -----------------------------------------------------------------------

    def _after(self, by: int) -> int:
        """Return the room to go to; one with nothing to say is passed over."""
        at = (self.here + by) % len(self.rooms)
        empty = isinstance(self.rooms[at], Failures) and not self.lab.failed
        return (at + by) % len(self.rooms) if empty else at

    def _enter(self, at: int, row: str = "") -> None:
        self.here = at
        self.items.highlighted = None
        self.query_one("#beside").scroll_home(animate=False)
        self.show_anew()
        self.items.go_to(row or self.items.first)
        self.items.scroll_home(animate=False)
        self.items.focus()

    def action_room(self, room: str) -> None:
        """Open a room."""
        self._enter([each.ID for each in self.rooms].index(room))

    def action_next(self, by: int = 1) -> None:
        """Open the next room, or the one before."""
        self._enter(self._after(by))

    def action_turn(self) -> None:
        """Set the shares out by arm, or by class."""
        self.lab.by_arm = not self.lab.by_arm
        self.show_anew()

    def on_resize(self) -> None:
        """Give rows and detail their own room again where the window's shape is another."""
        points = self.app.HORIZONTAL_BREAKPOINTS or []
        side_by_side = bool(BESIDE & self._get_breakpoint_classes(self.app.size.width, points))
        if side_by_side != self._side_by_side:
            self._side_by_side = side_by_side
            self.query_one("#pair").remove_class("-large")
        super().on_resize()

    def action_enlarge(self) -> None:
        """Give the highlighted row's detail more room and the arrows, or less."""
        pair = self.query_one("#pair")
        pair.toggle_class("-large")
        self.query_one("#beside" if pair.has_class("-large") else "#items").focus()
        self.call_after_refresh(self.show_detail)

    def picked(self, id: str) -> None:
        """Go from a share to a run that ended so; play such a run at the table."""
        stories = self.rooms[-1]
        assert isinstance(stories, Stories), "the last room tells the stories"
        if isinstance(self.room, Shares) and id == ANSWER:
            self.action_next()
        elif isinstance(self.room, Shares) and self.lab.stories:
            self._enter(len(self.rooms) - 1, stories.row_of(id.partition("|")[2]))
        elif isinstance(self.room, Stories) and (place := stories.place(id)) is not None:
            self._to_the_table(*place)

    def on_next_wanted(self, message: NextWanted) -> None:
        """Do what the waiting line says."""
        following = waiting(self.lab, self.room.waiting(), "")
        if following.action == "select":
            self.picked(self.items.at)
        else:
            self.call_later(self.run_action, following.action)

    # --- asking ----------------------------------------------------------------------------------

    @property
    def _regrets(self) -> Regrets:
        return next(room for room in self.rooms if isinstance(room, Regrets))

    def action_read(self) -> None:
        """Read and compare what is written by now."""
        self.tell("Reading what is written …")
        self._read()

    @work(exclusive=True, group="asking")
    async def action_baseline(self) -> None:
        """Ask which arm the others are held against."""
        of = self.lab.comparison
        if of is not None:
            self._wish(await asking.for_baseline(self.app, of, self.lab.wish))

    @work(exclusive=True, group="asking")
    async def action_outcome(self) -> None:
        """Ask which class is told of."""
        self._wish(await asking.for_outcome(self.app, self.lab, self.lab.wish))

    @work(exclusive=True, group="asking")
    async def action_value(self) -> None:
        """Ask what policies are for."""
        self._wish(await asking.for_value(self.app, self._regrets, self.lab.wish))

    def _wish(self, wish: Wish | None) -> None:
        if wish is not None:
            self.lab.wish = wish
            self.action_read()

    @work(exclusive=True, group="asking")
    async def action_open_run(self) -> None:
        """Ask which run is to be played again."""
        run = await asking.for_run(self.app, self.lab.study)
        if run is not None:
            self._to_the_table(self.lab.folder, run)

    def _to_the_table(self, folder: Path, run: str) -> None:
        """Put a run on the table, from STARTEX and with its luck."""
        try:
            self.app.open_run(folder, run)  # type: ignore[attr-defined]
        except WhitecellError as error:
            self.warn(error)

    # --- stopping and leaving --------------------------------------------------------------------

    def action_stop(self) -> None:
        """Stop the batch, and stay."""
        self.lab.stop()
        self.show_anew()

    def action_go_on(self) -> None:
        """Go on with the batch."""
        if self.lab.state == "stopped":
            self._run()
            self.here = 0
            self.show_anew()

    def action_leave(self) -> None:
        """Stop the batch, if it runs, and leave; asked a second time, leave at once."""
        if self.lab.running and not self._leaving:
            self._leaving = True
            self.action_stop()
        else:
            self._go()

    def action_back(self) -> None:
        """Go back; ask first where the batch would stop."""
        if self.lab.running and not self._leaving:
            self._ask_to_stop()
        else:
            self._go()

    @work(exclusive=True, group="asking")
    async def _ask_to_stop(self) -> None:
        if await asking.to_stop(self.app) and self.lab.running:
            self.action_leave()

    def _go(self) -> None:
        """Leave: the app where it was opened for this, else the screen."""
        if self.lab.state != "complete" and self.lab.aside is not None:
            self.tell(f"Stopped; go on with: {self.lab.again}")
        if self.alone:
            self.app.exit()
        else:
            self.dismiss(None)
