"""Keys typed faster than screens are drawn close them early, and harm nothing."""

from __future__ import annotations

import asyncio

import pytest

from tests.tui.room import NARROW, keys, table
from tui.screens.console import ConsoleScreen
from tui.screens.decision import DecisionScreen


@pytest.mark.parametrize("steps", [0, 1, 2, 5, 13])
async def test_a_screen_may_be_closed_at_any_instant_of_its_coming_up(steps: int) -> None:
    app = table(people=("ash",))
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "d")
        shown = app.screen
        assert isinstance(shown, DecisionScreen)
        another = DecisionScreen(shown.view, shown.lexicon, shown.setting)
        app.push_screen(another)
        for _ in range(steps):
            await asyncio.sleep(0)
        another.dismiss(None)
        await desk.pause()
        assert app.screen is shown
        await keys(desk, "escape")
        assert isinstance(app.screen, ConsoleScreen)
