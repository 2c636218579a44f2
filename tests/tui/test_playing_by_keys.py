"""An exercise is played with the keyboard alone, guided by what the screen says."""

from __future__ import annotations

import re
from dataclasses import replace

from engine.model import Condition, Const, Turns
from engine.play.exercise import Exercise
from engine.play.seats import Script, play_out
from engine.record import AwaitChoices, Finished
from tests.engine.small import ash, elm
from tests.tui.room import (
    NARROW,
    OneShelf,
    everything,
    keys,
    listed,
    notices,
    playing,
    quarrel,
    restrained,
    seen,
    table,
)
from tui.app import WhitecellApp
from tui.screens.console import ConsoleScreen
from tui.screens.decision import DecisionScreen
from tui.screens.ending import EndingScreen
from tui.screens.library import LibraryScreen
from tui.screens.setup import SetupScreen
from tui.screens.why import WhyScreen
from tui.widgets.waiting import WaitingLine


def next_key(app: WhitecellApp) -> str:
    """The key the waiting line names."""
    told = str(app.screen.query_one(WaitingLine).render())
    found = re.search(r"  {1}\s?(\w+) {2}", told)
    assert found, told
    return found[1]


NEVER = Condition("1 > 2", Const(False), "truth")


async def test_a_newcomer_goes_from_the_library_to_the_outcome_by_what_the_screen_says() -> None:
    app = WhitecellApp(OneShelf(quarrel(turns=Turns(2, 1, "month"))))
    async with app.run_test(size=NARROW) as desk:
        await listed(desk)
        assert isinstance(app.screen, LibraryScreen)
        await keys(desk, next_key(app))
        assert isinstance(app.screen, SetupScreen)
        await keys(desk, "1", next_key(app))
        assert isinstance(app.screen, ConsoleScreen)
        assert playing(app).exercise.people == {"ash"}
        for _ in range(60):
            if isinstance(app.screen, EndingScreen):
                break
            if isinstance(app.screen, DecisionScreen):
                await keys(desk, "enter", "enter")
            else:
                await keys(desk, next_key(app))
        assert isinstance(app.screen, EndingScreen)
        assert "Nothing much." in everything(app)
        choices = [
            d for r in playing(app).exercise.reports for d in r.decisions if d.by != "engine"
        ]
        assert {d.turn for d in choices} == {1, 2}
        await keys(desk, "l")
        assert isinstance(app.screen, LibraryScreen)


async def test_the_screen_gives_the_same_exercise_as_a_script() -> None:
    scenario = quarrel(turns=Turns(2, 1, "month"))
    app = table(scenario, seed=5)
    async with app.run_test(size=NARROW) as desk:
        await desk.pause()
        while playing(app).finished is None:
            await keys(desk, "n")
            if isinstance(playing(app).pause, AwaitChoices):
                await keys(desk, "d", "h", "enter")
        shown = [report.state_hash for report in playing(app).exercise.reports]
    scripted = Exercise(scenario, 5, people=["ash"])
    play_out(scripted, {"ash": Script({})})
    assert shown == [report.state_hash for report in scripted.reports]


async def test_an_exercise_of_engines_needs_one_key() -> None:
    app = table(people=())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, *("n" for _ in range(4)))
        assert isinstance(playing(app).pause, Finished)
        assert isinstance(app.screen, EndingScreen)
        await keys(desk, "escape")
        assert "ENDEX" in everything(app)


async def test_a_seat_that_is_waited_for_is_named_and_not_passed_over() -> None:
    app = table()
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n")
        assert "Ash chooses." in seen(app)
        await keys(desk, "n")
        assert playing(app).exercise.awaited() == ("ash",)
        assert "Press d to decide for Ash" in notices(app)


async def test_a_choice_is_recorded_under_the_name_its_team_was_given() -> None:
    app = table(names={"ash": "Team North"})
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "d", "enter", "enter", "n")
        assert playing(app).exercise.reports[0].decisions[0].by == "Team North"


async def test_a_choice_is_sealed_until_it_is_revealed_and_can_be_changed() -> None:
    app = table()
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "d", "enter", "enter")
        assert "All choices are in, sealed." in seen(app)
        await keys(desk, "d", "down", "enter", "enter", "n")
        moved = playing(app).exercise.reports[0].decisions[0]
        assert (moved.actor, moved.by) == ("ash", "Ash's team")
        assert moved.chosen == moved.explanation.options[1].move  # type: ignore[union-attr]


async def test_the_keyboard_is_handed_from_seat_to_seat() -> None:
    app = table(people=("ash", "elm"))
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "d")
        assert "Pass the keyboard to Ash" in seen(app)
        await keys(desk, "down", "enter", "h", "enter")
        assert "Pass the keyboard to Elm" in seen(app)
        await keys(desk, "down", "enter", "h", "enter")
        assert playing(app).exercise.awaited() == ()


async def test_going_back_from_a_decision_leaves_the_seat_waiting() -> None:
    app = table()
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "d", "escape")
        assert isinstance(app.screen, ConsoleScreen)
        assert playing(app).exercise.awaited() == ("ash",)
        await keys(desk, "d", "enter", "down", "enter")
        assert isinstance(app.screen, DecisionScreen)


