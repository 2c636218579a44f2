"""A second copy that fails is told on the table, and stands there until it is made again."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

from tests.tui.room import NARROW, Desk, keys, playing, seen, table
from tui.app import WhitecellApp
from tui.widgets.second import EVERY, SecondLine


async def shows(app: WhitecellApp, desk: Desk, text: str, *, there: bool) -> bool:
    """Wait until the table says it, or says it no more."""
    for _ in range(100):
        await asyncio.sleep(EVERY / 10)
        await desk.pause()
        if (text in seen(app)) == there:
            return True
    return False


async def test_a_stick_that_is_pulled_is_told_until_it_is_back(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    app = table(people=(), second=stick)
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n")
        second = playing(app).session.second
        assert second is not None
        second.wait()
        assert not app.screen.query_one(SecondLine).display
        shutil.rmtree(stick)
        await keys(desk, "n")
        assert await shows(app, desk, "No copy on the second disk", there=True)
        assert playing(app).journal.name in seen(app)
        stick.mkdir()
        await keys(desk, "n")
        assert await shows(app, desk, "No copy on the second disk", there=False)
        assert (stick / playing(app).journal.name).exists()
