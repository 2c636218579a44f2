"""Everything a key does can be clicked."""

from __future__ import annotations

from textual.pilot import Pilot
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

from engine.record import TurnEnded
from tests.tui.room import NARROW, WIDE, OneShelf, everything, keys, listed, playing, seen, table
from tui.app import WhitecellApp
from tui.screens.console import ConsoleScreen
from tui.screens.decision import DecisionScreen
from tui.screens.dialogs import Pick, Reading
from tui.screens.setup import SetupScreen
from tui.screens.why import WhyScreen


async def click(desk: Pilot[None], selector: str, row: int = 0) -> None:
    """Click a widget, in a list on a row below its border."""
    await desk.click(selector, offset=(4, row))
    await desk.pause()


async def test_an_exercise_is_begun_and_played_by_clicks() -> None:
    app = WhitecellApp(OneShelf())
    async with app.run_test(size=NARROW) as desk:
        await listed(desk)
        await click(desk, "#shelf", 1)
        assert isinstance(app.screen, SetupScreen)
        await click(desk, "#sheet", 1)
        await click(desk, "#sheet", 10)
        assert playing(app).exercise.people == {"ash"}
        await click(desk, "#waiting")
        await click(desk, "#waiting")
        assert isinstance(app.screen, DecisionScreen)
        await click(desk, "#options", 1)
        await click(desk, "#answers")
        assert isinstance(app.screen, ConsoleScreen)
        await click(desk, "#waiting")
        assert isinstance(playing(app).pause, TurnEnded)


async def test_a_seat_is_clicked_to_decide_or_to_switch_it() -> None:
    app = table()
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n")
        await click(desk, "#seats", 1)
        assert isinstance(app.screen, DecisionScreen)
        await keys(desk, "escape")
        await click(desk, "#seats", 2)
        assert isinstance(app.screen, Pick)
        assert "Who holds each seat?" in seen(app)


async def test_a_move_in_the_timeline_is_clicked_for_its_reasons() -> None:
    app = table(people=())
    async with app.run_test(size=WIDE) as desk:
        await keys(desk, "n")
        row = next(at for at, line in enumerate(seen(app).splitlines()) if "Elm does" in line)
        await click(desk, "#timeline", row - 1)
        assert isinstance(app.screen, WhyScreen)
        assert app.screen.shown.actor == "elm"


async def test_every_key_in_the_footer_is_clickable() -> None:
    app = table(people=())
    async with app.run_test(size=WIDE) as desk:
        await keys(desk, "n")
        shown = {key.key for key in app.screen.query_one(Footer).query(FooterKey)}
        assert {"n", "w", "s", "b", "u", "U"} <= shown
        assert not {"a", "d", "ctrl+r", "o"} & shown
        brief = next(key for key in app.screen.query(FooterKey) if key.key == "b")
        await desk.click(brief)
        await desk.pause()
        assert isinstance(app.screen, Reading)
        assert "Two rivals share a vale." in everything(app)
