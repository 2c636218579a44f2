"""Odds at the table: shown as they come, for whom they are meant, gone when the position is."""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from batch.tally import After, Forecast, Share
from engine.model import Scenario, Turns
from tests.batch.test_background import gone
from tests.tui.room import NARROW, WIDE, Desk, OneShelf, keys, playing, quarrel, seen, table, until
from tui.app import WhitecellApp
from tui.drawer import Drawer
from tui.forecasting import Forecasting, Wish, mark_of
from tui.keeping import begin
from tui.plan import Plan
from tui.screens.decision import DecisionScreen
from tui.screens.odds import OddsScreen
from tui.widgets.odds import FEWEST, RECKONING, FanList, OddsPanel, after_option, fan_picture


@asynccontextmanager
async def reckoning(
    scenario: Scenario | None = None, size: tuple[int, int] = WIDE, runs: int = 12, **plan: Any
) -> AsyncIterator[tuple[WhitecellApp, Desk]]:
    """An app at the table with a worker behind it."""
    app = table(scenario, **plan)
    app.forecasting = Forecasting(runs)
    async with app.run_test(size=size) as desk:
        await desk.pause()
        yield app, desk


async def test_the_console_tells_the_odds_from_here_and_follows_the_position() -> None:
    async with reckoning(people=()) as (app, desk):
        shown = await until(desk, "12 of 12 roll-outs")
        assert "ODDS FROM HERE" in shown
        assert "other" in shown
        first = str(app.screen.query_one(OddsPanel).render())
        await keys(desk, "n")
        await until(desk, "12 of 12 roll-outs")
        assert app.forecasting is not None
        mark = mark_of(playing(app), Wish())
        assert app.forecasting._kept[mark].turn == 2
        await keys(desk, "u")
        await desk.pause()
        assert str(app.screen.query_one(OddsPanel).render()) == first, "the same place, at once"


async def test_where_there_is_no_room_and_where_nothing_is_reckoned_the_table_is_as_before() -> (
    None
):
    async with reckoning(size=NARROW) as (app, desk):
        assert not app.screen.query_one(OddsPanel).region.height
    bare = table()
    async with bare.run_test(size=WIDE) as desk:
        await keys(desk, "o")
        assert "No odds are reckoned here." in seen(bare)


async def test_the_odds_screen_says_shares_terms_options_and_fans() -> None:
    async with reckoning(people=("ash", "elm")) as (app, desk):
        await keys(desk, "n", "o", "down", "enter")
        assert isinstance(app.screen, OddsScreen)
        shown = await until(desk, "12 of 12")
        assert "IF ASH DOES THIS (beside hold, on the same luck)" in shown
        assert any(term in shown for term in ("likely", "chance", "certain"))
        assert "trade" in shown
        assert "strike" in shown
        assert "WHERE LEVELS GO" in shown
        assert "█ middle" in shown
        await keys(desk, "n")
        assert "IF ELM DOES THIS" in await until(desk, "IF ELM")
        await keys(desk, "v")
        assert "as Ash sees it" in await until(desk, "12 of 12")
        await keys(desk, "v", "v", "escape")
        assert not isinstance(app.screen, OddsScreen)


async def test_the_table_below_takes_no_answer_from_the_screen_above() -> None:
    """Its panel, shown as the table was unlocked, asked after the screen that lay on it by then."""
    async with reckoning(people=("ash", "elm")) as (app, desk):
        await keys(desk, "n", "o", "down", "enter")
        assert isinstance(app.screen, OddsScreen)
        panel = app.screen_stack[-2].query_one(OddsPanel)
        panel.on_show()
        assert app.forecasting is not None
        assert app.forecasting._listener == app.screen.show
        await until(desk, "12 of 12")
        await keys(desk, "escape")
        assert "ODDS FROM HERE" in await until(desk, "12 of 12 roll-outs")


async def test_a_shared_table_shows_no_odds_until_the_white_cell_unlocks_it() -> None:
    async with reckoning(people=("ash", "elm")) as (app, desk):
        await keys(desk, "n")
        await desk.pause(1.0)
        panel = app.screen.query_one(OddsPanel)
        assert not panel.region.height
        assert not str(panel.render())
        await keys(desk, "v", "down", "enter")
        await until(desk, "12 of 12 roll-outs")
        await keys(desk, "v")
        assert not str(panel.render()), "hidden again, with nothing left in it"
        assert "ODDS FROM HERE" not in seen(app)


