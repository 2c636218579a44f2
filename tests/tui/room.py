"""A room for tests: a shelf with a small scenario, and ways to look at the screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from rich.segment import Segment
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from batch.opening import Request
from batch.plan import Study
from batch.tables import Schema
from engine.errors import ContentError
from engine.model import Claim, Constraint, Inject, Ledger, Overrides, Scenario, Turns
from engine.model.copies import ContentCopy
from engine.play.journal import entries
from engine.play.journal.contents import read_contents
from tests.engine import small
from tui.app import WhitecellApp
from tui.drawer import Drawer
from tui.keeping import begin
from tui.plan import Plan
from tui.playing import Playing
from tui.screens.console import ConsoleScreen
from tui.screens.dialogs import Ask
from tui.screens.library import LibraryScreen
from tui.shelf import Entry

NARROW, WIDE = (80, 24), (140, 40)
Desk = Pilot[None]
PATIENCE = 120.0
"""Seconds; what is waited for comes in a few, also on a busy machine."""


class OneShelf:
    """A shelf with one scenario on it, and one that has errors."""

    def __init__(self, scenario: Scenario | None = None, broken: bool = False) -> None:
        self.scenario = scenario or quarrel()
        self.broken = broken
        self.packs: tuple[Path, ...] = ()

    def entries(self) -> Sequence[Entry]:
        entry = Entry(self.scenario.id, self.scenario.title, self.scenario)
        wrong = Entry("wrong", "A broken quarrel", None, "x.yaml:1:1: error[WC1]: no")
        return [entry, wrong] if self.broken else [entry]

    def look_into(self, entry: Entry) -> Entry:
        raise AssertionError("its entries are known")

    def load(self, id: str, variant: str | None = None, lens: str | None = None) -> Scenario:
        if id != self.scenario.id:
            raise ContentError(("no such scenario",))
        return replace(self.scenario, variant=variant)

    def copy(self, id: str, variant: str | None = None, lens: str | None = None) -> ContentCopy:
        return ContentCopy(id, variant, lens, (), (("scenarios/small.yaml", "kind"),), ())

    def read(self, copy: ContentCopy) -> Scenario:
        return self.load(copy.name, copy.variant)

    def study(self, request: Request) -> tuple[Study, Schema]:
        raise ContentError(("it is not written in any file",))


def quarrel(**changes: Any) -> Scenario:
    """The small scenario, shortened, with a variant to choose."""
    variants = (Overrides("calm", "Nobody strikes first.", ()),)
    return small.scenario(**{"variants": variants, "turns": Turns(3, 1, "month"), **changes})


def restrained() -> Scenario:
    """The small scenario with a line that Ash does not cross, resting on a claim."""
    peace = Constraint(
        id="peace",
        kind="hard",
        says="Ash keeps the peace.",
        on=("strike",),
        when=small.above("goods", 10.0),
        penalty=0.0,
        breach=None,
        crossed_by=(),
        resolve=0.0,
        answers=(),
        claims=("AA-01",),
    )
    claim = Claim(
        "AA-01",
        "Ash never strikes.",
        "constraint",
        ("ash",),
        "paper",
        "a neighbour",
        "author",
        "high",
    )
    actors = (small.ash(constraints=(peace,)), small.elm())
    return quarrel(actors=actors, ledger=Ledger("all", {}, {"AA-01": claim}))


def staged() -> Scenario:
    """The small scenario with an inject of each kind, and two objectives."""
    flood = replace(small.scenario().injects[0], day=10)
    later = Inject("fair", "A fair opens.", 40, None, True, False, (), (), (), ())
    effect = (small.effect("unrest", 10.0),)
    held = Inject("plot", "A plot is found.", None, None, True, True, effect, (), (), ("elm",))
    poor = Inject(
        "dearth", "Bread is dear.", None, small.above("goods", 90.0), True, False, (), (), (), ()
    )
    made = quarrel(injects=(flood, later, held, poor))
    return replace(made, objectives=("Test the alarm.", "Test the peace."))


def table(
    scenario: Scenario | None = None, people: Iterable[str] = ("ash",), **plan: Any
) -> WhitecellApp:
    """An app that opens on the Console of a scenario."""
    shelf, drawer = OneShelf(scenario), Drawer()
    made = Plan(shelf.scenario.id, frozenset(people), **{"seed": 7, **plan})
    return WhitecellApp(shelf, begin(shelf, drawer, made), drawer)


def kept(turns: int = 1, shelf: OneShelf | None = None, name: str = "") -> Path:
    """A journal in the drawer, played for some turns by the engine and let go of."""
    shelf, drawer = shelf or OneShelf(), Drawer()
    drawer.prepare()
    path = drawer.folder / name if name else None
    made = begin(shelf, drawer, Plan(shelf.scenario.id, journal=path))
    for _ in range(turns):
        made.advance()
    made.close()
    return made.journal


def playing(app: WhitecellApp) -> Playing:
    """The exercise on the table."""
    console = next(each for each in app.screen_stack if isinstance(each, ConsoleScreen))
    return console.playing


def last(app: WhitecellApp) -> entries.Entry:
    """The last entry on disk."""
    return read_contents(playing(app).journal).entries[-1]


def write(app: WhitecellApp, *texts: str) -> None:
    """Fill in the fields of the question on the screen."""
    assert isinstance(app.screen, Ask), app.screen
    for field, text in zip(app.screen.query(Input), texts, strict=True):
        field.value = text


async def until(desk: Desk, wanted: str | Callable[[], object], patience: float = PATIENCE) -> str:
    """Wait until a text stands on the screen or something holds; return what the screen shows.

    What comes from a worker, another process or the next tick of a clock is waited for like this.
    Raises AssertionError with what was on the screen when patience ends.
    """
    app = desk.app

    def there() -> object:
        return wanted in seen(app) if isinstance(wanted, str) else wanted()

    loop = asyncio.get_running_loop()
    end = loop.time() + patience
    await desk.pause()
    while not there():
        if loop.time() > end:
            told = f"{wanted!r} never came; on the screen:\n{seen(app)}\n{notices(app)}"
            raise AssertionError(told)
        await asyncio.sleep(0.02)
        await desk.pause()
    await desk.pause()
    return seen(app) if app.is_running else ""


async def listed(desk: Desk) -> None:
    """Wait until the library has listed what there is, where that is the screen."""
    async with asyncio.timeout(60):
        while isinstance(library := desk.app.screen, LibraryScreen) and not library.takes_keys:
            await asyncio.sleep(0.01)
            await desk.pause()


async def keys(desk: Desk, *pressed: str) -> None:
    """Press keys one after the other, letting the screen come to rest after each."""
    await listed(desk)
    await desk.press(*pressed)
    while desk.app.is_running and getattr(desk.app, "waits", False):
        await desk.pause(0.01)  # for its screen
    await desk.pause(0.02)  # what is laid out anew comes with the next tick of the screen
    await desk.pause()


def seen(app: App[Any]) -> str:
    """All text on the screen, as a person reads it."""
    return "\n".join(
        "".join(segment.text for segment in row if isinstance(segment, Segment))
        for row in app.screen._compositor.render_strips()
    )


def notices(app: App[Any]) -> str:
    """All notices that are shown."""
    return "\n".join(str(notice.message) for notice in app._notifications)


def everything(app: App[Any]) -> str:
    """All text the screen's widgets hold, also what is scrolled out of sight."""
    texts = []
    for widget in app.screen.walk_children():
        if isinstance(widget, OptionList):
            texts += [str(option.prompt) for option in widget.options]
        else:
            texts.append(str(widget.render()))
        texts += [str(widget.border_title or ""), str(widget.tooltip or "")]
    return "\n".join(texts)
