"""A second terminal for one audience: the journal is read beside whoever plays, never locked."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

from textual import work
from textual.app import App
from textual.binding import Binding
from textual.worker import get_current_worker

from engine.content.copies import load_copy
from engine.errors import WhitecellError
from engine.play.audience import audience_view
from engine.play.journal.following import Follower
from engine.play.journal.replaying import Loader
from reports.names import Names
from reports.recalled import with_reasons
from reports.rolls import with_rolls
from reports.taking import with_taking
from tui import guards, leaving, safe
from tui.screens.view import ViewScreen
from tui.theme import DARK, LIGHT, dress
from tui.widgets.audience import Shown

EVERY = 0.25
"""Seconds between two looks at the file."""


class Peephole:
    """What one audience may see of a journal; only views come out of it.

    WhitecellError where the file cannot be read or there is no such audience.
    """

    def __init__(
        self, path: Path, audience: str, *, reveal: bool = False, loader: Loader = load_copy
    ) -> None:
        self._follower = Follower(path, loader)
        self._audience, self._reveal = audience, reveal
        self._names = Names(self._follower.exercise.scenario)
        self.now()

    def now(self) -> Shown:
        """Return what may be seen now."""
        marking = self._follower.contents.setup.data.get("marking", "")
        exercise = self._follower.exercise
        view = audience_view(
            exercise,
            self._audience,
            reveal=self._reveal,
            marking=marking,
            branch=self._follower.branch,
        )
        told = with_taking(with_rolls(view, exercise), exercise.scenario)
        told = with_reasons(told, self._names)
        return Shown(told, self._names.actors, self._names.proper)

    def look(self) -> Shown | None:
        """Return what may be seen, None where nothing has changed since the last look."""
        return self.now() if self._follower.look() else None


class ViewApp(App[None]):
    """One audience's view on a terminal of its own."""

    TITLE = "Whitecell"
    CSS_PATH = "whitecell.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-thin"), (60, "-narrow"), (110, "-wide"), (150, "-broad")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-short"), (32, "-tall")]
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [
        Binding("t", "theme", "dark or light", tooltip="Switch the theme"),
        Binding("ctrl+q", "quit", "quit", priority=True, tooltip="Close the view"),
    ]

    def __init__(self, peephole: Peephole) -> None:
        super().__init__()
        dress(self)
        self._peephole = peephole
        self.marking = peephole.now().view.marking

    def on_mount(self) -> None:
        """Put up the first view and begin to follow."""
        self.push_screen(ViewScreen(self._peephole.now()))
        self.follow()

    @work(thread=True, exclusive=True, exit_on_error=False)
    def follow(self) -> None:
        """Look at the file again and again, away from the loop that draws."""
        worker, trouble = get_current_worker(), ""
        while not worker.is_cancelled:
            time.sleep(EVERY)
            try:
                shown = self._peephole.look()
            except WhitecellError as error:
                if str(error) != trouble and not worker.is_cancelled:
                    trouble = str(error)
                    self.call_from_thread(self.say, trouble)
                continue
            if shown is not None and not worker.is_cancelled:
                trouble = ""
                self.call_from_thread(self.show_view, shown)

    def show_view(self, shown: Shown) -> None:
        """Show another view."""
        for screen in self.screen_stack:
            if isinstance(screen, ViewScreen):
                screen.show(shown)

    def say(self, text: str) -> None:
        """Say why the file cannot be read now; the last view stays."""
        self.notify(safe.clean(text), severity="warning", timeout=8, markup=False)

    def action_theme(self) -> None:
        """Switch between the dark and the light theme."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name


def main(journal: Path, audience: str, *, reveal: bool = False) -> int:
    """Open a view on a journal; return the exit code. Raises WhitecellError before it opens."""
    app: App[Any] = ViewApp(Peephole(journal, audience, reveal=reveal))
    guards.install()
    asyncio.run(leaving.run(app))
    return app.return_code or 0
