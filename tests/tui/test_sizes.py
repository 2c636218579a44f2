"""The table fits its window, says so where it cannot, and needs no colour."""

from __future__ import annotations

import pytest
from rich.color import ColorType

from tests.tui.room import NARROW, WIDE, keys, playing, seen, table
from tui import guards
from tui.app import WhitecellApp
from tui.page import TOO_SMALL
from tui.screens.dialogs import Pick
from tui.theme import DARK, LIGHT

TINY = (40, 10)


@pytest.mark.parametrize("size", [NARROW, WIDE, (60, 18), (200, 60)], ids=str)
async def test_the_console_shows_its_panels_and_what_comes_next(size: tuple[int, int]) -> None:
    app = table(people=())
    async with app.run_test(size=size) as desk:
        await keys(desk, "n", "n")
        shown = seen(app)
        for words in ("SEATS", "TIMELINE", "INDICATORS", "TURN 2", "n  play turn 3", "Ash"):
            assert words in shown
        assert TOO_SMALL not in shown
        assert all(len(line) <= size[0] for line in shown.splitlines())


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=str)
async def test_the_decision_shows_options_and_their_making(size: tuple[int, int]) -> None:
    app = table()
    async with app.run_test(size=size) as desk:
        await keys(desk, "n", "d", "home")
        shown = seen(app)
        for words in ("OPTIONS", "THIS OPTION", "EXPECTED CHANGE", "wealth", "cost"):
            assert words in shown


async def test_a_window_too_small_shows_one_line_and_recovers() -> None:
    app = table(people=())
    async with app.run_test(size=TINY) as desk:
        await desk.pause()
        assert [line.strip() for line in seen(app).splitlines() if line.strip()] == [TOO_SMALL]
        await keys(desk, "s", "down", "pagedown", "escape", "w")
        await desk.resize_terminal(*NARROW)
        await keys(desk, "n")
        assert "TURN 1" in seen(app)


async def test_any_window_is_survived() -> None:
    app = table(people=())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n")
        for size in ((1, 1), (3, 30), (120, 2), (17, 17), (59, 18), (60, 17)):
            await keys(desk, "w")
            await desk.resize_terminal(*size)
            await keys(desk, "pagedown", "escape", "s", "pageup", "escape")
        await desk.resize_terminal(*NARROW)
        await desk.pause()
        assert "INDICATORS" in seen(app)


async def test_a_question_survives_any_narrowness() -> None:
    guards.install()
    app = table()
    async with app.run_test(size=NARROW) as desk:
        app.push_screen(Pick("Which?", [("a", "one thing"), ("b", "another")]))
        for width in range(1, 13):
            await desk.resize_terminal(width, 10)
            await desk.pause()
        await desk.resize_terminal(*NARROW)
        await desk.pause(0.05)
        assert "one thing" in seen(app)


async def test_without_colour_everything_is_still_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = table()
    async with app.run_test(size=WIDE) as desk:
        await keys(desk, "n", "d", "h", "enter", "n")
        shown = seen(app)
        assert playing(app).turn == 1
        for sign in ("person", "engine", "– holds", "▶", "TURN 1"):
            assert sign in shown
        assert set(shown) & set("↑↓→")
        assert greys(app)


def greys(app: WhitecellApp) -> bool:
    """Whether the screen has been drawn in greys alone."""
    for strip in app.screen._compositor.render_strips():
        for segment in strip.apply_filter(app._filters[-1], app.screen.background_colors[1]):
            for colour in (
                segment.style and segment.style.color,
                segment.style and segment.style.bgcolor,
            ):
                if colour and colour.type == ColorType.TRUECOLOR and colour.triplet:
                    red, green, blue = colour.triplet
                    if not red == green == blue:
                        return False
    return True


async def test_the_theme_switches_between_dark_and_light() -> None:
    app = table(people=())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "t")
        assert app.theme == LIGHT.name
        await keys(desk, "n", "t")
        assert app.theme == DARK.name
