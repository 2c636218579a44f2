"""What matters first stands first on every title line: a narrow window cuts the rest."""

from __future__ import annotations

from engine.model import Turns
from tests.tui.room import NARROW, keys, playing, quarrel, seen, table
from tui.app import WhitecellApp
from tui.screens.ending import EndingScreen

TITLE = "A quarrel with the longest title"
"""One sign longer than that of any shipped scenario."""
SEPTEMBER = "turn 1/3 · September 2026"


def first_line(app: WhitecellApp) -> str:
    """The title line, under the marking."""
    lines = seen(app).splitlines()
    assert "EXERCISE ONLY" in lines[0]
    return lines[1]


async def test_whose_odds_they_are_is_never_cut() -> None:
    app = titled()
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "o")
        assert first_line(app).startswith(f" Odds as control knows it · {SEPTEMBER} · A quarrel")
        await keys(desk, "v")
        assert first_line(app).startswith(f" Odds as Ash sees it · {SEPTEMBER} · A quarrel")
        assert first_line(app).rstrip().endswith("…"), "what is cut is seen to be cut"


async def test_a_branch_and_its_time_stand_before_the_rest() -> None:
    app = titled()
    async with app.run_test(size=NARROW) as desk:
        await keys(desk)
        assert first_line(app).startswith(f" {TITLE} · {SEPTEMBER} · variant")
        playing(app).session.branch("what if the bank is not frozen at all")
        playing(app).retell()
        app.screen.refresh_table()  # type: ignore[attr-defined]
        await keys(desk)
        started = f"branch “what if the bank is…” · {SEPTEMBER} · A quarrel"
        assert first_line(app).startswith(f" {started}")
        for door, name in (("o", "Odds as control knows it"), ("i", "Injects"), ("r", "Debrief")):
            await keys(desk, door)
            assert first_line(app).startswith(f" {name} · branch “what if the bank is…” · turn 1/3")
            await keys(desk, "escape")


async def test_the_ending_says_when_and_what_was_played() -> None:
    app = titled(people=())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "n", "n", "n")
        assert isinstance(app.screen, EndingScreen)
        assert first_line(app).startswith(f" ENDEX 30 Nov 2026 · {TITLE} · variant calm")
        await keys(desk, "r")
        assert first_line(app).startswith(f" Debrief · ENDEX 30 Nov 2026 · {TITLE} · var")


def titled(people: tuple[str, ...] = ("ash",)) -> WhitecellApp:
    """A table under a marking, of a long title, played as a variant, in September."""
    startex = quarrel().startex.replace(month=9)
    made = quarrel(title=TITLE, startex=startex, turns=Turns(3, 1, "month"))
    return table(made, people, variant="calm", marking="EXERCISE ONLY")
