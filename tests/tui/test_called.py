"""What content calls by an id reaches people in words: sentences, or names with capitals."""

from __future__ import annotations

from dataclasses import replace

from engine.model import Motive, Outcome, Scenario
from engine.play.journal.session import Plan, Session
from reports.names import Names
from tests.engine import small
from tests.journal.making import COPY
from tests.tui.room import NARROW, WIDE, everything, keys, playing, quarrel, seen, table, until
from tui.branching import rows, tree
from tui.debriefing import brief_of, forecast
from tui.screens.comparing import ComparingScreen
from tui.screens.dialogs import Pick
from tui.screens.ending import EndingScreen
from tui.viewing import Peephole, ViewApp


def named() -> Scenario:
    """A quarrel whose ids hold the names of Elm and of the ECB."""
    ash = small.ash()
    motives = tuple(
        replace(each, id="split_elm") if each.id == "wealth" else each for each in ash.motives
    )
    says = "Ash talks of Elm and of the ECB in the town of Elm."
    return quarrel(
        actors=(replace(ash, brief=says, motives=motives), small.elm()),
        outcomes=(Outcome("elm_and_ecb_agree", "They agree.", None),),
    )


async def test_the_ending_names_the_outcome_with_its_capitals() -> None:
    app = table(named(), people=())
    async with app.run_test(size=WIDE) as desk:
        await keys(desk, "n", "n", "n", "n")
        assert isinstance(app.screen, EndingScreen)
        assert "Outcome: Elm and ECB agree" in seen(app)


async def test_a_choice_is_confirmed_by_its_menus_sentence_and_motives_are_named() -> None:
    app = table(named())
    async with app.run_test(size=WIDE) as desk:
        await keys(desk, "n", "d")
        at = [each.move for each in app.screen.view.options].index("strike")  # type: ignore[attr-defined]
        await keys(desk, *("down" for _ in range(at)))
        assert "split Elm" in everything(app)
        move = app.screen.option  # type: ignore[attr-defined]
        await keys(desk, "enter")
        assert isinstance(app.screen, Pick)
        assert f"Yes: {move.says}" in seen(app)
        assert "choose" not in str(app.screen.answers)


async def test_where_branches_part_is_told_by_the_menus_sentence() -> None:
    app = table(named())
    async with app.run_test(size=WIDE) as desk:
        await keys(desk, "n", "n")
        session = playing(app).session
        session.branch("what if", at=session.start_of(1))
        playing(app).retell()
        found = rows(tree(playing(app))[0], playing(app).scenario.turns.count)
        row = next(each for each in found if each.name == "what if")
        assert row.stands == "not begun"
        await keys(desk, "B")
        app.screen.items.go_to("what if")  # type: ignore[attr-defined]
        await keys(desk)
        assert "nothing of it is played yet" in everything(app)
        await keys(desk, "escape", "n")
        playing(app).choose("ash", "strike", "me")
        await keys(desk, "n")
        await keys(desk, "B", "c", "enter")
        screen = app.screen
        assert isinstance(screen, ComparingScreen)
        await until(desk, lambda: screen.comparison is not None)
        assert "Ash chooses “Do strike”" in everything(app)


async def test_a_free_move_in_a_forecast_is_called_as_where_it_was_forecast() -> None:
    app = table(named())
    async with app.run_test(size=NARROW):
        game = playing(app)
        game.session.forecast("elm", "move:ash", {"hold": 0.88, "free": 0.12})
        told = " ".join(text for text, _ in forecast(brief_of(game), 0))
        assert "a free move, on nobody's menu 12%" in told


async def test_a_seats_own_screen_names_its_sealed_choice_by_its_sentence(tmp_path: object) -> None:
    path = tmp_path / "view.whitecell"  # type: ignore[operator]
    with Session.create(path, COPY, lambda _: named(), Plan(7, ("ash",))) as session:
        session.advance()
        session.submit("ash", "strike")
        app = ViewApp(Peephole(path, "ash", loader=lambda _: named()))
        async with app.run_test(size=WIDE) as desk:
            assert "Our choice is in, sealed: “Do strike”." in await until(desk, "sealed:")


def test_names_have_what_this_needs() -> None:
    assert Names(named()).spelled("elm_and_ecb_agree") == "Elm and ECB agree"
    assert isinstance(named().actors[0].motives[0], Motive)
