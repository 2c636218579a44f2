"""What somebody has typed is not lost: not by a no, not by a paste, not by a key too many."""

from __future__ import annotations

import pytest
from textual import events
from textual.widgets import Input

from engine.record import AwaitChoices
from tests.tui.room import (
    NARROW,
    Desk,
    keys,
    last,
    notices,
    playing,
    quarrel,
    seen,
    staged,
    table,
    write,
)
from tui.screens.arguments import ArgumentsDialog
from tui.screens.console import ConsoleScreen
from tui.screens.decision import DecisionScreen
from tui.screens.dialogs import Ask, Pick
from tui.screens.forecast import ForecastDialog
from tui.screens.notes import NoteDialog


async def paste(desk: Desk, text: str) -> None:
    desk.app.post_message(events.Paste(text))
    await desk.pause()


async def test_a_free_move_stays_written_until_the_keyboard_is_passed_on() -> None:
    app = table(staged())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "d", "f")
        write(app, "Opens the granary", "bread calms the poor")
        await keys(desk, "enter", "enter")
        assert isinstance(app.screen, Ask), "not yet: back to what was written"
        assert [each.value for each in app.screen.query(Input)] == [
            "Opens the granary",
            "bread calms the poor",
        ]
        await keys(desk, "escape", "enter")
        assert isinstance(app.screen, Ask), "esc asks, and enter goes on with it"
        await keys(desk, "enter", "down", "enter")
        assert "What does it do?" in seen(app)


async def test_a_free_move_is_thrown_away_once_that_is_meant() -> None:
    app = table(staged())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "d", "f")
        write(app, "Opens the granary", "")
        await keys(desk, "escape")
        assert "What is written here is lost." in seen(app)
        await keys(desk, "down", "enter")
        assert isinstance(app.screen, DecisionScreen)
        assert isinstance(playing(app).pause, AwaitChoices)
        assert last(app).kind == "advance"


async def test_a_half_written_note_is_thrown_away_only_when_that_is_meant() -> None:
    app = table()
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "N", *"ash waits", "escape")
        assert isinstance(app.screen, Pick)
        await keys(desk, "escape")
        assert isinstance(app.screen, NoteDialog), "esc keeps it"
        assert app.screen.query_one("#note_text", Input).value == "ash waits"
        await keys(desk, "escape", "down", "enter")
        assert isinstance(app.screen, ConsoleScreen)
        await keys(desk, "N", *"a", "escape")
        assert isinstance(app.screen, ConsoleScreen), "a word is nothing to ask about"


async def test_a_long_word_is_worth_asking_about() -> None:
    app = table()
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "N")
        await paste(desk, "今日は両国の代表が会談を行い合意に達した模様である")
        await keys(desk, "escape")
        assert isinstance(app.screen, Pick)


async def test_arguments_and_shares_are_thrown_away_only_when_that_is_meant() -> None:
    app = table(mode="semi-free")
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "f", "enter", "enter", "right", "escape")
        assert isinstance(app.screen, Pick)
        await keys(desk, "enter")
        assert isinstance(app.screen, ForecastDialog)
        await keys(desk, "left", "escape")
        assert isinstance(app.screen, ConsoleScreen), "no share, nothing lost"
        await keys(desk, "d", "end", "up")
        decision = app.screen
        assert isinstance(decision, DecisionScreen)
        at = [each.move for each in decision.view.options].index("strike")
        await keys(desk, "home", *["down"] * at, "enter", "enter", "n", "a", *["down"] * 4, "enter")
        assert isinstance(app.screen, ArgumentsDialog)
        await keys(desk, "p", *"x", "enter", "escape")
        assert isinstance(app.screen, Pick)
        await keys(desk, "enter")
        assert isinstance(app.screen, ArgumentsDialog)


@pytest.mark.parametrize(
    ("pasted", "line"),
    [
        ("first line\nsecond line\r\n\n  third\n", "first line second line third"),
        (" and one more", " and one more"),
        ("\n", ""),
    ],
)
async def test_every_line_that_is_pasted_is_taken(pasted: str, line: str) -> None:
    app = table(quarrel())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "N")
        await paste(desk, pasted)
        assert app.screen.query_one("#note_text", Input).value == line


async def test_what_is_pasted_comes_as_far_as_it_fits_and_says_so() -> None:
    app = table(staged())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "d", "f", *"ab")
        await paste(desk, "x" * 500)
        assert app.screen.query(Input).first().value == "ab" + "x" * 398
        assert "Only the first 398 of 500 letters pasted fit here." in notices(app)


async def test_an_edited_inject_stays_written_after_a_no() -> None:
    app = table(staged())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "i", "e")
        write(app, "A flood, and worse.", "50", "to press them")
        await keys(desk, "enter", "down", "enter")
        assert isinstance(app.screen, Ask)
        await keys(desk, "escape")
        assert "What is written here is lost." in seen(app)


async def test_what_was_typed_is_written_on_after_a_no_and_after_a_window_too_small() -> None:
    app = table(staged())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "N", *"ash waits")
        await desk.resize_terminal(40, 12)
        await keys(desk, "x")
        await desk.resize_terminal(*NARROW)
        await keys(desk, "tab", "shift+tab", *" on")
        assert app.screen.query_one("#note_text", Input).value.startswith("ash waits")
        assert app.screen.query_one("#note_text", Input).value.endswith(" on")
        await desk.resize_terminal(40, 12)
        await keys(desk, "escape")
        await desk.resize_terminal(*NARROW)
        await keys(desk)
        assert isinstance(app.screen, Pick | NoteDialog), "nothing is thrown away unseen"


async def test_a_free_move_is_written_on_after_a_no() -> None:
    app = table(staged())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "d", "f")
        write(app, "Opens the granary", "bread")
        await keys(desk, "enter", "enter", "x")
        did, why = (each.value for each in app.screen.query(Input))
        assert "Opens the granary" in did
        assert "bread" in why
