"""A word that comes from outside while a screen is being taken away harms nothing."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.css.query import NoMatches
from textual.screen import Screen
from textual.widgets import Static

from batch.tally import Forecast, Share
from engine.errors import WhitecellError
from tests.house.places import ROOT
from tests.tui.lab import app_on, screen_of
from tests.tui.room import WIDE, Desk, OneShelf, keys, playing, table, until
from tui.authoring import Desk as Paper
from tui.drawer import Drawer
from tui.lab.desk import opened
from tui.screens.author import AuthorScreen
from tui.screens.comparing import ComparingScreen
from tui.screens.debrief import DebriefScreen
from tui.screens.decision import DecisionScreen
from tui.screens.library import LibraryScreen
from tui.screens.odds import OddsScreen
from tui.screens.setup import SetupScreen

Word = Callable[[], object]
"""What somebody outside the screen's own loop would tell it."""


async def author(desk: Desk, folder: Path) -> Word:
    shutil.copytree(ROOT / "docs" / "tutorial" / "amber_straits", folder / "amber")
    screen = AuthorScreen(Paper(folder / "amber" / "scenarios" / "amber_toll.yaml"))
    await desk.app.push_screen(screen)
    await until(desk, lambda: screen.reading is not None)
    assert screen.reading is not None
    read = replace(screen.reading, lines=("another",))
    return lambda: screen.show_read(read)


async def comparing(desk: Desk, _: Path) -> Word:
    game = playing(desk.app)  # type: ignore[arg-type]
    game.advance()
    game.session.branch()
    screen = ComparingScreen(game, "main", game.session.branch_name)
    await desk.app.push_screen(screen)
    await until(desk, lambda: screen.comparison is not None)
    assert screen.comparison is not None
    found = screen.comparison
    return lambda: screen.show_found(found)


async def debrief(desk: Desk, _: Path) -> Word:
    screen = DebriefScreen(playing(desk.app))  # type: ignore[arg-type]
    await desk.app.push_screen(screen)
    await until(desk, lambda: screen.aar is not None)
    assert screen.aar is not None
    found = screen.aar
    return lambda: (screen.take(found), screen.show_writing("half"), screen.show_writing("", "all"))


async def odds(desk: Desk, _: Path) -> Word:
    screen = OddsScreen(playing(desk.app))  # type: ignore[arg-type]
    await desk.app.push_screen(screen)
    await desk.pause()
    come = Forecast(1, 400, 1, (Share("other", 1, 1.0, 0.2, 1.0),), (), ())
    return lambda: (screen.show(None, "no odds"), screen.show(come, ""))


async def decision(desk: Desk, _: Path) -> Word:
    await keys(desk, "n", "d")
    screen = desk.app.screen
    assert isinstance(screen, DecisionScreen)
    return lambda: screen._hear(None, "")


async def library(desk: Desk, _: Path) -> Word:
    screen = LibraryScreen(OneShelf(broken=True), Drawer())
    await desk.app.push_screen(screen)
    screen.action_reload()
    await desk.pause()
    entry = screen.entries[0]
    return lambda: screen.know(entry)


async def setting_up(desk: Desk, folder: Path) -> Word:
    shelf = OneShelf()
    screen = SetupScreen(shelf, shelf.scenario, folder / "any.whitecell")
    await desk.app.push_screen(screen)
    await desk.pause()
    made = screen.scenario
    return lambda: (screen.take(made), screen.go_back(WhitecellError("cannot be read")))


async def instant(screen: Screen[Any]) -> None:
    """Wait for the moment when all that stood on a screen is gone and it is not itself."""
    for _ in range(1000):
        if not list(screen.query(Static)):
            break
        await asyncio.sleep(0)
    assert screen.is_attached, "it was gone at once"
    assert not list(screen.query(Static)), "nothing of it went"


@pytest.mark.parametrize(
    "opened", [author, comparing, debrief, odds, decision, library, setting_up]
)
async def test_a_screen_half_gone_hears_nothing(
    tmp_path: Path, opened: Callable[[Desk, Path], Awaitable[Word]]
) -> None:
    app = table()
    async with app.run_test(size=WIDE) as desk:
        word = await opened(desk, tmp_path)
        screen = app.screen
        word()  # while it stands it is heard
        await desk.pause()
        left = app.pop_screen()
        await instant(screen)
        with pytest.raises(NoMatches):
            screen.query_one(Static)
        word()
        await left
        word()


async def test_a_batch_half_gone_hears_nothing(finished: Path, at_once: None) -> None:
    lab = opened((finished,))
    app = app_on(lab)
    async with app.run_test(size=WIDE) as desk:
        screen = screen_of(app)
        await until(desk, lambda: lab.stories is not None)
        assert lab.reader is not None
        left = app.pop_screen()
        await instant(screen)
        screen._hear(lab.reader, [])
        await left
