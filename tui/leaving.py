"""Leaving in good order when told to end, and when the terminal is closed."""

from __future__ import annotations

import asyncio
import os
import shlex
import signal
import sys
import termios
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import Any

from textual.app import App
from textual.screen import Screen

PATIENCE = 2.0
"""Seconds to leave in good order, before leaving at once: a stopped terminal takes no more text."""
LOOK = 0.5
RESTORED = b"\x1b[<u\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[?1004l\x1b[?2004l\x1b[?1049l\x1b[?25h"
"""Keys, mouse, focus, paste, screen and cursor as they were."""
SIGNS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


async def run(app: App[Any]) -> None:
    """Run an app that a signal or a closed terminal ends as its own key would."""
    loop = asyncio.get_running_loop()
    there = _settings()

    def leave(number: int, frame: FrameType | None = None) -> None:
        watch = threading.Timer(PATIENCE, _leave_at_once, (128 + number, there))
        watch.daemon = True
        watch.start()
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(app.exit, None, 128 + number)

    def look() -> None:
        if there is not None and _settings() is None:
            leave(signal.SIGHUP)
        else:
            loop.call_later(LOOK, look)

    before = {each: signal.getsignal(each) for each in SIGNS}
    for each in SIGNS:
        if before[each] != signal.SIG_IGN:
            signal.signal(each, leave)
    look()
    try:
        await app.run_async()
    finally:
        for each in SIGNS:
            signal.signal(each, before[each])


def amid(screens: Sequence[Screen[Any]]) -> bool:
    """Return whether somebody is in the middle of an answer: a question or decision is open."""
    from tui.screens.decision import DecisionScreen
    from tui.screens.dialogs import Dialog, Reading

    return any(
        isinstance(each, Dialog | DecisionScreen) and not isinstance(each, Reading)
        for each in screens
    )


def heard() -> bool:
    """Return whether the terminal is still there to say something on."""
    return _settings() is not None


def say_kept(journal: Path) -> None:
    """Say on stderr where the exercise is kept and how to go on with it."""
    with suppress(OSError, ValueError):
        sys.stderr.write(f"Kept: whitecell resume {shlex.quote(str(journal))}\n")
        sys.stderr.flush()


def _settings() -> list[Any] | None:
    """Return how the terminal is set, None where it is gone."""
    try:
        return termios.tcgetattr(sys.__stdin__.fileno() if sys.__stdin__ else 0)
    except (OSError, ValueError, termios.error):
        return None


def _leave_at_once(code: int, before: list[Any] | None) -> None:
    """Give the terminal back as well as it can be done without waiting for it, and end.

    Every input is on disk already, and the lock on the journal goes with the process.
    """
    with suppress(OSError, ValueError, termios.error):
        if before is not None:
            termios.tcsetattr(0, termios.TCSANOW, before)
        os.set_blocking(2, False)
        os.write(2, RESTORED)
    os._exit(code)
