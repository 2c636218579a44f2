"""A sitting of a batch at the command line: executor, progress, what came out, how to go on."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from batch.compare.shares import Share
from batch.executors import Executor, workers_for
from batch.manifest import Plain, read_manifest
from batch.results import Results
from batch.runner import CHUNK, run_batch
from batch.watched import shares_so_far
from cli.batch_progress import Bar
from cli.recorded import orderly
from cli.talk import say, table, width, write
from engine.errors import WhitecellError
from reports.data import as_text

STOPPED, HUNG_UP = 130, 129
"""Exit codes: stopped in good order; the terminal is gone, so nothing can be said."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """Where a batch is, how it is run, and how it is told of."""

    folder: Path
    workers: int | None
    scheduler: str | None
    chunk: int | None
    csv: bool
    format: str

    def play(self) -> int:
        """Run the batch to its end and tell what came out; 130 where it was stopped."""
        bar = Bar()
        try:
            with orderly(), closing(bar), self._executor() as executor:
                manifest = run_batch(
                    self.folder, executor, chunk=self.chunk or CHUNK, tell=bar.tell
                )
        except KeyboardInterrupt:
            bar.close()
            say(f"stopped; go on with: {self._again()}")
            return STOPPED
        except WhitecellError:
            bar.close()
            if _unfinished(self.folder):
                say(f"what is done is kept; go on with: {self._again()}")
            raise
        return self._at_its_end(manifest)

    def _at_its_end(self, manifest: Plain) -> int:
        results = Results(self.folder)
        if self.csv:
            results.write_csv()
        self._told(manifest, results)
        return 0

    def watched(self) -> int:
        """Run the batch on the screen, and tell what came out once it is closed."""
        from batch.manifest import read_study
        from batch.watched import How
        from tui.app import main_batch
        from tui.lab.desk import Lab

        how = How(self.workers, self.scheduler, self.chunk)
        lab = Lab((self.folder,), read_study(self.folder), "running", how=how)
        code = main_batch(lab)
        if code == HUNG_UP:
            return code
        if lab.fault:
            say(f"whitecell: {lab.fault}")
        if _unfinished(self.folder):
            say(f"stopped; go on with: {self._again()}")
            return 1 if lab.fault else STOPPED
        return self._at_its_end(read_manifest(self.folder)) or code

    def _again(self) -> str:
        return f"whitecell batch --resume --out {self.folder}"

    def _executor(self) -> Executor:
        if self.scheduler is not None:
            from batch.cluster import Cluster

            return Cluster(self.scheduler)
        from batch.pool import executor_for

        manifest = read_manifest(self.folder)
        total = manifest["runs"] * manifest["samples"] * len(manifest["arms"])
        return executor_for(workers_for(total, self.workers))

    def _told(self, manifest: Plain, results: Results) -> None:
        """Write what came out, and say which runs failed."""
        if self.format == "json":
            data = {"schema": 1, "out": str(self.folder), "status": manifest["status"]}
            sys.stdout.write(as_text({**data, **manifest["results"]}))
        else:
            for line in _lines(self.folder, results):
                write(line)
        for run, stage, cause in results.failures(limit=5):
            say(f"whitecell: run {run} failed in {stage}: {cause}")
            say(f"  repeat it with: whitecell run --from {self.folder} --run {run}")
        if (more := manifest["results"]["failed"] - 5) > 0:
            say(f"  and {more:,} more: the rows of runs whose status is failed")


def _unfinished(folder: Path) -> bool:
    try:
        return bool(read_manifest(folder)["status"] != "complete")
    except WhitecellError:
        return False


def _lines(folder: Path, results: Results) -> Iterator[str]:
    """Give what came out, arm by arm."""
    study, told, columns = results.study, results.manifest["results"], width()
    yield f"{study.title or 'Batch'} · {told['runs']:,} runs · seed {study.seed} · {folder}"
    if told["stopped"]:
        rounds = f"{told['rounds']:,} of {study.runs:,}"
        yield f"Enough after {rounds} rounds: no interval is wider than {told['width']:.3f}."
    several = list(shares_so_far(study, results.tally()))
    for arm in study.arms:
        own = [share for share in several if share.arm == arm.label]
        yield ""
        yield f"{arm.label} ({own[0].runs if own else 0:,} runs)"
        yield from table(_shares(own) or [("no run ended",)], columns)
    yield ""
    yield f"Compare the arms with: whitecell compare {folder}"


def _shares(own: Sequence[Share]) -> list[tuple[str, ...]]:
    return [
        (each.outcome, f"{each.share:.1%}", f"{each.low:.1%} to {each.high:.1%}")
        for each in own
        if each.hits
    ]
