"""The app: its screens, its themes, the keys that work everywhere, and the way in."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.text import Text
from textual.actions import parse
from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen

from engine.errors import WhitecellError
from tui import doors, faults, guards, leaving, safe
from tui.ahead import TypedAhead
from tui.drawer import Drawer
from tui.keymap import Keymap, Named
from tui.keyring import own_bindings, own_keymap
from tui.screens.library import LibraryScreen
from tui.shelf import PackShelf, Shelf
from tui.theme import DARK, LIGHT, dress
from tui.widgets.lists import Rows

if TYPE_CHECKING:
    from tui.authoring import Desk
    from tui.forecasting import Forecasting
    from tui.lab.desk import Lab
    from tui.plan import Plan
    from tui.playing import Playing
    from tui.screens.dialogs import Pick

PATIENCE = 30.0
"""Seconds a batch has to stop once its screen is closed; told by a signal, we wait for nothing."""
SIGNALLED = 128


class WhitecellApp(Named, TypedAhead[None]):
    """Whitecell on a terminal. With an exercise it opens straight on the Console."""

    TITLE = "Whitecell"
    CSS_PATH = "whitecell.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-thin"), (60, "-narrow"), (110, "-wide"), (150, "-broad")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-short"), (32, "-tall")]
    BINDINGS = [
        Binding(
            "question_mark,f1", "help", "help", key_display="?", tooltip="Show what every key does"
        ),
        Binding("t", "theme", "dark or light", show=False, tooltip="Switch the theme"),
        Binding("f2", "tour", "tour", show=False, tooltip="See the table in two minutes"),
        Binding("ctrl+q", "quit", "quit", priority=True, tooltip="Leave Whitecell"),
    ]

    def __init__(
        self, shelf: Shelf, playing: Playing | None = None, drawer: Drawer | None = None
    ) -> None:
        super().__init__()
        dress(self)
        self.shelf, self.drawer, self.playing = shelf, drawer or Drawer(), playing
        self.kept: Path | None = None  # the exercise that was on the table when the app ended
        self._question: Pick | None = None
        self.own_keys: Keymap | None = None
        self.welcomes = False
        self.writes: Desk | None = None
        self.lab: Lab | None = None
        self.reckons = False  # whether odds are reckoned once there is an exercise
        self.forecasting: Forecasting | None = None

    def get_default_screen(self) -> Screen[Any]:
        """Return what stands below all: the library, or nothing under a batch of the shell's."""
        if self.lab is not None:
            return super().get_default_screen()
        return LibraryScreen(self.shelf, self.drawer)

    def on_mount(self) -> None:
        """Put up what the app was opened for, over the library."""
        self._take_keys()
        if self.lab is not None:
            self.push_screen(doors.batch(self.lab, alone=True))
            return
        if self.playing is not None:
            self.open_console(self.playing)
        elif self.writes is not None:
            self.push_screen(doors.author(self.writes, alone=True))
        elif self.welcomes and not self.drawer.toured:
            self.action_tour()

    def on_ready(self) -> None:
        """Have the library read, now that the screens can be drawn."""
        if isinstance(self.screen_stack[0], LibraryScreen):
            self.screen_stack[0].read_once_drawn()

    def _take_keys(self) -> None:
        """Use the keys a person has chosen, and say which of them cannot be."""
        if self.own_keys is not None:
            self.set_keymap(dict(self.own_keys.given))
            for each in self.own_keys.problems[:3]:
                self.notify(safe.line(each), severity="warning", timeout=15, markup=False)

    async def push_screen_wait(self, screen: Any, *args: Any, **named: Any) -> Any:
        """Ask a question; it is taken away again where whoever asked is stopped."""
        try:
            return await super().push_screen_wait(screen, *args, **named)
        except asyncio.CancelledError:
            if self.is_running and self.screen is screen:
                self.pop_screen()
            raise

    def on_unmount(self) -> None:
        """Let go of the journal and of the worker, however the app ends."""
        self.kept = self.playing.journal if self.playing else None
        self.close_journal()
        if self.forecasting is not None:
            self.forecasting.close()

    @property
    def marking(self) -> str:
        """The handling marking of the exercise on the table."""
        return self.playing.plan.marking if self.playing else ""

    # --- going to and fro ------------------------------------------------------------------------

    def open_setup(self, scenario: str) -> None:
        """Go to the Set-up of a scenario, and from there to its Console."""
        try:
            self.push_screen(doors.setup(self.shelf, scenario, self.drawer), self._begin)
        except WhitecellError as error:
            self._refuse(error)

    def _begin(self, plan: Plan | None) -> None:
        if plan is None:
            return
        try:
            self.open_console(doors.begin(self.shelf, self.drawer, plan))
        except WhitecellError as error:
            self._refuse(error)

    def open_author(self, path: Path) -> None:
        """Put a file of a pack on the author's desk."""
        self.push_screen(doors.author(doors.desk(path, self.shelf.packs)))

    def resume(self, path: Path) -> None:
        """Go on with an exercise that is kept."""
        try:
            self.open_console(doors.resume(self.shelf, path))
        except WhitecellError as error:
            self._refuse(error)

    def open_batch(self, lab: Lab) -> None:
        """Show a batch: live where it is to run, to be browsed where it has."""
        self.push_screen(doors.batch(lab), self._left)

    def open_run(self, folder: Path, run: str) -> None:
        """Put a run of a batch on the table; WhitecellError where it cannot be."""
        self.resume(doors.run_of_batch(self.drawer, folder, run))

    def open_console(self, playing: Playing) -> None:
        """Put an exercise on the table, and say what is odd about its journal."""
        self.playing = playing
        if self.reckons and self.forecasting is None:
            self.forecasting = doors.forecasting()
        for each in doors.oddities(self.shelf, playing.session.contents):
            self.notify(safe.clean(each), severity="warning", timeout=10, markup=False)
        self.push_screen(doors.console(playing), self._left)

    def _left(self, _: None) -> None:
        self.close_journal()
        if isinstance(self.screen, LibraryScreen):
            self.screen.action_reload()

    def close_journal(self) -> None:
        """Let go of the exercise on the table, if there is one."""
        if self.playing is not None:
            self.playing.close()
            self.playing = None

    def _refuse(self, error: WhitecellError) -> None:
        self.notify(safe.clean(str(error)), severity="error", timeout=15, markup=False)

    # --- keys that work everywhere ---------------------------------------------------------------

    async def action_quit(self) -> None:
        """Leave; ask first where somebody is in the middle of an answer. Pressed again, it goes."""
        asked = self.screen is self._question
        if self.playing is None or asked or not leaving.amid(self.screen_stack):
            self.exit()
            return
        self._question = doors.leaving()
        self.push_screen(self._question, lambda answer: self.exit() if answer == "leave" else None)

    def action_tour(self) -> None:
        """Show the table in two minutes; once seen or skipped it opens by itself no more."""
        tour = doors.tour()
        if not isinstance(self.screen, type(tour)):
            self.push_screen(tour, lambda _: self.drawer.note_tour())

    def action_help(self) -> None:
        """Show what every key of the screen does."""
        keys = commands_of(self, self.screen)
        lines = [f"{self.get_key_display(each):<8} {each.tooltip}" for _, each in keys]
        lines += ["↑ ↓      Move in a list or a text; j and k do the same"]
        lines += ["tab      Go to the next panel", "^p       Find any of these by name"]
        texts = [("", safe.plain("\n".join(lines)))]
        if gloss := getattr(self.screen, "GLOSS", ()):
            texts.append(("Columns", safe.plain("\n".join(gloss))))
        reading = doors.reading("Keys", texts)
        if not isinstance(self.screen, type(reading)):
            self.push_screen(reading)

    def action_theme(self) -> None:
        """Switch between the dark and the light theme."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Yield a command for every key of the screen and the app."""
        for node, binding in commands_of(self, screen):
            name = f"{binding.description.capitalize()} ({self.get_key_display(binding)})"
            run = partial(self.run_action, binding.action, default_namespace=node)
            yield SystemCommand(name, binding.tooltip, run)

    # --- when all else fails ---------------------------------------------------------------------

    def _handle_exception(self, error: Exception) -> None:
        """Restore the terminal, say in a few lines what broke, and leave a report.

        Neither shows the value of a variable: it may be what the table hides.
        """
        self._return_code = 1
        if self._exception is None:
            self._exit_renderables.append(Text(self._reported(faults.cause(error))))
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()

    def _reported(self, error: BaseException) -> str:
        """Write the report of a fault; return what is said of it."""
        journal = self.playing.journal if self.playing else None
        written = faults.report(error, journal, self.drawer.folder)
        return faults.message(error, journal, written)


