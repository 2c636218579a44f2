"""Small questions stand on the answer that is most likely meant."""

from tests.tui.room import NARROW, keys, playing, quarrel, table, until
from tui.screens.dialogs import Pick
from tui.widgets.lists import Rows


async def test_a_question_stands_on_the_answer_it_starts_at() -> None:
    app, given = table(), list[str | None]()
    async with app.run_test(size=NARROW) as desk:
        await keys(desk)
        answers = [(id, f"Answer {id}") for id in "abcd"]
        app.push_screen(Pick("Which?", answers, at=2), given.append)
        await until(desk, "Answer c")
        assert app.screen.query_one(Rows).highlighted == 2
        await keys(desk, "down", "enter")
        assert given == ["d"]


async def test_an_answer_is_found_by_its_first_letters_or_its_number() -> None:
    app, given = table(), list[str | None]()
    answers = [("no", "Not yet"), ("go", "Yes, they are"), ("trade", "Trade"), ("tilt", "Tilt")]
    async with app.run_test(size=NARROW) as desk:
        await keys(desk)
        for typed, found in (("y", "go"), ("n", "no"), ("ti", "tilt"), ("3", "trade"), ("x", "no")):
            app.push_screen(Pick("Which?", answers), given.append)
            await until(desk, "Not yet")
            await keys(desk, *typed, "enter")
            assert given[-1] == found, typed


async def test_switching_seats_stays_on_the_seat_that_was_switched() -> None:
    app = table(quarrel(), people=())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "s", "down", "enter")
        await until(desk, "Elm: person")
        assert app.screen.query_one(Rows).highlighted == 1
        await keys(desk, "enter")
        await until(desk, "Elm: engine")
        await keys(desk, "enter", "escape")
        assert set(playing(app).exercise.people) == {"elm"}
