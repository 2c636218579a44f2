"""Tables of a batch that cannot be read: which file, what is wrong with it, and how to get it back.

    with sound(folder), connection() as duck:
        ...  # whatever DuckDB cannot read there is told in one line

The manifest of a complete batch holds every table's bytes and SHA-256; a part is held against what
DuckDB makes of it.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from batch.folders import FolderError
from batch.manifest import Plain, read_manifest
from batch.parquet import connection, shapes, table
from batch.store import file_digest, table_files
from batch.tables import NAMES
from engine.content.problems import inert
from engine.errors import PlayError

ELSEWHERE = "ANOTHER_FOLDER"
GONE = re.compile(r"No files found|Cannot open file \".*\.parquet\": No such file")
"""How DuckDB says that a file it was told of is not there."""


class DamagedError(FolderError):
    """A file of a table is missing, or is not what the batch wrote."""


class ChangedError(PlayError):
    """A batch that goes on has put a longer file in the place of the one that was being read."""


@contextmanager
def sound(*folders: Path) -> Iterator[None]:
    """Tell of what cannot be read in some batches: DamagedError, or ChangedError to read anew.

    Tables of a complete batch are looked at before: they are there, and as long as they were.
    """
    for folder in folders:
        manifest = read_manifest(folder)
        _insist(folder, manifest, _short(folder, manifest))
    try:
        yield
    except Exception as error:
        import duckdb  # here: whoever writes nothing yet need not wait for it

        if not isinstance(error, duckdb.Error):
            raise
        for folder in folders:
            manifest = read_manifest(folder)
            _insist(folder, manifest, _wrong(folder, manifest))
        said = str(error).partition(": ")[2]
        if GONE.match(said):
            raise ChangedError("the batch changes faster than it can be read; try again") from None
        if isinstance(error, duckdb.OperationalError):
            raise FolderError(f"{folders[0]}: {inert(said.splitlines()[0][:200])}") from None
        raise


def insist_on_parts(folder: Path) -> None:
    """Raise DamagedError where a part of a batch that is not complete is not whole: a quick look.

    The ends of files are read, which tell of other columns and of every file that was cut short.
    """
    files = {name: table_files(folder, name) for name in NAMES}
    if not any(files.values()):
        return  # workers of a batch that begins need not wait for what would read them
    import duckdb

    manifest = read_manifest(folder)
    try:
        with connection() as duck:
            seen = {name: shapes(duck, files[name]) for name in NAMES}
        as_written = all(seen[n] <= {tuple(manifest["columns"][n])} for n in NAMES)
    except duckdb.Error:
        as_written = False
    if not as_written:
        _insist(folder, manifest, _wrong(folder, manifest))


def _insist(folder: Path, manifest: Plain, wrong: tuple[Path, str] | None) -> None:
    """Raise DamagedError for what is wrong, with the way to get the file back."""
    if wrong is not None:
        file, says = wrong
        raise DamagedError(f"{file} {says}; {_way_back(folder, manifest, file)}")


def _short(folder: Path, manifest: Plain) -> tuple[Path, str] | None:
    """Return the first table of a complete batch that is not there, or not of its length."""
    for name, told in _kept(manifest).items():
        says = _at_sight(folder / name, told)
        if says:
            return folder / name, says
    return None


def _at_sight(file: Path, told: Mapping[str, Any]) -> str:
    try:
        if not file.is_file():
            return "is a folder, not a table" if file.is_dir() else "is missing"
        size = file.stat().st_size
        with file.open("rb"):
            pass
    except OSError as error:
        return f"cannot be read: {(error.strerror or 'no reason is given').lower()}"
    if told and size != told["bytes"]:
        return f"is damaged: it has {size:,} bytes, not the {told['bytes']:,} of the manifest"
    return ""


def _wrong(folder: Path, manifest: Plain) -> tuple[Path, str] | None:
    """Return the first file of a batch that cannot be read, having read all of them."""
    for name in NAMES:
        for file in table_files(folder, name):
            told = _kept(manifest).get(file.name, {})
            says = _at_sight(file, told) or _within(file, told, manifest["columns"][name])
            if says:
                return file, says
    return None


def _within(file: Path, told: Mapping[str, Any], columns: Iterable[str]) -> str:
    """Return what is wrong inside a file, empty where nothing is."""
    import duckdb

    if told and file_digest(file) != told["sha256"]:
        return "is damaged: its SHA-256 is not that of the manifest"
    try:
        with connection() as duck:
            rows = table(duck, [file])
            if rows.columns != list(columns):
                return "is damaged: its columns are not those of the manifest"
            rows.aggregate("bit_xor(hash(COLUMNS(*)))").fetchall()
    except duckdb.Error:
        return "is damaged: it is not a whole Parquet file"
    return ""


def _kept(manifest: Plain) -> Mapping[str, Any]:
    """Return what a complete batch's manifest tells of its tables, by file."""
    results = manifest["results"] if manifest["status"] == "complete" else None
    found: Mapping[str, Any] = (results or {}).get("files") or {}
    return found


def _way_back(folder: Path, manifest: Plain, file: Path) -> str:
    if file.parent.parent.name == "parts":
        again = f"whitecell batch --resume --out {shlex.quote(str(folder))}"
        says = "its runs and those after it are played again"
        return f"take {file.parent} away and go on with: {again} ({says})"
    command = [str(word) for word in manifest["command"]]
    if len(command) < 3:
        return "copy it back, or play the batch again: the same words make the same file"
    return f"copy it back, or make the same file again with: {inert(shlex.join(anew(command)))}"


def anew(command: list[str]) -> list[str]:
    """Return the command that began a batch, as it begins the same one in another folder."""
    words, skips = list[str](), False
    for word in command:
        if not skips and not word.startswith("--out=") and word not in ("--out", "--resume"):
            words.append(word)
        skips = word == "--out"
    return [*words, "--out", ELSEWHERE]
