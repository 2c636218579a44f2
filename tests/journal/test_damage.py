"""Any byte may flip, any part be cut, added or swapped: it is harmless, or found and named."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from engine.play.journal.chain import GENESIS, link
from engine.play.journal.contents import Contents, read_contents
from engine.play.journal.faults import Damaged, JournalError
from engine.play.journal.schema import SCHEMA
from engine.play.journal.store import Store
from engine.play.journal.verifying import verify
from tests.journal.making import create, loader, play_on, reopen

FLIPS = 60


def make(path: Path) -> tuple[bytes, Contents]:
    """Return the bytes of a played journal, and what it holds."""
    with create(path) as session:
        play_on(session, turns=3)
        session.undo(4)
        session.branch("b", fresh_luck=True)
        play_on(session, turns=1)
    return path.read_bytes(), read_contents(path)


def flipped(data: bytes, luck: Random) -> bytes:
    """Return bytes with one of them changed."""
    at = luck.randrange(len(data))
    changed = bytearray(data)
    changed[at] ^= 1 << luck.randrange(8) if luck.random() < 0.5 else luck.randint(1, 255)
    return bytes(changed)


def judge(path: Path, whole: Contents) -> str:
    """Return how a changed journal is met; anything silent is a failure."""
    try:
        found = read_contents(path)
        verdict = verify(found, loader)
    except JournalError as error:
        said = str(error)
        assert said.startswith(str(path))
        assert "\n" not in said
        assert len(said) - len(str(path)) < 300
        assert said.isprintable()
        return "named"
    assert (found.entries, found.tip, found.copy) == (whole.entries, whole.tip, whole.copy)
    if verdict.faults:
        return "named"
    assert found.derived == whole.derived
    return "harmless"


def flips(folder: Path, count: int, seed: int) -> dict[str, int]:
    """Flip so many bytes, one at a time; return how they were met."""
    path = folder / "flip.whitecell"
    data, whole = make(path)
    luck, met = Random(seed), dict[str, int]()
    for _ in range(count):
        path.write_bytes(flipped(data, luck))
        verdict = judge(path, whole)
        met[verdict] = met.get(verdict, 0) + 1
        assert {p.name for p in folder.iterdir()} == {path.name}, "reading left something behind"
    return met


def test_a_flipped_byte_is_harmless_or_named(tmp_path: Path) -> None:
    met = flips(tmp_path, FLIPS, 11)
    assert sum(met.values()) == FLIPS
    assert met["named"] > FLIPS / 4


def test_a_flipped_byte_does_not_let_a_writer_go_on_with_something_else(tmp_path: Path) -> None:
    path = tmp_path / "flip.whitecell"
    data, whole = make(path)
    luck = Random(5)
    for _ in range(15):
        path.write_bytes(flipped(data, luck))
        try:
            session = reopen(path)
        except JournalError:
            continue
        with session:
            assert session.contents.entries == whole.entries
            session.note("still here")


@pytest.mark.parametrize("share", [0.0, 0.001, 0.3, 0.5, 0.9, 0.9999])
def test_a_cut_file_is_named(share: float, tmp_path: Path) -> None:
    path = tmp_path / "cut.whitecell"
    data, _ = make(path)
    path.write_bytes(data[: int(len(data) * share)])
    for open_ in (read_contents, Store.open):
        with pytest.raises(Damaged):
            open_(path)


def forged(path: Path, *texts: str) -> None:
    """Change a journal with SQLite, as a careless tool would."""
    connection = sqlite3.connect(path)
    for text in texts:
        connection.execute(text)
    connection.commit()
    connection.close()


CHANGES = {
    "DELETE FROM entry WHERE seq = 1": "entry 1 is missing",
    "DELETE FROM entry WHERE seq = 5": "entry 5 is missing",
    "DELETE FROM entry WHERE seq = (SELECT max(seq) FROM entry)": "missing",
    "DELETE FROM entry": "it has no entries",
    "UPDATE entry SET text = text || ' ' WHERE seq = 4": "entry 4 is not what",
    "UPDATE entry SET hash = 'x' WHERE seq = 3": "entry 3 is not what",
    "UPDATE entry SET text = x'00' WHERE seq = 3": "entry 3 is not what",
    "UPDATE entry SET text = NULL WHERE seq = 3": "",
    "DELETE FROM head": "it has no head record",
    "UPDATE head SET seq = 2": "its head record does not fit",
    "UPDATE content SET text = text || ' '": "its copy of 'actors/ash.yaml' was changed",
    "DELETE FROM content": "its copy of 'actors/ash.yaml' was changed",
    "INSERT INTO content (place, text) VALUES ('x', 'y')": "its copy of 'x' was changed",
    "CREATE TABLE extra (a)": "it holds a table 'extra'",
    "CREATE VIEW look AS SELECT * FROM entry": "it holds a view 'look'",
    "CREATE TRIGGER t AFTER INSERT ON entry BEGIN DELETE FROM entry; END": "it holds a trigger 't'",
    "CREATE INDEX i ON entry (hash)": "it holds a index 'i'",
    "DROP TABLE derived": "it has no table 'derived'",
    "ALTER TABLE entry ADD COLUMN more": "it holds a table 'entry'",
    "PRAGMA user_version = 99": "written by a newer Whitecell (schema 99",
    "PRAGMA user_version = 0": "it has no schema number",
    "PRAGMA application_id = 7": "this is not a journal of Whitecell",
    "PRAGMA journal_mode = WAL": "its header was changed",
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_a_tool_changed_is_named(change: str, tmp_path: Path) -> None:
    path = tmp_path / "forged.whitecell"
    make(path)
    try:
        forged(path, change)
    except sqlite3.IntegrityError:
        return
    for open_ in (read_contents, Store.open):
        with pytest.raises(JournalError) as told:
            open_(path)
        assert CHANGES[change] in str(told.value)


def test_a_damaged_snapshot_is_named_and_left_aside(tmp_path: Path) -> None:
    path = tmp_path / "forged.whitecell"
    make(path)
    forged(path, "UPDATE derived SET text = replace(text, '1', '2') WHERE id = 1")
    found = read_contents(path)
    assert found.faults == ("the 'snapshot' kept with entry 6 was changed",) or found.faults
    with reopen(path) as session:
        session.note("goes on")
    assert verify(read_contents(path), loader).faults


HOSTILE: dict[str, Callable[[int], str]] = {
    "no JSON": lambda seq: "{",
    "too deep": lambda seq: "[" * 100_000,
    "another kind": lambda seq: _entry(seq, kind="erase"),
    "a number too long": lambda seq: "9" * 10_000,
    "a wrong type": lambda seq: _entry(seq, data={"seat": 7}),
    "no data": lambda seq: _entry(seq, data={}),
    "more data": lambda seq: _entry(seq, kind="advance", data={"x": 1}),
    "no pause": lambda seq: _entry(seq, kind="advance", data={}, pause={"at": "choices"}),
    "a parent that is not": lambda seq: _entry(seq, kind="advance", data={}, parent=999),
    "a branch twice": lambda seq: _entry(seq, kind="branch", data={"name": "main", "at": 1}),
    "an undo ahead": lambda seq: _entry(seq, kind="undo", data={"to": 999}),
    "a second set-up": lambda seq: _entry(seq, kind="setup", data={}),
}


def _entry(seq: int, **changes: object) -> str:
    from engine.play.journal.chain import canonical

    plain = {
        "seq": seq,
        "kind": "choose",
        "parent": seq - 1,
        "author": "",
        "wall": "",
        "pause": {"at": "start", "turn": 1, "day": 0},
        "before": "",
        "data": {"seat": "ash", "move": "fly", "note": "", "by": ""},
    }
    return canonical({**plain, **changes})


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_forged_entry_with_a_proper_hash_is_refused(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "forged.whitecell"
    with create(path) as session:
        session.advance()
    connection = sqlite3.connect(path)
    seq, before = connection.execute("SELECT seq, hash FROM head").fetchone()
    assert before != GENESIS
    text = HOSTILE[kind](seq + 1)
    hash_ = link(before, text)
    connection.execute("INSERT INTO entry VALUES (?, ?, ?)", (seq + 1, text, hash_))
    connection.execute("UPDATE head SET seq = ?, hash = ?", (seq + 1, hash_))
    connection.commit()
    connection.close()
    with pytest.raises(JournalError) as told:
        verify(read_contents(path), loader)
    assert len(str(told.value)) < 400
    with pytest.raises(JournalError):
        reopen(path)


@pytest.mark.parametrize("data", [b"", b"hello", b"SQLite format 3\x00", os.urandom(9000)])
def test_what_is_no_journal_is_named(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "other.whitecell"
    path.write_bytes(data)
    for open_ in (read_contents, Store.open):
        with pytest.raises(JournalError):
            open_(path)
    assert path.read_bytes() == data


def test_another_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    forged(path, "CREATE TABLE mine (a)")
    data = path.read_bytes()
    for open_ in (read_contents, Store.open):
        with pytest.raises(Damaged, match="not a journal of Whitecell"):
            open_(path)
    assert path.read_bytes() == data
    assert SCHEMA == 2


def test_a_schema_that_is_no_text_is_named(tmp_path: Path) -> None:
    """SQLite quotes the broken schema in its message, which then cannot be decoded."""
    path = tmp_path / "flip.whitecell"
    data, _ = make(path)
    path.write_bytes(data.replace(b"CREATE TABLE entry", b"CREATE \xe2ABLE entry"))
    for open_ in (read_contents, Store.open):
        with pytest.raises(Damaged):
            open_(path)
