"""SEATS tells what a seat did in the turn, not only its last answer."""

from __future__ import annotations

from engine.model import Turns
from engine.record import AwaitChoices
from tests.tui.room import NARROW, keys, playing, quarrel, table
from tui import standing
from tui.widgets.timeline import TimelinePanel


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


async def test_what_a_seat_answers_is_in_sight_however_much_happened_before() -> None:
    app = table(quarrel(turns=Turns(6, 1, "month")), people=("elm",), seed=4)
    seen = 0
    async with app.run_test(size=(80, 18)) as desk:
        for _ in range(40):
            await keys(desk, "n")
            game = playing(app)
            if game.finished:
                break
            panel = app.screen.query_one(TimelinePanel)
            if isinstance(game.pause, AwaitChoices):
                top, room = panel.scroll_y, panel.scrollable_content_region.height
                latest = panel._index_to_line[panel.heads[-1]]
                assert top == latest or top + room >= panel.virtual_size.height
                seen += game.pause.phase == "reaction"
                for seat in game.exercise.awaited():
                    game.choose(seat, "hold", "test")
        assert game.finished
    assert seen
