"""Set-up: what is decided before play is kept in the journal and stands on every screen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Input, OptionList

from cli.play import names_of
from engine.errors import ContentError
from engine.model import Overrides, Scenario
from tests.tui.room import (
    NARROW,
    WIDE,
    Desk,
    OneShelf,
    everything,
    keys,
    notices,
    playing,
    quarrel,
    seen,
    table,
)
from tui.app import WhitecellApp
from tui.screens.console import ConsoleScreen
from tui.screens.dialogs import Ask
from tui.screens.setup import SetupScreen
from tui.shelf import PackShelf
from tui.widgets.sheet import Sheet

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


# --- a variant that changes who is in it ----------------------------------------------------------


async def take(app: WhitecellApp, desk: Desk, key: str, name: str) -> SetupScreen:
    """Pick a variant or a lens by its name, and wait until the sheet shows what comes of it."""
    await keys(desk, key)
    pick = app.screen.query_one(OptionList)
    at = next(at for at, each in enumerate(pick.options) if str(each.prompt).startswith(name))
    pick.highlighted = at
    await keys(desk, "enter")
    await app.workers.wait_for_complete([each for each in app.workers if each.group == "reading"])
    await desk.pause()
    assert isinstance(app.screen, SetupScreen)
    return app.screen


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=str)
async def test_who_a_variant_brings_in_has_a_seat_and_goes_with_it(size: tuple[int, int]) -> None:
    app = WhitecellApp(PackShelf())
    async with app.run_test(size=size) as desk:
        app.open_setup("post_war_aid_cut")
        await desk.pause()
        await keys(desk, "1", "6", "end")
        assert "Tokyo" not in everything(app)
        setup = await take(app, desk, "v", "with Tokyo")
        assert "Tokyo" in seen(app)
        assert "Start the exercise" in row(setup), "it stays on its line, one further down"
        assert setup.check_action("seat", (5,))
        await keys(desk, "p", "end", "enter")
        assert len(setup.plan.people) == 6
        await keys(desk, "home", "down", "down", "down", "down")
        await write(desk, "w", "Team East")
        assert setup.plan.names == {"tokyo": "Team East"}
        setup = await take(app, desk, "v", "main")
        assert "Tokyo" not in everything(app)
        assert "tokyo" not in setup.plan.people
        assert (len(setup.plan.people), setup.plan.names) == (5, {})
        assert not setup.check_action("seat", (5,))


async def test_an_exercise_begun_before_the_variant_is_read_has_only_seats_it_knows() -> None:
    app = WhitecellApp(PackShelf())
    async with app.run_test(size=NARROW) as desk:
        app.open_setup("post_war_aid_cut")
        await desk.pause()
        setup = await take(app, desk, "v", "with Tokyo")
        await keys(desk, "1", "5")
        assert setup.plan.people == {"beijing", "tokyo"}
        setup.change(variant=None)
        setup.action_start()
        await desk.pause()
        assert isinstance(app.screen, ConsoleScreen)
        assert playing(app).plan.people == {"beijing"}


async def test_a_variant_that_cannot_be_read_is_told_and_not_taken() -> None:
    class Broken(OneShelf):
        def load(self, id: str, variant: str | None = None, lens: str | None = None) -> Scenario:
            if variant == "calm":
                raise ContentError(("x.yaml:1:1: error[WC1]: no calm",))
            return super().load(id, variant, lens)

    app = WhitecellApp(Broken())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "enter", "1")
        setup = await take(app, desk, "v", "calm")
        assert "no calm" in notices(app)
        assert setup.plan.variant is None
        assert setup.plan.people == {"ash"}
        assert "main: the scenario as it is written" in everything(app)


def row(setup: SetupScreen) -> str:
    """The highlighted line of the sheet."""
    sheet = setup.query_one(Sheet)
    assert sheet.highlighted is not None
    return str(sheet.get_option_at_index(sheet.highlighted).prompt)


async def test_who_sits_there_is_asked_of_the_seat_whose_digit_was_pressed() -> None:
    app = WhitecellApp(OneShelf(READ))
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "enter", "2")
        assert "1 seat held by a person." in seen(app)
        await keys(desk, "w")
        assert isinstance(app.screen, Ask)
        assert app.screen.heading == "Elm"
        await keys(desk, "escape", "1")
        assert "2 seats held by persons." in seen(app)


async def test_the_row_of_rulings_says_who_rolls_and_whether_there_is_a_white_cell() -> None:
    app = WhitecellApp(OneShelf(READ))
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "enter")
        told = " ".join(seen(app).split())
        assert "r Rulings rigid: the engine rolls, no white cell is asked" in told
        assert "p suggested seats" in told
        await keys(desk, "r")
        assert "semi-free: the engine rolls, a white cell may overrule" in seen(app)
