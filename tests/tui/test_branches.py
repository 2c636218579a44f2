"""Branches are begun, gone to, compared; an earlier input is corrected and the rest kept."""

from __future__ import annotations

from engine.play.journal.contents import read_contents
from engine.play.journal.tree import Branch
from engine.record import Ruling
from reports.names import Names
from tests.tui.room import (
    NARROW,
    WIDE,
    Desk,
    everything,
    keys,
    notices,
    playing,
    quarrel,
    seen,
    staged,
    table,
    until,
)
from tui.app import WhitecellApp
from tui.correcting import place
from tui.screens.branches import BranchesScreen
from tui.screens.comparing import ComparingScreen
from tui.screens.console import ConsoleScreen
from tui.screens.dialogs import Ask, Pick, Reading
from tui.screens.inputs import InputsScreen


async def play(app: WhitecellApp, desk: Desk, *moves: str) -> None:
    """Choose for Ash turn after turn, through the same calls the keys make."""
    for move in moves:
        await keys(desk, "n")
        playing(app).choose("ash", move, "Ash's team")
        await keys(desk, "n")


def branches(app: WhitecellApp) -> dict[str, Branch]:
    return {each.name: each for each in playing(app).session.branches}


async def test_a_branch_is_begun_at_an_earlier_turn_and_is_on_the_table_at_once() -> None:
    app = table()
    async with app.run_test(size=NARROW) as desk:
        await play(app, desk, "hold", "hold")
        await keys(desk, "B")
        assert isinstance(app.screen, BranchesScreen)
        await keys(desk, "n")
        assert isinstance(app.screen, Pick)
        told = [text.partition(",")[0] for _, text in app.screen.answers]
        assert told == ["here", *(f"the start of turn {turn}" for turn in (3, 2, 1))]
        await keys(desk, "end", "up", "enter", "enter")
        assert "A new branch from the start of turn 2, same luck" in seen(app)
        await keys(desk, "enter")
        assert branches(app).keys() == {"main", "branch 2"}
        assert playing(app).session.branch_name == "branch 2"
        assert len(playing(app).told()) == 1
        assert "└ branch 2" in everything(app)
        assert "begun from main at the end of turn 1" in everything(app)
        assert "stands at the end of turn 1" in everything(app)
        await keys(desk, "escape")
        assert "Turn 1 is over." in seen(app)
        assert "TURN 2" not in everything(app)


async def test_a_branch_tells_the_turn_under_way_and_what_was_fired_before_it() -> None:
    app = table(staged())
    async with app.run_test(size=NARROW) as desk:
        await play(app, desk, "hold")
        playing(app).session.inject("dearth")
        playing(app).retell()
        await keys(desk, "n", "B")
        assert "stands in turn 2" in everything(app)
        await keys(desk, "n")
        assert isinstance(app.screen, Pick)
        told = [text for _, text in app.screen.answers]
        assert told[1] == "the start of turn 2, behind 1 inject fired or skipped"
        assert told[2] == "the start of turn 1"


async def test_fresh_luck_is_asked_for_by_name_and_written() -> None:
    app = table()
    async with app.run_test(size=NARROW) as desk:
        await play(app, desk, "hold")
        await keys(desk, "B", "n", "enter", "down", "enter", "enter")
        kinds = [entry.kind for entry in read_contents(playing(app).journal).entries]
        assert kinds[-2:] == ["branch", "luck"]
        assert "fresh luck" in everything(app)


async def test_two_branches_lie_side_by_side_from_their_first_difference_on() -> None:
    app = table()
    async with app.run_test(size=WIDE) as desk:
        await play(app, desk, "hold", "hold")
        playing(app).session.branch(at=playing(app).session.start_of(2))
        playing(app).retell()
        await play(app, desk, "strike")
        await keys(desk, "B", "c", "enter")
        assert isinstance(app.screen, ComparingScreen)
        screen = app.screen
        await until(desk, lambda: screen.comparison is not None)
        told = everything(app)
        assert "They part at turn 2: on “branch 2”, Ash chooses “Do strike”; on “main”" in told
        assert "The first turn that ends otherwise is 2." in told
        assert "TURN 1 · January 2026 · the same" in told
        comparison = app.screen.comparison
        assert comparison is not None
        assert [pair.same for pair in comparison.pairs] == [True, False]
        assert "Ash does strike" in told


async def test_going_to_another_branch_puts_it_on_the_table() -> None:
    app = table()
    async with app.run_test(size=NARROW) as desk:
        await play(app, desk, "hold", "hold")
        playing(app).session.branch(at=playing(app).session.start_of(2))
        playing(app).retell()
        await keys(desk, "B", "home", "enter", "escape")
        assert playing(app).session.branch_name == "main"
        assert isinstance(app.screen, ConsoleScreen)
        assert "TURN 2" in everything(app)
        assert read_contents(playing(app).journal).entries[-1].kind == "switch"


