"""Adjudication: rigid never asks, semi-free proposes, free asks; arguments are rated."""

from __future__ import annotations

import pytest

from engine.record import Act, Adjudication
from engine.rules.adjudication import odds_after
from reports.rolls import roll_of
from reports.timeline import RESULTS
from tests.tui.room import NARROW, Desk, everything, keys, playing, seen, table, write
from tui.app import WhitecellApp
from tui.screens.arguments import ArgumentsDialog
from tui.screens.console import ConsoleScreen
from tui.screens.decision import DecisionScreen
from tui.weighing import Argument, balance_of, bounds_told, told, weighed


async def strike(desk: Desk, app: WhitecellApp) -> None:
    """Let Ash strike, and play on to what comes of it."""
    await keys(desk, "n", "d")
    assert isinstance(app.screen, DecisionScreen)
    moves = [option.move for option in app.screen.view.options]
    await keys(desk, *("down" for _ in range(moves.index("strike"))), "enter", "enter", "n")


def ruled(app: WhitecellApp) -> Act:
    """The act the white cell ruled on."""
    acts = [
        *playing(app).so_far().acts,
        *(a for r in playing(app).exercise.reports for a in r.acts),
    ]
    return next(act for act in acts if act.move == "strike")


async def test_rigid_never_asks() -> None:
    app = table(mode="rigid")
    async with app.run_test(size=NARROW) as desk:
        await strike(desk, app)
        assert not isinstance(playing(app).pause, Adjudication)


async def test_the_dialog_says_every_bound_the_roll_could_have_fallen_below() -> None:
    app = table(mode="semi-free")
    async with app.run_test(size=NARROW) as desk:
        await strike(desk, app)
        pause = playing(app).pause
        assert isinstance(pause, Adjudication)
        await keys(desk, "a")
        roll = roll_of(pause.odds, pause.roll)
        assert f"rolled {roll.roll}: {RESULTS[pause.proposed]}." in everything(app)
        assert bounds_told(pause.odds, pause.roll) in seen(app)


def test_all_bounds_of_a_roll_are_told_by_the_engines_own() -> None:
    said = "Done below .50, half done below .75, near miss below .83, else failed."
    assert bounds_told(0.75, 0.39) == said
    said = "Done below .6660, half done below .9990, near miss below .9993, else failed."
    assert bounds_told(0.999, 0.39) == said
    assert bounds_told(1.0, 0.39) == bounds_told(0.0, 0.39) == ""


async def test_a_letter_goes_to_the_way_of_ruling_that_begins_with_it() -> None:
    app = table(mode="semi-free")
    async with app.run_test(size=NARROW) as desk:
        await strike(desk, app)
        await keys(desk, "a", "w", "enter")
        assert isinstance(app.screen, ArgumentsDialog)
        await keys(desk, "escape", *"ra", "enter")
        assert "How good is the argument?" in seen(app)
        await keys(desk, "escape", *"rol", "enter")
        assert "take the place of the odds" in seen(app)
        assert "7 or more is 58%" in " ".join(seen(app).replace("│", " ").split())


async def test_free_hides_the_roll_and_asks_for_the_result_with_a_reason() -> None:
    app = table(mode="free")
    async with app.run_test(size=NARROW) as desk:
        await strike(desk, app)
        await keys(desk, "a")
        shown = everything(app)
        assert "rolled" not in shown.lower()
        assert "Accept" not in shown
        await keys(desk, "enter", "enter")
        assert "Reason is still empty" in seen(app)
        await keys(desk, "w", "e", "enter", "m", "e", "enter")
        assert isinstance(app.screen, ConsoleScreen)
        assert (ruled(app).result, ruled(app).ruled_by, ruled(app).ruling_reason) == (
            "done",
            "me",
            "we",
        )


async def test_arguments_are_put_rated_and_move_the_odds_by_the_stated_rule() -> None:
    app = table(mode="semi-free")
    async with app.run_test(size=NARROW) as desk:
        await strike(desk, app)
        pause = playing(app).pause
        assert isinstance(pause, Adjudication)
        await keys(desk, "a", *("down" for _ in range(4)), "enter")
        assert isinstance(app.screen, ArgumentsDialog)
        await keys(desk, "p", "d", "a", "r", "k", "enter")
        await keys(desk, "c", "i", "c", "e", "enter", "enter")
        odds = odds_after(pause.odds, 0.5, playing(app).scenario.rules.argument)
        assert f"become {odds:.2f}".replace("0.", ".") in everything(app)
        assert bounds_told(odds, pause.roll) in everything(app)
        await keys(desk, "n", "m", "e", "enter")
        assert isinstance(app.screen, ConsoleScreen)
        entry = next(each for each in playing(app).session.inputs if each.kind == "rule")
        assert entry.data["balance"] == pytest.approx(0.5)
        assert entry.data["reason"] == "For: dark (counts). Against: ice (weak)"
        assert ruled(app).odds == pytest.approx(odds)


async def test_a_rating_stands_for_the_odds_and_dice_are_typed() -> None:
    app = table(mode="semi-free")
    async with app.run_test(size=NARROW) as desk:
        await strike(desk, app)
        await keys(desk, "a", "end", "enter", "1", "3", "enter", "m", "enter")
        assert "Two dice show 2 to 12" in seen(app), "the question stays"
        await keys(desk, "escape", "escape", "a", "end", "up", "enter", "end", "enter")
        await keys(desk, "g", "o", "enter", "m", "enter")
        assert isinstance(app.screen, ConsoleScreen)
        assert ruled(app).odds == pytest.approx(5 / 6)


async def test_two_faces_are_a_roll_too() -> None:
    app = table(mode="semi-free")
    async with app.run_test(size=NARROW) as desk:
        await strike(desk, app)
        await keys(desk, "a", "end", "enter", *"7 6", "enter", "m", "enter")
        assert "Two dice show 2 to 12" in seen(app)
        write(app, "6 5", "m")
        await keys(desk, "enter")
        assert isinstance(app.screen, ConsoleScreen)
        entry = next(each for each in playing(app).session.inputs if each.kind == "rule")
        assert entry.data["dice"] == 11
        assert entry.data["reason"] == "two dice showed 11"


def test_a_balance_is_what_the_ratings_come_to() -> None:
    first, second = Argument("a", "for"), Argument("b", "against")
    assert balance_of([first, second]) == 0.0
    assert balance_of([first, second.rerated()]) == 0.5
    assert balance_of([first, second.rerated().rerated()]) == 1.0
    assert second.rerated().rerated().rerated() == second
    assert told([first, second.rerated()]) == "For: a (counts). Against: b (weak)"


def test_the_same_roll_means_more_where_arguments_speak_for_it() -> None:
    pause = Adjudication("x", "ash", "strike", "strikes", 1, 0, 0.5, 0.6, "near_miss")
    assert weighed(pause, 0.0, 0.5) == (0.5, "near_miss")
    odds, result = weighed(pause, 1.0, 0.5)
    assert odds == pytest.approx(0.6225, abs=1e-4)
    assert result == "partial"
