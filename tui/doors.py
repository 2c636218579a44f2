"""The doors to every screen but the library: what lies behind one is imported when it is opened.

The library then comes up without the engine's play, the batches and the other screens, and nobody
waits for rooms that nobody enters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.content import Content

if TYPE_CHECKING:
    from engine.play.journal.contents import Contents
    from tui.authoring import Desk
    from tui.drawer import Drawer
    from tui.forecasting import Forecasting
    from tui.lab.desk import Lab
    from tui.plan import Plan
    from tui.playing import Playing
    from tui.screens.author import AuthorScreen
    from tui.screens.batch import BatchScreen
    from tui.screens.batches import BatchesScreen
    from tui.screens.console import ConsoleScreen
    from tui.screens.dialogs import Pick, Reading
    from tui.screens.setup import SetupScreen
    from tui.screens.tour import TourDialog
    from tui.shelf import Entry, Shelf


# --- screens -------------------------------------------------------------------------------------


def setup(shelf: Shelf, scenario: str, drawer: Drawer) -> SetupScreen:
    """Return the Set-up of a scenario; WhitecellError where it cannot be loaded."""
    from tui.screens.setup import SetupScreen

    return SetupScreen(shelf, shelf.load(scenario), drawer.place(scenario))


def unlock() -> tuple[object, ...]:
    """Import what is gone to first, the Set-up and the Console, while nobody waits for them."""
    from tui.keeping import begin
    from tui.screens.console import ConsoleScreen
    from tui.screens.setup import SetupScreen

    return SetupScreen, begin, ConsoleScreen


def console(playing: Playing) -> ConsoleScreen:
    """Return the Console of an exercise."""
    from tui.screens.console import ConsoleScreen

    return ConsoleScreen(playing)


def author(desk: Desk, *, alone: bool = False) -> AuthorScreen:
    """Return the screen of an author's desk."""
    from tui.screens.author import AuthorScreen

    return AuthorScreen(desk, alone=alone)


def batch(lab: Lab, *, alone: bool = False) -> BatchScreen:
    """Return the screen of a batch."""
    from tui.screens.batch import BatchScreen

    return BatchScreen(lab, alone=alone)


def batches(places: Sequence[Path]) -> BatchesScreen:
    """Return the screen of the batches in some folders."""
    from tui.screens.batches import BatchesScreen

    return BatchesScreen(places)


def tour() -> TourDialog:
    """Return the tour of the table."""
    from tui.screens.tour import TourDialog

    return TourDialog()


def reading(title: str, texts: Iterable[tuple[str, Content]]) -> Reading:
    """Return texts to be read over a screen."""
    from tui.screens.dialogs import Reading

    return Reading(title, texts)


def leaving() -> Pick:
    """Return the question whether to leave in the middle of an answer."""
    from tui.screens.dialogs import leaving

    return leaving()


# --- what goes on behind them --------------------------------------------------------------------


def desk(path: Path, packs: Iterable[Path] = ()) -> Desk:
    """Return a file of a pack on an author's desk."""
    from tui.authoring import Desk

    return Desk(path, tuple(packs))


def begin(shelf: Shelf, drawer: Drawer, plan: Plan) -> Playing:
    """Return the exercise of a plan, its journal made; WhitecellError where it cannot begin."""
    from tui.keeping import begin

    return begin(shelf, drawer, plan)


def resume(shelf: Shelf, path: Path) -> Playing:
    """Return the exercise of a journal; WhitecellError where it cannot be gone on with."""
    from tui.keeping import resume

    return resume(shelf, path)


def oddities(shelf: Shelf, contents: Contents) -> list[str]:
    """Return what a journal's players should know."""
    from tui.keeping import oddities

    return oddities(shelf, contents)


def run_of_batch(drawer: Drawer, folder: Path, run: str) -> Path:
    """Return a new journal of a run of a batch; WhitecellError where it cannot be one."""
    from batch.again import begun_again
    from batch.results import Results

    drawer.prepare()
    results = Results(folder)
    spec = results.study.spec(run)
    place = drawer.place(results.study.arms[spec.arm].scenario)
    begun_again(results, spec, place)
    return place


def forecasting() -> Forecasting:
    """Return a worker that reckons odds, not yet at work."""
    from tui.forecasting import Forecasting

    return Forecasting()


async def ordered(app: App[Any], shelf: Shelf, entry: Entry, folder: Path) -> Lab | None:
    """Ask how often a sound scenario is to be run and begin the batch, its tables in a folder."""
    from tui.lab.ordering import ordered

    assert entry.scenario is not None, "it is sound"
    return await ordered(app, shelf, entry.scenario, folder)
