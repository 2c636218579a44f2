"""The library is drawn before anything is read, listed before it is checked, and loses no key."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from textual import events

from engine.errors import ContentError
from engine.model import Scenario
from tests.house.places import ROOT
from tests.tui.room import (
    NARROW,
    OneShelf,
    everything,
    kept,
    keys,
    notices,
    quarrel,
    seen,
    table,
    until,
)
from tui.app import WhitecellApp
from tui.screens.console import ConsoleScreen
from tui.screens.dialogs import Ask
from tui.screens.library import LibraryScreen
from tui.screens.setup import SetupScreen
from tui.shelf import Entry
from tui.widgets.waiting import WaitingLine

# The way of `whitecell` without a command, up to where the library begins to read.
FRESH = """
import sys
from functools import partialmethod
import cli.main
import tui.app
from textual.app import App
from tui.screens.library import LibraryScreen

def told(screen):
    screen.action_reload = lambda: None
    rows = screen._compositor.render_strips()
    print("SCENARIOS" in "".join(each.text for row in rows for each in row))
    print(*sys.modules)
    screen.app.exit()

tui.app.WhitecellApp.run_async = partialmethod(App.run_async, headless=True)
tui.app.WhitecellApp.action_tour = lambda app: None
LibraryScreen.action_reload = told
sys.exit(tui.app.main())
"""
LATER = ("numpy", "simpy", "yaml", "pydantic", "cyclopts", "sqlite3", "tomllib")
LATER_ROOMS = ("batch", "engine.model", "engine.content", "engine.play", "engine.rules")
FIRST_SCREENS = {"tui.screens", "tui.screens.library"}


class Unread(OneShelf):
    """Three scenarios told by name; looking into one waits until it may be finished."""

    def __init__(self) -> None:
        super().__init__()
        self.may = threading.Event()
        self.looked: list[str] = []
        self.loops: list[bool] = []

    def entries(self) -> Sequence[Entry]:
        return [Entry("first", "The first"), Entry("wrong", "A wrong"), Entry("last", "The last")]

    def look_into(self, entry: Entry) -> Entry:
        self.loops.append(threading.current_thread() is threading.main_thread())
        self.may.wait(30)
        self.looked.append(entry.id)
        if entry.id == "wrong":
            return replace(entry, trouble="x.yaml:1:1: error[WC1]: no")
        return replace(entry, scenario=replace(self.scenario, id=entry.id))

    def load(self, id: str, variant: str | None = None, lens: str | None = None) -> Scenario:
        if id == "wrong":
            raise ContentError(("no such scenario",))
        return replace(self.scenario, id=id, variant=variant)


def test_the_first_frame_is_drawn_before_what_it_does_not_need_is_imported() -> None:
    told = subprocess.run(
        [sys.executable, "-c", FRESH], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert told.returncode == 0, told.stderr
    drawn, names = told.stdout.splitlines()
    modules = set(names.split())
    assert drawn == "True"
    assert "textual.app" in modules
    assert not modules & {*LATER, *LATER_ROOMS}
    assert {each for each in modules if each.startswith("tui.screens")} == FIRST_SCREENS


async def test_scenarios_are_listed_by_name_before_they_are_checked() -> None:
    app = WhitecellApp(shelf := Unread())
    async with app.run_test(size=NARROW) as desk:
        await until(desk, lambda: shelf.loops)
        assert "· The first" in seen(app)
        assert "· A wrong" in seen(app)
        assert "being read and checked" in seen(app)
        await keys(desk, "down")
        shelf.may.set()
        await until(desk, lambda: len(shelf.looked) == 3)
        await until(desk, lambda: "✓ The last" in seen(app))
        assert "✓ The first" in seen(app)
        assert "✗ A wrong" in seen(app)
        assert "It has errors and cannot be played" in everything(app)
    assert shelf.looked == ["first", "wrong", "last"]
    assert shelf.loops == [False] * 3


async def test_a_scenario_may_be_opened_before_it_is_checked() -> None:
    app = WhitecellApp(shelf := Unread())
    async with app.run_test(size=NARROW) as desk:
        await until(desk, lambda: shelf.loops)
        await keys(desk, "down", "enter")
        assert "no such scenario" in notices(app)
        await keys(desk, "down", "enter")
        assert isinstance(app.screen, SetupScreen)
        shelf.may.set()
        await until(desk, lambda: len(shelf.looked) == 3)
        await keys(desk, "escape")
        assert "✓ The last" in seen(app)


async def test_many_runs_of_an_unchecked_scenario_wait_until_it_is_known() -> None:
    app = WhitecellApp(shelf := Unread())
    async with app.run_test(size=NARROW) as desk:
        await until(desk, lambda: shelf.loops)
        await keys(desk, "b")
        assert isinstance(app.screen, LibraryScreen)
        shelf.may.set()
        await until(desk, lambda: isinstance(app.screen, Ask))


async def test_read_again_keeps_what_is_known_until_it_is_known_anew() -> None:
    app = WhitecellApp(shelf := Unread())
    shelf.may.set()
    async with app.run_test(size=NARROW) as desk:
        await until(desk, lambda: "✓ The last" in seen(app))
        shelf.may.clear()
        await keys(desk, "r")
        await until(desk, lambda: len(shelf.loops) == 4)
        assert "✓ The last" in seen(app)
        assert "✗ A wrong" in seen(app)
        shelf.may.set()
        await until(desk, lambda: len(shelf.looked) == 6)


@pytest.mark.parametrize("steps", [0, 1, 3, 8, 20])
async def test_keys_typed_ahead_pick_what_they_would_have_picked(steps: int) -> None:
    app = WhitecellApp(OneShelf(quarrel(), broken=True))

    async def type_ahead() -> None:
        while not app.is_running:
            await asyncio.sleep(0)
        for _ in range(steps):
            await asyncio.sleep(0)
        for key in ("down", "up", "enter"):
            app.post_message(events.Key(key, None))

    typing = asyncio.create_task(type_ahead())
    async with app.run_test(size=NARROW) as desk:
        await typing
        await until(desk, lambda: isinstance(app.screen, SetupScreen))


async def test_a_list_has_its_rows_though_its_place_was_asked_for_before_it_was_laid_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept()
    listing, asked = LibraryScreen._list, []

    def listed(library: LibraryScreen) -> None:
        """List, and ask where the list stands, as the screen does when a widget is drawn anew."""
        listing(library)
        library._compositor._full_map_invalidated = True
        asked.append(library.query_one("#kept") in library._compositor.full_map)

    monkeypatch.setattr(LibraryScreen, "_list", listed)
    app = WhitecellApp(OneShelf())
    async with app.run_test(size=NARROW) as desk:
        await until(desk, "A small quarrel")
        await until(desk, "turn 1 ·")
    assert asked == [True]


async def test_keys_wait_for_rows_that_are_laid_out_late(monkeypatch: pytest.MonkeyPatch) -> None:
    kept()
    app = WhitecellApp(OneShelf())
    lay_out = LibraryScreen._refresh_layout

    def late(library: LibraryScreen, *args: Any, **how: Any) -> None:
        """Lay nothing out anew before all keys were pressed."""
        if not held or not library.query_one("#kept").display:
            lay_out(library, *args, **how)

    held = True
    monkeypatch.setattr(LibraryScreen, "_refresh_layout", late)
    async with app.run_test(size=NARROW) as desk:
        await until(desk, lambda: app.screen.query_one("#kept").display)
        await desk.press("tab", "home", "enter")
        assert isinstance(app.screen, LibraryScreen)
        held = False
        app.screen._refresh_layout()
        await until(desk, lambda: isinstance(app.screen, ConsoleScreen))


@pytest.mark.parametrize("size", [(40, 10), (20, 3)])
async def test_a_window_too_small_for_rows_takes_keys(size: tuple[int, int]) -> None:
    kept()
    app = WhitecellApp(OneShelf())
    async with app.run_test(size=size) as desk:
        await until(desk, lambda: getattr(app.screen, "takes_keys", False))
        await desk.resize_terminal(*NARROW)
        await keys(desk, "tab", "enter")
        await until(desk, lambda: isinstance(app.screen, ConsoleScreen))


async def test_what_is_opened_over_the_library_does_not_wait_for_it() -> None:
    app = table()
    read: list[str] = []
    shelf = app.shelf
    app.shelf.entries = lambda: read.append("read") or OneShelf.entries(shelf)  # type: ignore
    async with app.run_test(size=NARROW) as desk:
        await keys(desk)
        assert isinstance(app.screen, ConsoleScreen)
        assert read == []
        await keys(desk, "escape", "down", "enter")
        assert isinstance(app.screen, LibraryScreen)
        assert read == ["read"]
        assert "✓ " in seen(app)


async def test_what_is_found_while_the_library_is_taken_down_harms_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = WhitecellApp(shelf := Unread())

    async def last_to_go(line: WaitingLine) -> None:
        """Hold the closing of the screen up until all was found after its lists had gone."""
        async with asyncio.timeout(60):
            while library.query("#shelf"):
                await asyncio.sleep(0.001)
            shelf.may.set()
            while not all(each.is_finished for each in looking):
                await asyncio.sleep(0.001)

    async with app.run_test(size=NARROW) as desk:
        await until(desk, lambda: shelf.loops)
        library = app.screen
        looking = [each for each in app.workers if each.group == "looking"]
        assert looking
        monkeypatch.setattr(WaitingLine, "on_unmount", last_to_go, raising=False)
    assert len(shelf.looked) == 3
    assert app._exception is None
