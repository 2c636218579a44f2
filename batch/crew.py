"""The worker processes of a pool: begun, given jobs, heard, let go."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from batch.guard import unbroken
from batch.worker import PARTS, begin

PATIENCE = 2.0
"""Seconds in which workers that are let go of must have ended by themselves."""


@dataclass(slots=True, eq=False)
class Task:
    """A job with its work, and once it is done what came of it: a result, or what it raised."""

    number: int
    work: Callable[[Any, Any], Any]
    job: Any
    done: bool = False
    well: bool = False
    found: Any = None

    def settle(self, well: bool, found: object) -> None:
        """Take in what came of it."""
        self.done, self.well, self.found = True, well, found


@dataclass(slots=True, eq=False)
class Hand:
    """A worker: the pipe to it, and the tasks it has, the one it is at first."""

    pipe: Connection
    tasks: deque[Task] = field(default_factory=deque)


class DiedError(Exception):
    """A worker died; `task` is what it was at, None where it had nothing to do."""

    def __init__(self, task: Task | None) -> None:
        super().__init__(task)
        self.task = task


class Crew:
    """Workers that share one thing. Where they are begun early, they import what they will need."""

    def __init__(self, workers: int, imports: Sequence[str] = ()) -> None:
        context = get_context("spawn")  # no threads of a screen, nothing half done
        self.sharing = False
        with _quietly():
            pairs = [context.Pipe() for _ in range(workers)]
            held, self._leash = context.Pipe(duplex=False)
            self.hands = [Hand(ours) for ours, _ in pairs]
            ends = [theirs for _, theirs in pairs]
            groups = [ends] if PARTS else [[end] for end in ends]
            self._leaders = [self.hands[ends.index(group[0])] for group in groups]
            self._processes: list[BaseProcess] = [
                context.Process(target=begin, args=(group, held, tuple(imports)), daemon=True)
                for group in groups
            ]
            for process in self._processes:
                process.start()
            for end in (held, *ends):
                end.close()

    def share(self, shared: object, ready: Callable[[Any], None]) -> None:
        """Tell what all jobs share, and what makes it ready; it must be told before any job."""
        self.sharing = True
        for hand in self._leaders:
            with suppress(OSError):  # it has died, and is missed once it is heard
                hand.pipe.send((shared, ready))

    def give(self, task: Task) -> None:
        """Give a task to the worker that has the fewest."""
        hand = min(self.hands, key=lambda each: len(each.tasks))
        hand.tasks.append(task)
        with suppress(OSError):
            hand.pipe.send((task.work, task.job))

    @property
    def fewest(self) -> int:
        """How many tasks the worker has that has the fewest."""
        return min(len(hand.tasks) for hand in self.hands)

    def hear(self) -> None:
        """Wait until some task is done and settle it; DiedError where a worker is gone."""
        several = {hand.pipe: hand for hand in self.hands}
        for pipe in wait(list(several)):
            hand = several[pipe]  # type: ignore[index]
            try:
                well, found = hand.pipe.recv()
            except (EOFError, OSError):
                raise DiedError(hand.tasks[0] if hand.tasks else None) from None
            hand.tasks.popleft().settle(well, found)

    def left(self) -> list[Task]:
        """Return the tasks that are not done, in their order."""
        return sorted((t for hand in self.hands for t in hand.tasks), key=lambda t: t.number)

    def close(self) -> None:
        """Let all workers go, in the middle of their jobs."""
        with unbroken():
            for end in (self._leash, *(hand.pipe for hand in self.hands)):
                end.close()
            for process in self._processes:
                process.join(PATIENCE if self.sharing else 0)
                if process.is_alive():
                    process.kill()
                    process.join()


@contextmanager
def _quietly() -> Iterator[None]:
    """While workers are begun: no signal cuts a start in two, none inherits Ctrl-C."""
    with unbroken():
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
