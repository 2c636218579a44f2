"""A batch, run: jobs to an executor, rows to parts, parts to tables, wherever it was left before.

What comes out depends on the plan alone: not on the executor, the jobs, or how often it was
stopped. A run that fails is a row.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from batch.afar import first_arm, play_job
from batch.damage import insist_on_parts, sound
from batch.executors import Executor, Lost
from batch.folders import FolderError, UnwrittenError, written
from batch.guard import unbroken
from batch.manifest import MANIFEST, Plain, read_manifest, read_study, write_json
from batch.parquet import connection, table
from batch.plan import Job, Spec, Study
from batch.stopping import Tally, widest
from batch.store import Parts, drop_parts, put_together, runs_digest, table_files
from batch.tables import Columns, Tables
from batch.versions import differences, versions
from engine.play.journal.lock import Lock

CHUNK = 25
"""Runs handed out at once; nothing depends on it."""
FLUSH = 15.0
"""Seconds after which rows are written though their part is not whole."""
TOLD = 100
"""Failed runs that are told of one by one."""


class Failed(NamedTuple):
    """A run that failed: its id, where it stopped, and why."""

    run: str
    stage: str
    cause: str


@dataclass
class Standing:
    """How far a batch is; `widest` is the width of the least known outcome share."""

    study: Study
    done: int = 0
    tally: Tally = field(default_factory=Tally)
    began: float = field(default_factory=time.monotonic)
    skipped: int = 0
    """Runs that were there before this sitting."""
    failures: list[Failed] = field(default_factory=list)
    """The first failed runs of this sitting."""

    @property
    def total(self) -> int:
        """Runs there will be at most."""
        return self.study.total

    @property
    def widest(self) -> float:
        """The width of the widest interval of any arm's outcome shares."""
        study = self.study
        classes = {
            arm.index: [id for id, _ in study.sources[arm.scenario].outcomes] for arm in study.arms
        }
        return widest(self.tally, classes)

    @property
    def enough(self) -> bool:
        """Whether the shares are known as well as was asked for."""
        return self.study.stop_at is not None and self.widest <= self.study.stop_at


Tell = Callable[[Standing], None]


def run_batch(
    folder: Path,
    executor: Executor,
    *,
    chunk: int = CHUNK,
    tell: Tell = lambda standing: None,
) -> Plain:
    """Run the batch begun in a folder to its end, from wherever it is; return its manifest.

    FolderError where there is none or other versions began it, Busy where another process runs it,
    UnwrittenError where its disk takes no more: what is done is kept, and can be gone on with.
    """
    manifest = read_manifest(folder)
    lock = Lock(folder / MANIFEST)
    try:
        if manifest["status"] == "complete":
            drop_parts(folder)
            return manifest
        study = read_study(folder)
        if other := differences(manifest["versions"], versions()):
            raise FolderError(f"{folder} was begun by other versions; here is {other}")
        lock.used_for("batch")
        executor.expect(study, first_arm)
        return _Run(folder, study, manifest, executor, chunk, tell).to_its_end()
    finally:
        lock.release()


