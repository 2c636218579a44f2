"""Injects, notes and forecasts: each by keys, each in the journal as it was meant."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from textual.widgets import Input

from tests.engine import small
from tests.tui.room import (
    NARROW,
    WIDE,
    everything,
    keys,
    last,
    playing,
    quarrel,
    seen,
    staged,
    table,
    until,
    write,
)
from tui import msel
from tui.app import WhitecellApp
from tui.screens.console import ConsoleScreen
from tui.screens.dialogs import Ask, Pick
from tui.screens.forecast import ForecastDialog
from tui.screens.msel import MselScreen, scale_of
from tui.screens.notes import NoteDialog


async def test_the_msel_tells_what_is_due_to_come_held_and_delivered() -> None:
    app = table(staged(), people=())
    async with app.run_test(size=WIDE) as desk:
        await keys(desk, "i")
        assert isinstance(app.screen, MselScreen)
        groups = {row.id: row.group for row in msel.planned(playing(app))}
        assert groups == {
            "flood": msel.DUE,
            "fair": msel.COMING,
            "dearth": msel.COMING,
            "plot": msel.HELD,
        }
        assert "0 of 4 planned injects delivered." in everything(app)
        await keys(desk, "escape", "n", "i")
        groups = {row.id: row.group for row in msel.planned(playing(app))}
        assert (groups["flood"], groups["fair"]) == (msel.DONE, msel.DUE)
        told = everything(app)
        assert "1 of 4 planned injects delivered." in told
        assert "HELD BACK, fired only by hand" in told


async def go_to(app: WhitecellApp, desk: Any, id: str) -> None:
    assert isinstance(app.screen, MselScreen)
    app.screen.items.go_to(id)
    await desk.pause()


async def test_a_contingency_is_fired_by_hand_and_told_as_such() -> None:
    app = table(staged())
    async with app.run_test(size=WIDE) as desk:
        await keys(desk, "n", "i")
        await go_to(app, desk, "plot")
        assert "heard by Elm" in everything(app)
        await keys(desk, "f", "enter")
        entry = last(app)
        assert (entry.kind, entry.data["id"], entry.data["scale"]) == ("inject", "plot", 1.0)
        row = next(each for each in msel.planned(playing(app)) if each.id == "plot")
        assert row.group == msel.DONE
        assert "by hand" in row.tag
        await keys(desk, "escape")
        assert "◆ A plot is found." in everything(app)


async def test_an_inject_is_edited_in_text_and_size_and_fired() -> None:
    app = table(staged())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "i")
        await go_to(app, desk, "plot")
        await keys(desk, "e")
        write(app, "A small plot is found.", "50", "too strong for turn 1")
        await keys(desk, "enter")
        assert "Elm will hear: A small plot is found." in seen(app)
        assert last(app).kind == "advance"
        await keys(desk, "enter")
        data = last(app).data
        assert (data["says"], data["scale"]) == ("A small plot is found.", 0.5)
        assert data["reason"] == "too strong for turn 1"
        row = next(each for each in msel.planned(playing(app)) if each.id == "plot")
        assert row.says == "A small plot is found."
        assert any("effects × 0.5: too strong for turn 1" in fact for fact in row.facts)


async def test_the_text_of_an_inject_is_written_on_at_its_end_and_kept_after_a_no() -> None:
    app = table(staged())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "i")
        await go_to(app, desk, "fair")
        await keys(desk, "e", "space", "S", "o")
        assert isinstance(app.screen, Ask)
        field = app.screen.query(Input).first()
        assert (field.value, field.selected_text) == ("A fair opens. So", "")
        write(app, field.value, "100", "for the room")
        await keys(desk, "enter")
        assert "The room will hear: A fair opens. So" in seen(app)
        await keys(desk, "down", "enter")
        assert isinstance(app.screen, Ask)
        assert app.screen.query(Input).first().value == "A fair opens. So"
        await keys(desk, "escape")
        assert last(app).kind == "advance"


async def test_an_inject_already_delivered_is_fired_again_only_when_that_is_meant() -> None:
    app = table(staged())
    async with app.run_test(size=WIDE) as desk:
        await keys(desk, "n", "i")
        await go_to(app, desk, "plot")
        await keys(desk, "e")
        write(app, "A small plot is found.", "50", "too strong")
        await keys(desk, "enter", "enter", "f")
        day = next(each for each in msel.planned(playing(app)) if each.id == "plot").delivered
        assert day
        assert f"already delivered on {day}; fire it again?" in seen(app)
        assert "A plot is found." in seen(app), "what is fired is the text of the plan"
        before = last(app).seq
        await keys(desk, "enter")
        assert last(app).seq == before
        await keys(desk, "f", "down", "enter")
        assert (last(app).kind, last(app).data["says"]) == ("inject", None)
        row = next(each for each in msel.planned(playing(app)) if each.id == "plot")
        assert row.says == "A plot is found."
        told = "\n".join(row.facts)
        assert told.count("delivered") == 2
        assert "as: A small plot is found." in told


async def test_effects_that_are_no_percent_fire_nothing() -> None:
    app = table(staged())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "i")
        await go_to(app, desk, "plot")
        await keys(desk, "e")
        write(app, "A plot.", "half", "why")
        await keys(desk, "enter")
        assert last(app).kind == "advance"
        assert "nothing was fired" in seen(app)
        assert isinstance(app.screen, Ask), "the question stays, with what was written"
        assert [field.value for field in app.screen.query(Input)] == ["A plot.", "half", "why"]
    assert [scale_of(text) for text in ("150", "0%", "-1", "nan", "2000", "1,5")] == [
        1.5, 0.0, None, None, None, 0.015,
    ]  # fmt: skip


async def test_what_is_fired_between_two_turns_is_told_as_delivered_at_once() -> None:
    app = table(staged(), people=())
    async with app.run_test(size=WIDE) as desk:
        await keys(desk, "n", "i")
        assert "DUE IN TURN: 2, " in everything(app)
        await go_to(app, desk, "fair")
        await keys(desk, "e")
        write(app, "A small fair opens.", "50", "too big")
        await keys(desk, "enter", "enter")
        await go_to(app, desk, "plot")
        await keys(desk, "f", "enter")
        await keys(desk, "m")
        write(app, "Locusts come.")
        await keys(desk, "enter", "down", "enter", "enter")
        rows = {row.id: row for row in msel.planned(playing(app))}
        assert [rows[id].group for id in ("fair", "plot")] == [msel.DONE, msel.DONE]
        assert "edited" in rows["fair"].tag
        assert rows["improvised_1"].says == "Locusts come."
        told = everything(app)
        assert "3 of 4 planned injects delivered. 1 made up." in told
        assert "HELD BACK" not in told
        assert "SKIPPED" not in told
        before = {id: row.group for id, row in rows.items()}
        await keys(desk, "escape", "n", "i")
        after = {row.id: row.group for row in msel.planned(playing(app))}
        assert after == before


async def test_an_inject_is_skipped_with_a_reason_and_does_not_fire() -> None:
    app = table(staged(), people=())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "i")
        await go_to(app, desk, "flood")
        await keys(desk, "x")
        write(app, "no time left")
        await keys(desk, "enter")
        assert (last(app).kind, last(app).data) == (
            "skip",
            {"id": "flood", "reason": "no time left"},
        )
        assert "✗ flood" in everything(app)
        await keys(desk, "escape", "n")
        happened = [h for h in playing(app).exercise.reports[0].happenings if h.id == "flood"]
        assert [h.kind for h in happened] == ["skip"]


async def test_an_inject_is_made_up_from_the_palette_for_one_seat() -> None:
    app = table(staged())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "i", "m")
        write(app, "Locusts come.")
        await keys(desk, "enter", "enter", "enter", "end", "enter", "down", "enter")
        assert isinstance(app.screen, Pick)
        assert "goods ↓ major (10%), after 1 month" in everything(app)
        await keys(desk, "enter", "down", "enter", "enter")
        data = last(app).data
        assert last(app).kind == "improvise"
        assert data["audience"] == ["ash"]
        assert data["effects"] == [
            {"on": "goods", "direction": "down", "size": "major", "delay": 1.0, "ramp": 0.0}
        ]
        assert "made up" in everything(app)


async def test_an_inject_half_made_up_is_thrown_away_only_when_that_is_meant() -> None:
    app = table(staged())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "i", "m")
        write(app, "Locusts come.")
        await keys(desk, "enter", "escape")
        assert "Give it up?" in seen(app)
        await keys(desk, "escape", "down", "enter")
        assert "Who hears it?" in seen(app)
        await keys(desk, "escape", "enter", "escape", "down", "enter")
        assert isinstance(app.screen, MselScreen)
        assert last(app).kind == "setup"


# --- notes ---------------------------------------------------------------------------------------


async def test_a_note_is_written_in_two_keys_and_its_words() -> None:
    app = table(staged())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "N")
        assert isinstance(app.screen, NoteDialog)
        await keys(desk, *"tea", "enter")
        entry = last(app)
        assert (entry.kind, entry.data["text"], entry.data["kind"]) == (
            "note",
            "tea",
            "observation",
        )
        assert entry.pause["turn"] == 1
        assert isinstance(app.screen, ConsoleScreen)


async def test_an_issue_bears_its_seat_objective_owner_and_date() -> None:
    app = table(staged())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "N", *"slow", "tab", "enter", "enter", "down", "enter", "down", "enter")
        dialog = app.screen
        assert isinstance(dialog, NoteDialog)
        assert dialog.kind == "issue"
        dialog.query_one("#owner", Input).value = "the watch"
        dialog.query_one("#due", Input).value = "spring"
        await keys(desk, "end", "enter")
        assert last(app).data == {
            "text": "slow",
            "kind": "issue",
            "seat": "ash",
            "objective": 0,
            "owner": "the watch",
            "due": "spring",
        }


async def test_what_is_said_of_an_empty_field_goes_once_it_is_filled() -> None:
    app = table(staged())
    async with app.run_test(size=NARROW) as desk:
        for pressed in (("N", "enter"), ("i", "x", "enter")):
            await keys(desk, *pressed[:-1])
            await until(desk, lambda: isinstance(app.focused, Input))
            await keys(desk, pressed[-1])
            await until(desk, lambda: "is still empty" in seen(app))
            await keys(desk, "y")
            assert "is still empty" not in seen(app), pressed
            await keys(desk, "escape")


async def test_an_empty_note_is_not_written() -> None:
    app = table(staged())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "N", "enter")
        assert "The note is still empty" in seen(app)
        await keys(desk, "escape")
        assert last(app).kind == "setup"


# --- forecasts -----------------------------------------------------------------------------------


async def test_a_forecast_is_taken_down_once_its_shares_sum_to_one() -> None:
    app = table(staged())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "f", "enter", "enter")
        dialog = app.screen
        assert isinstance(dialog, ForecastDialog)
        assert [id for id, _ in dialog.shown_classes] == ["hold", "soothe", "protest", "free"]
        await keys(desk, *["right"] * 12, "down", *["right"] * 5)
        assert "15% are left" in everything(app)
        await keys(desk, "end", "enter")
        assert isinstance(app.screen, ForecastDialog)
        await keys(desk, "e", "end", "enter")
        entry = last(app)
        assert (entry.kind, entry.data["seat"]) == ("forecast", "ash")
        assert entry.data["about"] == "move:elm"
        assert entry.data["shares"] == {"hold": 0.6, "soothe": 0.25, "protest": 0.08, "free": 0.07}


async def test_the_rest_goes_to_the_others_and_what_was_given_stays() -> None:
    app = table(staged())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "f", "enter", "enter", *["right"] * 6, "e")
        dialog = app.screen
        assert isinstance(dialog, ForecastDialog)
        assert dialog.shares == {"hold": 30, "soothe": 24, "protest": 23, "free": 23}
        await keys(desk, "right", "e")
        assert "nothing left to spread: 5% too many" in everything(app)
        assert dialog.shares["hold"] == 35


async def test_a_share_is_typed_as_a_number() -> None:
    app = table(staged())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "f", "enter", "end", "enter", "enter")
        write(app, "100")
        await keys(desk, "enter", "end", "enter")
        assert last(app).data["shares"] == {"riot": 1.0}


async def test_what_could_be_done_in_secret_is_on_no_menu_of_forecasts() -> None:
    quiet = small.elm()
    moves = (replace(quiet.moves[0], seen=replace(quiet.moves[0].seen, chance=0.3)), quiet.moves[1])
    app = table(quarrel(actors=(small.ash(), replace(quiet, moves=moves))))
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "f", "enter", "enter")
        assert isinstance(app.screen, ForecastDialog)
        assert "soothe" not in everything(app)
