"""A second copy that fails is told on the table, and stands there until it is made again."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.tui.room import NARROW, keys, playing, seen, table, until
from tui.widgets.second import SecondLine


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
        await until(desk, "No copy on the second disk")
        assert playing(app).journal.name in seen(app)
        stick.mkdir()
        await keys(desk, "n")
        await until(desk, lambda: "No copy on the second disk" not in seen(app))
        assert (stick / playing(app).journal.name).exists()
