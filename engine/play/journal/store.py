"""Writing a journal: made whole or not at all, appended to, each append on disk before it counts.

A rollback journal with full syncing is used, not write-ahead logging: SQLite up to 3.51.2 may lose
data there. `synchronous = EXTRA` is FULL and syncs the folder as well, so that a power cut just
after a commit does not undo it.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from engine.model.copies import ContentCopy
from engine.play.journal.chain import GENESIS, link, seal
from engine.play.journal.contents import Contents, Derived, contents_of
from engine.play.journal.copying import give_name, keep_former, sync_folder
from engine.play.journal.entries import Entry
from engine.play.journal.faults import UNREADABLE, Damaged, JournalError, Unwritten, reason
from engine.play.journal.lock import Lock
from engine.play.journal.schema import SCHEMA, build, check_header, guard, head_of

WAIT = 0.5
"""Seconds to wait for another program that reads the file with SQLite."""


class Store:
    """A journal open for writing. `Store.create` and `Store.open` make one."""

    def __init__(self, path: Path, lock: Lock) -> None:
        self.path, self._lock = path, lock
        self._connection = _connected(path)
        self._identity = _identity(path)
        self._tip: tuple[int, str] = (0, GENESIS)
        self._schema = SCHEMA

    @classmethod
    def create(cls, path: Path, setup: Entry, copy: ContentCopy) -> Store:
        """Make a journal that holds a set-up, or nothing at all; never over another file."""
        lock = Lock(path)
        try:
            if path.exists() or path.is_symlink():
                raise JournalError(str(path), "there is a file of that name already")
            _make(path, setup, copy)
            store = cls(path, lock)
        except BaseException:
            lock.release()
            raise
        store._tip = (1, link(GENESIS, setup.text()))
        lock.used_for("journal")
        return store

    @classmethod
    def open(cls, path: Path) -> tuple[Store, Contents]:
        """Open a journal to go on writing it; also return what it holds."""
        _look(path)
        lock, store = Lock(path), None
        try:
            store = cls(path, lock)
            contents = store._checked()
        except BaseException as error:
            if store is not None:
                store.close()
            lock.release()
            if isinstance(error, UNREADABLE):
                raise _fault(path, error) from None
            raise
        store._tip = (len(contents.entries), contents.tip)
        lock.used_for("journal")
        return store, contents

    def _checked(self) -> Contents:
        """Return the contents after whatever was left half written has been rolled back."""
        self._connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        check_header(str(self.path), *head_of(self.path))
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.execute("ROLLBACK")
        self._schema = self._connection.execute("PRAGMA user_version").fetchone()[0]
        return contents_of(str(self.path), self._connection)

    @property
    def tip(self) -> str:
        """The hash of the last entry."""
        return self._tip[1]

    def append(self, entries: Sequence[Entry], derived: Sequence[Derived] = ()) -> None:
        """Write entries to disk, all or none. Unwritten says why it could not be done."""
        if not entries and not derived:
            return
        rows, tip = list[tuple[int, str, str]](), self._tip
        for entry in entries:
            text = entry.text()
            tip = (tip[0] + 1, link(tip[1], text))
            rows.append((tip[0], text, tip[1]))
        self._stands()
        if self._schema < SCHEMA:
            self._keep_former()
        try:
            self._write(rows, tip, derived)
        except (sqlite3.Error, OSError) as error:
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            if self._head() != tip:
                raise Unwritten(str(self.path), reason(error)) from None
        self._stands()
        self._tip = tip

    def _keep_former(self) -> None:
        """Keep the file as an older version wrote it, before anything of this one is in it."""
        try:
            keep_former(self.path, self._schema)
        except JournalError as error:
            says = f"an older version wrote it, and it could not be kept aside: {error.says}"
            raise Unwritten(str(self.path), says) from None

    def _write(
        self, rows: list[tuple[int, str, str]], tip: tuple[int, str], derived: Sequence[Derived]
    ) -> None:
        run = self._connection
        run.execute("BEGIN IMMEDIATE")
        if self._head() != self._tip:
            run.execute("ROLLBACK")
            raise JournalError(str(self.path), "another program has changed the file; open it anew")
        run.executemany("INSERT INTO entry (seq, text, hash) VALUES (?, ?, ?)", rows)
        sealed = [(d.entry, d.kind, d.text, seal(d.entry, d.kind, d.text)) for d in derived]
        run.executemany("INSERT INTO derived (entry, kind, text, hash) VALUES (?, ?, ?, ?)", sealed)
        run.execute("UPDATE head SET seq = ?, hash = ? WHERE id = 1", tip)
        if self._schema < SCHEMA:
            run.execute(f"PRAGMA user_version = {SCHEMA}")
        run.execute("COMMIT")
        self._schema = SCHEMA

    def _head(self) -> tuple[int, str] | None:
        """Return the head record as the file has it, None where it cannot be read."""
        try:
            row = self._connection.execute("SELECT seq, hash FROM head WHERE id = 1").fetchone()
        except sqlite3.Error:
            return None
        return (row[0], row[1]) if row else None

    def _stands(self) -> None:
        """Refuse to write into a file that is no longer the one of this name."""
        try:
            same = _identity(self.path) == self._identity
        except OSError:
            same = False
        if not same:
            raise Unwritten(
                str(self.path), "the file was moved, removed or replaced while it was open"
            )

    def close(self) -> None:
        """Let go of the file; it can be opened by others."""
        with suppress(sqlite3.Error):
            self._connection.close()
        self._lock.release()


def _look(path: Path) -> None:
    """Refuse early, and without touching it, what cannot be a journal one may write."""
    try:
        head, size = head_of(path)
    except OSError as error:
        raise JournalError(str(path), reason(error)) from None
    if not path.with_name(path.name + "-journal").exists():
        check_header(str(path), head, size)
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise JournalError(str(path), "the file or its folder cannot be written to; view it only")


def _make(path: Path, setup: Entry, copy: ContentCopy) -> None:
    """Write a new journal beside its place, sync it, and give it its name."""
    new = path.with_name(path.name + ".new")
    try:
        for left in (new, path.with_name(new.name + "-journal")):
            left.unlink(missing_ok=True)
        connection = _connected(new, create=True)
        try:
            _fill(connection, setup, copy)
        finally:
            connection.close()
        give_name(new, path)
        sync_folder(path.parent)
    except (sqlite3.Error, OSError) as error:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        raise JournalError(str(path), reason(error)) from None


def _fill(connection: sqlite3.Connection, setup: Entry, copy: ContentCopy) -> None:
    build(connection)
    connection.executemany("INSERT INTO content (place, text) VALUES (?, ?)", copy.texts)
    text = setup.text()
    connection.execute("INSERT INTO entry VALUES (1, ?, ?)", (text, link(GENESIS, text)))
    connection.execute("INSERT INTO head VALUES (1, 1, ?)", (link(GENESIS, text),))
    connection.execute("COMMIT")


def _connected(path: Path, *, create: bool = False) -> sqlite3.Connection:
    """Return a connection that syncs every commit and trusts nothing in the file."""
    mode = "rwc" if create else "rw"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=WAIT, isolation_level=None
    )
    try:
        guard(connection)
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.execute("PRAGMA fullfsync = ON")  # macOS: else its disk may still hold it back
    except BaseException:
        connection.close()
        raise
    return connection


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino


def _fault(path: Path, error: Exception) -> JournalError:
    """Return a failure to open as damage, or as what keeps one from opening."""
    code = (getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF
    damage = code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
    kind = Damaged if damage or isinstance(error, UnicodeError) else JournalError
    return kind(str(path), reason(error))
