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
from contextlib import chdir
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from time import process_time
from typing import Any
from unittest import mock

import textual.app
import textual.pilot
from textual import events
from textual.app import App
from textual.binding import Binding
from textual.screen import Screen

import tui.screens
from engine.play.journal.contents import read_contents
from engine.play.journal.verifying import verify
from tests.tui.beginnings import some_table
from tests.tui.room import Desk
from tui import guards
from tui.app import commands_of

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
ACTIONS = 100
"""Things done at a table at most."""
STAY = 12
"""Things done in a row on one screen before it is left."""
KINDS, OFTEN = ("key", "own key", "click", "paste", "resize", "turn"), (3, 6, 3, 1, 1, 2)
TURNS = (
    ("n",),
    ("d", "enter", "enter"),
    ("d", "down", "enter", "enter", "enter"),
    ("enter",),
    ("d", "end", "enter"),
    ("a", "up", "enter"),
)
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
    """Do so many random things, at a new table whenever one was left; a fault or hang is raised.

    Files whose names the hands type land in the folder.
    """
    guards.install()
    luck, told = Random(seed), Told()
    folder.mkdir(parents=True, exist_ok=True)
    with at_rest_at_once(), chdir(folder):
        while sum(told.actions.values()) < count:
            told.tables += 1
            await _at_a_table(count, luck, told, folder / f"{told.tables}")
    return told


async def _at_a_table(count: int, luck: Random, told: Told, folder: Path) -> None:
    with some_table(told.tables + luck.randrange(2), luck, folder) as begun:
        app = begun.app
        async with app.run_test(size=luck.choice(SIZES[5:8])) as desk:
            await desk.press(*begun.first)
            for _ in range(ACTIONS):
                if sum(told.actions.values()) >= count or not app.is_running:
                    break
                await _something(app, desk, luck, told)
                assert app._exception is None, app._exception
        for journal in folder.glob("*.whitecell"):
            verify(read_contents(journal), begun.read)


async def _something(app: App[Any], desk: Desk, luck: Random, told: Told) -> None:
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


async def _own_key(app: App[Any], desk: Desk, luck: Random) -> None:
    """Press a key that does something now."""
    offered: list[Binding] = [binding for _, binding in commands_of(app, app.screen)]
    keys = [key for each in offered for key in each.key.split(",") if key not in LEAVES]
    await desk.press(luck.choice(sorted(keys) or ["enter"]))


async def _click(app: App[Any], desk: Desk, luck: Random) -> None:
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
