"""A sitting of a batch at the command line: executor, progress, what came out, how to go on."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from shlex import quote

from batch.executors import Executor
from batch.folders import FolderError, UnwrittenError
from batch.manifest import read_manifest
from batch.runner import CHUNK, Standing, run_batch
from cli.batch_progress import Progress
from cli.orderly import orderly
from cli.talk import say
from engine.errors import WhitecellError

STOPPED, HUNG_UP = 130, 129
"""Exit codes: stopped in good order; the terminal is gone, so nothing can be said."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """Where a batch is, how it is run, and how it is told of."""

    folder: Path
    workers: int | None
    chunk: int | None
    csv: bool
    format: str
    executor: Executor | None = None
    """Begun already; else it is chosen by how many runs there are."""
    scheduler: str | None = None
    """Where a watched batch finds its workers."""

    def play(self) -> int:
        """Run the batch to its end and tell what came out; 130 where it was stopped."""
        bar = Progress()

        def tell(standing: Standing) -> None:
            bar.tell(standing)
            if standing.done:
                from cli import batch_told  # noqa: F401 - while the workers are busy

        try:
            with orderly(), closing(bar), self._executor() as executor:
                run_batch(self.folder, executor, chunk=self.chunk or CHUNK, tell=tell)
        except KeyboardInterrupt:
            bar.close()
            say(f"stopped; go on with: {self._again()}")
            return STOPPED
        except FolderError:
            raise  # a mistake of use: nothing was played
        except UnwrittenError:
            bar.close()
            say(f"what was written is kept; go on once there is room with: {self._again()}")
            raise
        except WhitecellError:
            bar.close()
            if _unfinished(self.folder):
                say(f"what is done is kept; go on with: {self._again()}")
            raise
        return self._at_its_end()

    def _at_its_end(self) -> int:
        from cli.batch_told import told

        told(self.folder, self.format, csv=self.csv)
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
        return self._at_its_end() or code

    def _again(self) -> str:
        return f"whitecell batch --resume --out {quote(str(self.folder))}"

    def _executor(self) -> Executor:
        if self.executor is not None:
            return self.executor
        from batch.pool import executor_of

        return executor_of(self.folder, self.workers)


def _unfinished(folder: Path) -> bool:
    try:
        return bool(read_manifest(folder)["status"] != "complete")
    except WhitecellError:
        return False
