"""Where jobs are done: here, in a pool of processes, or on a cluster; one interface for all three.

`mapped` gives each job's result in the order of the jobs and takes jobs as they are needed, so that
neither order nor memory depends on where and how fast they are done. `shared` travels once.
"""

from __future__ import annotations

import gc
import os
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, Self, TypeVar

from batch.worker import SELDOM

S = TypeVar("S")
J = TypeVar("J")
R = TypeVar("R")
Work = Callable[[S, J], R]
Ready = Callable[[S], None]
TRIES = 3
"""How often a job may end the process it runs in before it is given up."""
FEW = 200
"""Runs that are done before workers have started."""


def workers_for(runs: int, asked: int | None) -> int:
    """Return how many processes to use: this one alone for few runs, else one a core."""
    if asked is not None:
        return asked
    if runs < FEW:
        return 1
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Lost(Generic[J]):
    """In the place of a result: a job that ended its process every time it was tried."""

    job: J


def as_it_is(shared: object) -> None:
    """Make nothing ready: jobs take what they share as it is."""


class Executor(ABC):
    """Does jobs somewhere. Work and jobs must travel: a module's own function, plain data."""

    @property
    @abstractmethod
    def workers(self) -> int:
        """How many jobs are done at a time."""

    def expect(self, shared: S, ready: Ready[S]) -> None:
        """Hear what coming jobs will share, before they are there, and what makes it ready.

        `ready` is done once in each process or for several; whatever raises is left to the jobs.
        """
        as_it_is(shared)

    @abstractmethod
    def mapped(self, work: Work[S, J, R], shared: S, jobs: Iterable[J]) -> Iterator[R | Lost[J]]:
        """Give what `work(shared, job)` returns for each job, in the order of the jobs.

        What a job raises is raised here; workers are let go where the rest is no longer wanted.
        """

    @abstractmethod
    def close(self) -> None:
        """Let all workers go, at once."""

    def __enter__(self) -> Self:
        """Use it as a context."""
        return self

    def __exit__(self, *raised: object) -> None:
        """Let it go."""
        self.close()


class Here(Executor):
    """This process does the jobs, one after another."""

    workers = 1

    def mapped(self, work: Work[S, J, R], shared: S, jobs: Iterable[J]) -> Iterator[R | Lost[J]]:
        """Give each job's result; dead circles are seldom looked for, as in a worker."""
        usual = gc.get_threshold()
        gc.set_threshold(*SELDOM)
        try:
            for job in jobs:
                yield work(shared, job)
        finally:
            gc.set_threshold(*usual)

    def close(self) -> None:
        """Let nobody go: there are no workers."""