async def test_a_blocked_option_is_told_with_its_reason_and_cannot_be_chosen() -> None:
    app = table(restrained())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "d", "end")
        told = everything(app)
        assert "✗    –   held back: Do strike." in told
        assert "held back: Ash keeps the peace" in told
        assert "AA-01: Ash never strikes. (a neighbour)" in told
        assert "tested: goods > 10 (goods 50.0)" in told
        await keys(desk, "enter")
        assert isinstance(app.screen, DecisionScreen)
        assert notices(app) == "Not possible: see THIS OPTION."


async def test_a_seat_that_can_only_hold_is_told_so_and_what_is_left_to_it() -> None:
    stuck = tuple(replace(each, requires=NEVER) for each in ash().moves)
    app = table(quarrel(actors=(replace(ash(), moves=stuck), elm())), people=("ash", "elm"))
    told = "Nothing on the menu is possible now: h holds, f does what is not on it."
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "d", "down", "enter")
        assert isinstance(app.screen, DecisionScreen)
        assert told in seen(app)
        await keys(desk, "h", "enter", "down", "enter")
        assert app.screen.view.actor == "elm"
        assert told not in seen(app)


async def test_the_brief_and_the_secret_brief_open_on_a_key() -> None:
    told = replace(ash(), brief="You are Ash.", secret_brief="You mean to dig a well.")
    app = table(quarrel(actors=(told, elm())))
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "d")
        assert "dig a well" not in everything(app)
        await keys(desk, "b")
        assert "You are Ash." in seen(app)
        assert "You mean to dig a well." in seen(app)
        await keys(desk, "escape", "v")
        assert "unrest" in seen(app)


async def test_why_tells_what_decided_and_goes_through_the_turn() -> None:
    app = table(people=(), seed=5)
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "w")
        assert "Nobody has decided yet" in notices(app)
        await keys(desk, "n", "n", "w")
        assert isinstance(app.screen, WhyScreen)
        assert "Luck decided" in seen(app)
        first = app.screen.shown.actor
        await keys(desk, "n")
        assert app.screen.shown.actor != first
        assert "Utility decided" in seen(app)
        await keys(desk, "escape")
        assert isinstance(app.screen, ConsoleScreen)


async def test_seats_are_taken_and_left_in_the_middle() -> None:
    app = table(people=())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "s", "enter", "escape", "n")
        assert playing(app).exercise.awaited() == ("ash",)
        await keys(desk, "d", "h", "enter", "n", "s", "enter", "escape")
        assert playing(app).exercise.people == frozenset()


async def test_the_white_cell_accepts_a_roll_or_rules_otherwise_by_name() -> None:
    app = table(people=("ash",), mode="semi-free")
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "d")
        assert isinstance(app.screen, DecisionScreen)
        moves = [option.move for option in app.screen.view.options]
        await keys(desk, *("down" for _ in range(moves.index("strike"))), "enter", "enter", "n")
        assert "A move of Ash is to be ruled on." in seen(app)
        await keys(desk, "a", "down", "enter", "i", "c", "e", "enter", "m", "e", "enter")
        await keys(desk, *("n" for _ in range(2)))
        acts = [act for report in playing(app).exercise.reports for act in report.acts]
        assert [(act.ruled_by, act.ruling_reason) for act in acts if act.ruled_by] == [
            ("me", "ice")
        ]


async def test_set_up_changes_seats_variant_seed_and_rulings() -> None:
    app = WhitecellApp(OneShelf())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "enter", "down", "enter", "r", "v", "down", "enter")
        assert "calm: Nobody strikes first." in seen(app)
        await keys(desk, "e", "backspace", "4", "2", "enter", "n")
        plan = playing(app).plan
        assert (plan.people, plan.variant, plan.seed) == (frozenset({"elm"}), "calm", 42)
        assert plan.mode == "semi-free"
        assert "calm · seed 42" in seen(app)


async def test_a_seed_that_is_no_number_is_refused() -> None:
    app = WhitecellApp(OneShelf())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "enter", "e", "x", "enter")
        assert "A seed is a whole number" in seen(app)
        await keys(desk, "escape")
        assert isinstance(app.screen, SetupScreen)


async def test_a_scenario_with_errors_is_shown_and_not_opened() -> None:
    app = WhitecellApp(OneShelf(broken=True))
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "down")
        assert "error[WC1]" in seen(app)
        await keys(desk, "enter")
        assert isinstance(app.screen, LibraryScreen)


async def test_leaving_the_program_amid_a_decision_is_asked_for() -> None:
    app = table()
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "d", "ctrl+q")
        assert "Leave in the middle of an answer?" in seen(app)
        await keys(desk, "enter")
        assert isinstance(app.screen, DecisionScreen)
        await keys(desk, "ctrl+q", "ctrl+q")
        assert not app.is_running
    app = table()
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "ctrl+q")
        assert not app.is_running, "at the table nothing would be lost"
