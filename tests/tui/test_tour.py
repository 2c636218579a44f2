"""The tour: on the first start, to be skipped, remembered, and found again."""

from __future__ import annotations

import pytest

from tests.tui.room import NARROW, WIDE, OneShelf, keys, listed, seen
from tui.app import WhitecellApp
from tui.screens.library import LibraryScreen
from tui.screens.tour import PAGES, TourDialog


def first_start() -> WhitecellApp:
    app = WhitecellApp(OneShelf())
    app.welcomes = True
    return app


@pytest.mark.parametrize("size", [NARROW, WIDE, (60, 18)], ids=str)
async def test_every_page_is_read_whole_and_the_last_ends_it(size: tuple[int, int]) -> None:
    app = first_start()
    async with app.run_test(size=size) as desk:
        await desk.pause()
        for at, (head, text) in enumerate(PAGES, 1):
            assert isinstance(app.screen, TourDialog)
            shown = seen(app)
            for words in (f"{at} of {len(PAGES)}", head, text.split()[-1]):
                assert words in shown
            await keys(desk, "n")
        assert isinstance(app.screen, LibraryScreen)


async def test_it_is_skipped_once_for_good_and_found_again() -> None:
    app = first_start()
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "p", "escape")
        assert isinstance(app.screen, LibraryScreen)
    again = first_start()
    async with again.run_test(size=NARROW) as desk:
        await listed(desk)
        assert isinstance(again.screen, LibraryScreen)
        await keys(desk, "f2")
        assert isinstance(again.screen, TourDialog)
        await keys(desk, "escape")
        assert "Tour (f2)" in {each.title for each in again.get_system_commands(again.screen)}


async def test_where_it_cannot_be_remembered_it_only_shows_again() -> None:
    app = first_start()
    place = app.drawer.folder.parent
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text("not a folder")
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "escape")
        assert isinstance(app.screen, LibraryScreen)
        assert not app.drawer.toured
