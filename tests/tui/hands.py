"""Random hands at the table: keys, clicks, pastes and resizes, on whatever screen they come to.

The keys are those the screen itself offers, so that a new screen is visited without a word here.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import pkgutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from time import process_time
from unittest import mock

import textual.app
import textual.pilot
from textual import events
from textual.binding import Binding
from textual.screen import Screen

import tui.screens
from engine.model import Turns
from engine.play.journal.contents import read_contents
from engine.play.journal.verifying import verify
from engine.record import AwaitChoices
from tests.tui.room import Desk, OneShelf, quarrel, restrained
from tui import guards
from tui.app import WhitecellApp, commands_of
from tui.drawer import Drawer
from tui.keeping import begin
from tui.playing import Playing
from tui.shelf import Plan

PATIENCE = 60.0
MOVES = ("up", "down", "left", "right", "pageup", "pagedown", "home", "end", "tab", "shift+tab")
PRESSED = ("enter", "enter", "enter", "escape", "space", "backspace", "delete", "x", "7", "ctrl+p")
PASTED = (
    "7",
    "reason",
    "\x1b[31m[b]\u202e",
    "a\nb\tc\x00",
    "漢字 e\u0301 👩\u200d🚀",
    "9" * 3000,
    "[/]",
)
LEAVES = {"ctrl+q"}
STAY = 12
"""Things done in a row on one screen before it is left."""
KINDS, OFTEN = ("key", "own key", "click", "paste", "resize", "turn"), (3, 6, 3, 1, 1, 2)
TURNS = (("n",), ("d", "enter", "enter"), ("enter",), ("d", "end", "enter"), ("a", "up", "enter"))
TURNS += (("a", "down", "enter"), ("a", "end", "up", "up", "enter"))
"""What moves an exercise on: playing, choosing, ruling, weighing arguments."""
SIZES = ((1, 1), (2, 50), (300, 200), (59, 18), (60, 17), (60, 18), (80, 24), (140, 40), (200, 3))


@dataclass
class Told:
    """What random hands did and where they came to."""

    actions: Counter[str] = field(default_factory=Counter)
    screens: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    busiest: tuple[float, str] = (0.0, "")
    tables: int = 0
    last: str = ""
    here: int = 0


def all_screens() -> set[str]:
    """The screens and dialogs there are, by name; those that only others build on left out."""
    for module in pkgutil.iter_modules(tui.screens.__path__, "tui.screens."):
        importlib.import_module(module.name)
    found, kinds = set[str](), list[type](Screen.__subclasses__())
    while kinds:
        kind = kinds.pop()
        kinds += kind.__subclasses__()
        if kind.__module__.startswith("tui.screens.") and not kind.__subclasses__():
            found.add(kind.__name__)
    return found


async def at_work(count: int, seed: int, folder: Path) -> Told:
    """Do so many random things, at a new table whenever one was left; a fault or hang is raised."""
    guards.install()
    luck, told = Random(seed), Told()
    with at_rest_at_once():
        while sum(told.actions.values()) < count:
            told.tables += 1
            await _at_a_table(count, luck, told, folder / f"{told.tables}")
    return told


async def _at_a_table(count: int, luck: Random, told: Told, folder: Path) -> None:
    app = _table(luck, folder)
    async with app.run_test(size=luck.choice(SIZES[5:8])) as desk:
        for _ in range(150):
            if sum(told.actions.values()) >= count or not app.is_running:
                break
            await _something(app, desk, luck, told)
            assert app._exception is None, app._exception
    for journal in folder.glob("*.whitecell"):
        verify(read_contents(journal), app.shelf.read)


def _table(luck: Random, folder: Path) -> WhitecellApp:
    """A table in the library, where a move is to be ruled on, or with some seats taken."""
    begins = luck.choice(("library", "ruling", "seats"))
    scenario = quarrel() if begins == "ruling" else luck.choice((restrained, quarrel))()
    turns = Turns(luck.randint(1, 4), 1, "month")
    shelf, drawer = OneShelf(replace(scenario, turns=turns), broken=True), Drawer(folder)
    if begins == "library":
        return WhitecellApp(shelf, None, drawer)
    ruled = begins == "ruling"
    plan = Plan(
        shelf.scenario.id,
        frozenset({"ash"} if ruled else luck.choice((("ash",), ("ash", "elm"), ()))),
        luck.randrange(1000),
        mode=luck.choice(("semi-free", "free") if ruled else ("rigid", "semi-free", "free")),
        marking=luck.choice(("", "EXERCISE ONLY")),
        budget=luck.choice((None, 2.0, 600.0)),
    )
    playing = begin(shelf, drawer, plan)
    if ruled:
        _to_a_ruling(playing)
    return WhitecellApp(shelf, playing, drawer)


def _to_a_ruling(playing: Playing) -> None:
    """Let Ash strike where it may, so that somebody must rule unless the model does."""
    pause = playing.advance()
    if not isinstance(pause, AwaitChoices) or "ash" not in pause.seats:
        return
    options = {option.move: option.possible for option in pause.seats["ash"].options}
    for seat in pause.seats:
        move = "strike" if seat == "ash" and options.get("strike") else "hold"
        playing.choose(seat, move, seat)
    playing.advance()


async def _something(app: WhitecellApp, desk: Desk, luck: Random, told: Told) -> None:
    kind = luck.choices(KINDS, OFTEN)[0]
    where = type(app.screen).__name__
    told.screens[where] += 1
    worked = process_time()
    told.here = told.here + 1 if told.last == where else 0
    told.last = where
    loop = asyncio.get_running_loop()
    began = loop.time()
    async with asyncio.timeout(PATIENCE):
        if told.here > STAY:
            await desk.press("escape")
        elif kind == "key":
            await desk.press(luck.choice(MOVES + PRESSED))
        elif kind == "own key":
            await _own_key(app, desk, luck)
        elif kind == "click":
            await _click(app, desk, luck)
        elif kind == "paste":
            app.post_message(events.Paste(luck.choice(PASTED)))
            await desk.pause()
        elif kind == "resize":
            await _resize(desk, luck)
        else:
            await desk.press(*luck.choice(TURNS))
    told.slowest = max(told.slowest, loop.time() - began)
    told.busiest = max(told.busiest, (process_time() - worked, f"{kind} on {where} at {app.size}"))
    told.actions[kind] += 1


async def _own_key(app: WhitecellApp, desk: Desk, luck: Random) -> None:
    """Press a key that does something now."""
    offered: list[Binding] = [binding for _, binding in commands_of(app, app.screen)]
    keys = [key for each in offered for key in each.key.split(",") if key not in LEAVES]
    await desk.press(luck.choice(sorted(keys) or ["enter"]))


async def _click(app: WhitecellApp, desk: Desk, luck: Random) -> None:
    width, height = app.size
    with contextlib.suppress(textual.pilot.OutOfBounds):
        at = (luck.randrange(max(1, width)), luck.randrange(max(1, height)))
        await desk.click(offset=at, times=luck.choice((1, 1, 2)))


async def _resize(desk: Desk, luck: Random) -> None:
    """Another window, and mostly a usable one soon after."""
    size = luck.choice((*SIZES, (luck.randint(1, 300), luck.randint(1, 200))))
    await desk.resize_terminal(*size)
    if luck.random() < 0.7:
        await desk.press(luck.choice(MOVES))
        await desk.resize_terminal(*luck.choice(SIZES[5:8]))


@contextlib.contextmanager
def at_rest_at_once() -> Iterator[None]:
    """Take an app to be at rest when nothing waits to run, however loaded the machine is."""

    async def at_rest(least: float = 0.0, most: float = 1.0) -> None:
        loop = asyncio.get_running_loop()
        until = loop.time() + most
        await asyncio.sleep(0.005)
        while loop._ready and loop.time() < until:  # type: ignore[attr-defined]
            await asyncio.sleep(0.002)

    with (
        mock.patch.object(textual.app, "wait_for_idle", at_rest),
        mock.patch.object(textual.pilot, "wait_for_idle", at_rest),
    ):
        yield
