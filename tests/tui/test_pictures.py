"""A few pictures of the screens, so that a change of their look is seen before it is shipped.

Accept a change that is meant with `pytest tests/tui/test_pictures.py --snapshot-update`.
"""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.widgets import Input

from tests.tui.room import NARROW, keys, restrained, table
from tui.drawer import Drawer
from tui.pictures import picture_of


class Picture(SingleFileSnapshotExtension):
    """One SVG file a picture."""

    _write_mode = WriteMode.TEXT
    file_extension = "svg"


@pytest.fixture
def picture(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(Picture)


@pytest.fixture(autouse=True)
def a_day_that_does_not_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    """The table shows the name of its journal, which is named after the day."""
    monkeypatch.setattr(Drawer, "place", lambda drawer, scenario: drawer.folder / "small.whitecell")


SCREENS = {
    "console": ("n", "n"),
    "blocked": ("n", "d", "end"),
    "injects": ("n", "n", "i"),
    "branches": ("n", "n", "B"),
    "dossier": ("D", "end"),
    "note": ("N",),
    "forecast": ("f", "enter", "enter", "right"),
    "shared": ("n",),
}
SEATED = {"blocked": ("ash",), "shared": ("ash", "elm")}


@pytest.mark.parametrize("screen", SCREENS)
async def test_a_screen_looks_as_it_did(screen: str, picture: SnapshotAssertion) -> None:
    app = table(restrained(), people=SEATED.get(screen, ()))
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, *SCREENS[screen])
        for field in app.screen.query(Input):
            field.cursor_blink = False  # a picture must not tell when it was taken
        await desk.pause()
        assert picture_of(app) == picture
