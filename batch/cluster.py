"""Jobs on a Dask cluster that is already there: its scheduler's address is all that is needed.

Nothing is started and nothing listens here; what travels is pickled, so the workers must be ours.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from batch.executors import TRIES, Executor, Lost, Work
from batch.folders import FolderError
from batch.pool import AHEAD
from batch.versions import differences, versions
from engine.errors import PlayError

S = TypeVar("S")
J = TypeVar("J")
R = TypeVar("R")
SECONDS = 10
"""How long a scheduler may take to answer, and how long its first worker may take to come."""
HINT = "a scheduler tells its address when it starts, such as tcp://10.0.0.5:8786"


class NoClusterError(FolderError):
    """No cluster a batch could use is at the address that was given."""


class Cluster(Executor):
    """The workers of a running scheduler; NoClusterError where it or they will not do.

    PlayError where a scheduler that answered is lost later.
    """

    def __init__(self, address: str) -> None:
        for name in ("distributed", "distributed.client", "distributed.worker"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
        self._client: Any = _connected(address)
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
            raise NoClusterError(f"the scheduler at {address} has no workers") from None
        try:
            found: Mapping[str, Mapping[str, str]] = self._client.run(_versions)
        except Exception as error:  # noqa: BLE001 - whatever a worker without our code raises
            raise NoClusterError(f"the workers do not have Whitecell: {_said(error)}") from None
        for worker, theirs in sorted(found.items()):
            if other := differences(versions(), theirs):
                differ = f"the worker at {worker} has {other}; results would differ"
                raise NoClusterError(differ)

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


def _connected(address: str) -> Any:
    """Return a client of the scheduler at an address; NoClusterError where none answers."""
    from distributed import Client

    client: Any = Client.__new__(Client)
    try:
        asyncio.run(_asked(address))
        client.__init__(address, timeout=SECONDS, set_as_default=False)
    except Exception as error:  # noqa: BLE001 - whatever comes of what another program answers
        client.status = "closed"  # half made, it would wait half a minute for its own end
        said = f"{address[:80] or 'no address'}: {_said(error).removesuffix('.')}"
        raise NoClusterError(f"no scheduler answers at {said}; {HINT}") from None
    return client


async def _asked(address: str) -> None:
    """Ask a scheduler who it is, before anything is begun that would have to be ended.

    A plain connection comes first: one that is refused is tried again and again by Dask.
    """
    from distributed.comm.addressing import get_address_host_port
    from distributed.core import rpc

    scheduler_at: Any = rpc
    host, port = get_address_host_port(address)
    try:
        async with asyncio.timeout(SECONDS):
            _, there = await asyncio.open_connection(host, port)
            there.close()
            async with scheduler_at(address, timeout=SECONDS) as scheduler:
                found = await scheduler.identity()
    except TimeoutError:
        raise TimeoutError(f"nothing was heard for {SECONDS} seconds") from None
    except (MemoryError, TypeError, LookupError):
        raise ValueError("what listens there is no scheduler") from None
    if not isinstance(found, dict) or found.get("type") != "Scheduler":
        raise ValueError("what listens there is no scheduler")


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
    told = str(error)
    if isinstance(error, OSError) and error.errno is not None and error.errno > 0:
        told = os.strerror(error.errno).lower()
    return (" ".join(told.split()) or type(error).__name__)[:200]
