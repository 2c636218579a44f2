"""A screen is seen as it stays, and says a thing once."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from textual.widgets.option_list import Option

from tests.tui.room import NARROW, WIDE, keys, notices, quarrel, table
from tui.screens.console import ConsoleScreen
from tui.widgets.lists import Rows
from tui.widgets.seats import SeatsPanel
from tui.widgets.timeline import TimelinePanel


def widths_of(panel: type[Rows], monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The widths a panel builds its rows for, as it does."""
    rows, widths = panel.rows, list[int]()

    def noted(self: Rows, width: int) -> Iterable[Option]:
        widths.append(width)
        return rows(self, width)

    monkeypatch.setattr(panel, "rows", noted)
    return widths


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_the_console_builds_its_rows_for_the_width_they_keep(
    size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    built = {panel: widths_of(panel, monkeypatch) for panel in (SeatsPanel, TimelinePanel)}
    app = table(quarrel())
    async with app.run_test(size=size) as desk:
        await desk.pause()
        assert isinstance(app.screen, ConsoleScreen)
        for panel, widths in built.items():
            room = app.screen.query_one(panel).room
            assert room > 20
            assert set(widths) == {room}


async def test_a_notice_still_to_be_read_is_not_said_again() -> None:
    app = table(quarrel())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "n", "n", "n")
        assert notices(app).count("Press d to decide for Ash.") == 1
        app.clear_notifications()
        await keys(desk, "n")
        assert notices(app).count("Press d to decide for Ash.") == 1
