"""The folder of a batch: parts as they come, whole tables at the end, never half a file.

A part is a folder `START-END` of the three tables for a range of positions. Parts begin at fixed
positions whatever the jobs were, so the same runs make the same files. The last part grows: a
longer one takes its place, and a reader takes the longest of those that begin alike.
"""

from __future__ import annotations

import re
import shutil
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from batch.guard import unbroken
from batch.parquet import connection, joined, put, read_table, synced, table, write_table
from batch.plan import PART
from batch.tables import NAMES, Schema, Tables

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_PART = re.compile(r"(\d{9})-(\d{9})")


class Parts:
    """The rows of a batch that is not complete, written as they come."""

    def __init__(self, folder: Path, schema: Schema) -> None:
        self.folder, self.schema = folder / "parts", schema
        self.folder.mkdir(parents=True, exist_ok=True)
        done = whole_range(self.folder)
        self._sweep(done)
        self._written = done
        self._start = done - done % PART
        self._held: list[tuple[Tables, int]] = []
        if self._start < done:
            self._held.append((self._last(), done - self._start))

    def close(self) -> None:
        """Let go of what writes; nothing more can be added."""
        if "duck" in self.__dict__:
            self.duck.close()

    @cached_property
    def duck(self) -> DuckDBPyConnection:
        """What writes, from the first part on: workers need not wait for its import."""
        return connection()

    @property
    def done(self) -> int:
        """How many runs are held, written or not."""
        return self._start + sum(runs for _, runs in self._held)

    def _sweep(self, done: int) -> None:
        """Take away what a killed process left half done, and parts a longer one stands for.

        Parts behind a gap go too: their runs are played again once the gap is filled. What is not
        called like a part is none of ours and stays.
        """
        kept = {path for path in part_folders(self.folder) if int(path.name[-9:]) <= done}
        for path in self.folder.iterdir():
            if path not in kept and _PART.fullmatch(path.name.removeprefix(".")):
                shutil.rmtree(path)

    def _last(self) -> Tables:
        folder = part_folders(self.folder)[-1]
        return {
            name: read_table(folder / f"{name}.parquet", types)
            for name, types in self.schema.items()
        }

    def add(self, rows: Tables, runs: int) -> None:
        """Add the rows of the runs that come next; they must not reach past a part's end."""
        self._held.append((rows, runs))
        assert self.done <= self._start + PART, "jobs end where parts end"
        if self.done == self._start + PART:
            self.flush()

    def flush(self) -> None:
        """Write what is held, as a part of its own or in place of the shorter one."""
        with unbroken():
            done = self.done
            if done > self._written:
                self._write(done)
            if done == self._start + PART:
                self._start, self._held = done, []

    def _write(self, done: int) -> None:
        place = self.folder / f"{self._start:09}-{done:09}"
        beside = self.folder / f".{place.name}"
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir()
        for name in NAMES:
            several = [rows[name] for rows, _ in self._held]
            write_table(self.duck, beside / f"{name}.parquet", several, self.schema[name])
            synced(beside / f"{name}.parquet")
        beside.rename(place)
        synced(self.folder)
        if self._written > self._start:
            shutil.rmtree(self.folder / f"{self._start:09}-{self._written:09}", ignore_errors=True)
        self._written = done


def part_folders(folder: Path) -> list[Path]:
    """Return the parts in their order, the longest of those that begin alike."""
    found: dict[int, tuple[int, Path]] = {}
    for path in folder.iterdir() if folder.is_dir() else ():
        if match := _PART.fullmatch(path.name):
            start, end = int(match[1]), int(match[2])
            found[start] = max(found.get(start, (0, path)), (end, path))
    return [found[start][1] for start in sorted(found)]


def whole_range(folder: Path) -> int:
    """Return up to which position parts follow one another from the start."""
    done = 0
    for path in part_folders(folder):
        match = _PART.fullmatch(path.name)
        if match is None or int(match[1]) != done:
            break
        done = int(match[2])
    return done


def table_files(folder: Path, name: str) -> list[Path]:
    """Return the files of a table: the whole one, else its parts so far."""
    whole = folder / f"{name}.parquet"
    if whole.exists():
        return [whole]
    return [part / f"{name}.parquet" for part in part_folders(folder / "parts")]


def put_together(duck: DuckDBPyConnection, folder: Path) -> dict[str, dict[str, int | str]]:
    """Write the three tables from their parts; return each one's rows, bytes and SHA-256."""
    found = {f"{name}.parquet": _put_together(duck, folder, name) for name in NAMES}
    synced(folder)
    return found


def _put_together(duck: DuckDBPyConnection, folder: Path, name: str) -> dict[str, int | str]:
    parts = [part / f"{name}.parquet" for part in part_folders(folder / "parts")]
    place = folder / f"{name}.parquet"
    with put(place) as beside:
        joined(duck, parts, beside)
    rows = int(table(duck, [place]).aggregate("count(*)").fetchall()[0][0])
    return {"rows": rows, "bytes": place.stat().st_size, "sha256": file_digest(place)}


def drop_parts(folder: Path) -> None:
    """Take the parts away, once the tables are whole."""
    shutil.rmtree(folder / "parts", ignore_errors=True)


def runs_digest(duck: DuckDBPyConnection, folder: Path) -> str:
    """Return the digest of all runs: a SHA-256 over each one's id and digest, in order.

    Of a failed run its cause stands for its digest.
    """
    what = sha256()
    table(duck, table_files(folder, "runs")).create_view("runs")
    rows = duck.execute("SELECT run, coalesce(digest, cause) FROM runs")
    while some := rows.fetchmany(2_000):
        for run, digest in some:
            what.update(f"{run} {digest}\n".encode())
    return what.hexdigest()


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    what = sha256()
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            what.update(piece)
    return what.hexdigest()
