"""The debrief lays out what happened and writes the documents to take home."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.widgets import Input
from textual_plot import PlotWidget

from engine.model.free import FreeEffect
from engine.record import AwaitChoices
from tests.tui.room import (
    NARROW,
    WIDE,
    Desk,
    everything,
    keys,
    notices,
    playing,
    staged,
    table,
    until,
)
from tui import debriefing
from tui.app import WhitecellApp
from tui.screens.debrief import DebriefScreen
from tui.screens.dialogs import Ask
from tui.screens.ending import EndingScreen


async def played(app: WhitecellApp, desk: Desk, turns: int = 2) -> DebriefScreen:
    """Play some turns with all there is to be told afterwards, and open the debrief."""
    table, session = playing(app), playing(app).session
    session.forecast("ash", "outcome", {"riot": 0.7, "other": 0.3})
    while len(table.exercise.reports) < turns:
        table.advance()
        if isinstance(table.pause, AwaitChoices):
            table.choose("ash", "hold", "Ash's team")
            if table.turn == 1:
                session.improvise("Locusts come.", (FreeEffect("goods", "down", "minor"),))
    session.note("the alarm was late", kind="issue", objective=0, owner="the watch")
    session.note("calm hands", kind="strength", seat="ash")
    await keys(desk, "r")
    screen = app.screen
    assert isinstance(screen, DebriefScreen)
    await until(desk, lambda: screen.aar is not None)
    await desk.pause()
    return screen


async def show(screen: DebriefScreen, desk: Desk, id: str) -> str:
    screen.items.go_to(id)
    await desk.pause()
    return everything(desk.app)  # type: ignore[arg-type]


async def test_the_parts_of_the_debrief_tell_what_was_kept() -> None:
    app = table(staged())
    async with app.run_test(size=WIDE) as desk:
        screen = await played(app, desk)
        assert "Not settled yet." in await show(screen, desk, "forecast:0")
        told = await show(screen, desk, "objective:0")
        assert "1. Test the alarm." in told
        assert "the alarm was late" in told
        told = await show(screen, desk, "mend")
        assert "owner: the watch · due: no date yet · objective 1" in told
        assert "seat: Ash" in await show(screen, desk, "note:1")
        told = await show(screen, desk, "injects")
        assert "plot (held back)" in told
        assert "one made up at the table" in told
        assert "improvised" not in told


async def test_a_level_is_drawn_turn_by_turn() -> None:
    app = table(staged())
    async with app.run_test(size=WIDE) as desk:
        screen = await played(app, desk)
        told = await show(screen, desk, "level:goods")
        plot = screen.query_one(PlotWidget)
        assert plot.display
        assert len(plot._datasets[0].x) == 3
        assert list(plot._datasets[0].y) == playing(app).history["goods"]
        assert "by turn: 50" in told
        await show(screen, desk, "summary")
        assert not plot.display


async def test_a_note_from_the_debrief_shows_at_once() -> None:
    app = table(staged())
    async with app.run_test(size=NARROW) as desk:
        screen = await played(app, desk, 1)
        await keys(desk, "N", *"more tea", "enter")
        await until(desk, lambda: screen.aar is not None and len(screen.aar.notes) == 3)
        await desk.pause()
        assert "observation: more tea" in everything(app)


async def test_documents_are_written_where_one_says(monkeypatch: pytest.MonkeyPatch) -> None:
    few = replace(debriefing.Options(), runs=12, odds=2)
    monkeypatch.setattr(debriefing, "Options", lambda **given: replace(few, **given))
    app = table(staged(), marking="EXERCISE ONLY")
    async with app.run_test(size=WIDE) as desk:
        screen = await played(app, desk, 1)
        folder = playing(app).journal.parent / "out"
        folder.mkdir()
        for id, name in (("aar_html", "a.html"), ("aar_md", "a.md"), ("msel_csv", "m.csv")):
            screen.items.go_to(f"write:{id}")
            screen.items.focus()
            await keys(desk, "enter")
            assert isinstance(app.screen, Ask)
            app.screen.query_one(Input).value = str(folder / name)
            await keys(desk, "enter")
            await until(desk, (folder / name).exists)
            await until(desk, lambda: not screen.writing)
            assert name in notices(app)
            text = (folder / name).read_text(encoding="utf-8")
            assert "EXERCISE ONLY" in text
            assert "Locusts" in text or id != "msel_csv"


async def test_a_document_that_cannot_be_written_is_told_and_nothing_else_happens() -> None:
    app = table(staged())
    async with app.run_test(size=NARROW) as desk:
        screen = await played(app, desk, 1)
        screen.items.go_to("write:msel_csv")
        await keys(desk, "enter")
        app.screen.query_one(Input).value = "/nowhere/at/all.csv"
        await keys(desk, "enter")
        await until(desk, lambda: "cannot be written" in notices(app))
        assert app.is_running


async def test_the_ending_leads_to_the_debrief() -> None:
    app = table(people=())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "n", "n", "n")
        assert isinstance(app.screen, EndingScreen)
        await keys(desk, "r")
        assert isinstance(app.screen, DebriefScreen)
        await keys(desk, "escape")
        assert isinstance(app.screen, EndingScreen)
