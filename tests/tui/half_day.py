"""A half-day with people in the room, by keys: everything a facilitator does, kept as meant.

Two seats held by persons, three by the engine, twelve turns, four injects of which one is a
contingency and one is skipped, two rulings against the roll, a free move, three steps back, a
branch compared, notes, forecasts, and the report written from the debrief.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from textual.widgets import OptionList

from engine.content.copies import load_copy
from engine.play.journal.contents import read_contents
from engine.play.journal.verifying import verify
from engine.record import Adjudication, AwaitChoices, Finished
from tests.tui.room import NARROW, WIDE, Desk, keys, playing, until, write
from tui.app import WhitecellApp
from tui.drawer import Drawer
from tui.keeping import begin
from tui.plan import Plan
from tui.screens.adjudicate import AdjudicateDialog
from tui.screens.comparing import ComparingScreen
from tui.screens.console import ConsoleScreen
from tui.screens.debrief import DebriefScreen
from tui.screens.decision import DecisionScreen
from tui.screens.dialogs import Pick
from tui.screens.ending import EndingScreen
from tui.screens.msel import MselScreen
from tui.shelf import PackShelf

SEATS = frozenset({"pyongyang", "seoul"})
MARKING = "EXERCISE EXERCISE EXERCISE"
RECKONING = 450.0
"""Seconds that a report of the whole half-day may take on a busy machine."""


class HalfDay:
    """The facilitator's hands on one table. Where `quick`, the teams' later choices need no keys:
    drawing the screen anew for each key is what takes the time.
    """

    def __init__(self, app: WhitecellApp, desk: Desk, *, quick: bool) -> None:
        self.app, self.desk, self.quick = app, desk, quick
        self.table = playing(app)
        self.rulings = 0

    async def press(self, *pressed: str) -> None:
        await keys(self.desk, *pressed)

    async def write(self, *texts: str) -> None:
        """Fill in the question on the screen, and go on."""
        write(self.app, *texts)
        await self.press("enter")

    async def pick(self, id: str) -> None:
        """Pick an answer of the list on the screen by its id."""
        rows = self.app.screen.query_one(OptionList)
        rows.highlighted = [each.id for each in rows.options].index(id)
        rows.focus()
        await self.press("enter")

    async def unlocked(self, key: str) -> None:
        """Open a room of the white cell from a shared table."""
        await self.press(key)
        if isinstance(self.app.screen, Pick):
            await self.pick("yes")
            await self.desk.pause()

    async def choose(self, move: str = "") -> None:
        """Let the seat that is next take the likeliest move, or hold."""
        if self.quick and self.table.turn > 1:
            seat, pause = self.table.exercise.awaited()[0], self.table.pause
            assert isinstance(pause, AwaitChoices)
            possible = [each for each in pause.seats[seat].options if each.possible]
            best = max(possible, key=lambda each: each.probability)
            self.table.choose(seat, move or best.move, seat)
            return
        await self.press("d")
        assert isinstance(self.app.screen, Pick), "no hand-over"
        await self.press("down", "enter")
        assert isinstance(self.app.screen, DecisionScreen)
        await self.press(*(["h"] if move == "hold" else ["enter"]), "enter")
        if isinstance(self.app.screen, Pick):  # the next seat is asked for the keyboard
            await self.press("escape")
        assert isinstance(self.app.screen, ConsoleScreen), self.app.screen

    async def rule(self) -> None:
        """Rule on the move that is due: twice against the roll, else accept it."""
        pause = self.table.pause
        assert isinstance(pause, Adjudication)
        await self.press("a")
        if isinstance(self.app.screen, Pick):
            await self.press("down", "enter")
        assert isinstance(self.app.screen, AdjudicateDialog)
        if self.rulings == 2:
            await self.press("enter")
        else:
            await self.pick("failed" if pause.proposed == "done" else "done")
            await self.write("it was prepared badly", "control")
            self.rulings += 1
        assert isinstance(self.app.screen, ConsoleScreen), self.app.screen

    async def until(self, true: Callable[[], object]) -> None:
        """Wait until a screen has what it reckons behind itself."""
        await until(self.desk, true, RECKONING)

    async def play_to(self, turn: int) -> None:
        """Play until the first choice of a turn is asked for, or to the end."""
        for _ in range(400):
            pause = self.table.pause
            asked = isinstance(pause, AwaitChoices) and pause.phase == "initiative"
            if isinstance(pause, Finished) or (asked and self.table.turn >= turn):
                return
            if isinstance(pause, Adjudication):
                await self.rule()
            elif self.table.exercise.awaited():
                await self.choose("hold" if self.table.turn % 3 == 0 else "")
            else:
                await self.press("n")
        raise AssertionError("it does not go on")


async def facilitate(day: HalfDay) -> None:
    """Do everything there is to do at the table, turn by turn."""
    await day.press("f")
    await day.pick("seoul")
    await day.pick("move:pyongyang")
    await day.press(*["right"] * 12, "down", *["right"] * 8)
    await day.pick("=give")
    await day.play_to(1)
    await day.press("N", *"late", "tab", "enter", "enter")
    await day.pick("=write")
    await day.choose()
    await day.press("u")  # the first step back
    await day.play_to(2)
    await day.unlocked("i")
    screen = day.app.screen
    assert isinstance(screen, MselScreen)
    screen.items.go_to("leaked_paper")
    await day.press("f", "enter")
    screen.items.go_to("settlement")
    await day.press("x")
    await day.write("the room wants the war open")
    await day.press("escape")
    await day.play_to(3)
    await day.press("U")  # the second
    await day.play_to(4)
    await day.unlocked("i")
    await day.press("m")
    await day.write("A storm closes the ports.")
    await day.press("enter", *["enter"] * 3)
    await day.pick("=done")
    await day.pick("=go")
    await day.press("escape")
    await propose(day)
    await day.play_to(6)
    await day.choose("hold")
    await day.press("u")  # and the third
    await day.play_to(13)


async def propose(day: HalfDay) -> None:
    """Let the next seat move freely."""
    await day.press("d", "down", "enter", "f")
    await day.write("opens a border market", "both need the trade")
    await day.press("down", "enter", *["enter"] * 4)
    await day.pick("=done")
    await day.press(*["enter"] * 4)
    if isinstance(day.app.screen, Pick):
        await day.press("escape")
    assert isinstance(day.app.screen, ConsoleScreen), day.app.screen


async def compare(day: HalfDay) -> None:
    """Begin a branch at turn 10 on fresh luck, play a turn of it, lay it beside the first."""
    if isinstance(day.app.screen, EndingScreen):
        await day.press("escape")
    await day.press("B", "n")
    await day.pick(str(day.table.session.start_of(10)))
    await day.pick("fresh")
    await day.press("enter", "escape")
    await day.play_to(11)
    await day.unlocked("B")
    day.app.screen.items.go_to("main")  # type: ignore[attr-defined]
    await day.press("c")
    screen = day.app.screen
    assert isinstance(screen, ComparingScreen)
    await day.until(lambda: screen.comparison is not None)
    found = screen.comparison
    assert found is not None
    assert [pair.same for pair in found.pairs[:9]] == [True] * 9
    assert "luck" in {each.kind for each in found.parted if each is not None}
    await day.press("escape")
    day.app.screen.items.go_to("main")  # type: ignore[attr-defined]
    await day.press("enter", "escape")
    assert day.table.finished is not None


async def debrief(day: HalfDay, output: Path) -> None:
    """Write the hot wash down and the report out."""
    await day.press("r")
    screen = day.app.screen
    assert isinstance(screen, DebriefScreen)
    await day.until(lambda: screen.aar is not None)
    await day.press("N", *"good", "enter")
    await day.until(lambda: screen.aar is not None and len(screen.aar.notes) == 2)
    screen.items.go_to("write:aar_html")
    screen.items.focus()
    await day.press("enter")
    await day.write(str(output))
    await day.until(output.exists)
    await day.until(lambda: not screen.writing)


async def half_day(folder: Path, *, quick: bool) -> Counter[str]:
    """Facilitate an exercise kept in a folder; return how many entries of each kind it took."""
    shelf, drawer = PackShelf(), Drawer(folder)
    file = folder / "half_day.whitecell"
    plan = Plan("post_war_aid_cut", SEATS, 7, mode="semi-free", marking=MARKING, journal=file)
    app = WhitecellApp(shelf, begin(shelf, drawer, plan), drawer)
    async with app.run_test(size=NARROW) as desk:
        await desk.pause()
        day = HalfDay(app, desk, quick=quick)
        await facilitate(day)
        assert len(day.table.exercise.reports) == 12
        await desk.resize_terminal(*WIDE)
        await compare(day)
        await debrief(day, folder / "aar.html")
    return check(file, (folder / "aar.html").read_text(encoding="utf-8"))


def check(file: Path, report: str) -> Counter[str]:
    """Hold the journal and the report against what was done; return the entries by kind."""
    contents = read_contents(file)
    kinds = Counter(entry.kind for entry in contents.entries)
    assert kinds["undo"] == 3
    assert (kinds["free"], kinds["forecast"], kinds["note"], kinds["branch"]) == (1, 1, 2, 1)
    assert (kinds["inject"], kinds["skip"], kinds["improvise"]) == (1, 1, 1)
    ruled = [e for e in contents.entries if e.kind == "rule" and e.data["result"]]
    assert len(ruled) >= 2
    verify(contents, load_copy)
    for words in (
        MARKING,
        "opens a border market",
        "it was prepared badly",
        "A storm closes the ports",
        "the room wants the war open",
        "Brier",
    ):
        assert words in report, words
    return kinds
