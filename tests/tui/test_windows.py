"""What a seat may answer is named with what answers it; what is not possible says why in sight."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.widgets import Static
from textual.widgets._toast import Toast

from engine.model import Actor, Condition, Const
from tests.engine.small import ash, elm
from tests.tui.room import (
    NARROW,
    WIDE,
    Desk,
    everything,
    keys,
    quarrel,
    restrained,
    seen,
    table,
    until,
)
from tui.app import WhitecellApp
from tui.screens.decision import DecisionScreen
from tui.screens.dialogs import Pick

NEVER = Condition("1 > 2", Const(False), "truth")


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_the_notice_leaves_the_reason_to_be_read(size: tuple[int, int]) -> None:
    app = table(restrained())
    async with app.run_test(size=size, notifications=True) as desk:
        await keys(desk, "n", "d", "end", "enter")
        await until(desk, lambda: [each.region.area for each in app.screen.query(Toast)])
        toast, facts = app.screen.query_one(Toast), app.screen.query_one("#facts")
        assert not toast.region.overlaps(facts.region)


async def test_the_heading_names_what_answers_each_move_that_calls_for_one() -> None:
    app = table(quarrel(actors=(sure_ash(), elm())), people=("ash", "elm"))
    async with app.run_test(size=NARROW) as desk:
        await struck(desk, app)
        assert "It may answer: Ash does strike. With: Do protest." in seen(app)
        assert "not an answer to this: Do soothe." in everything(app)
        await keys(desk, "end")
        told = "None of the moves that may be answered now calls for it."
        assert told in " ".join(str(app.screen.query_one("#fact", Static).render()).split())


async def test_the_heading_counts_the_options_where_several_answer() -> None:
    soothe, protest = elm().moves
    both = replace(elm(), moves=(replace(soothe, responds_to=protest.responds_to), protest))
    app = table(quarrel(actors=(sure_ash(), both)), people=("ash", "elm"))
    async with app.run_test(size=NARROW) as desk:
        await struck(desk, app)
        assert "It may answer: Ash does strike. With any of 2 options." in seen(app)


async def test_the_heading_says_where_nothing_possible_answers() -> None:
    soothe, protest = elm().moves
    beyond = replace(elm(), moves=(soothe, replace(protest, requires=NEVER)))
    app = table(quarrel(actors=(sure_ash(), beyond)), people=("ash", "elm"))
    async with app.run_test(size=NARROW) as desk:
        await struck(desk, app)
        assert "Nothing possible now answers: Ash does strike." in seen(app)
        assert "It may answer" not in seen(app)


def sure_ash() -> Actor:
    """Ash, whose strikes always come off."""
    trade, strike = ash().moves
    return replace(ash(), moves=(trade, replace(strike, odds=1.0)))


async def struck(desk: Desk, app: WhitecellApp) -> None:
    """Let Ash strike and Elm hold, and open what Elm is asked next."""
    await keys(desk, "n", "d", "down", "enter")
    screen = app.screen
    assert isinstance(screen, DecisionScreen)
    at = [option.move for option in screen.view.options].index("strike")
    await keys(desk, *("down" for _ in range(at)), "enter", "enter", "down", "enter", "h", "enter")
    await keys(desk, "n", "d")
    while not (isinstance(app.screen, DecisionScreen) and app.screen.view.actor == "elm"):
        await keys(desk, *(("down", "enter") if isinstance(app.screen, Pick) else ("h", "enter")))