def commands_of(app: App[Any], screen: Screen[Any]) -> Iterable[tuple[DOMNode, Binding]]:
    """Yield every key of the focused list, the screen and the app that does something now."""
    focused = screen.focused
    nodes: list[DOMNode] = [focused] if isinstance(focused, Rows) else []
    done = set()
    for node in [*nodes, screen, app]:
        for binding in own_bindings(type(node)):
            if node is app and screen.is_modal and not binding.priority:
                continue  # a dialog keeps the app's keys from doing anything
            action, parameters = parse(binding.action)[1:]
            if binding.action not in done and node.check_action(action, parameters):
                done.add(binding.action)
                yield node, current(app, binding)


def current(app: App[Any], binding: Binding) -> Binding:
    """Return a binding with the key it has now."""
    given = app._keymap.get(binding.id or "")  # noqa: SLF001
    return binding.with_key(given) if given else binding


def main(plan: Plan | None = None, packs: Iterable[Path] = ()) -> int:
    """Open the library, or the Console of an exercise; return the exit code.

    Raises WhitecellError before the screen opens where the exercise cannot begin.
    """
    shelf, drawer = PackShelf(tuple(packs)), Drawer()
    playing = doors.begin(shelf, drawer, plan) if plan else None
    return _show(WhitecellApp(shelf, playing, drawer))


def main_author(path: Path, packs: Iterable[Path] = ()) -> int:
    """Open the table on a file of a pack, to write it; return the exit code."""
    app = WhitecellApp(PackShelf(tuple(packs)))
    app.writes = doors.desk(path, packs)
    return _show(app)


def main_batch(lab: Lab) -> int:
    """Open the table on a batch: live where it is to run; return the exit code."""
    app, code = WhitecellApp(PackShelf()), 1
    app.lab = lab
    try:
        code = _show(app)
    finally:
        lab.close(0 if code >= SIGNALLED else PATIENCE)
    return code


def main_resume(journal: Path) -> int:
    """Open the table on an exercise that is kept; return the exit code.

    Raises WhitecellError before the screen opens where it cannot be gone on with.
    """
    shelf = PackShelf()
    return _show(WhitecellApp(shelf, doors.resume(shelf, journal)))


def _show(app: WhitecellApp) -> int:
    """Run the app and return its exit code."""
    if os.environ.get("NO_COLOR") == "":
        del os.environ["NO_COLOR"]  # empty means unset, to everyone but Textual
    guards.install()
    app.own_keys, app.welcomes, app.reckons = own_keymap(), True, True
    try:
        asyncio.run(leaving.run(app))
    finally:
        app.close_journal()
    code = app.return_code or 0
    if app.kept is not None and (not code or (code >= SIGNALLED and leaving.heard())):
        leaving.say_kept(app.kept)
    return code
