"""What a journal holds, read whole and checked: for writers at opening and for any reader.

A reader copies the file's bytes and never locks it, so that it cannot hold up the writer; the
chain tells a copy that was torn by a write, and it is taken again.
"""

from __future__ import annotations

import sqlite3
import time
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from engine.model.copies import ContentCopy
from engine.play.journal.chain import broken, seal
from engine.play.journal.entries import Entry, full, read_entry
from engine.play.journal.faults import UNREADABLE, Damaged, JournalError, reason
from engine.play.journal.schema import check_header, check_tables, guard

PATIENCE = 2.0
"""Seconds a reader waits for a moment between two writes."""


@dataclass(frozen=True, slots=True)
class Derived:
    """Something that follows from the inputs, kept so that it need not be reckoned again."""

    entry: int
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a journal holds. `faults` name what is damaged among the derived texts."""

    path: str
    copy: ContentCopy
    entries: tuple[Entry, ...]
    tip: str
    derived: tuple[Derived, ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def setup(self) -> Entry:
        """The first entry: what is played, under which seed, by whom; older ones filled in."""
        first = self.entries[0]
        return replace(first, data=full("setup", first.data))


def read_contents(path: Path) -> Contents:
    """Return what a journal holds without locking or changing it, whoever writes it meanwhile.

    Raises Damaged, or JournalError for a file that cannot be read or is of a newer form.
    """
    seen: tuple[bytes, bytes] | None = None
    until = time.monotonic() + PATIENCE
    while True:
        try:
            taken = _taken(path)
        except (OSError, ValueError) as error:
            raise JournalError(str(path), reason(error)) from None
        try:
            return _from_bytes(str(path), *taken)
        except Damaged:
            if taken == seen or time.monotonic() > until:
                raise
        seen = taken
        time.sleep(0.02)


def _taken(path: Path) -> tuple[bytes, bytes]:
    """Return the bytes of a journal and of its rollback file, if it has one."""
    aside = path.with_name(path.name + "-journal")
    until = time.monotonic() + PATIENCE
    while True:
        before = _bytes(aside)
        data = path.read_bytes()
        if before == _bytes(aside) or time.monotonic() > until:
            return data, before
        time.sleep(0.005)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def _from_bytes(path: str, data: bytes, aside: bytes) -> Contents:
    if aside:
        data = _rolled_back(path, data, aside)
    check_header(path, data[:100], len(data))
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.deserialize(data)
        return contents_of(path, connection)
    except UNREADABLE as error:
        raise Damaged(path, reason(error)) from None
    finally:
        connection.close()


def _rolled_back(path: str, data: bytes, aside: bytes) -> bytes:
    """Return the file as it was before the write that did not come to its end."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        try:
            copy.write_bytes(data)
            copy.with_name("copy-journal").write_bytes(aside)
            connection = sqlite3.connect(copy, isolation_level=None)
            try:
                connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            finally:
                connection.close()
            return copy.read_bytes()
        except UNREADABLE as error:
            raise Damaged(path, reason(error)) from None
        except OSError as error:
            raise JournalError(path, reason(error)) from None


def contents_of(path: str, connection: sqlite3.Connection) -> Contents:
    """Return what an open journal holds, checked from the tables to the last hash."""
    guard(connection)
    check_tables(path, connection)
    rows = connection.execute("SELECT seq, text, hash FROM entry ORDER BY seq").fetchall()
    heads = connection.execute("SELECT seq, hash FROM head").fetchall()
    if fault := broken(rows, heads[0] if len(heads) == 1 else None):
        raise Damaged(path, f"the file is damaged: {fault}")
    try:
        entries = tuple(read_entry(seq, text) for seq, text, _ in rows)
    except ValueError as error:
        raise Damaged(path, f"the file is damaged: {error}") from None
    copy = _copy(path, connection, entries[0])
    derived, faults = _derived(connection, len(entries))
    return Contents(path, copy, entries, rows[-1][2], derived, faults)


def _copy(path: str, connection: sqlite3.Connection, setup: Entry) -> ContentCopy:
    """Return the content as played, every text held against its hash."""
    if setup.kind != "setup":
        raise Damaged(path, "the file is damaged: it does not begin with its set-up")
    data = setup.data
    words = [*data["settings"].values(), *data["settings"], *data["actors"]]
    if not all(isinstance(word, str) for word in words):
        raise Damaged(path, "the file is damaged: its set-up cannot be read")
    texts = connection.execute("SELECT place, text FROM content ORDER BY place").fetchall()
    copy = ContentCopy(
        data["scenario"],
        data["variant"],
        data["lens"],
        tuple(sorted(data["settings"].items())),
        tuple((place, text) for place, text in texts),
        tuple(data["actors"]),
    )
    found, kept = copy.digests(), data["files"]
    for place in sorted(found.keys() | kept.keys()):
        if found.get(place) != kept.get(place):
            raise Damaged(path, f"the file is damaged: its copy of {place!r:.80} was changed")
    return copy


def _derived(
    connection: sqlite3.Connection, entries: int
) -> tuple[tuple[Derived, ...], tuple[str, ...]]:
    good, faults = list[Derived](), list[str]()
    rows = connection.execute("SELECT entry, kind, text, hash FROM derived ORDER BY id")
    for entry, kind, text, hash_ in rows:
        whole = type(entry) is int and isinstance(kind, str) and isinstance(text, str)
        if whole and 0 < entry <= entries and seal(entry, kind, text) == hash_:
            good.append(Derived(entry, kind, text))
        else:
            faults.append(f"the {str(kind)[:20]!r} kept with entry {entry!r:.20} was changed")
    return tuple(good), tuple(faults)
