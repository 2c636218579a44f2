"""Free moves: proposed at a seat, weighed by the white cell, in the journal as they were meant."""

from __future__ import annotations

from engine.model.free import FreeEffect, FreeMove
from engine.record import AwaitChoices
from tests.tui.room import NARROW, WIDE, everything, keys, last, playing, seen, staged, table, write
from tui.screens.console import ConsoleScreen
from tui.screens.decision import DecisionScreen


async def test_a_free_move_is_proposed_given_effects_and_carried_out() -> None:
    app = table(staged())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "d", "f")
        write(app, "Opens the granary", "bread calms")
        await keys(desk, "enter")
        assert "Pass the keyboard to the white cell" in seen(app)
        await keys(desk, "down", "enter", "enter", "down", "enter")
        await keys(desk, "end", "up", "enter", "enter", "enter")
        await keys(desk, "enter", "down", "enter", "enter", "down", "enter")
        assert isinstance(app.screen, ConsoleScreen), app.screen
        data = last(app).data
        assert last(app).kind == "free"
        assert (data["says"], data["argument"]) == ("Opens the granary", "bread calms")
        assert [(e["on"], e["direction"], e["size"]) for e in data["effects"]] == [
            ("unrest", "down", "moderate")
        ]
        assert (data["odds"], data["target"], data["seen"], data["instrument"]) == (
            1.0,
            "elm",
            "overt",
            "I",
        )
        assert isinstance(playing(app).pause, AwaitChoices)
        assert "granary" not in everything(app)
        await keys(desk, "n")
        assert " opens the granary" in everything(app)


async def test_a_free_move_given_up_leaves_the_seat_waiting() -> None:
    app = table(staged())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "d", "f", "escape")
        assert isinstance(app.screen, DecisionScreen)
        assert last(app).kind == "advance"


async def test_a_name_that_begins_a_free_move_keeps_its_capital() -> None:
    app = table(staged(), people=("ash", "elm"))
    async with app.run_test(size=WIDE) as desk:
        await keys(desk, "n")
        session = playing(app).session
        for seat, says in (("ash", "Elm’s flag is burnt"), ("elm", "Opens the granary")):
            session.propose(seat, FreeMove(says, (FreeEffect("unrest", "up", "minor"),)))
        await keys(desk, "n", "n")
        assert playing(app).locked  # what everybody may know
        assert "Ash Elm’s flag is burnt" in seen(app)
        assert "Elm opens the granary" in seen(app)
        await keys(desk, "n", "d", "down", "enter")
        assert isinstance(app.screen, DecisionScreen), app.screen
        assert "Ash Elm’s flag is burnt" in seen(app)
