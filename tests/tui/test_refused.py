"""A disk that is full, or a file made read-only, while the table is open: nothing given is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

from engine.play.journal.faults import FULL, Unwritten
from engine.record import Pause, TurnEnded
from tests.tui.room import NARROW, keys, last, notices, playing, seen, table
from tests.tui.test_adjudicating import ruled, strike
from tests.tui.test_journal import full_disk, kinds
from tui.app import WhitecellApp
from tui.screens.console import ConsoleScreen
from tui.screens.dialogs import Pick


@contextmanager
def read_only(app: WhitecellApp) -> Iterator[None]:
    """The file takes no write, as one of another's rights does not; a root would be let through."""
    connection = playing(app).session._store._connection
    connection.execute("PRAGMA query_only = ON")
    try:
        yield
    finally:
        connection.execute("PRAGMA query_only = OFF")


FAULTS: dict[str, tuple[Callable[[WhitecellApp], AbstractContextManager[None]], str]] = {
    "full": (lambda _: full_disk(), "the disk refused the write"),
    "read-only": (read_only, "cannot be written to"),
}


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_ruling_and_playing_on_wait_for_a_file_that_takes_them(fault: str) -> None:
    refused, says = FAULTS[fault]
    app = table(mode="semi-free")
    async with app.run_test(size=NARROW) as desk:
        await strike(desk, app)
        before, journal = len(playing(app).session.inputs), playing(app).journal
        with refused(app):
            await keys(desk, "a", "down", "enter", *"so", "enter", *"me", "enter")
            assert isinstance(app.screen, Pick)
            assert says in " ".join(seen(app).replace("│", " ").split())
            assert len(kinds(journal)) == 1 + before
        await keys(desk, "enter")
        assert kinds(journal)[1 + before :] == ["rule", "advance"]
        assert (ruled(app).ruling_reason, ruled(app).ruled_by) == ("so", "me")
        with refused(app):
            await keys(desk, "n")
            assert says in notices(app)
            assert len(notices(app).splitlines()) == 1
            assert isinstance(playing(app).pause, TurnEnded)
        await keys(desk, "n")
        assert last(app).kind == "advance"


async def test_a_ruling_that_is_in_is_given_once_where_playing_on_is_refused() -> None:
    app = table(mode="semi-free")
    async with app.run_test(size=NARROW) as desk:
        await strike(desk, app)
        session = playing(app).session
        plays_on: Callable[[], Pause] = session.advance

        def refused() -> Pause:
            raise Unwritten("x.whitecell", FULL)

        session.advance = refused  # type: ignore[method-assign]
        await keys(desk, "a", "enter")
        assert isinstance(app.screen, ConsoleScreen)
        assert "the disk is full" in notices(app)
        assert "The ruling is in.   n  play on" in seen(app)
        session.advance = plays_on  # type: ignore[method-assign]
        await keys(desk, "n")
        rulings = [entry.kind for entry in session.inputs].count("rule")
        assert rulings == 1
        assert isinstance(playing(app).pause, TurnEnded)
        assert "Turn 1 is over." in seen(app)