async def test_the_narrow_odds_screen_has_room_for_what_matters() -> None:
    async with reckoning(size=NARROW, people=("ash",)) as (app, desk):
        await keys(desk, "n", "o")
        shown = await until(desk, "12 of 12")
        assert "other" in shown
        assert "goods" in shown
        await keys(desk, "tab", "down")
        assert app.screen.query_one(FanList).highlighted is not None


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=str)
async def test_a_decision_tells_the_odds_of_each_option_on_the_seats_own_view(
    size: tuple[int, int],
) -> None:
    async with reckoning(size=size, people=("ash",)) as (app, desk):
        await keys(desk, "n", "d")
        assert isinstance(app.screen, DecisionScreen)
        await until(desk, "as you see it (")
        assert "on the same luck" in await until(desk, "on the same luck")
        assert app.forecasting is not None
        mark = app.forecasting._mark or [*app.forecasting._kept][-1]
        assert mark[2] == Wish(seat="ash", options=True)
        await keys(desk, "escape")


async def test_a_step_is_answered_at_once_while_odds_are_reckoned() -> None:
    long = quarrel(turns=Turns(40, 1, "month"))
    async with reckoning(long, runs=100_000, people=()) as (app, desk):
        await until(desk, "of 100,000 roll-outs")
        late = []
        for _ in range(5):
            began = asyncio.get_running_loop().time()
            await asyncio.sleep(0.01)
            late.append(asyncio.get_running_loop().time() - began - 0.01)
            await keys(desk, "n")
        assert sorted(late)[2] < 0.1, "the screen waits for the odds"
        assert playing(app).turn == 5


async def test_the_odds_of_a_place_that_was_left_are_never_shown() -> None:
    long = quarrel(turns=Turns(40, 1, "month"))
    async with reckoning(long, runs=100_000, people=()) as (app, desk):
        await until(desk, "of 100,000 roll-outs")
        told = []
        assert app.forecasting is not None
        app.forecasting._listener = lambda forecast, fault: told.append(forecast)
        playing(app).advance()
        app.forecasting.ask(playing(app), Wish(), lambda f, _: told.append(f))
        end = time.monotonic() + 120
        while len(told) < 2 and time.monotonic() < end:
            await desk.pause(0.05)
        assert {forecast.turn for forecast in told} == {2}


def test_no_exercise_is_known_by_what_one_before_it_was_known_by(tmp_path: Path) -> None:
    """Odds are kept when a table is left; the next exercise often stands where it stood."""
    marks = set()
    for number in range(8):
        table = begin(OneShelf(), Drawer(tmp_path / f"{number}"), Plan("small"))
        marks.add(mark_of(table, Wish()))
        assert mark_of(table, Wish()) in marks
        table.close()
        del table
        gc.collect()
    assert len(marks) == 8


async def test_the_worker_ends_with_the_app() -> None:
    async with reckoning() as (app, desk):
        await until(desk, "roll-outs")
        assert app.forecasting is not None
        pid = app.forecasting.background.pid
        assert pid is not None
        assert Path(f"/proc/{pid}").exists()
    assert gone(pid)


def test_a_fan_is_drawn_with_signs_and_not_only_colours() -> None:
    from batch.tally import Fan
    from tests.engine import small

    fan = Fan("goods", (2, 3), ((40, 45, 50, 55, 60), (30, 40, 50, 60, 70)))
    lines = fan_picture(small.level("goods"), [50.0], fan, 40).plain.split("\n")
    assert len(lines) == 10
    assert lines[4].count("█") >= 3 * 5 - 5
    assert "░" in lines[0]
    assert "▒" in lines[2]
    assert "turn 2 … 3" in lines[-1]


async def test_the_odds_stand_in_a_window_of_any_size() -> None:
    async with reckoning(people=("ash",)) as (app, desk):
        await keys(desk, "n", "o")
        await until(desk, "12 of 12")
        for size in ((1, 1), (20, 5), (61, 19), (300, 200), (80, 24)):
            await desk.resize_terminal(*size)
            await desk.pause(0.05)
            await keys(desk, "tab", "pagedown", "end", "v")
        await until(desk, "ODDS FROM HERE")
        await keys(desk, "escape")
        assert not isinstance(app.screen, OddsScreen)


def test_an_option_is_told_no_odds_on_a_handful_of_rollouts() -> None:
    after = After("strike", (Share("war", 2, 1.0, 0.3, 1.0),), ())
    few = Forecast(FEWEST - 1, 100, 1, (), (), (after,))
    assert after_option(few, "strike", 40).plain == RECKONING
    assert "100%" in after_option(replace(few, runs=FEWEST), "strike", 40).plain
    assert "100%" in after_option(replace(few, runs=12, wanted=12), "strike", 40).plain
