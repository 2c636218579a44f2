"""Writing down what somebody took trouble to say: it waits for a disk that refuses it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import App

from engine.play.journal.faults import Unwritten
from tui.screens.dialogs import Pick

AGAIN = [
    ("again", "Try again: all that was said is still here"),
    ("away", "Give it up: throw away what was said"),
]


async def written(app: App[Any], step: Callable[[], object]) -> bool:
    """Do a step; while it cannot be recorded ask whether to try again. Tell whether it was done."""
    while True:
        try:
            step()
        except Unwritten as error:
            question = Pick("It could not be written down.", AGAIN, str(error))
            if await app.push_screen_wait(question) == "away":
                return False
        else:
            return True
