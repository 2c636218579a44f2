"""A worker process that answers the question asked last, and gives figures as they come.

    background = Background()
    ticket = background.ask(question, runs=400)
    for answer in background.answers():  # whenever background.fileno() can be read
        ...

A new question, or `cancel`, ends the one before within a play-out (some 30 ms). The process ends
with the one that started it, however that ends: the pipe between them closes.
"""

from __future__ import annotations

import os
import threading
from contextlib import redirect_stderr, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from batch.aside import stand_back
from batch.forecast import Asks, Forecaster, Question, pieces
from batch.tally import Forecast, Tally
from engine.errors import WhitecellError
from engine.model import Scenario


@dataclass(frozen=True, slots=True)
class Answer:
    """Figures for the question of a ticket, or what stands in the way of any."""

    ticket: int
    forecast: Forecast | None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class _Order:
    """What the worker is to do now. The scenario comes with it only where it is another one."""

    ticket: int
    scenario: Scenario | None = None
    asks: Asks | None = None
    runs: int = 0


class Background:
    """The worker process, started at the first question, or before it by `start`."""

    def __init__(self) -> None:
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._ticket = 0
        self._sent: Scenario | None = None

    @property
    def running(self) -> bool:
        """Whether there is a process to ask."""
        return self._process is not None and self._process.is_alive()

    @property
    def pid(self) -> int | None:
        """The process's id, None where there is none."""
        return self._process.pid if self._process else None

    def fileno(self) -> int:
        """Return the descriptor that can be read when answers, or its end, have come."""
        if self._pipe is None:
            self.start()
        assert self._pipe is not None
        return self._pipe.fileno()

    def start(self) -> None:
        """Start the process, or start it anew where it has died."""
        if self.running:
            return
        self.close()
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(theirs,), name="odds", daemon=True)
        with redirect_stderr(None):  # a screen may have put something without a descriptor there
            process.start()
        theirs.close()
        self._process, self._pipe, self._sent = process, ours, None

    def ask(self, question: Question, runs: int) -> int:
        """Ask a question in place of the one before; return the ticket its answers carry."""
        self.start()
        self._ticket += 1
        new = question.scenario is not self._sent
        order = _Order(self._ticket, question.scenario if new else None, question.asks, runs)
        self._sent = question.scenario
        self._send(order)
        return self._ticket

    def cancel(self) -> None:
        """Have done with the question that was asked last."""
        if self.running:
            self._ticket += 1
            self._send(_Order(self._ticket))

    def _send(self, order: _Order) -> None:
        assert self._pipe is not None
        with suppress(OSError):  # it has died: the next question starts it anew
            self._pipe.send(order)

    def answers(self) -> list[Answer]:
        """Return the answers that have come to the question asked last; never waits for one."""
        found = list[Answer]()
        try:
            while self._pipe is not None and self._pipe.poll():
                answer = self._pipe.recv()
                if answer.ticket == self._ticket:
                    found.append(answer)
        except (EOFError, OSError):
            self.close()
            found.append(Answer(self._ticket, None, "the process that reckons odds has ended"))
        return found

    def close(self) -> None:
        """End the process."""
        if self._pipe is not None:
            self._pipe.close()
        if self._process is not None:
            self._process.kill()
            self._process.join(1)
        self._process = self._pipe = None


# --- in the worker process ------------------------------------------------------------------------


class _Outdated(Exception):
    """Another question has been asked meanwhile."""


class _Orders:
    """The order given last, read from the pipe by a thread of its own."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe, self._changed = pipe, threading.Condition()
        self._last = _Order(0)
        self._scenario: Scenario | None = None
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        try:
            while True:
                order = self._pipe.recv()
                with self._changed:
                    self._scenario = order.scenario or self._scenario
                    self._last = order
                    self._changed.notify()
        finally:
            os._exit(0)  # whoever asked has gone

    def wait(self, after: int) -> tuple[_Order, Scenario | None]:
        """Return the last order, once it is newer than a ticket, and the scenario it is about."""
        with self._changed:
            self._changed.wait_for(lambda: self._last.ticket > after)
            return self._last, self._scenario

    def check(self, ticket: int) -> None:
        """Raise _Outdated where a ticket is no longer the last."""
        if self._last.ticket != ticket:
            raise _Outdated


def _work(pipe: Connection) -> None:
    stand_back()
    orders, ticket = _Orders(pipe), 0
    while True:
        order, scenario = orders.wait(ticket)
        ticket = order.ticket
        if order.asks is not None and scenario is not None:
            with suppress(_Outdated):
                _answer(pipe, orders, order, Question(scenario, *order.asks))


def _answer(pipe: Connection, orders: _Orders, order: _Order, question: Question) -> None:
    ticket = order.ticket
    try:
        forecaster = Forecaster(question, lambda: orders.check(ticket))
        total: Tally | None = None
        for first, count in pieces(order.runs):
            tally = forecaster.count(first, count)
            total = tally if total is None else total.plus(tally)
            pipe.send(Answer(ticket, total.forecast(order.runs)))
    except WhitecellError as error:
        pipe.send(Answer(ticket, None, str(error)))
    except (ArithmeticError, LookupError, AssertionError, TypeError, ValueError) as error:
        pipe.send(Answer(ticket, None, f"no odds can be reckoned here ({type(error).__name__})"))
