"""The app: its screens, its themes, the keys that work everywhere, and the way in."""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

from rich.text import Text
from textual.actions import parse
from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen

from engine.errors import WhitecellError
from engine.play.exercise import Exercise
from tui import guards, safe
from tui.playing import Playing
from tui.screens.console import ConsoleScreen
from tui.screens.dialogs import Reading
from tui.screens.library import LibraryScreen
from tui.screens.setup import SetupScreen
from tui.shelf import SEED, PackShelf, Plan, Shelf
from tui.theme import DARK, LIGHT
from tui.widgets.lists import Rows


class WhitecellApp(App[None]):
    """Whitecell on a terminal. With a plan it opens straight on the Console."""

    TITLE = "Whitecell"
    CSS_PATH = "whitecell.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-thin"), (60, "-narrow"), (110, "-wide"), (150, "-broad")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-short"), (32, "-tall")]
    BINDINGS = [
        Binding(
            "question_mark,f1", "help", "help", key_display="?", tooltip="Show what every key does"
        ),
        Binding("t", "theme", "dark or light", show=False, tooltip="Switch the theme"),
        Binding("ctrl+q", "quit", "quit", priority=True, tooltip="Leave Whitecell"),
    ]

    def __init__(self, shelf: Shelf, plan: Plan | None = None) -> None:
        super().__init__()
        self.shelf, self.plan = shelf, plan

    def on_mount(self) -> None:
        """Put up the theme and the first screen."""
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = DARK.name
        if not self.is_headless:
            guards.leave_on_signals(self)
        self.push_screen(LibraryScreen(self.shelf))
        if self.plan is not None:
            self.open_console(self.plan)

    # --- going to and fro ------------------------------------------------------------------------

    def open_setup(self, scenario: str) -> None:
        """Go to the Set-up of a scenario, and from there to its Console."""
        try:
            loaded = self.shelf.load(scenario)
        except WhitecellError as error:
            self.notify(safe.clean(str(error)), severity="error", timeout=15, markup=False)
            return
        self.push_screen(SetupScreen(self.shelf, loaded), self._planned)

    def _planned(self, plan: Plan | None) -> None:
        if plan is not None:
            self.open_console(plan)

    def open_console(self, plan: Plan) -> None:
        """Begin the exercise that was planned."""
        try:
            playing = begin(self.shelf, plan)
        except WhitecellError as error:
            self.notify(safe.clean(str(error)), severity="error", timeout=15, markup=False)
            return
        self.push_screen(ConsoleScreen(playing))

    # --- keys that work everywhere ---------------------------------------------------------------

    def action_help(self) -> None:
        """Show what every key of the screen does."""
        if not isinstance(self.screen, Reading):
            keys = commands_of(self, self.screen)
            lines = [f"{self.get_key_display(each):<8} {each.tooltip}" for _, each in keys]
            lines += ["↑ ↓      Move in a list or a text; j and k do the same"]
            lines += ["tab      Go to the next panel", "^p       Find any of these by name"]
            self.push_screen(Reading("Keys", [("", safe.plain("\n".join(lines)))]))

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

    def _fatal_error(self) -> None:
        """Restore the terminal and tell what broke without showing anything the table hid."""
        self.bell()
        told = traceback.format_exc(limit=-6)
        self._exit_renderables.append(Text(f"Whitecell stopped on a fault of its own.\n{told}"))
        self._close_messages_no_wait()


def commands_of(app: App[Any], screen: Screen[Any]) -> Iterable[tuple[DOMNode, Binding]]:
    """Yield every key of the focused list, the screen and the app that does something now."""
    focused = screen.focused
    nodes: list[DOMNode] = [focused] if isinstance(focused, Rows) else []
    done = set()
    for node in [*nodes, screen, app]:
        for binding in own_bindings(type(node)):
            action, parameters = parse(binding.action)[1:]
            if binding.action not in done and node.check_action(action, parameters):
                done.add(binding.action)
                yield node, binding


def own_bindings(kind: type) -> Iterable[Binding]:
    """Yield the bindings that Whitecell's own classes declare with a description."""
    for each in kind.__mro__:
        if each.__module__.startswith("tui."):
            declared = each.__dict__.get("BINDINGS", ())
            yield from (b for b in declared if isinstance(b, Binding) and b.description)


def begin(shelf: Shelf, plan: Plan) -> Playing:
    """Return the exercise of a plan, before its first turn."""
    scenario = shelf.load(plan.scenario, plan.variant)
    exercise = Exercise(scenario, plan.seed, people=sorted(plan.people), white_cell=plan.white_cell)
    return Playing(exercise, plan)


def main(
    scenario: str | None = None,
    people: Iterable[str] = (),
    seed: int | None = None,
    variant: str | None = None,
    *,
    white_cell: bool = False,
    packs: Iterable[Path] = (),
) -> int:
    """Open the library, or the Console of a scenario; return the exit code.

    Raises WhitecellError before the screen opens where the exercise cannot begin.
    """
    shelf = PackShelf(tuple(packs))
    plan = None
    if scenario is not None:
        number = SEED if seed is None else seed
        plan = Plan(scenario, frozenset(people), number, variant, white_cell)
        begin(shelf, plan)
    if os.environ.get("NO_COLOR") == "":
        del os.environ["NO_COLOR"]  # empty means unset, to everyone but Textual
    guards.install()
    app = WhitecellApp(shelf, plan)
    app.run()
    return app.return_code or 0
