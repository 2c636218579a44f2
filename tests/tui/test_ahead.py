"""Keys typed before a screen stands do there what they would have done."""

import asyncio

import pytest
from textual import events
from textual.widgets import Input

from tests.tui.room import NARROW, OneShelf, keys, playing, staged, table, until
from tui.app import WhitecellApp
from tui.screens.dialogs import Ask
from tui.screens.library import LibraryScreen
from tui.screens.msel import MselScreen
from tui.screens.setup import SetupScreen


def typed(app: WhitecellApp, text: str) -> None:
    """Press keys without waiting for anything."""
    for each in text:
        app.post_message(events.Key(each, each))


@pytest.mark.parametrize("steps", [0, 1, 3, 8, 20])
async def test_keys_wait_for_the_rows_they_are_about(steps: int) -> None:
    app = table(staged())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk)
        app.push_screen(MselScreen(playing(app)))
        for _ in range(steps):
            await asyncio.sleep(0)
        typed(app, "x")
        await until(desk, lambda: isinstance(app.focused, Input))
        assert isinstance(app.screen, Ask)
        assert "Skip" in app.screen.heading
        assert not app.waits


async def test_what_is_typed_or_pasted_into_a_field_to_come_stands_in_it_in_order() -> None:
    app = table(staged())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk)
        app.push_screen(Ask("What next?", [("An answer", "")]))
        typed(app, "now ")
        app.post_message(events.Paste("and "))
        typed(app, "then")
        await until(desk, lambda: isinstance(app.focused, Input))
        await until(desk, lambda: not app.waits)
        assert isinstance(field := app.focused, Input)
        assert field.value == "now and then"


async def test_what_waited_for_a_screen_that_went_is_for_the_one_below() -> None:
    app = table(staged())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk)
        app.push_screen(Ask("What next?", [("An answer", "")]))
        typed(app, "i")
        app.pop_screen()
        await until(desk, lambda: isinstance(app.screen, MselScreen))


async def test_leaving_waits_for_nothing() -> None:
    app = WhitecellApp(OneShelf())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk)
        library = app.screen
        assert isinstance(library, LibraryScreen)
        library.takes_keys = False
        await desk.press("enter")
        assert app.waits
        await desk.press("ctrl+q")
        await until(desk, lambda: not app.is_running)


@pytest.mark.parametrize("steps", [0, 1, 3, 8])
async def test_nothing_starts_while_a_question_of_the_set_up_is_on_its_way(steps: int) -> None:
    """The question stood on the library, once the exercise below it was left."""
    app = WhitecellApp(OneShelf())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "enter")
        assert isinstance(app.screen, SetupScreen)
        typed(app, "e")
        for _ in range(steps):
            await asyncio.sleep(0)
        typed(app, "n")
        await until(desk, lambda: isinstance(app.screen, Ask))
        await keys(desk, "escape")
        assert isinstance(app.screen, SetupScreen)
        await keys(desk, "n")
        assert not isinstance(app.screen, SetupScreen)
