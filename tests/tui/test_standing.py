"""SEATS tells what a seat did in the turn, not only its last answer."""

from __future__ import annotations

from tests.tui.room import NARROW, keys, playing, table
from tui import standing


async def test_a_seat_that_moved_and_then_let_an_answer_pass_has_moved() -> None:
    app = table(people=("ash", "elm"))
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n")
        game = playing(app)
        first = {"ash": "strike", "elm": "protest"}
        while not game.exercise.reports:
            for seat in game.exercise.awaited():
                game.choose(seat, first.pop(seat, "hold"), "test")
            game.advance()
        answers = [each for each in game.exercise.reports[0].decisions if each.actor == "elm"]
        assert answers[0].chosen == "protest"
        assert answers[-1].held
        states = {seat.id: seat.state for seat in standing.seats(game)}
        assert states == {"ash": "moves", "elm": "moves"}
