"""Jobs in worker processes of this machine, which live no longer than this process wants them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

from batch.crew import Crew, DiedError, Task
from batch.executors import TRIES, Executor, Here, Lost, Ready, Work, as_it_is, workers_for
from engine.errors import WhitecellError

S = TypeVar("S")
J = TypeVar("J")
R = TypeVar("R")

AHEAD = 3
"""Jobs handed out to each worker before the first is done: none waits for the next."""
HELD = 2 * AHEAD
"""Jobs of each worker that are not given back in their order yet: memory does not grow with all."""


class WorkerLostError(WhitecellError):
    """A job ended the process it ran in, each time it was tried."""

    def __str__(self) -> str:
        """Return the sentence a user reads."""
        return "a worker process died, and again each time its work was done anew"


class Pool(Executor):
    """A pool of processes; where one dies all are begun anew, and what they had is done again.

    `imports` names modules the work will need, for a pool that is begun before it is known.
    """

    def __init__(self, workers: int, imports: Sequence[str] = ()) -> None:
        self._workers, self._imports = workers, imports
        self._crew: Crew | None = None
        self._shared: object = None
        self._ready: Ready[Any] = as_it_is
        self._numbers = count()

    @property
    def workers(self) -> int:
        """How many processes there are."""
        return self._workers

    def begin(self) -> None:
        """Begin the processes, before it is known what they will do."""
        if self._crew is None:
            self._crew = Crew(self.workers, self._imports)

    def expect(self, shared: S, ready: Ready[S]) -> None:
        """Make what jobs will share ready in the processes, which are begun if need be."""
        if self._crew is not None and self._crew.sharing:
            if shared is self._shared or shared == self._shared:
                self._shared = shared
                return
            self.close()
        self._shared, self._ready = shared, ready
        self._begun()

    def _begun(self) -> Crew:
        self.begin()
        assert self._crew is not None, "just begun"
        if not self._crew.sharing:
            self._crew.share(self._shared, self._ready)
        return self._crew

    def mapped(self, work: Work[S, J, R], shared: S, jobs: Iterable[J]) -> Iterator[R | Lost[J]]:
        """Give each job's result, in the order of the jobs, whatever the number of workers."""
        out = deque[Task]()
        try:
            if shared is not self._shared:
                self.expect(shared, as_it_is)
            for job in jobs:
                out.append(Task(next(self._numbers), work, job))
                self._begun().give(out[-1])
                while out and (out[0].done or self._full(out)):
                    yield from self._next(out)
            while out:
                yield from self._next(out)
        except BaseException:
            self.close()
            raise

    def _full(self, out: deque[Task]) -> bool:
        """Whether no more jobs are handed out: all have enough, or too many wait for the first."""
        enough = self._crew is not None and self._crew.fewest >= AHEAD
        return enough or len(out) >= HELD * self.workers

    def _next(self, out: deque[Task]) -> Iterator[Any]:
        """Give what came of the first task, if it is done; else wait until some task is."""
        if out[0].done:
            task = out.popleft()
            if not task.well:
                raise task.found
            yield task.found
            return
        assert self._crew is not None, "a task that is not done is in a worker's hands"
        try:
            self._crew.hear()
        except DiedError as died:
            self._mend(self._crew.left(), died.task)

    def _mend(self, left: Sequence[Task], suspect: Task | None) -> None:
        """Begin anew where a worker died, with all that is left; what it was at is tried alone."""
        self.close()
        if suspect is not None:
            self._try_alone(suspect)
        for task in left:
            if not task.done:
                self._begun().give(task)

    def _try_alone(self, task: Task) -> None:
        """Try a task in a process that does nothing else, so that no other is blamed for it."""
        for _ in range(TRIES - 1):
            with Pool(1) as one:
                one.expect(self._shared, self._ready)
                crew = one._begun()
                crew.give(task)
                try:
                    crew.hear()
                except DiedError:
                    continue
                return
        task.settle(True, Lost(task.job))

    def close(self) -> None:
        """Let all workers go in the middle of their jobs."""
        if self._crew is not None:
            self._crew.close()
        self._crew = None


def executor_for(workers: int) -> Executor:
    """Return this process alone for one worker, else a pool."""
    return Here() if workers <= 1 else Pool(workers)


def executor_of(folder: Path, asked: int | None) -> Executor:
    """Return where the batch of a folder is run: by as many workers as asked for, or it is worth.

    FolderError where there is none.
    """
    from batch.manifest import read_manifest

    manifest = read_manifest(folder)
    total = manifest["runs"] * manifest["samples"] * len(manifest["arms"])
    return executor_for(workers_for(total, asked))


def mapped(function: Callable[[J], R], jobs: Iterable[J], workers: int = 1) -> Iterator[R]:
    """Give each job's result, in the order of the jobs, whatever the number of workers.

    WorkerLostError where a job ends every process it runs in.
    """
    with executor_for(workers) as executor:
        for result in executor.mapped(partial(_unshared, function), None, jobs):
            if isinstance(result, Lost):
                raise WorkerLostError
            yield result


def _unshared(function: Callable[[J], R], shared: None, job: J) -> R:
    return function(job)
