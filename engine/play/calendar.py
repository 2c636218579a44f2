"""Dates of turns, and the SimPy clock that walks the agenda and stops where an answer is due."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import simpy

from engine.model import Turns
from engine.play.agenda import pop
from engine.record import Pause
from engine.rules.world import Due, World

Steps = Generator[Any, Any, Any]
"""A SimPy process, which may `yield from clock.ask(pause)`."""
Handler = Callable[[Due], Steps | None]
"""Meets a record: at once, or in steps where it may have to ask."""
EPSILON = 1e-9
"""Months by which a sum of turns may miss a whole number."""


def comes_out(every: int, turn: int, months: float) -> bool:
    """Tell whether what is published every so many months comes out at a turn's end, 0 for never.

    `months` is a turn's length.
    """
    if not every:
        return False
    return int(turn * months / every + EPSILON) > int((turn - 1) * months / every + EPSILON)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Turn k runs from STARTEX + (k - 1) lengths to STARTEX + k lengths.

    `dates` holds each turn's first day, ENDEX last, `days` the days from STARTEX to it.
    """

    startex: date
    turns: Turns
    dates: tuple[date, ...] = field(init=False, repr=False, compare=False)
    days: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        dates = tuple(
            self.turns.start_of(self.startex, turn) for turn in range(1, self.turns.count + 2)
        )
        object.__setattr__(self, "dates", dates)  # worked out once, of a frozen thing
        object.__setattr__(self, "days", tuple((day - self.startex).days for day in dates))

    def start_of(self, turn: int) -> date:
        """Return the first day of a turn."""
        if 1 <= turn <= len(self.dates):
            return self.dates[turn - 1]
        return self.turns.start_of(self.startex, turn)

    def day_of(self, turn: int) -> int:
        """Return the days from STARTEX to the first day of a turn."""
        if 1 <= turn <= len(self.days):
            return self.days[turn - 1]
        return (self.start_of(turn) - self.startex).days

    def date_of(self, day: int) -> date:
        """Return the date of a day counted from STARTEX."""
        return self.startex + timedelta(days=day)


class Clock:
    """Drives handlers from the agenda on SimPy's time, one record after the other.

    `first` comes before the first record, once the clock is run. A generator cannot be copied, so
    nothing of an exercise lives here but the place it has reached: at a turn's end a new clock on
    the same agenda goes on in the same way.
    """

    def __init__(self, world: World, first: Callable[[], Steps], handle: Handler) -> None:
        self._world, self._first, self._handle = world, first, handle
        self._env = simpy.Environment(initial_time=world.day)
        self._asked = self._env.event()
        self._answered: simpy.Event | None = None
        self._pause: Pause | None = None
        self._walker = self._walk()
        self._env.process(self._walker)

    def _walk(self) -> Steps:
        yield from self._first()
        world = self._world
        while world.agenda:
            wait = world.agenda[0].day - world.day
            if wait > 0:
                yield self._env.timeout(wait)
            due = pop(world)
            world.day = due.day
            steps = self._handle(due)
            if steps is not None:
                yield from steps

    def ask(self, pause: Pause) -> Steps:
        """Stop the run with a pause; go on when `run` is called again."""
        self._pause = pause
        self._answered = self._env.event()
        self._asked.succeed()
        yield self._answered

    def run(self) -> Pause:
        """Go on until the next pause, and return it."""
        if self._answered is not None:
            self._asked = self._env.event()
            self._answered.succeed()
        self._env.run(until=self._asked)
        assert self._pause is not None
        return self._pause

    def stop(self) -> None:
        """Let go of all it drives, at the end: nothing then holds on in a circle."""
        self._walker.close()
        self._first = self._handle = _over


def _over(*_: object) -> Steps:
    raise AssertionError("an exercise that has ended is played no further")
