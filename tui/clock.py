"""The turn clock: how long each seat has left, paused honestly, over leaving and resuming too.

What a seat has left is read off the journal: every start, pause and stop is an entry with the
seconds then left. Between entries the seconds of this machine's steady clock are taken off. The
clock warns and never chooses for anybody.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from engine.errors import WhitecellError
from engine.play.journal.asides import ClockState
from engine.record import AwaitChoices
from reports.wording import listing
from tui.playing import Playing

LAST_CALL = 60.0
"""Seconds left at which a seat is warned."""
RUNNING: tuple[ClockState, ...] = ("start", "resume")


@dataclass(frozen=True, slots=True)
class Reading:
    """A seat's clock as it stands: seconds left, and whether they run."""

    seat: str
    left: float
    running: bool


class TurnClock:
    """The clocks of the seats that are asked. Without a budget it does nothing."""

    def __init__(self, playing: Playing, now: Callable[[], float] = time.monotonic) -> None:
        self.playing, self._now = playing, now
        self._since: dict[str, float] = {}
        self._warned: dict[tuple[int, str], float] = {}
        self.by_hand = False
        """Whether the white cell paused it, so that no hand-over starts it again."""
        self.torn = any(self._last(seat)[0] in RUNNING for seat in self.waiting())
        """Whether the table ended while a clock ran: what ran after its last entry is not known."""

    @property
    def budget(self) -> float | None:
        """Seconds a seat has a turn, None where nobody is held to any."""
        return self.playing.plan.budget

    # --- reading ---------------------------------------------------------------------------------

    def waiting(self) -> tuple[str, ...]:
        """Return the seats that are asked and have not answered."""
        return self.playing.exercise.awaited() if self.budget else ()

    def _last(self, seat: str) -> tuple[str, float]:
        """Return what was last recorded of a seat in this turn, on whatever line of play.

        Time that has run is not given back by going back.
        """
        turn = self.playing.exercise.turn
        for entry in reversed(self.playing.session.log):
            of_turn = entry.kind == "clock" and entry.pause["turn"] == turn
            if of_turn and entry.data["seat"] == seat:
                return entry.data["state"], float(entry.data["left"])
        return "", self.budget or 0.0

    def left(self, seat: str) -> float:
        """Return the seconds a seat has left in this turn, never less than none."""
        ran = self._now() - self._since[seat] if seat in self._since else 0.0
        return max(0.0, self._last(seat)[1] - ran)

    @property
    def running(self) -> bool:
        """Whether any clock runs."""
        return bool(self._since)

    def readings(self) -> tuple[Reading, ...]:
        """Return the clocks of the seats that are waited for."""
        return tuple(Reading(seat, self.left(seat), seat in self._since) for seat in self.waiting())

    # --- running ---------------------------------------------------------------------------------

    def start(self, seat: str) -> None:
        """Let a seat's clock run, if it has not answered. WhitecellError if not written."""
        if seat in self.waiting() and seat not in self._since:
            first = not self._last(seat)[0]
            self._record(seat, "start" if first else "resume", self.left(seat))
            self._since[seat] = self._now()
            self.torn = False

    def hand_over(self, seat: str) -> None:
        """Let a seat's clock run as it takes the keyboard, unless the white cell paused it."""
        if not self.by_hand:
            self.start(seat)

    def set_aside(self, seat: str) -> None:
        """Stop a seat's clock while the white cell works for it; `hand_over` lets it run again."""
        if seat in self._since:
            self._stop(seat, "pause")

    def toggle(self) -> bool:
        """Pause every clock, or let those of all seats waited for run; tell whether they run."""
        self.by_hand = self.running
        if self.by_hand:
            self.pause()
        else:
            for seat in self.waiting():
                self.start(seat)
        return self.running

    def pause(self) -> None:
        """Stop every clock where it is; what is left is on disk."""
        for seat in list(self._since):
            self._stop(seat, "pause")

    def follow(self) -> None:
        """Stop the clocks of seats that have answered, or are asked no more."""
        waiting = self.waiting()
        for seat in list(self._since):
            if seat not in waiting:
                self._stop(seat, "stop")

    def close(self) -> None:
        """Pause for leaving; where that cannot be written, the last entry stands."""
        with suppress(WhitecellError):
            self.pause()

    def _stop(self, seat: str, state: ClockState) -> None:
        left = self.left(seat)
        self._record(seat, state, left)
        del self._since[seat]

    def _record(self, seat: str, state: ClockState, left: float) -> None:
        self.playing.session.clock(seat, state, round(left, 1))

    # --- warning ---------------------------------------------------------------------------------

    def warnings(self) -> Iterator[tuple[str, float]]:
        """Give each seat whose last minute or whose time has just run out, once each."""
        for reading in self.readings():
            key = (self.playing.exercise.turn, reading.seat)
            for bound in (0.0, min(LAST_CALL, (self.budget or 0.0) / 2)):
                due = reading.running and reading.left <= bound
                if due and self._warned.get(key, float("inf")) > bound:
                    self._warned[key] = bound
                    yield reading.seat, bound
                    break


def spoken(seconds: float) -> str:
    """Return seconds as minutes and seconds: "4:05"."""
    whole = int(seconds + 0.5)
    return f"{whole // 60}:{whole % 60:02d}"


def told(clock: TurnClock, *, public: bool = False, own: str = "") -> str:
    """Return the clocks in a line; in `public` no name where it would tell who is asked.

    The seat that looks itself, `own`, has its name all the same.
    """
    readings = clock.readings()
    if not readings:
        return ""
    pause = clock.playing.pause
    secret = public and isinstance(pause, AwaitChoices) and pause.phase == "reaction"
    names = clock.playing.names
    parts = [
        f"{'a seat' if secret and each.seat != own else names.actor(each.seat)} {spoken(each.left)}"
        f"{' time is up' if each.left <= 0 else ''}"
        for each in readings
    ]
    if clock.running:
        state = ""
    elif clock.torn:
        state = " · stopped when the table ended, c goes on"
    else:
        state = " · paused, c goes on" if clock.by_hand else " · c starts it"
    return f"Time left: {listing(parts)}{state}"
