"""An enter pressed by habit, once too often, changes nothing at the table."""

from __future__ import annotations

import pytest

from engine.record import Adjudication
from tests.tui.room import NARROW, keys, playing, seen, table
from tests.tui.test_adjudicating import strike
from tui.screens.console import ConsoleScreen


@pytest.mark.parametrize("way", [("d",), ("shift+tab", "enter")])
async def test_enters_after_a_decision_give_no_seat_away(way: tuple[str, ...]) -> None:
    app = table(people=("ash",))
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", *way, "enter", "enter")
        assert isinstance(app.screen, ConsoleScreen)
        assert app.screen.focused is not None
        assert app.screen.focused.id == "timeline"
        given = len(playing(app).session.inputs)
        await keys(desk, "enter", "enter", "enter", "escape")
        await keys(desk, "n", "enter", "enter")
        assert playing(app).exercise.people == {"ash"}
        assert len(playing(app).session.inputs) == given


async def test_enters_at_a_table_that_opens_give_no_seat_away() -> None:
    app = table(people=())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "enter", "enter", "enter")
        assert not playing(app).exercise.people


async def test_a_shared_table_stands_on_what_is_known_after_each_answer() -> None:
    app = table(people=("ash", "elm"))
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "shift+tab", "enter", "down", "enter", "enter", "enter")
        assert "✓ sealed" in seen(app)
        assert app.screen.focused is not None
        assert app.screen.focused.id == "public_events"


async def test_a_seat_that_is_picked_is_the_one_the_question_stands_on() -> None:
    app = table(people=())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "shift+tab", "down", "enter", "enter", "escape")
        assert playing(app).exercise.people == {"elm"}
        assert app.screen.focused is not None
        assert app.screen.focused.id == "timeline"


@pytest.mark.parametrize("mode", ["semi-free", "free"])
async def test_enters_where_a_ruling_is_waited_for_rule_on_nothing(mode: str) -> None:
    app = table(mode=mode)
    async with app.run_test(size=NARROW) as desk:
        await strike(desk, app)
        await keys(desk, "enter", "enter")
        assert isinstance(app.screen, ConsoleScreen), "the question comes only by its key"
        assert isinstance(playing(app).pause, Adjudication)
        if mode == "free":
            await keys(desk, "a", "enter", "enter", "enter", "enter")
            assert isinstance(playing(app).pause, Adjudication), "a reason and a name are asked for"
