"""First paint: a terminal application until its first frame shows what it is about.

Each is started in a terminal of its own (80x24), and ended once what it says has reached it. Its
CPU time by then is measured over that of the least Textual application there can be.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from benchmarks.measuring import Spread
from benchmarks.page import table
from engine.content.catalogue import Catalogue
from engine.content.packs import found_packs
from tui.drawer import Drawer

ROUNDS = 9
ROWS, COLUMNS = 24, 80
PATIENCE = 60.0
"""Seconds a first frame may take."""
MINIMAL = "a minimal Textual app: one line of text"
LIBRARY = "Whitecell's library of all that is shipped"
SCRIPT = """
from textual.app import App
from textual.widgets import Static
class Minimal(App):
    def compose(self):
        yield Static("first paint")
Minimal().run()
"""
LISTED = "its last scenario in the list"
CHECKED = "its first scenario checked and described"
Figures = dict[str, float]


def first_paint(rounds: int = ROUNDS) -> tuple[str, Figures]:
    """Return what a first frame costs, and how it stands to the least there can be."""
    things = started()
    seen = {name: list[float]() for name in things}
    with TemporaryDirectory() as home:
        with mock.patch.dict(os.environ, {"XDG_DATA_HOME": home}):
            Drawer().note_tour()
        for number in range(rounds + 1):
            for name, (words, says) in things.items():
                spent = painted(words, says, Path(home))
                if number:
                    seen[name].append(spent)
    against = {
        name: Spread.of([a / b for a, b in zip(times, seen[MINIMAL], strict=True)])
        for name, times in seen.items()
    }
    times = {name: Spread.of(values) for name, values in seen.items()}
    head = f"## First paint\n\n{table(times, against, 'a minimal app')}"
    return head, {"paint": against[LIBRARY].middle}


def started() -> dict[str, tuple[list[str], bytes]]:
    """Return the words each is started with, and what it says once it has come so far."""
    whitecell = ["-m", "cli.main"]
    last = Catalogue(found_packs()).items("scenario")[-1].title
    return {
        MINIMAL: (["-c", SCRIPT], b"first paint"),
        LIBRARY: (whitecell, b"SCENARIOS"),
        LISTED: (whitecell, " ".join(last.split()[:2]).encode()),  # a title may go on below
        CHECKED: (whitecell, b"sound: every name"),
    }


def painted(words: list[str], says: bytes, home: Path) -> float:
    """Return the CPU milliseconds of an application until a text reached its terminal.

    TimeoutError where it never did.
    """
    pid, terminal = pty.fork()
    if pid == 0:
        places = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"), str(home))
        told = {**os.environ, **places, "TERM": "xterm-256color"}
        os.execve(sys.executable, [sys.executable, *words], told)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    shown = _shown(terminal, says)
    os.kill(pid, signal.SIGKILL)
    _, _, used = os.wait4(pid, 0)
    os.close(terminal)
    if not shown:
        raise TimeoutError(f"{says!r} was never shown")
    return 1000 * (used.ru_utime + used.ru_stime)


def _shown(terminal: int, says: bytes) -> bool:
    """Read what comes to a terminal until a text does; tell whether it did."""
    end, came = time.monotonic() + PATIENCE, b""
    while time.monotonic() < end:
        if select.select([terminal], [], [], 0.2)[0]:
            try:
                came += os.read(terminal, 1 << 16)
            except OSError:
                return False
            if says in came:
                return True
    return False
