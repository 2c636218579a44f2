"""Copies on a second disk: one at each turn's end, whole, and nobody waits for a bad disk."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from engine.play.journal.contents import read_contents
from engine.play.journal.faults import JournalError
from engine.play.journal.session import Plan, Session
from engine.play.journal.verifying import verify
from engine.record import Finished
from tests.journal.making import create, loader, play_on, reopen


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "small.whitecell"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "stick"
    made.mkdir()
    return made


def plan(folder: Path, seed: int = 7) -> Plan:
    return Plan(seed, ("ash", "elm"), second=str(folder))


def settle(session: Session) -> None:
    """Wait until the copies asked for are made."""
    assert session.second is not None
    session.second.wait()


def test_a_copy_stands_there_at_every_turns_end(path: Path, folder: Path) -> None:
    with create(path, plan(folder)) as session:
        for turn in range(1, 7):
            play_on(session, turns=1)
            settle(session)
            assert session.second_fault == ""
            copied = read_contents(folder / path.name)
            assert len(copied.entries) == session.entries
            verdict = verify(copied, loader)
            assert verdict.exercise is not None
            assert len(verdict.exercise.reports) == turn
            assert verdict.exercise.state_hash() == session.exercise.state_hash()
    assert [p.name for p in folder.iterdir()] == [path.name]


def test_the_last_copy_is_the_file_itself(path: Path, folder: Path) -> None:
    with create(path, plan(folder)) as session:
        play_on(session)
        assert isinstance(session.exercise.pause, Finished)
        session.note("the last word")
    assert (folder / path.name).read_bytes() == path.read_bytes()


def test_a_disk_that_goes_away_is_told_and_play_goes_on(path: Path, folder: Path) -> None:
    with create(path, plan(folder)) as session:
        play_on(session, turns=1)
        settle(session)
        shutil.rmtree(folder)
        play_on(session, turns=1)
        settle(session)
        fault = session.second_fault
        assert "no copy on the second disk: there is no such file or folder" in fault
        assert "\n" not in fault
        folder.mkdir()
        play_on(session, turns=1)
        settle(session)
        assert session.second_fault == ""
    assert verify(read_contents(folder / path.name), loader).turns == 3


def test_a_copy_of_another_exercise_is_never_replaced(path: Path, folder: Path) -> None:
    with create(path, plan(folder)) as session:
        play_on(session, turns=1)
    before = (folder / path.name).read_bytes()
    other = path.parent / "other" / path.name
    other.parent.mkdir()
    with pytest.raises(JournalError, match="another exercise of that name"):
        create(other, plan(folder, seed=8))
    assert not other.exists()
    assert (folder / path.name).read_bytes() == before


def test_a_folder_that_is_none_is_refused_at_the_start(path: Path, tmp_path: Path) -> None:
    with pytest.raises(JournalError, match="no such folder for the second copy"):
        create(path, plan(tmp_path / "nowhere"))
    with pytest.raises(JournalError, match="would be the journal itself"):
        create(path, plan(tmp_path))
    assert not path.exists()


def test_copies_go_on_after_resuming_where_there_is_one_of_before(path: Path, folder: Path) -> None:
    with create(path, plan(folder)) as session:
        play_on(session, turns=1)
    with reopen(path) as session:
        play_on(session, turns=1)
        assert session.second_fault == ""
    assert verify(read_contents(folder / path.name), loader).turns == 2


def test_a_strangers_journal_puts_no_file_anywhere(path: Path, folder: Path) -> None:
    with create(path, plan(folder)) as session:
        play_on(session, turns=1)
    (folder / path.name).unlink()
    with reopen(path) as session:
        assert "there is no copy of before" in session.second_fault
        play_on(session, turns=1)
    assert list(folder.iterdir()) == []
    with Session.open(path, loader, second=str(folder)) as session:
        play_on(session, turns=1)
    assert verify(read_contents(folder / path.name), loader).turns == 3
