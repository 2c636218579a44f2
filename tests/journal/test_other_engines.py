"""An engine or content that means something else is named at the first entry that differs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from engine.model import Scenario
from engine.model.copies import ContentCopy
from engine.play.journal.contents import read_contents
from engine.play.journal.faults import Differs, JournalError
from engine.play.journal.replaying import Replay, versions
from engine.play.journal.session import Session
from engine.play.journal.verifying import verify
from engine.record import Finished
from tests.journal.making import create, loader, play_on, quarrel


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with create(tmp_path / "small.whitecell") as session:
        play_on(session, turns=3)
        session.note("tea")
    return tmp_path / "small.whitecell"


def other(_: ContentCopy) -> Scenario:
    """Return the quarrel as an engine that pulls harder would play it."""
    found = quarrel()
    goods, unrest = found.theatre.levels
    levels = (replace(goods, pull=0.3), unrest)
    return replace(found, theatre=replace(found.theatre, levels=levels))


def without(_: ContentCopy) -> Scenario:
    """Return the quarrel without the moves of ash."""
    ash, elm = quarrel().actors
    return replace(quarrel(), actors=(replace(ash, moves=()), elm))


def test_the_first_entry_that_differs_is_named(path: Path) -> None:
    contents = read_contents(path)
    ends = [e for e in contents.entries if e.pause.get("at") == "turn_end"]
    with pytest.raises(Differs) as told:
        verify(contents, other)
    assert f"entry {ends[0].seq} (turn 2, go on) is the first that differs" in str(told.value)
    assert "recorded state" in str(told.value)
    with pytest.raises(Differs):
        Session.open(path, other)
    with pytest.raises(Differs):
        Replay(contents, other).at()


def test_other_versions_are_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.play.journal.replaying.SEMANTICS", 3)
    with pytest.raises(Differs, match=f"semantics {versions()['semantics'] - 1} → 3"):  # type: ignore[operator]
        verify(read_contents(path), other)


def test_a_move_that_is_gone_is_named(path: Path) -> None:
    with pytest.raises(Differs, match=r"entry \d+ \(turn \d, .*\) is the first that differs"):
        verify(read_contents(path), without)


def test_a_copy_that_cannot_be_loaded_is_one_line(path: Path) -> None:
    def fails(_: ContentCopy) -> Scenario:
        raise JournalError("x", "a\nb")

    with pytest.raises(JournalError) as told:
        verify(read_contents(path), fails)
    assert "cannot be played by this version" in str(told.value)
    assert "\n" not in str(told.value)


def test_an_engine_that_breaks_on_an_input_leaves_a_journal_one_can_go_on_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "small.whitecell"
    with create(path) as session:
        play_on(session, turns=2)
        monkeypatch.setattr("engine.play.happenings._factor", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            session.inject("flood")
    assert read_contents(path).entries[-1].kind == "inject"
    with pytest.raises(Differs, match="the engine fails on it"):
        Session.open(path, loader)
    with Session.open(path, loader, seam=True) as session:
        assert session.exercise.turn == 3


def test_play_goes_on_over_a_recorded_seam(path: Path) -> None:
    before = read_contents(path)
    with Session.open(path, other, seam=True) as session:
        assert session.exercise.turn == 4
        assert [e.kind for e in session.inputs][-1] == "seam"
        play_on(session, seed=4)
        assert isinstance(session.exercise.pause, Finished)
        end = session.exercise.state_hash()
    found = read_contents(path)
    assert found.entries[: len(before.entries)] == before.entries
    with Session.open(path, other) as session:
        assert session.exercise.state_hash() == end
        session.undo(2)
        session.redo()
        assert session.exercise.state_hash() == end
    verdict = verify(read_contents(path), other)
    assert verdict.seam is not None


def test_without_a_snapshot_there_is_nothing_to_go_on_from(tmp_path: Path) -> None:
    path = tmp_path / "young.whitecell"
    with create(path) as session:
        session.advance()
        session.submit("ash", "trade")
    with pytest.raises(JournalError, match="no snapshot to go on from"):
        Session.open(path, without, seam=True)
