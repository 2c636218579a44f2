"""A second terminal shows an audience what it may know, as play goes on, and holds no more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.errors import WhitecellError
from engine.play.journal.session import Plan, Session
from tests.engine.test_audience import tainted
from tests.journal.making import COPY
from tests.tui.room import NARROW, WIDE, everything, keys, seen, until
from tests.tui.test_secrets import texts
from tui.screens.dialogs import Reading
from tui.screens.view import ViewScreen
from tui.viewing import Peephole, ViewApp


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """Three tainted, each with secrets, the first two held by persons, waiting for choices."""
    plan = Plan(7, ("ash", "elm"), marking="EXERCISE ONLY")
    made = Session.create(tmp_path / "view.whitecell", COPY, lambda _: tainted(), plan)
    made.advance()
    with made:
        yield made


def view(session: Session, audience: str) -> ViewApp:
    return ViewApp(Peephole(session.path, audience, loader=lambda _: tainted()))


async def test_a_wide_window_gives_the_names_more_room(session: Session) -> None:
    app = view(session, "projector")
    async with app.run_test(size=WIDE) as desk:
        await desk.pause()
        assert app.screen.query_one("#public_seats").size.width >= 46
        await desk.resize_terminal(*NARROW)
        await desk.pause()
        assert app.screen.query_one("#public_seats").size.width <= 35


async def test_the_projector_follows_play_and_bears_the_marking(session: Session) -> None:
    app = view(session, "projector")
    async with app.run_test(size=WIDE) as desk:
        await desk.pause()
        shown = seen(app)
        assert "EXERCISE ONLY" in shown
        assert "Projector · " in shown
        assert "waiting for Ash, Elm to choose" in shown
        session.submit("ash", "plot")
        session.submit("elm", "hold")
        await until(desk, lambda: "all choices are in" in everything(app))
        session.advance()
        await until(desk, lambda: "Turn 1 has ended" in everything(app))
        assert "SECRET" not in everything(app)
        assert not app.screen.check_action("options", ())


async def test_a_view_screen_holds_no_secret_but_its_own_seats(session: Session) -> None:
    session.submit("ash", "plot")
    session.submit("elm", "hold")
    session.advance()
    for audience, own in (("projector", ""), ("elm", "elm"), ("oak", "oak"), ("ash", "ash")):
        app = view(session, audience)
        async with app.run_test(size=NARROW) as desk:
            await desk.pause()
            screen = app.screen
            assert isinstance(screen, ViewScreen)
            secrets = [t for t in texts(list(vars(screen).values())) if "SECRET" in t]
            assert [t for t in secrets if not own or own not in t] == []
            for key in ("b", "p"):
                await keys(desk, key)
                told = everything(app).split("SECRET")[1:]
                assert [t for t in told if not own or own not in t[:20]] == []
                await keys(desk, "escape")
                if not isinstance(app.screen, ViewScreen):
                    break


async def test_a_seat_reads_its_own_brief_options_and_sealed_choice(session: Session) -> None:
    app = view(session, "ash")
    async with app.run_test(size=NARROW) as desk:
        await desk.pause()
        assert "It is for us to choose" in seen(app)
        await keys(desk, "b")
        assert isinstance(app.screen, Reading)
        assert "SECRET-BRIEF of ash" in everything(app)
        await keys(desk, "escape", "p")
        assert "SECRET-MOVE of ash" in everything(app)
        await keys(desk, "escape")
        session.submit("ash", "plot")
        await until(
            desk, lambda: "Our choice is in, sealed: “SECRET-MOVE of ash”" in everything(app)
        )


def test_an_audience_there_is_not_is_refused_before_anything_opens(session: Session) -> None:
    with pytest.raises(WhitecellError, match="no audience 'nobody'"):
        view(session, "nobody")


async def test_a_what_if_says_so_and_tells_its_name_to_nobody_but_the_white_cell(
    session: Session,
) -> None:
    app = view(session, "projector")
    async with app.run_test(size=NARROW) as desk:
        await desk.pause()
        assert "WHAT IF" not in everything(app)
        session.branch("SECRET if ash strikes", at=1)
        await until(desk, lambda: "WHAT IF: not the exercise itself" in everything(app))
        assert "WHAT IF: not the exercise itself" in seen(app)
        assert "SECRET if" not in everything(app)
        session.switch("main")
        await until(desk, lambda: "WHAT IF" not in seen(app))
        assert "WHAT IF" not in everything(app)
    session.switch("SECRET if ash strikes")
    told = {who: Peephole(session.path, who, loader=lambda _: tainted()).now().view.what_if
            for who in ("ash", "white")}  # fmt: skip
    assert told["ash"] == "WHAT IF: not the exercise itself"
    assert told["white"] == "WHAT IF: SECRET if ash strikes"
