"""`python -m tui.pictures FOLDER`: pictures of the table for the README, made by playing it."""

from __future__ import annotations

import asyncio
import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from textual.app import App
from textual.pilot import Pilot

from engine.record import AwaitChoices
from tui.app import WhitecellApp
from tui.drawer import Drawer
from tui.keeping import begin
from tui.plan import Plan
from tui.screens.console import ConsoleScreen
from tui.shelf import PackShelf

SIZE = (120, 34)
FETCHED = re.compile(r"\s*@font-face \{.*?\}|<!--.*?-->\s*", re.DOTALL)
SCENARIO, SEAT, SEED, TURN = "post_war_aid_cut", "pyongyang", 7, 6
JOURNAL = "post_war_aid_cut-2026-01-05-1.whitecell"
KEYS = {"console": (), "decision": ("d", "down"), "why": ("w",)}
"""What is pressed for each picture, once the seat is waited for in the turn."""


async def draw(name: str) -> str:
    """Play to a turn, the seat taking what the engine holds likeliest; return the screen as SVG."""
    with TemporaryDirectory() as folder:
        shelf, drawer = PackShelf(), Drawer(Path(folder))
        plan = Plan(SCENARIO, frozenset({SEAT}), SEED, journal=Path(folder) / JOURNAL)
        app = WhitecellApp(shelf, begin(shelf, drawer, plan), drawer)
        async with app.run_test(size=SIZE) as pilot:
            await _play_to_turn(app, pilot)
            await pilot.press(*KEYS[name])
            await pilot.pause()
            return picture_of(app)


def picture_of(app: App[Any]) -> str:
    """Return the screen as SVG that fetches nothing: the reader's own fonts are used."""
    return FETCHED.sub("", app.export_screenshot(title="Whitecell"))


async def _play_to_turn(app: WhitecellApp, pilot: Pilot[None]) -> None:
    await pilot.press("n")
    console = app.screen
    assert isinstance(console, ConsoleScreen)
    playing = console.playing
    while playing.turn < TURN or not isinstance(playing.pause, AwaitChoices):
        await pilot.press(*(("d", "enter", "enter") if playing.exercise.awaited() else ("n",)))


def main(folder: Path) -> None:
    """Draw every picture into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in KEYS:
        (folder / f"{name}.svg").write_text(asyncio.run(draw(name)), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1] if sys.argv[1:] else "docs/pictures"))
