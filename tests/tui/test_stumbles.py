"""Where a newcomer stumbled: each of these once left somebody at the table without a next step."""

from __future__ import annotations

from textual import events
from textual.widgets import Input
from textual.widgets._toast import Toast

from engine.model import Turns
from engine.record import Block
from tests.tui.room import (
    NARROW,
    Desk,
    OneShelf,
    everything,
    keys,
    notices,
    playing,
    quarrel,
    seen,
    table,
    until,
)
from tui.app import WhitecellApp
from tui.screens.adjudicate import AdjudicateDialog
from tui.screens.console import ConsoleScreen
from tui.screens.decision import DecisionScreen
from tui.screens.dialogs import Ask, Pick
from tui.screens.ending import EndingScreen
from tui.screens.library import LibraryScreen
from tui.screens.setup import SetupScreen
from tui.widgets.options import reason_of

SHORT = quarrel(turns=Turns(1, 1, "month"))


async def to_a_ruling(desk: Desk, app: WhitecellApp) -> None:
    """Play to the first move that is to be ruled on."""
    await keys(desk, "n", "d")
    assert isinstance(app.screen, DecisionScreen)
    moves = [option.move for option in app.screen.view.options]
    await keys(desk, *("down" for _ in range(moves.index("strike"))), "enter", "enter", "n", "a")


async def test_a_window_that_was_too_small_gives_the_keys_back() -> None:
    app = table()
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "d")
        await desk.resize_terminal(50, 12)
        await desk.pause()
        await desk.resize_terminal(*NARROW)
        await keys(desk, "down", "enter")
        assert isinstance(app.screen, Pick)
        await desk.resize_terminal(50, 12)
        await desk.pause()
        await desk.resize_terminal(*NARROW)
        await keys(desk, "enter")
        assert isinstance(app.screen, ConsoleScreen)
        assert playing(app).exercise.awaited() == ()


async def test_a_ruling_tells_what_each_result_would_do() -> None:
    app = table(mode="semi-free")
    async with app.run_test(size=NARROW) as desk:
        await to_a_ruling(desk, app)
        assert isinstance(app.screen, AdjudicateDialog)
        told = everything(app)
        assert "half done: every effect lands at half its size" in told
        assert "near miss: nothing lands, and it is told as close" in told


async def test_an_override_without_a_reason_says_what_is_missing() -> None:
    app = table(mode="semi-free")
    async with app.run_test(size=NARROW) as desk:
        await to_a_ruling(desk, app)
        await keys(desk, "down", "enter", "enter")
        assert isinstance(app.screen, Ask)
        assert "Reason is still empty" in seen(app)
        await keys(desk, "i", "enter", "enter")
        assert "Ruled by is still empty" in seen(app)
        assert app.screen.query(Input).last().has_focus


async def test_a_finished_exercise_is_told_by_its_outcome() -> None:
    app = WhitecellApp(OneShelf(SHORT))
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "enter", "n", "n", "n")
        assert isinstance(app.screen, EndingScreen)
        await keys(desk, "l")
        assert isinstance(app.screen, LibraryScreen)
        assert "ENDEX: other" in everything(app)
        assert "turn 2" not in everything(app)
        await keys(desk, "down")
        assert "look back on it" in seen(app)


async def test_the_arrows_go_from_the_scenarios_to_the_exercises_and_back() -> None:
    app = WhitecellApp(OneShelf(broken=True))
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "enter", "n", "n", "escape", "down", "enter")
        assert isinstance(app.screen, LibraryScreen)
        await keys(desk, "up", "up", "down", "down")
        assert app.focused is not None
        assert app.focused.id == "kept"
        await keys(desk, "up", "up")
        assert app.focused is not None
        assert app.focused.id == "shelf"
        await keys(desk, "enter")
        assert isinstance(app.screen, SetupScreen)


async def test_enter_opens_what_the_description_is_about() -> None:
    app = WhitecellApp(OneShelf())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "tab", "enter")
        assert isinstance(app.screen, SetupScreen)


async def test_notices_leave_the_waiting_line_to_be_read() -> None:
    app = table()
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "n", "n")
        assert "Press d to decide for Ash" in notices(app)
        assert "▶ Ash chooses.   d  decide for Ash" in seen(app)


def test_moves_that_answer_nothing_are_told_so_where_a_seat_answers() -> None:
    block = Block("response_only", "parley", "There is nothing it would answer now.")
    assert reason_of(block, answering=True) == "not an answer to this"
    assert reason_of(block, answering=False) == "only as an answer"


async def test_leaving_asks_first_and_says_that_all_is_kept() -> None:
    app = table()
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "escape")
        assert isinstance(app.screen, Pick)
        assert "kept" in seen(app)
        await keys(desk, "enter")
        assert isinstance(app.screen, ConsoleScreen)
        await keys(desk, "escape", "down", "enter")
        assert isinstance(app.screen, LibraryScreen)


async def test_a_notice_stands_clear_of_what_is_new_and_goes_with_the_next_question() -> None:
    app = table()
    async with app.run_test(size=NARROW, notifications=True) as desk:
        await keys(desk, "n", "n")
        await until(desk, lambda: [each.region.area for each in app.screen.query(Toast)])
        toast = app.screen.query_one(Toast)
        waiting, known = app.screen.query_one("#waiting"), app.screen.query_one("#timeline")
        assert toast.region.bottom <= waiting.region.y
        assert not toast.region.overlaps(known.region)
        assert not toast.region.overlaps(app.screen.query_one("#seats").region)
        await keys(desk, "u", "ctrl+r")
        assert notices(app) == "Brought back: opening the exercise."
        await keys(desk, "s")
        assert isinstance(app.screen, Pick)
        assert notices(app) == ""
        assert "Brought back" not in seen(app)


async def test_a_warning_outlives_the_next_question() -> None:
    app = table()
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n")
        assert isinstance(app.screen, ConsoleScreen)
        app.screen.warn(ValueError("The file has gone."))
        await keys(desk, "s")
        assert notices(app) == "The file has gone."


async def test_a_key_held_down_says_it_once() -> None:
    app = table()
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n")
        for _ in range(20):
            app.post_message(events.Key("n", "n"))
        await until(desk, lambda: notices(app))
        assert notices(app) == "Ash chooses. Press d to decide for Ash."
