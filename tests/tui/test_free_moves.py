"""Free moves: proposed at a seat, weighed by the white cell, in the journal as they were meant."""

from __future__ import annotations

from engine.model.free import FreeEffect, FreeMove
from engine.record import Adjudication, AwaitChoices
from tests.tui.room import NARROW, WIDE, everything, keys, last, playing, seen, staged, table, write
from tui.screens.arguments import ArgumentsDialog
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


async def test_a_free_move_is_read_as_it_will_stand_while_it_is_typed() -> None:
    app = table(staged())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "d", "f")
        assert "Will read" not in everything(app)
        await keys(desk, *"The", "space", *"elder")
        assert "Will read: Ash the elder." in seen(app), "a sentence of its own reads badly"
        await keys(desk, *("backspace" for _ in range(9)), *"Digs")
        assert "Will read: Ash digs." in seen(app)
        await keys(desk, *("backspace" for _ in range(4)))
        assert "Will read" not in everything(app)


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


async def test_why_a_free_move_should_work_is_read_by_whoever_rules_and_by_nobody_else() -> None:
    app = table(staged(), people=("ash", "elm"), mode="semi-free")
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "d", "down", "enter", "f")
        write(app, "Opens the granary", "bread calms the poor")
        await keys(desk, "enter")
        assert "bread" not in seen(app), "the keyboard is not passed on yet"
        await keys(desk, "down", "enter")
        assert "What does it do?" in seen(app)
        assert "Why it works: bread calms the poor" in seen(app)
        await keys(desk, "down", "enter")
        assert "How likely is it to come off?" in seen(app)
        assert "Ash opens the granary." in seen(app)
        assert "Why it works: bread calms the poor" in seen(app)
        await keys(desk, "down", "enter", "enter", "enter", "enter")
        await keys(desk, "down", "enter", "h", "enter")
        while not isinstance(playing(app).pause, Adjudication):
            await keys(desk, "n")
            assert "bread" not in everything(app)
        await keys(desk, "a")
        assert "bread" not in seen(app)
        await keys(desk, "down", "enter")
        assert "Why it works: bread calms the poor" in seen(app)
        await keys(desk, *("down" for _ in range(4)), "enter")
        assert isinstance(app.screen, ArgumentsDialog)
        assert "+ counts     bread calms the poor" in seen(app)
        assert "Balance +1.0: odds .90 become .94" in seen(app)
        await keys(desk, "n", "m", "e", "enter")
        ruling = next(each for each in playing(app).session.inputs if each.kind == "rule")
        assert ruling.data["reason"] == "For: bread calms the poor (counts)"


async def test_why_tells_a_free_move_as_one_the_engine_does_not_weigh() -> None:
    app = table(staged())
    async with app.run_test(size=WIDE) as desk:
        await keys(desk, "n")
        effect = FreeEffect("unrest", "down", "minor")
        playing(app).choose("ash", FreeMove("opens the granary", (effect,), 1.0), "Ann")
        await keys(desk, "n", "w")
        told = everything(app)
        assert "Ann made a free move" in told
        assert "A free move is on no menu" in told
        assert "gave 0%" not in told
        assert "in all" not in told
