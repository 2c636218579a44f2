"""Set-up: what is decided before play is kept in the journal and stands on every screen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Input

from cli.play import names_of
from engine.model import Overrides
from tests.tui.room import (
    NARROW,
    WIDE,
    Desk,
    OneShelf,
    everything,
    keys,
    playing,
    quarrel,
    seen,
    table,
)
from tui.app import WhitecellApp
from tui.screens.console import ConsoleScreen
from tui.screens.dialogs import Ask
from tui.screens.setup import SetupScreen

READ = replace(quarrel(), lenses=(Overrides("hawk", "Only strength counts.", ()),))
READ = replace(READ, seats=(("ash",), ("ash", "elm")))


async def write(desk: Desk, key: str, text: str) -> None:
    """Press the key of a line, and write a text over what stands there."""
    await keys(desk, key, "home", "ctrl+k", *(_key(each) for each in text), "enter")


def _key(sign: str) -> str:
    return {" ": "space", "/": "slash", ".": "full_stop", "-": "minus", "_": "underscore"}.get(
        sign, sign
    )


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=str)
async def test_everything_set_up_is_played_and_kept(size: tuple[int, int], tmp_path: Path) -> None:
    second = tmp_path / "second"
    second.mkdir()
    app = WhitecellApp(OneShelf(READ))
    async with app.run_test(size=size) as desk:
        await keys(desk, "enter")
        await write(desk, "w", "Team Red")
        await keys(desk, "l", "down", "enter", "r", "r", "i")
        await write(desk, "m", "EXERCISE ONLY")
        assert "EXERCISE ONLY" in seen(app).splitlines()[0]
        await write(desk, "b", "2.5")
        await write(desk, "c", str(second))
        told = everything(app)
        for words in ("Team Red", "hawk: Only strength counts.", "free: the white cell says"):
            assert words in told
        assert "2 min 30 s a turn" in told
        await keys(desk, "n")
        assert isinstance(app.screen, ConsoleScreen)
        plan = playing(app).plan
        assert (plan.people, plan.lens, plan.mode) == (frozenset({"ash"}), "hawk", "free")
        assert (plan.marking, plan.budget, plan.second) == ("EXERCISE ONLY", 150.0, second)
        assert (dict(plan.names), plan.anonymous) == ({"ash": "Team Red"}, True)


async def test_the_marking_stands_on_every_screen_and_dialog() -> None:
    app = table(marking="FOR THE ROOM [b]ONLY")
    async with app.run_test(size=NARROW) as desk:
        for pressed in (("n",), ("w",), ("escape", "b"), ("escape", "d"), ("down", "enter")):
            await keys(desk, *pressed)
            assert "FOR THE ROOM [b]ONLY" in seen(app), pressed
        assert len(seen(app).splitlines()) == NARROW[1]


async def test_without_a_marking_no_line_is_lost() -> None:
    app = table()
    async with app.run_test(size=NARROW) as desk:
        await desk.pause()
        assert "turn 1/3" in seen(app).splitlines()[0]


async def test_seats_are_taken_for_so_many_teams() -> None:
    app = WhitecellApp(OneShelf(READ))
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "enter", "p", "down", "enter")
        assert isinstance(app.screen, SetupScreen)
        assert app.screen.plan.people == {"ash", "elm"}


@pytest.mark.parametrize(
    ("key", "text", "told"),
    [
        ("b", "soon", "a number of minutes"),
        ("b", "0", "a number of minutes"),
        ("b", "nan", "a number of minutes"),
        ("b", "99999", "a number of minutes"),
        ("c", "/no/such/folder", "not a folder that can be written to"),
        ("e", "x", "A seed is a whole number"),
        ("e", "²", "A seed is a whole number"),
    ],
)
async def test_what_cannot_be_is_told_and_changes_nothing(key: str, text: str, told: str) -> None:
    app = WhitecellApp(OneShelf())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "enter")
        assert isinstance(app.screen, SetupScreen)
        before = app.screen.plan
        await write(desk, key, text)
        assert told in seen(app)
        assert isinstance(app.screen, Ask), "the question stays open"
        assert app.screen.query_one(Input).value == text, "with what was written"
        await keys(desk, "escape")
        assert isinstance(app.screen, SetupScreen)
        assert app.screen.plan == before


async def test_a_wrong_value_can_be_mended_where_it_was_given() -> None:
    app = WhitecellApp(OneShelf())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "enter")
        await write(desk, "b", "5o")
        assert "a number of minutes" in seen(app)
        await keys(desk, "backspace", "0")
        assert "a number of minutes" not in seen(app)
        await keys(desk, "enter")
        assert isinstance(app.screen, SetupScreen)
        assert app.screen.plan.budget == 50 * 60


async def test_what_is_left_empty_is_taken_away() -> None:
    app = WhitecellApp(OneShelf())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "enter")
        await write(desk, "m", "SECRET")
        await write(desk, "b", "5")
        await write(desk, "w", "A")
        for key in ("m", "b", "w"):
            await write(desk, key, "")
        assert isinstance(app.screen, SetupScreen)
        plan = app.screen.plan
        assert (plan.marking, plan.budget, dict(plan.names)) == ("", None, {})


def test_names_are_read_from_the_command_line() -> None:
    assert names_of(["seoul=Team Blue", "moscow=A = B"]) == (
        {"seoul": "Team Blue", "moscow": "A = B"},
        "",
    )
    assert names_of(["seoul="]) == ({}, "seoul=")


async def test_what_was_set_up_is_thrown_away_only_when_that_is_meant() -> None:
    app = WhitecellApp(OneShelf())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "enter", "escape")
        assert not isinstance(app.screen, SetupScreen)
        await keys(desk, "enter", "1", "escape")
        assert "Leave the set-up?" in seen(app)
        await keys(desk, "escape")
        assert isinstance(app.screen, SetupScreen)
        assert app.screen.plan.people == {"ash"}
        await keys(desk, "escape", "down", "enter")
        assert not any(isinstance(each, SetupScreen) for each in app.screen_stack)
