"""Jobs in worker processes of this machine, which live no longer than this process wants them."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from batch.executors import TRIES, Executor, Here, Lost, Work
from batch.guard import unbroken
from engine.errors import WhitecellError

S = TypeVar("S")
J = TypeVar("J")
R = TypeVar("R")
Handed = deque[tuple[J, Future[R]]]

AHEAD = 3
"""Jobs handed out to each worker before the first is done: memory does not grow with the batch."""
_shared: list[Any] = []
"""In a worker: what all its jobs share."""


class WorkerLostError(WhitecellError):
    """A job ended the process it ran in, each time it was tried."""

    def __str__(self) -> str:
        """Return the sentence a user reads."""
        return "a worker process died, and again each time its work was done anew"


class Pool(Executor):
    """A pool of processes started afresh; one that dies is replaced, and its jobs done again."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._pool: ProcessPoolExecutor | None = None
        self._ends: tuple[Connection, ...] = ()
        self._given: object = None

    def mapped(self, work: Work[S, J, R], shared: S, jobs: Iterable[J]) -> Iterator[R | Lost[J]]:
        """Give each job's result, in the order of the jobs, whatever the number of workers."""
        out: Handed[J, R] = deque()
        try:
            for job in jobs:
                out.append((job, self._submit(work, shared, job)))
                if len(out) >= AHEAD * self.workers:
                    found = self._result(work, shared, out)
                    yield found
            while out:
                found = self._result(work, shared, out)
                yield found
        except BaseException:
            self.close()
            raise

    def _result(self, work: Work[S, J, R], shared: S, out: Handed[J, R]) -> R | Lost[J]:
        """Return the result of the first job; where its pool broke, of the job tried by itself."""
        job, future = out.popleft()
        try:
            return future.result()
        except BrokenProcessPool:
            self.close()
        result = self._alone(work, shared, job)
        for _ in range(len(out)):
            other, future = out.popleft()
            well = future.done() and not future.cancelled() and future.exception() is None
            out.append((other, future if well else self._submit(work, shared, other)))
        return result

    def _alone(self, work: Work[S, J, R], shared: S, job: J) -> R | Lost[J]:
        """Try a job in a process that does nothing else, so that no other is blamed for it."""
        for _ in range(TRIES - 1):
            with Pool(1) as one:
                try:
                    return one._submit(work, shared, job).result()
                except BrokenProcessPool:
                    continue
        return Lost(job)

    def _submit(self, work: Work[S, J, R], shared: S, job: J) -> Future[R]:
        if self._pool is None or self._given is not shared:
            self._start(shared)
        assert self._pool is not None, "just started"
        with _quietly():
            try:
                return self._pool.submit(_done, work, job)
            except BrokenProcessPool:
                return self._start(shared).submit(_done, work, job)

    def _start(self, shared: object) -> ProcessPoolExecutor:
        self.close()
        context = get_context("spawn")
        self._ends = end, _ = context.Pipe(duplex=False)
        begin = (_start_worker, (end, shared))
        self._pool, self._given = ProcessPoolExecutor(self.workers, context, *begin), shared
        return self._pool

    def close(self) -> None:
        """Let all workers go in the middle of their jobs."""
        for end in reversed(self._ends):
            end.close()
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool, self._ends, self._given = None, (), None


def executor_for(workers: int) -> Executor:
    """Return this process alone for one worker, else a pool."""
    return Here() if workers <= 1 else Pool(workers)


def mapped(function: Callable[[J], R], jobs: Iterable[J], workers: int = 1) -> Iterator[R]:
    """Give each job's result, in the order of the jobs, whatever the number of workers.

    WorkerLostError where a job ends every process it runs in.
    """
    with executor_for(workers) as executor:
        for result in executor.mapped(partial(_unshared, function), None, jobs):
            if isinstance(result, Lost):
                raise WorkerLostError
            yield result


@contextmanager
def _quietly() -> Iterator[None]:
    """While workers may be started: no signal cuts a start in two, none inherits Ctrl-C."""
    with unbroken():
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _unshared(function: Callable[[J], R], shared: None, job: J) -> R:
    return function(job)


def _done(work: Callable[[Any, J], R], job: J) -> R:
    return work(_shared[0], job)


def _start_worker(end: Connection, shared: object) -> None:
    """Leave Ctrl-C to the parent, and end in the middle of a job once its leash is let go."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(end,), daemon=True).start()
    _shared[:] = [shared]


def _end_with(end: Connection) -> None:
    try:
        end.poll(None)
    finally:
        os._exit(1)
