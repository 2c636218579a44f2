"""Tables to Parquet and back, by DuckDB, with every file put in its place in one step."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from batch.tables import Columns, joined_column, null_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection, DuckDBPyRelation

ROWS = 8_192
"""Rows of a row group: what is held in memory while a table is put together."""
MEMORY = "256MB"
FREED = "16MB"
"""Memory that DuckDB gives back to the system in one piece; to give back less costs more."""
_ERRNO = re.compile(r'"errno":\s*"(\d+)"')
"""Where DuckDB's words on a file tell the system's number of what is wrong."""


def connection() -> DuckDBPyConnection:
    """Return a DuckDB in memory that works alone, keeps the order of rows and fetches nothing."""
    import duckdb

    settings: dict[str, Any] = {
        "threads": 1,
        "memory_limit": MEMORY,
        "preserve_insertion_order": True,
        "allocator_flush_threshold": "0MB",
        "allocator_bulk_deallocation_flush_threshold": FREED,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    return duckdb.connect(":memory:", config=settings)


def write_table(
    duck: DuckDBPyConnection, path: Path, several: Sequence[Columns], types: Mapping[str, str]
) -> None:
    """Write tables that follow one another to a new file.

    None, NaN among numbers, and what a table lacks become null.
    """
    data, casts = {}, []
    for at, (name, type_) in enumerate(types.items()):
        column = data[f"c{at}"] = joined_column(name, type_, several)
        value = f"c{at}"
        if column.dtype.kind == "i" and len(column) and column.min() == null_of(type_):
            value = f"nullif(c{at}, {int(null_of(type_))})"
        casts.append(f"CAST({value} AS {type_}) AS {quoted(name)}")
    duck.register("data", data)
    _copy(duck, f"FROM data SELECT {', '.join(casts)}", path, "COMPRESSION snappy")
    duck.unregister("data")


def read_table(path: Path, types: Mapping[str, str]) -> Columns:
    """Return a table that `write_table` wrote, as plain values."""
    with connection() as duck:
        rows = table(duck, [path]).fetchall()
    return {name: [row[at] for row in rows] for at, name in enumerate(types)}


def joined(duck: DuckDBPyConnection, paths: Sequence[Path], to: Path) -> None:
    """Write the rows of several files of one table into one, in their order."""
    several = ", ".join(_text(_unglobbed(path)) for path in paths)
    rows = f"FROM read_parquet([{several}])"
    _copy(duck, rows, to, f"COMPRESSION zstd, ROW_GROUP_SIZE {ROWS}")


def _copy(duck: DuckDBPyConnection, rows: str, to: Path, how: str) -> None:
    """Write what a query gives to a file. No filters of Bloom's: nobody looks for a single name."""
    with _to(to):
        told = f"FORMAT parquet, WRITE_BLOOM_FILTER false, {how}"
        duck.execute(f"COPY ({rows}) TO {_text(str(to))} ({told})")


def joined_as_csv(paths: Sequence[Path], to: Path) -> None:
    """Write the rows of several files of one table as CSV with a heading, null as nothing.

    A text a spreadsheet would take for a formula gets an apostrophe before it.
    """
    with connection() as duck:
        rows = table(duck, paths)
        kinds = zip(rows.columns, rows.types, strict=True)
        inert = (_inert(quoted(n)) if str(k) == "VARCHAR" else quoted(n) for n, k in kinds)
        with _to(to):
            rows.project(", ".join(inert)).write_csv(str(to), header=True)


@contextmanager
def _to(path: Path) -> Iterator[None]:
    """Raise OSError, as every writer does, where DuckDB cannot write a file: no space, or such."""
    import duckdb

    try:
        yield
    except duckdb.IOException as error:
        said = str(error)
        if path.name not in said:
            raise  # a file that was read
        told = _ERRNO.search(said)
        number = int(told[1]) if told else errno.EIO
        raise OSError(number, os.strerror(number), str(path)) from error


def _inert(name: str) -> str:
    risky = f"regexp_matches({name}, '^[-=+@\\t\\r]')"
    return f"CASE WHEN {risky} THEN chr(39) || {name} ELSE {name} END AS {name}"


def table(duck: DuckDBPyConnection, paths: Sequence[Path]) -> DuckDBPyRelation:
    """Return the rows of some files of one table, in their order."""
    return duck.read_parquet([_unglobbed(path) for path in paths])


def shapes(duck: DuckDBPyConnection, paths: Sequence[Path]) -> set[tuple[str, ...]]:
    """Return the columns that some files have, each set of them once; only their ends are read."""
    if not paths:
        return set()
    query = "SELECT file_name, list(name) FROM parquet_schema(?) GROUP BY ALL"
    found = duck.execute(query, [[_unglobbed(path) for path in paths]]).fetchall()
    return {tuple(names[1:]) for _, names in found}  # the first is the name of the whole


def _unglobbed(path: Path) -> str:
    """Return a path in which no sign stands for others."""
    return "".join(f"[{sign}]" if sign in "[*?" else sign for sign in str(path))


def quoted(name: str) -> str:
    """Return a name of SQL."""
    return '"' + name.replace('"', '""') + '"'


def _text(value: str) -> str:
    """Return a text of SQL."""
    return "'" + value.replace("'", "''") + "'"


@contextmanager
def put(path: Path) -> Iterator[Path]:
    """Give a place to write beside a file's own, and move it there once it is on the disk."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        yield beside
        synced(beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def synced(path: Path) -> None:
    """Wait until a file or a folder's list of names is on the disk."""
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
