"""What a batch left, finished or not: its plan, its manifest, and its tables by SQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from batch.damage import sound
from batch.folders import FolderError
from batch.manifest import Plain, read_manifest, read_study
from batch.parquet import connection, joined_as_csv, put, table
from batch.plan import Study
from batch.runner import tally_of
from batch.stopping import Tally
from batch.store import table_files
from batch.tables import NAMES

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class Results:
    """A batch's folder, read; FolderError where it holds none."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest: Plain = read_manifest(folder)
        self.study: Study = read_study(folder)

    @property
    def complete(self) -> bool:
        """Whether it has come to its end."""
        return bool(self.manifest["status"] == "complete")

    @contextmanager
    def connect(self) -> Iterator[DuckDBPyConnection]:
        """Give a DuckDB with the views `runs`, `turns` and `moves`, of all that is there by now.

        FolderError where no run is written yet.
        """
        with sound(self.folder), connection() as duck:
            for name in NAMES:
                files = table_files(self.folder, name)
                if not files:
                    raise FolderError(f"{self.folder}: no run is written yet")
                table(duck, files).create_view(name)
            yield duck

    def tally(self) -> Tally:
        """Return how the runs ended, by arm."""
        return tally_of(self.folder, self.study.spread)

    def failures(self, limit: int = 100) -> list[tuple[str, str, str]]:
        """Return run, stage and cause of the first failed runs."""
        with self.connect() as duck:
            query = "SELECT run, stage, cause FROM runs WHERE status = 'failed' LIMIT ?"
            return duck.execute(query, [limit]).fetchall()

    def digest(self, run: str) -> str | None:
        """Return the digest of a run; None where it failed or is not written."""
        if not self.complete and not table_files(self.folder, "runs"):
            return None
        with self.connect() as duck:
            found = duck.execute("SELECT digest FROM runs WHERE run = ?", [run]).fetchone()
        return found[0] if found else None

    def write_csv(self) -> list[Path]:
        """Write each table as CSV beside it, all or none, and return their places."""
        places = [self.folder / f"{name}.csv" for name in NAMES]
        try:
            with sound(self.folder), ExitStack() as written:
                for name, place in zip(NAMES, places, strict=True):
                    beside = written.enter_context(put(place))
                    joined_as_csv(table_files(self.folder, name), beside)
        except OSError as error:
            why = (error.strerror or "cannot be written").lower()
            raise FolderError(f"{self.folder}: no CSV could be written there: {why}") from None
        return places
