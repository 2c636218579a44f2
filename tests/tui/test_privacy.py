"""The shared table shows what everybody may know, until the white cell unlocks its own view."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from engine.model import Scenario, Seen
from engine.play.audience import PROJECTOR, audience_view
from engine.record import Adjudication, AwaitChoices
from tests.engine.small import ash, elm
from tests.tui.room import (
    NARROW,
    WIDE,
    OneShelf,
    everything,
    keys,
    notices,
    playing,
    quarrel,
    seen,
    staged,
    table,
    write,
)
from tests.tui.test_secrets import SECRET, secretive, texts
from tui.app import WhitecellApp
from tui.keeping import resume
from tui.keymap import read_keymap
from tui.keyring import scopes
from tui.privacy import public, sat_together
from tui.screens.adjudicate import AdjudicateDialog
from tui.screens.console import ConsoleScreen
from tui.screens.decision import DecisionScreen
from tui.screens.dialogs import Pick
from tui.screens.msel import MselScreen
from tui.widgets.audience import PublicTable
from tui.widgets.timeline import TimelinePanel

BOTH = ("ash", "elm")


def covert() -> Scenario:
    """The small scenario where nobody ever sights what Ash does."""
    quiet = ash()
    moves = tuple(replace(m, seen=Seen(0.0, 9), tells=f"{SECRET} {m.id}") for m in quiet.moves)
    return quarrel(actors=(replace(quiet, moves=moves), elm()))


async def test_a_table_of_two_persons_shows_what_the_projector_may_know() -> None:
    app = table(covert(), people=BOTH)
    async with app.run_test(size=WIDE) as desk:
        await keys(desk, "n")
        playing(app).choose("ash", "strike", "Ash's team")
        playing(app).choose("elm", "soothe", "Elm's team")
        await keys(desk, "n", "n")
        assert isinstance(app.screen, ConsoleScreen)
        assert app.screen.locked
        told = everything(app)
        assert SECRET not in told
        assert "seed" not in app.screen.query_one("#title").render().plain  # type: ignore[union-attr]
        assert app.screen.query_one(TimelinePanel).option_count == 0
        shown = app.screen.query_one(PublicTable)
        assert shown.display
        held = texts([public(playing(app))])
        assert [text for text in held if SECRET in text] == []
        assert public(playing(app)).view == audience_view(playing(app).exercise, PROJECTOR)


async def test_the_white_cell_unlocks_its_view_and_shuts_it_again() -> None:
    app = table(covert(), people=BOTH)
    async with app.run_test(size=WIDE) as desk:
        await keys(desk, "n")
        playing(app).choose("ash", "strike", "Ash's team")
        playing(app).choose("elm", "soothe", "Elm's team")
        await keys(desk, "n")
        await keys(desk, "v")
        assert isinstance(app.screen, Pick)
        await keys(desk, "enter")
        assert app.screen.locked  # type: ignore[attr-defined]
        await keys(desk, "v", "down", "enter")
        assert SECRET in everything(app)
        assert not app.screen.query_one(PublicTable).display
        await keys(desk, "v")
        assert SECRET not in everything(app)


async def test_what_the_white_cell_was_told_goes_with_its_view() -> None:
    app = table(staged(), people=BOTH)
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "i", "down", "enter")
        assert isinstance(app.screen, MselScreen)
        await keys(desk, "x")
        write(app, "too early")
        await keys(desk, "enter", "escape")
        assert "Skipped: " in notices(app)
        await keys(desk, "v")
        assert app.screen.locked  # type: ignore[attr-defined]
        assert "Skipped: " not in notices(app)


async def test_a_key_of_the_white_cell_asks_who_looks_and_then_goes_on() -> None:
    app = table(covert(), people=BOTH)
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "i")
        assert "Is only the white cell looking?" in seen(app)
        await keys(desk, "escape")
        assert isinstance(app.screen, ConsoleScreen)
        await keys(desk, "i", "down", "enter")
        await desk.pause()
        assert isinstance(app.screen, MselScreen)


async def test_handing_the_keyboard_over_shuts_the_white_cells_view() -> None:
    app = table(covert(), people=BOTH)
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "v", "down", "enter")
        assert not app.screen.locked  # type: ignore[attr-defined]
        await keys(desk, "d")
        assert "Pass the keyboard to Ash" in seen(app)
        await keys(desk, "enter")
        assert isinstance(app.screen, ConsoleScreen), "enter alone shows nobody a seat's options"
        await keys(desk, "d", "down", "enter")
        assert isinstance(app.screen, DecisionScreen)
        await keys(desk, "escape")
        assert isinstance(app.screen, ConsoleScreen)
        assert app.screen.locked
        await keys(desk, "d")
        assert "Pass the keyboard to Ash" in seen(app)


async def test_taking_a_step_back_tells_a_shared_table_nothing() -> None:
    app = table(secretive(), people=BOTH)
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "d", "down", "enter", "h", "enter", "escape", "u")
        assert "Taken back. Press" in notices(app)
        assert "Ash's choice" not in notices(app) + everything(app)
        assert playing(app).exercise.awaited() == BOTH
        assert SECRET not in everything(app)


async def test_one_person_alone_and_a_finished_exercise_hide_nothing() -> None:
    app = table(covert())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n")
        assert not shut(app)
        assert not app.screen.check_action("unlock", ())
    app = table(covert(), people=BOTH)
    async with app.run_test(size=NARROW) as desk:
        await desk.pause()
        while playing(app).finished is None:
            playing(app).advance()
            if isinstance(playing(app).pause, AwaitChoices):
                for seat in playing(app).exercise.awaited():
                    first = seat == "ash" and playing(app).turn == 1
                    playing(app).choose(seat, "trade" if first else "hold", "team")
        app.screen.refresh_table()  # type: ignore[attr-defined]
        await keys(desk, "n", "escape")
        assert not shut(app)
        assert SECRET in everything(app)


async def test_giving_a_seat_to_the_engine_unlocks_nothing() -> None:
    app = table(covert(), people=BOTH)
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n")
        playing(app).choose("ash", "strike", "Ash's team")
        playing(app).choose("elm", "soothe", "Elm's team")
        await keys(desk, "n", "s", "down", "enter", "escape")
        assert playing(app).exercise.people == {"ash"}
        assert shut(app)
        assert SECRET not in everything(app)
        assert public(playing(app)).view.revealed is False
        await keys(desk, "s", "enter", "escape")
        assert not playing(app).exercise.people
        assert shut(app)
        assert sat_together(playing(app)), "a table that is resumed is shut too"
        await keys(desk, "v")
        assert "Is only the white cell looking?" in seen(app)
        await keys(desk, "down", "enter")
        assert SECRET in everything(app)


async def test_a_locked_table_says_that_it_is_a_what_if_and_not_which() -> None:
    app = table(covert(), people=BOTH)
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n")
        assert "WHAT IF" not in everything(app)
        playing(app).session.branch(f"{SECRET} strikes", at=1)
        playing(app).retell()
        app.screen.refresh_table()  # type: ignore[attr-defined]
        await desk.pause()
        assert shut(app)
        assert "WHAT IF: not the exercise itself" in seen(app)
        assert SECRET not in everything(app)
        await keys(desk, "v", "down", "enter")
        assert f"branch “{SECRET} st…”" in everything(app)
        assert "WHAT IF" not in everything(app), "the title names it"


def shut(app: WhitecellApp) -> bool:
    assert isinstance(app.screen, ConsoleScreen)
    return app.screen.locked


async def test_a_key_given_to_a_room_by_its_user_asks_who_looks_too(tmp_path: Path) -> None:
    app = table(covert(), people=BOTH)
    file = tmp_path / "keys.toml"
    file.write_text('[console]\nmsel = "y"\n', encoding="utf-8")
    app.own_keys = read_keymap(scopes(), file)
    assert app.own_keys.problems == ()
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "y")
        assert "Is only the white cell looking?" in seen(app)


async def test_the_doors_of_a_shared_table_lead_to_the_white_cell_by_a_click() -> None:
    app = table(covert(), people=BOTH)
    async with app.run_test(size=NARROW) as desk:
        await desk.pause()
        assert "v unlock N note f forecast" in seen(app)
        assert "injects" not in seen(app)
        await desk.click("#doors", offset=(2, 0))
        await desk.pause()
        assert "Is only the white cell looking?" in seen(app)
        await keys(desk, "down", "enter")
        row = "v hide i injects N note f forecast B branch D dossier"
        assert row in seen(app).replace("o odds ", "")
        at = seen(app).splitlines()[-2].index("i injects")
        await desk.click("#doors", offset=(at + 2, 0))
        await desk.pause()
        assert isinstance(app.screen, MselScreen)


async def test_a_shared_table_that_is_resumed_opens_at_the_latest() -> None:
    brief = "Two neighbours quarrel over a well that both dug. " * 12
    scenario = quarrel(brief=brief)
    app = table(scenario, people=BOTH)
    async with app.run_test(size=NARROW) as desk:
        for _ in range(2):
            await keys(desk, "n")
            for seat in BOTH:
                playing(app).choose(seat, "hold", "team")
            app.screen.refresh_table()  # type: ignore[attr-defined]
            await keys(desk, "n", "n")
        journal = playing(app).journal
        assert "TURN 3" in seen(app)
    shelf = OneShelf(scenario)
    again = WhitecellApp(shelf, resume(shelf, journal))
    async with again.run_test(size=NARROW) as desk:
        await keys(desk)
        assert shut(again)
        assert "TURN 3" in seen(again)
        await keys(desk, "home")
        assert "TURN 3" not in seen(again), "the keys move in what is shown"
        await desk.resize_terminal(82, 24)
        await desk.resize_terminal(*NARROW)
        await keys(desk)
        assert "TURN 3" not in seen(again), "who reads further up reads on there"


async def test_the_white_cell_is_asked_for_the_keyboard_once_between_two_seats() -> None:
    soothe, protest = elm().moves
    unsure = replace(elm(), moves=(soothe, replace(protest, odds=0.6)))
    app = table(quarrel(actors=(ash(), unsure)), people=BOTH, mode="semi-free")
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n")
        playing(app).choose("ash", "strike", "Ash's team")
        playing(app).choose("elm", "protest", "Elm's team")
        app.screen.refresh_table()  # type: ignore[attr-defined]
        await keys(desk, "n", "a")
        assert "Pass the keyboard to the white cell" in seen(app)
        await keys(desk, "down", "enter", "enter")
        assert isinstance(playing(app).pause, Adjudication)
        await keys(desk, "a")
        assert isinstance(app.screen, AdjudicateDialog), "nobody else sat down in between"
        await keys(desk, "escape", "v", "down", "enter", "v", "a")
        assert "Pass the keyboard to the white cell" in seen(app), "it hid its view for others"
