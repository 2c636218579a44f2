"""Small questions stand on the answer that is most likely meant."""

import pytest
from textual.content import Content

from tests.tui.room import NARROW, keys, playing, quarrel, seen, table, until
from tui.screens.dialogs import Pick, Reading
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


@pytest.mark.parametrize("lines", [16, 17, 18, 19, 40])
async def test_a_long_text_is_read_to_its_end(lines: int) -> None:
    app = table()
    async with app.run_test(size=NARROW) as desk:
        await keys(desk)
        text = Content("\n".join(f"line {at}." for at in range(1, lines + 1)))
        app.push_screen(Reading("A text", [("", text)]))
        await until(desk, "line 1.")
        await keys(desk, "end")
        await until(desk, f"line {lines}.", 20)


async def test_a_long_text_over_answers_leaves_them_in_sight_and_scrolls_itself() -> None:
    app = table()
    async with app.run_test(size=NARROW) as desk:
        await keys(desk)
        says = "\n".join(f"line {at}." for at in range(1, 31))
        app.push_screen(Pick("Which?", [(id, f"Answer {id}") for id in "abcdefghi"], says))
        shown = await until(desk, "Answer a")
        assert "line 1." in shown
        assert "Answer f" in shown
        await keys(desk, "tab", "end")
        await until(desk, "line 30.", 20)


async def test_a_few_lines_over_many_answers_stay_whole() -> None:
    app = table()
    async with app.run_test(size=NARROW) as desk:
        await keys(desk)
        app.push_screen(
            Pick("Which?", [(id, f"Answer {id}") for id in "abcdefghijklmn"], "a\nb\nlast")
        )
        shown = await until(desk, "Answer a")
        assert "last" in shown
        await keys(desk, "end")
        assert "Answer n" in seen(app)
