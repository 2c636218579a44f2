"""Jobs on a Dask cluster that is already there: its scheduler's address is all that is needed.

Nothing is started and nothing listens here; what travels is pickled, so the workers must be ours.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from batch.executors import TRIES, Executor, Lost, Work
from batch.pool import AHEAD
from batch.versions import differences, versions
from engine.errors import PlayError

S = TypeVar("S")
J = TypeVar("J")
R = TypeVar("R")
SECONDS = 15
"""How long a scheduler may take to answer."""


class Cluster(Executor):
    """The workers of a running scheduler; PlayError where it or they will not do."""

    def __init__(self, address: str) -> None:
        from distributed import Client

        for name in ("distributed", "distributed.client", "distributed.worker"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
        try:
            client: Any = Client
            self._client: Any = client(address, timeout=SECONDS, set_as_default=False)
        except (OSError, TimeoutError, ValueError, ImportError) as error:
            raise PlayError(f"no scheduler answers at {address}: {_said(error)}") from None
        self.address = address
        self._given: tuple[object, Any] = (None, None)
        try:
            self._check(address)
        except BaseException:
            self.close()
            raise

    @property
    def workers(self) -> int:
        """How many threads the cluster's workers have by now."""
        return sum(self._client.nthreads().values())

    def _check(self, address: str) -> None:
        """Refuse a cluster without workers, or whose workers would make other rows than we do."""
        try:
            self._client.wait_for_workers(1, timeout=SECONDS)
        except TimeoutError:
            raise PlayError(f"the scheduler at {address} has no workers") from None
        try:
            found: Mapping[str, Mapping[str, str]] = self._client.run(_versions)
        except Exception as error:  # noqa: BLE001 - whatever a worker without our code raises
            raise PlayError(f"the workers do not have Whitecell: {_said(error)}") from None
        for worker, theirs in sorted(found.items()):
            if other := differences(versions(), theirs):
                raise PlayError(f"the worker at {worker} has {other}; results would differ")

    def mapped(self, work: Work[S, J, R], shared: S, jobs: Iterable[J]) -> Iterator[R | Lost[J]]:
        """Give each job's result; a job whose worker dies is done again elsewhere."""
        out = deque[tuple[J, Any]]()
        try:
            for job in jobs:
                out.append((job, self._submit(work, shared, job)))
                if len(out) >= AHEAD * max(1, self.workers):
                    yield self._next(out)
            while out:
                yield self._next(out)
        finally:
            for _, future in out:
                future.cancel()

    def _submit(self, work: Work[S, J, R], shared: S, job: J) -> Any:
        if self._given[0] is not shared:
            there = self._client.submit(_itself, shared, pure=False, retries=TRIES - 1)
            self._given = (shared, there)  # a task: made anew where all who hold it die
        expected = versions()["code"]
        options = {"pure": False, "retries": TRIES - 1}
        return self._client.submit(_checked, expected, work, self._given[1], job, **options)

    def _next(self, out: deque[tuple[J, Any]]) -> Any:
        from distributed import KilledWorker
        from distributed.client import FutureCancelledError

        job, future = out.popleft()
        try:
            return future.result()
        except KilledWorker:
            return Lost(job)
        except (FutureCancelledError, OSError, TimeoutError) as error:
            message = f"the scheduler at {self.address} was lost: {_said(error)}"
            raise PlayError(message) from None

    def close(self) -> None:
        """Leave the cluster; it goes on without us."""
        self._client.close(timeout=SECONDS)


def _checked(expected: str, work: Work[S, J, R], shared: S, job: J) -> R:
    """Do a job, on a worker that came later too, only with the same code as ours."""
    if versions()["code"] != expected:
        raise PlayError("a worker joined whose engine differs from ours")
    return work(shared, job)


def _itself(shared: S) -> S:
    return shared


def _versions() -> dict[str, str]:
    return dict(versions())


def _said(error: BaseException) -> str:
    return (" ".join(str(error).split()) or type(error).__name__)[:200]