async def test_an_earlier_choice_is_corrected_and_what_no_longer_applies_is_named() -> None:
    app = table()
    async with app.run_test(size=NARROW) as desk:
        await play(app, desk, "hold", "hold")
        playing(app).session.hold("elm")
        await keys(desk, "B", "down", "enter", "e")
        assert isinstance(app.screen, InputsScreen)
        rows = [str(each.prompt) for each in app.screen.items.options]
        assert ["Elm to a person" in rows[0], "Ash: hold" in rows[1]] == [True, True]
        await keys(desk, "end", "enter")
        assert "what is it to be?" in seen(app)
        await keys(desk, "enter")
        assert isinstance(app.screen, Reading)
        assert "Corrected. 3 inputs stand from there on." in everything(app)
        amended = [e for e in read_contents(playing(app).journal).entries if e.kind == "amend"]
        assert len(amended) == 1
        first = playing(app).exercise.reports[0].decisions[0]
        assert first.actor == "ash"
        assert first.chosen != "hold"
        assert len(playing(app).exercise.reports) == 2


async def test_an_input_is_taken_out() -> None:
    app = table()
    async with app.run_test(size=NARROW) as desk:
        await play(app, desk, "strike")
        await keys(desk, "B", "e", "end", "enter", "end", "enter")
        assert isinstance(app.screen, Reading)
        assert playing(app).exercise.reports[0].decisions[0].chosen == "hold"


async def test_a_choice_that_is_sealed_shows_nowhere_among_the_inputs() -> None:
    app = table()
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n")
        playing(app).choose("ash", "strike", "Ash's team")
        await keys(desk, "B", "e")
        assert "Ash: sealed" in everything(app)
        assert "strike" not in everything(app)
        await keys(desk, "escape", "escape")
        assert notices(app) == ""


async def test_the_table_says_which_branch_one_is_on_and_enter_leads_back() -> None:
    app = table()
    async with app.run_test(size=NARROW) as desk:
        await play(app, desk, "hold", "hold")
        assert "branch" not in heading(app)
        assert "as written · seed 7" in heading(app)
        playing(app).session.branch("what if calm", at=1, fresh_luck=False)
        playing(app).retell()
        await keys(desk, "B")
        assert isinstance(app.screen, BranchesScreen)
        assert app.screen.items.at == "what if calm"
        await keys(desk, "enter")
        assert "You are on branch “what if calm” already (not begun)" in notices(app)
        await keys(desk, "escape")
        assert "branch “what if calm” · turn " in heading(app)
        assert "branch “what if calm” · turn " in seen(app)
        await keys(desk, "B", "up", "enter")
        assert "On the table now: main, the exercise itself (end of turn 2)" in notices(app)
        await keys(desk, "escape")
        assert "branch" not in heading(app)
        assert playing(app).session.branch_name == "main"


def heading(app: WhitecellApp) -> str:
    return str(app.screen.query_one("#title").render())


async def test_a_ruling_among_the_inputs_says_on_what_and_in_which_turn() -> None:
    app = table(mode="semi-free")
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n")
        playing(app).choose("ash", "strike", "Ash's team")
        await keys(desk, "n")
        playing(app).rule(Ruling("failed", "no ships", "Ann"))
        playing(app).advance()
        await keys(desk, "B", "e")
        assert isinstance(app.screen, InputsScreen)
        assert "turn 1, ruling" in seen(app)
        assert "ruling: " not in seen(app)
        assert "turn 1, ruling   Ash does strike: failed" in seen(app)
        assert "turn 1           Ash: Do strike" in seen(app)
        assert "initiative" not in everything(app)
        await keys(desk, "enter", "down", "enter")
        assert isinstance(app.screen, Ask)
        assert app.screen.heading == "Ruling: done"
        await keys(desk, "escape")
        await keys(desk, "end", "enter", "end", "enter")
        assert "a ruling (turn 1, ruling)" in everything(app)


async def test_what_a_correction_undid_names_no_clock() -> None:
    app = table(mode="semi-free", budget=600.0)
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "c")
        session = playing(app).session
        playing(app).choose("ash", "strike", "Ash's team")
        await keys(desk, "n")
        session.clock("ash", "pause", 300.0)
        assert "clock" in [entry.kind for entry in session.inputs]
        playing(app).rule(Ruling("failed", "no ships", "Ann"))
        playing(app).advance()
        await keys(desk, "B", "e", "end", "enter", "end", "enter")
        told = everything(app)
        assert "a ruling (turn 1, ruling)" in told
        assert "clock" not in told


def test_a_pause_is_called_as_people_call_it() -> None:
    names = Names(quarrel())
    told = {
        "turn 2": "turn 2",
        "turn 2 reaction ash": "turn 2, Ash answers",
        "ruling ash.1.initiative": "turn 2, ruling",
        "end of turn 2": "end of turn 2",
    }
    assert {at: place(at, 2, names) for at in told} == told
