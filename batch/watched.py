"""A batch run aside, for a screen that is to stay free: it tells how far it is as it goes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from batch.aside import Send
from batch.compare.shares import Share
from batch.executors import Executor
from batch.plan import Study
from batch.runner import CHUNK, Failed, Standing, run_batch
from batch.stopping import Tally

EVERY = 0.2
"""Seconds between two words on how far it is."""


@dataclass(frozen=True, slots=True)
class How:
    """How a batch is run; nothing that comes out depends on it."""

    workers: int | None = None
    scheduler: str | None = None
    chunk: int | None = None


@dataclass(frozen=True, slots=True)
class News:
    """How far a batch is: runs that are there, every arm's shares so far, the first that failed.

    `seconds` is the time of this sitting, `skipped` what was there before it, `width` that of the
    widest interval of any share.
    """

    done: int
    total: int
    skipped: int
    seconds: float
    width: float
    shares: tuple[Share, ...]
    failed: int
    failures: tuple[Failed, ...]

    @property
    def left(self) -> float | None:
        """Seconds it still takes at most, None while nothing is known of its pace."""
        fresh = self.done - self.skipped
        return self.seconds / fresh * (self.total - self.done) if fresh else None


def watch(send: Send, folder: Path, how: How) -> None:
    """Run the batch begun in a folder from wherever it is, and send News; for an Aside."""
    teller = _Teller(send)
    with _executor(folder, how) as executor:
        run_batch(folder, executor, chunk=how.chunk or CHUNK, tell=teller.tell)
    teller.last()


class _Teller:
    """Sends how far it is, not oftener than a screen can show."""

    def __init__(self, send: Send) -> None:
        self._send, self._said = send, 0.0
        self._standing: Standing | None = None

    def tell(self, standing: Standing) -> None:
        """Hear how far it is."""
        self._standing = standing
        now = time.monotonic()
        if now - self._said >= EVERY:
            self._said = now
            self._send(news_of(standing))

    def last(self) -> None:
        """Send the last word."""
        if self._standing is not None:
            self._send(news_of(self._standing))


def news_of(standing: Standing) -> News:
    """Return how far a batch is as plain data."""
    return News(
        standing.done,
        standing.total,
        standing.skipped,
        time.monotonic() - standing.began,
        standing.widest,
        tuple(shares_so_far(standing.study, standing.tally)),
        standing.tally.failed,
        tuple(standing.failures),
    )


def _executor(folder: Path, how: How) -> Executor:
    if how.scheduler is not None:
        from batch.cluster import Cluster

        return Cluster(how.scheduler)
    from batch.pool import executor_of

    return executor_of(folder, how.workers)


def shares_so_far(study: Study, tally: Tally) -> Iterator[Share]:
    """Give every arm's share of every class that is declared, with the interval a comparison has.

    Arms without a run that ended are left out.
    """
    for arm in study.arms:
        counts = tally.outcomes.get(arm.index)
        if not counts:
            continue
        runs = counts.total()
        spans = tally.spans(arm.index, (id for id, _ in study.sources[arm.scenario].outcomes))
        for id, (low, high, method) in spans.items():
            hits = counts.get(id, 0)
            yield Share(arm.label, id, hits, runs, hits / runs, low, high, method)
