"""Odds behind the screens: one worker process, one question at a time, the figures as they come.

The screens ask and are told; nothing is reckoned in the process that draws them. A new question
ends the one before, so a changed position never shows the odds of another.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from textual.app import App

from batch.background import Background
from batch.forecast import Question
from batch.positions import position_of
from batch.tally import Forecast
from engine.play.journal.comparing import ASIDES
from engine.record import Finished
from tui.playing import Playing

RUNS = 400


@dataclass(frozen=True, slots=True)
class Wish:
    """Whose odds are wanted: control's, those after a decider's options, or a seat's own."""

    seat: str | None = None
    decider: str | None = None
    options: bool = False


Mark = tuple[object, int, Wish]
"""Tells one position and wish from every other, in this exercise and in all before it."""
Listener = Callable[[Forecast | None, str], None]
"""Told the figures as they stand, or what stands in the way of any."""


def mark_of(playing: Playing, wish: Wish) -> Mark:
    """Return what the odds at the table's position are known by."""
    moving = [entry.seq for entry in playing.session.inputs if entry.kind not in ASIDES]
    return playing.token, moving[-1] if moving else 1, wish


def question_of(playing: Playing, wish: Wish) -> Question:
    """Return the question a wish asks at the table's position."""
    session = playing.session
    position = position_of(session.contents, session.inputs)
    return Question(playing.scenario, position, wish.seat, wish.decider, wish.options)


class Forecasting:
    """The worker process of an app, and what it has answered."""

    def __init__(self, runs: int = RUNS) -> None:
        self.runs = runs
        self.background = Background()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._read = -1
        self._mark: Mark | None = None
        self._listener: Listener | None = None
        self._kept: dict[Mark, Forecast] = {}

    def start(self) -> None:
        """Have the process ready before the first question."""
        self.background.start()
        self._listen()

    def ask(self, playing: Playing, wish: Wish, listener: Listener) -> None:
        """Ask for odds at the table's position; what was asked before is given up."""
        mark = mark_of(playing, wish)
        self._listener = listener
        kept = self._kept.get(mark)
        if kept is not None:
            listener(kept, "")
        if (kept is not None and kept.done) or isinstance(playing.pause, Finished):
            self.stop()
        elif mark != self._mark:
            self._mark = mark
            self.background.ask(question_of(playing, wish), self.runs)
            self._listen()

    def stop(self) -> None:
        """Have done with what was asked."""
        self._mark = None
        self.background.cancel()

    def close(self) -> None:
        """End the process."""
        self._deafen()
        self._mark = self._listener = None
        self.background.close()

    def _listen(self) -> None:
        """Be called by the loop whenever an answer can be read."""
        descriptor = self.background.fileno()
        if descriptor != self._read:
            self._deafen()
            self._loop, self._read = asyncio.get_running_loop(), descriptor
            self._loop.add_reader(descriptor, self._hear)

    def _deafen(self) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.remove_reader(self._read)
        self._loop, self._read = None, -1

    def _hear(self) -> None:
        answers = self.background.answers()
        if self.background.pid is None:
            self._deafen()
        if not answers or self._mark is None:
            return
        last, mark = answers[-1], self._mark
        if last.forecast is not None:
            self._keep(mark, last.forecast)
        else:
            self._mark = None
        if self._listener is not None:
            self._listener(last.forecast, last.fault)

    def _keep(self, mark: Mark, forecast: Forecast) -> None:
        """Keep the odds of the last positions, so that coming back shows them at once."""
        self._kept.pop(mark, None)
        self._kept[mark] = forecast
        while len(self._kept) > 8:
            self._kept.pop(next(iter(self._kept)))


def forecasting_of(app: App[Any]) -> Forecasting | None:
    """Return an app's worker, None where it reckons no odds."""
    found = getattr(app, "forecasting", None)
    return found if isinstance(found, Forecasting) else None


def seat_odds(app: App[Any], playing: Playing, seat: str) -> Callable[[Listener], None] | None:
    """Return how a seat's Decision asks for odds on its own view, None where none are reckoned."""
    worker = forecasting_of(app)
    if worker is None:
        return None
    wish = Wish(seat=seat, options=True)
    return lambda listener: worker.ask(playing, wish, listener)
