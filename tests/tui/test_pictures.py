"""A few pictures of the screens, so that a change of their look is seen before it is shipped.

Accept a change that is meant with `pytest tests/tui/test_pictures.py --snapshot-update`.
"""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.app import App
from textual.widgets import Input

from engine.play.journal.plan import Plan as JournalPlan
from engine.play.journal.session import Session
from tests.engine.test_audience import tainted
from tests.journal.making import COPY
from tests.tui.lab import app_on, screen_of
from tests.tui.room import NARROW, Desk, keys, playing, restrained, staged, table, until
from tests.tui.test_branches import play
from tests.tui.test_debrief import played
from tui.app import WhitecellApp
from tui.drawer import Drawer
from tui.lab.desk import opened
from tui.pictures import picture_of
from tui.screens.comparing import ComparingScreen
from tui.screens.dialogs import Pick
from tui.screens.inputs import InputsScreen
from tui.viewing import Peephole, ViewApp


class Picture(SingleFileSnapshotExtension):
    """One SVG file a picture."""

    _write_mode = WriteMode.TEXT
    file_extension = "svg"


@pytest.fixture
def picture(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(Picture)


@pytest.fixture(autouse=True)
def a_day_that_does_not_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    """The table shows the name of its journal, which is named after the day."""
    monkeypatch.setattr(Drawer, "place", lambda drawer, scenario: drawer.folder / "small.whitecell")


SCREENS = {
    "console": ("n", "n"),
    "blocked": ("n", "d", "end"),
    "injects": ("n", "n", "i"),
    "branches": ("n", "n", "B"),
    "dossier": ("D", "end"),
    "note": ("N",),
    "forecast": ("f", "enter", "enter", "right"),
    "shared": ("n",),
}
SEATED = {"blocked": ("ash",), "shared": ("ash", "elm")}


async def still(app: App[Any], desk: Desk) -> str:
    """The picture once nothing in it moves: a footer comes a moment after the focus."""
    before, now = "", picture_of(app)
    while now != before:
        await asyncio.sleep(0.25)
        await desk.pause()
        before, now = now, picture_of(app)
    return now


async def compare(app: WhitecellApp, desk: Desk) -> None:
    """Two branches that part in the second turn."""
    await play(app, desk, "hold", "hold")
    await keys(desk, "B", "n", "end", "up", "enter", "enter", "enter", "escape")
    await play(app, desk, "strike")
    await keys(desk, "B", "c")
    if isinstance(app.screen, Pick):
        await keys(desk, "enter")
    assert isinstance(app.screen, ComparingScreen)
    await until(desk, lambda: app.screen.comparison)  # type: ignore[attr-defined]


async def inputs(app: WhitecellApp, desk: Desk) -> None:
    """What was given, to be corrected."""
    playing(app).session.wall = lambda: datetime(2026, 1, 5, 9, 30).astimezone()
    await play(app, desk, "hold", "strike")
    await keys(desk, "B", "e")
    assert isinstance(app.screen, InputsScreen)


async def debrief(app: WhitecellApp, desk: Desk) -> None:
    """What two turns leave to be talked about."""
    await played(app, desk)


WAYS = {"compare": compare, "inputs": inputs, "debrief": debrief}


@pytest.mark.parametrize("screen", WAYS)
async def test_a_screen_reached_by_play_looks_as_it_did(
    screen: str, picture: SnapshotAssertion
) -> None:
    app = table(staged() if screen == "debrief" else None)
    async with app.run_test(size=NARROW) as desk:
        await WAYS[screen](app, desk)
        assert await still(app, desk) == picture


@pytest.mark.parametrize("audience", ["projector", "ash"])
async def test_a_view_looks_as_it_did(
    audience: str, tmp_path: Path, picture: SnapshotAssertion
) -> None:
    plan = JournalPlan(7, ("ash", "elm"), marking="EXERCISE ONLY")
    with Session.create(tmp_path / "view.whitecell", COPY, lambda _: tainted(), plan) as session:
        session.advance()
        app = ViewApp(Peephole(session.path, audience, loader=lambda _: tainted()))
        async with app.run_test(size=NARROW) as desk:
            assert await still(app, desk) == picture


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("room", ["shares", "differences", "fans", "parting", "runs"])
async def test_a_batch_looks_as_it_did(
    room: str, finished: Path, picture: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(finished.parent)
    app = app_on(opened((Path(finished.name),)))
    async with app.run_test(size=NARROW) as desk:
        await until(desk, lambda: app.lab and app.lab.stories is not None)
        screen_of(app).action_room(room)
        assert await still(app, desk) == picture


@pytest.mark.parametrize("screen", SCREENS)
async def test_a_screen_looks_as_it_did(screen: str, picture: SnapshotAssertion) -> None:
    app = table(restrained(), people=SEATED.get(screen, ()))
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, *SCREENS[screen])
        for field in app.screen.query(Input):
            field.cursor_blink = False  # a picture must not tell when it was taken
        await desk.pause()
        assert picture_of(app) == picture