class _Run:
    """One sitting of a batch."""

    def __init__(
        self,
        folder: Path,
        study: Study,
        manifest: Plain,
        executor: Executor,
        chunk: int,
        tell: Tell,
    ) -> None:
        self.folder, self.study, self.manifest = folder, study, manifest
        self.executor, self.chunk, self.tell = executor, chunk, tell
        insist_on_parts(folder)
        with written(folder), sound(folder):
            self.parts = Parts(folder, manifest["columns"])
        done = self.parts.done
        self.standing = Standing(study, done, tally_of(folder, study.spread), skipped=done)

    def to_its_end(self) -> Plain:
        """Run what is missing and put the tables together; what is done is kept in any case."""
        self._say("running")
        with closing(self.parts):
            try:
                self._play()
            except UnwrittenError:
                raise  # nothing more can be kept
            except BaseException:
                self._flush()
                self._say("interrupted")
                raise
            self._flush()
            results = self._results()
        self._say("complete", results)
        drop_parts(self.folder)
        return self.manifest

    def _flush(self) -> None:
        with written(self.folder):
            self.parts.flush()

    def _say(self, status: str, results: Plain | None = None) -> None:
        self.manifest |= {"status": status, "results": results}
        with written(self.folder), unbroken():
            write_json(self.folder / MANIFEST, self.manifest)

    def _play(self) -> None:
        """Play block after block; between blocks, judge whether it is enough."""
        standing, study = self.standing, self.study
        self.tell(standing)
        while standing.done < study.total:
            if standing.done and standing.done % study.block == 0 and standing.enough:
                return
            stop = study.block_end(standing.done) if study.stop_at is not None else study.total
            self._range(standing.done, stop)

    def _range(self, start: int, stop: int) -> None:
        jobs = self.study.jobs(start, stop, self.chunk, self.executor.workers)
        kept = time.monotonic()
        for result in self.executor.mapped(play_job, self.study, jobs):
            for rows, runs in self._found(result):
                with written(self.folder):
                    self.parts.add(rows, runs)
                self.standing.done = self.parts.done
                found = rows["runs"]
                self._count(found, runs)
                self._note(found)
            if time.monotonic() - kept > FLUSH:
                self._flush()
                kept = time.monotonic()
            self.tell(self.standing)

    def _count(self, rows: Columns, runs: int) -> None:
        """Count how some runs ended."""
        ended = rows.get("outcome") or [None] * runs
        for arm, sample, outcome in zip(rows["arm"], rows["sample"], ended, strict=True):
            told = None if outcome is None else str(outcome)
            self.standing.tally.add(int(arm), told, int(sample))

    def _note(self, rows: Columns) -> None:
        """Remember which of some runs failed."""
        causes = rows.get("cause") or ()
        for at, cause in enumerate(causes):
            if cause is not None and len(self.standing.failures) < TOLD:
                run, stage = str(rows["run"][at]), str(rows["stage"][at])
                self.standing.failures.append(Failed(run, stage, str(cause)))

    def _found(self, result: Tables | Lost[Job]) -> Iterator[tuple[Tables, int]]:
        """Give a job's rows; those of a job that ended its process run by run."""
        if not isinstance(result, Lost):
            yield result, len(result["runs"]["arm"])
            return
        specs = result.job.specs
        singles = [self.study.job(spec) for spec in specs] if len(specs) > 1 else []
        for again in self.executor.mapped(play_job, self.study, iter(singles)):
            if isinstance(again, Lost):
                yield self._died(again.job.specs[0]), 1
            else:
                yield again, 1
        if not singles:
            yield self._died(specs[0]), 1

    def _died(self, spec: Spec) -> Tables:
        from batch.single import DIED, failed_rows

        return failed_rows(self.study, spec, DIED)

    def _results(self) -> Plain:
        standing, study = self.standing, self.study
        with written(self.folder), unbroken(), sound(self.folder):
            files = put_together(self.parts.duck, self.folder)
        return {
            "runs": standing.done,
            "failed": standing.tally.failed,
            "rounds": standing.done // (len(study.arms) * study.spread),
            "stopped": standing.done < study.total,
            "width": standing.widest,
            "digest": runs_digest(self.parts.duck, self.folder),
            "files": files,
        }


def tally_of(folder: Path, spread: int) -> Tally:
    """Return how the runs of a folder ended so far; `spread` is the number of sample points."""
    tally = Tally(spread)
    if files := table_files(folder, "runs"):
        with sound(folder), connection() as duck:
            table(duck, files).create_view("runs")
            query = "SELECT arm, outcome, sample, count(*) FROM runs GROUP BY ALL ORDER BY ALL"
            for row in duck.execute(query).fetchall():
                tally.add(*row)
    return tally
