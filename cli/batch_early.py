"""Workers of a batch, begun while it is still being read what they will do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from batch.executors import workers_for
from batch.pool import Pool

if TYPE_CHECKING:
    from cli.batch import How, What

IMPORTS = ("batch.single",)
"""What takes a worker longest to begin with."""


@contextmanager
def begun_early(what: What, how: How, *, watch: bool) -> Iterator[Pool | None]:
    """Give workers that are beginning where it is certain that there will be some, else None."""
    workers = workers_for(what.runs or 0, how.workers)
    if watch or how.scheduler is not None or workers == 1:
        yield None
        return
    with Pool(workers, IMPORTS) as pool:
        pool.begin()
        yield pool
