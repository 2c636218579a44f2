"""Disks unlike ours: sticks without links, file systems that sync no folders, a Mac's disk."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
from pathlib import Path
from stat import S_ISDIR
from typing import Any

import pytest

from engine.content.copies import load_copy
from engine.play.journal.contents import read_contents
from engine.play.journal.copying import sync
from engine.play.journal.faults import JournalError
from engine.play.journal.session import Plan, Session
from tests.journal.making import create, play_on, reopen
from tests.journal.test_wider_inputs import GOLDEN


@pytest.fixture
def no_links(monkeypatch: pytest.MonkeyPatch) -> None:
    def link(*_: object, **__: object) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", link)


@pytest.mark.usefixtures("no_links")
def test_an_exercise_is_begun_and_gone_on_with_where_files_cannot_be_linked(tmp_path: Path) -> None:
    path = tmp_path / "small.whitecell"
    with create(path) as session:
        play_on(session, turns=1)
        kept = session.entries
    with pytest.raises(JournalError, match="of that name already"):
        create(path)
    with reopen(path) as session:
        assert session.entries == kept
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


@pytest.mark.usefixtures("no_links")
def test_a_former_version_is_kept_where_files_cannot_be_linked(tmp_path: Path) -> None:
    path = tmp_path / "old.whitecell"
    shutil.copy(GOLDEN, path)
    with Session.open(path, load_copy) as session:
        session.note("goes on")
    assert (tmp_path / "old.whitecell.schema-1").read_bytes() == GOLDEN.read_bytes()


def test_an_exercise_is_kept_where_folders_cannot_be_synced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced = os.fsync

    def files_only(file: int) -> None:
        if S_ISDIR(os.fstat(file).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        synced(file)

    monkeypatch.setattr(os, "fsync", files_only)
    path, stick = tmp_path / "small.whitecell", tmp_path / "stick"
    stick.mkdir()
    with create(path, Plan(7, ("ash", "elm"), second=str(stick))) as session:
        play_on(session, turns=1)
        assert session.second is not None
        session.second.wait()
        assert not session.second_fault
    assert read_contents(path).tip == read_contents(stick / path.name).tip


def test_a_disk_that_fails_while_a_folder_is_synced_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(file: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(JournalError, match="input/output error"):
        create(tmp_path / "small.whitecell")


def test_a_mac_is_asked_to_empty_its_disks_own_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = list[int]()

    def control(file: int, what: int, *_: Any) -> int:
        asked.append(what)
        return 0

    monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(fcntl, "fcntl", control)
    monkeypatch.setattr(os, "fsync", lambda file: asked.append(0))
    with (tmp_path / "file").open("wb") as file:
        sync(file.fileno())
    assert asked == [51]
    with create(tmp_path / "small.whitecell") as session:
        settings = session._store._connection.execute("PRAGMA fullfsync").fetchone()
    assert settings == (1,)
    assert set(asked) == {51}
