"""Long names of moves stand whole in forecasts: beside their figures, or over two lines."""

from __future__ import annotations

from dataclasses import replace

import pytest

from batch.tally import After, Forecast, Share
from reports.names import Names
from tests.engine import small
from tests.tui.room import NARROW, keys, quarrel, seen, table
from tui.screens.forecast import ForecastDialog
from tui.widgets.odds import options_in_rows

LONG = "offer_denuclearisation_for_a_word_of_nobody_and_more"
SAYS = "Blame the drills of the others and speak past them to their public, as loudly as can be."


@pytest.mark.parametrize("width", [60, 76, 120])
def test_the_odds_of_an_option_have_its_whole_name(width: int) -> None:
    shares = (Share("other", 30, 0.75, 0.6, 0.86), Share("riot", 10, 0.25, 0.14, 0.4))
    options = tuple(After(move, shares, ()) for move in ("hold", "offer_denuclearisation", LONG))
    told = options_in_rows(
        Names(small.scenario()), "ash", Forecast(40, 40, 1, shares, (), options), width
    )
    lines = told.plain.split("\n")
    assert max(map(len, lines)) <= width
    words = " ".join(told.plain.split())
    assert "offer denuclearisation other 75%, riot 25%" in words
    assert f"{LONG.replace('_', ' ')} other 75%, riot 25%" in words
    assert "…" not in told.plain


async def test_a_forecast_of_a_move_has_its_whole_sentence() -> None:
    elm = small.elm()
    moves = (replace(elm.moves[0], says=SAYS), *elm.moves[1:])
    app = table(quarrel(actors=(small.ash(), replace(elm, moves=moves))))
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "f", "enter", "enter", "down", "right")
        assert isinstance(app.screen, ForecastDialog)
        shown = seen(app)
        for part in ("Blame the drills of the others and  ▯▯▯▯▯   5%", "loudly as can be."):
            assert part in shown
        assert "…" not in shown
