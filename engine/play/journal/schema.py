"""The SQLite file: what it declares, and what a file must look like before it is trusted."""

from __future__ import annotations

import sqlite3
import struct
from pathlib import Path

from engine.play.journal.faults import Damaged, JournalError

APPLICATION_ID = 0x57434A4C
"""'WCJL', so that a file tells what it is."""
SCHEMA = 2
"""Number of the file's form, kept as SQLite's user_version."""
MOST_BYTES = 2_000_000_000
MOST_TEXT = 64_000_000

TABLES = {
    "content": "CREATE TABLE content (id INTEGER PRIMARY KEY, place TEXT NOT NULL, "
    "text TEXT NOT NULL)",
    "derived": "CREATE TABLE derived (id INTEGER PRIMARY KEY, entry INTEGER NOT NULL, "
    "kind TEXT NOT NULL, text TEXT NOT NULL, hash TEXT NOT NULL)",
    "entry": "CREATE TABLE entry (seq INTEGER PRIMARY KEY, text TEXT NOT NULL, hash TEXT NOT NULL)",
    "head": "CREATE TABLE head (id INTEGER PRIMARY KEY CHECK (id = 1), seq INTEGER NOT NULL, "
    "hash TEXT NOT NULL)",
}
_MAGIC = b"SQLite format 3\x00"
_HEADER = 100


def build(connection: sqlite3.Connection) -> None:
    """Declare a new journal in an empty database."""
    connection.execute("PRAGMA page_size = 4096")
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA}")
    for text in TABLES.values():
        connection.execute(text)


def guard(connection: sqlite3.Connection) -> None:
    """Set up a connection so that a stranger's file can run and exhaust nothing."""
    connection.text_factory = _decoded
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_TEXT)
    for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0"):
        connection.execute(f"PRAGMA {pragma}")


def _decoded(data: bytes) -> str:
    """Return a text's characters; bytes that are none are replaced, and the hashes then tell."""
    return data.decode("utf-8", "replace")


def check_header(path: str, head: bytes, size: int) -> None:
    """Refuse what is no journal, is cut off, or was written by a newer Whitecell."""
    if not head:
        raise Damaged(path, "the file is empty")
    if len(head) < _HEADER or not head.startswith(_MAGIC):
        raise Damaged(path, "this is not a journal of Whitecell")
    application, version = struct.unpack(">I", head[68:72])[0], struct.unpack(">I", head[60:64])[0]
    if application != APPLICATION_ID:
        raise Damaged(path, "this is not a journal of Whitecell")
    if version > SCHEMA:
        raise JournalError(
            path,
            f"written by a newer Whitecell (schema {version}; this one reads up to {SCHEMA}); "
            "update Whitecell to open it",
        )
    if version < 1:
        raise Damaged(path, "the file is damaged: it has no schema number")
    page, pages = struct.unpack(">H", head[16:18])[0], struct.unpack(">I", head[28:32])[0]
    if head[18:20] != b"\x01\x01" or page != 4096:
        raise Damaged(path, "the file is damaged: its header was changed")
    if size != page * pages:
        missing = page * pages - size
        what = f"{missing} bytes are cut off its end" if missing > 0 else "something is added"
        raise Damaged(path, f"the file is damaged: {what}")
    if size > MOST_BYTES:
        raise JournalError(path, "the file is larger than a journal may be")


def check_tables(path: str, connection: sqlite3.Connection) -> None:
    """Refuse a file that holds any table, view, trigger or index but ours."""
    found = connection.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY name").fetchall()
    for kind, name, text in found:
        if kind != "table" or TABLES.get(name) != text:
            shown = "".join(c for c in str(name)[:40] if c.isprintable())
            raise Damaged(path, f"it holds a {kind!s:.10} {shown!r} that is not of Whitecell")
    if missing := TABLES.keys() - {name for _, name, _ in found}:
        raise Damaged(path, f"the file is damaged: it has no table {min(missing)!r}")
    verdict = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if verdict != "ok":
        raise Damaged(path, "the file is damaged: its pages do not fit together")


def head_of(path: Path) -> tuple[bytes, int]:
    """Return a file's first bytes and its size."""
    with path.open("rb") as file:
        return file.read(_HEADER), path.stat().st_size
