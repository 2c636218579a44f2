"""Workers of a batch, begun while it is still being read what they will do.

A scheduler is asked first of all: where none answers, nothing has been written.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from batch.executors import Executor, workers_for
from batch.pool import Pool

if TYPE_CHECKING:
    from cli.batch import How, What

IMPORTS = ("batch.single",)
"""What takes a worker longest to begin with."""


@contextmanager
def begun_early(what: What, how: How, *, watch: bool) -> Iterator[Executor | None]:
    """Give workers that are beginning where it is certain that there will be some, else None.

    NoClusterError where no scheduler answers at the address given; a watched batch connects anew.
    """
    if how.scheduler is not None:
        from batch.cluster import Cluster

        with Cluster(how.scheduler) as cluster:
            if not watch:
                yield cluster
                return
    workers = workers_for(what.runs or 0, how.workers)
    if watch or workers == 1:
        yield None
        return
    with Pool(workers, IMPORTS) as pool:
        pool.begin()
        yield pool
