"""The white cell ends an exercise before its last turn: time is up."""

from __future__ import annotations

from engine.model import Turns
from engine.record import Finished
from tests.tui.room import NARROW, keys, notices, playing, quarrel, seen, table
from tui.app import WhitecellApp
from tui.screens.console import ConsoleScreen
from tui.screens.dialogs import Ask
from tui.screens.ending import EndingScreen


def room() -> WhitecellApp:
    """Return a table where the engine holds every seat."""
    return table(quarrel(turns=Turns(4, 1, "month")), ())


async def test_endex_is_called_with_a_reason_and_taken_back() -> None:
    app = room()
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "n")
        turn = playing(app).turn
        await keys(desk, "E")
        assert isinstance(app.screen, Ask)
        assert f"End the exercise after turn {turn} of 4?" in seen(app)
        await keys(desk, *"lunch", "enter")
        assert isinstance(app.screen, EndingScreen)
        assert f"called ENDEX after turn {turn} of 4: lunch." in seen(app)
        finished = playing(app).finished
        assert isinstance(finished, Finished)
        assert finished.called == "lunch"
        assert [e.kind for e in playing(app).session.inputs][-1] == "endex"
        await keys(desk, "escape")
        assert isinstance(app.screen, ConsoleScreen)
        assert f"ENDEX was called after turn {turn}." in seen(app)
        await keys(desk, "u")
        assert playing(app).finished is None
        assert "Taken back: calling ENDEX." in notices(app)
        await keys(desk, "n")
        assert playing(app).turn == turn + 1


async def test_it_is_offered_where_somebody_leaves_at_a_turns_end() -> None:
    app = room()
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "escape")
        assert "End the exercise here" not in seen(app), "no turn has been played"
        await keys(desk, "escape", "n", "n", "escape")
        assert "End the exercise here" in seen(app)
        await keys(desk, "e", "enter")
        assert isinstance(app.screen, Ask)
        await keys(desk, "escape")
        assert isinstance(app.screen, ConsoleScreen)
        assert playing(app).finished is None


async def test_the_line_of_keys_offers_it_at_80_columns_and_loses_no_other() -> None:
    app = room()
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n")
        assert "E end" in seen(app).splitlines()[-1]
        await keys(desk, "n", "u")
        line = seen(app).splitlines()[-1]
        assert all(key in line for key in ("^r redo", "b brief", "E end", "^q quit", "? help"))
    app = table()
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n")
        assert "d decide" in seen(app).splitlines()[-1]
        assert "E end" not in seen(app).splitlines()[-1], "a seat is waited for"


async def test_the_last_turn_ends_by_itself() -> None:
    app = room()
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "n", "n", "n")
        assert playing(app).turn == 4
        assert playing(app).finished is None
        await keys(desk, "E")
        assert isinstance(app.screen, ConsoleScreen)
