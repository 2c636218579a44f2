"""The same function over many jobs, here or in worker processes, with the results in order."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import TypeVar

J = TypeVar("J")
R = TypeVar("R")

AHEAD = 3
"""Jobs handed out to each worker before the first is done: memory does not grow with the batch."""


def mapped(function: Callable[[J], R], jobs: Iterable[J], workers: int = 1) -> Iterator[R]:
    """Give each job's result, in the order of the jobs, whatever the number of workers.

    The function and its jobs must travel: a module's own function, plain data. Workers are started
    afresh; they end with this process, however it ends, and at once where the results are no longer
    wanted.
    """
    if workers <= 1:
        yield from map(function, jobs)
        return
    context = get_context("spawn")
    end, leash = context.Pipe(duplex=False)
    with leash, end, ProcessPoolExecutor(workers, context, _start_worker, (end,)) as pool:
        out = deque[Future[R]]()
        try:
            for job in jobs:
                out.append(pool.submit(function, job))
                if len(out) >= AHEAD * workers:
                    yield out.popleft().result()
            while out:
                yield out.popleft().result()
        except BaseException:
            leash.close()
            raise
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _start_worker(end: Connection) -> None:
    """Leave Ctrl-C to the parent, and end in the middle of a job once its leash is let go."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(end,), daemon=True).start()


def _end_with(end: Connection) -> None:
    try:
        end.poll(None)
    finally:
        os._exit(1)
