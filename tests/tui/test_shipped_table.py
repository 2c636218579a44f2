"""The shipped scenario at the table: played through by keyboard, and opened on a real terminal."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from dataclasses import replace

import pytest

from engine.model import Scenario
from engine.model.copies import ContentCopy
from engine.record import Finished
from tests.house.places import ROOT
from tests.tui.room import NARROW, everything, keys, playing
from tests.tui.test_playing_by_keys import next_key
from tui.app import WhitecellApp
from tui.drawer import Drawer
from tui.keeping import begin
from tui.plan import Plan
from tui.screens.decision import DecisionScreen
from tui.screens.ending import EndingScreen
from tui.shelf import PackShelf

SCENARIO = "post_war_aid_cut"
TURNS = 3


def shipped(plan: Plan, shelf: PackShelf) -> WhitecellApp:
    drawer = Drawer()
    return WhitecellApp(shelf, begin(shelf, drawer, plan), drawer)


class ShortShelf(PackShelf):
    """The shelf that ships, with scenarios that end early."""

    def read(self, copy: ContentCopy) -> Scenario:
        scenario = super().read(copy)
        return replace(scenario, turns=replace(scenario.turns, count=TURNS))


async def test_pyongyang_is_played_by_keyboard_alone() -> None:
    plan = Plan(SCENARIO, frozenset({"pyongyang"}), 11, "full_cut")
    app = shipped(plan, ShortShelf())
    async with app.run_test(size=NARROW) as desk:
        await desk.pause()
        for _ in range(150):
            if isinstance(app.screen, DecisionScreen):
                await desk.press("down", "enter", "enter")
            if isinstance(app.screen, DecisionScreen):  # what was picked is not possible now
                await desk.press("h", "enter")
            if isinstance(app.screen, EndingScreen):
                break
            await desk.press(next_key(app))
        pause = playing(app).pause
        assert isinstance(pause, Finished)
        assert pause.says in everything(app)
        reports = playing(app).exercise.reports
        by_hand = {d.turn for r in reports for d in r.decisions if d.actor == "pyongyang"}
        assert by_hand == set(range(1, TURNS + 1))


def _read(screen: int, wanted: bytes, patience: float) -> bytes:
    """What is written until the wanted text, the program's end or the time given."""
    seen, until = b"", time.monotonic() + patience
    while wanted not in seen and time.monotonic() < until:
        if select.select([screen], [], [], 0.2)[0]:
            try:
                more = os.read(screen, 65536)
            except OSError:
                break
            seen += more
    return seen


@pytest.mark.parametrize("words", [["play", SCENARIO], []], ids=["play", "library"])
def test_on_a_real_terminal_it_opens_survives_wild_bytes_and_leaves(words: list[str]) -> None:
    screen, inner = pty.openpty()
    fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    with subprocess.Popen(
        [sys.executable, "-m", "cli.main", *words],
        cwd=ROOT,
        stdin=inner,
        stdout=inner,
        stderr=inner,
        start_new_session=True,
        env={**os.environ, "TERM": "xterm-256color"},
    ) as program:
        os.close(inner)
        try:
            shown = b"TIMELINE" if words else b"SCENARIOS"
            assert shown in _read(screen, shown, 60)
            os.write(screen, b"\xe9\xff")
            os.write(screen, b"\x1b[99999999999999~")
            time.sleep(0.5)
            assert program.poll() is None
            os.write(screen, b"\x11")
            told = _read(screen, b"never", 5)
            assert program.wait(20) == 0
            assert (b"Kept: whitecell resume " in told) == bool(words)
        finally:
            program.kill()
            os.close(screen)


async def test_the_brief_names_what_the_facilitator_may_read() -> None:
    app = shipped(Plan(SCENARIO), PackShelf())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "b")
        told = everything(app)
        assert "Notes for the facilitator" in told
        assert "Objectives" in told
