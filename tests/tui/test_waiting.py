"""Waiting at a desk ends with what came, or with what is on the screen instead."""

from __future__ import annotations

import pytest

from tests.tui.room import NARROW, keys, table, until


async def test_what_came_is_returned_with_the_screen_around_it() -> None:
    app = table(people=())
    async with app.run_test(size=NARROW) as desk:
        asked: list[int] = []
        assert "TURN" in (await until(desk, lambda: asked.append(0) or len(asked) == 3)).upper()
        assert len(asked) == 3
        await keys(desk, "N")
        assert "A note" in await until(desk, "A note")


async def test_what_never_comes_fails_and_tells_what_is_there_instead() -> None:
    app = table(people=())
    async with app.run_test(size=NARROW) as desk:
        await desk.pause()
        there = next(line for line in (await until(desk, "January")).split("\n") if line.strip())
        with pytest.raises(AssertionError, match="'no such text' never came") as caught:
            await until(desk, "no such text", patience=0.05)
        assert there in str(caught.value)
