"""ENDEX called by the white cell before the last turn: kept, taken back, gone round, told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.main import run
from engine.errors import PlayError
from engine.play.exercise import Exercise
from engine.play.journal.contents import read_contents
from engine.play.journal.session import Session
from engine.play.journal.verifying import verify
from engine.record import AwaitChoices, Finished, TurnEnded
from engine.rules.outcomes import outcome_of
from tests.journal.making import PLAN, create, loader, play_on, quarrel, reopen


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "small.whitecell"


def ended(session: Session, reason: str = "time is up") -> Finished:
    """Play two turns and call ENDEX."""
    play_on(session, turns=2)
    session.end(reason)
    pause = session.exercise.pause
    assert isinstance(pause, Finished)
    return pause


def test_the_outcome_is_that_of_the_path_so_far(path: Path) -> None:
    with create(path) as session:
        finished = ended(session, "time\x1b[2J is up")
        table = session.exercise.table
        assert finished.outcome == outcome_of(table.tables, table.world).id
        assert finished.called == "time[2J is up"
        assert finished.report is session.exercise.reports[-1]
        assert len(session.exercise.reports) == 2 < session.exercise.scenario.turns.count


def test_it_is_there_when_the_file_is_opened_again(path: Path) -> None:
    with create(path) as session:
        finished = ended(session)
        session.note("we stopped early", kind="hot_wash")
    kept = [d.text for d in read_contents(path).derived if d.kind == "ending"]
    assert [json.loads(text) for text in kept] == [{"outcome": finished.outcome}]
    with reopen(path) as session:
        assert session.exercise.pause == finished
        with pytest.raises(PlayError, match="is over"):
            session.inject("flood")
    assert verify(read_contents(path), loader).faults == []


def test_taken_back_the_exercise_goes_on_as_if_nobody_had_called(
    path: Path, tmp_path: Path
) -> None:
    with create(path) as session, create(tmp_path / "other.whitecell") as other:
        ended(session)
        session.undo()
        assert isinstance(session.exercise.pause, TurnEnded)
        play_on(other, turns=2)
        for each in (session, other):
            play_on(each, seed=5)
        assert session.exercise.pause == other.exercise.pause
        assert session.exercise.state_hash() == other.exercise.state_hash()
    assert verify(read_contents(path), loader).faults == []


def test_it_is_called_at_a_turns_end_that_is_not_the_last(path: Path) -> None:
    with create(path) as session:
        with pytest.raises(PlayError, match="at a turn's end"):
            session.end()
        assert isinstance(session.advance(), AwaitChoices)
        with pytest.raises(PlayError, match="at a turn's end"):
            session.end()
        entries = session.entries
        play_on(session, turns=session.exercise.scenario.turns.count)
        assert isinstance(session.exercise.pause, TurnEnded)
        with pytest.raises(PlayError, match="this was the last turn"):
            session.end()
        assert session.entries > entries
        assert all(entry.kind != "endex" for entry in session.log)


def test_a_correction_before_it_keeps_it_and_what_was_noted_after(path: Path) -> None:
    with create(path) as session:
        ended(session)
        session.note("well played", kind="hot_wash")
        first = next(entry for entry in session.inputs if entry.kind == "choose")
        amendment = session.amend(first.seq, {"move": "hold"})
        assert [gone for gone in amendment.dropped if gone.item.kind in ("endex", "note")] == []
        assert [e.kind for e in session.inputs][-2:] == ["endex", "note"]
        finished = session.exercise.pause
        assert isinstance(finished, Finished)
        assert finished.called == "time is up"
        last = session.inputs[-2]
        with pytest.raises(PlayError, match="ENDEX cannot be amended; undo it instead"):
            session.amend(last.seq, None)
    assert verify(read_contents(path), loader).faults == []


def test_it_goes_out_as_a_script_and_comes_back(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script, again = tmp_path / "inputs.yaml", tmp_path / "again.whitecell"
    script.write_text(
        "kind: inputs\nschema: 1\nscenario: post_war_aid_cut\nseed: 3\n"
        "inputs:\n- {at: end of turn 2, endex: the bus leaves}\n"
        "- {at: finished, note: thanks}\n"
    )
    assert run(["run", "post_war_aid_cut", "--inputs", str(script), "--journal", str(again)]) == 0
    told = capsys.readouterr().out
    assert "ENDEX 28 Feb 2026, called after turn 2 of 12" in told
    assert run(["replay", str(again), "--format", "inputs"]) == 0
    text = capsys.readouterr().out
    assert "{at: end of turn 2, endex: the bus leaves}" in text
    script.write_text(text)
    assert run(["run", "post_war_aid_cut", "--inputs", str(script)]) == 0
    assert capsys.readouterr().out == told


def test_nothing_is_called_on_an_exercise_that_is_over() -> None:
    exercise = Exercise(quarrel(), PLAN.seed)
    while not isinstance(exercise.advance(), TurnEnded):
        pass
    exercise.end("enough")
    assert exercise.advance() is exercise.pause
    with pytest.raises(PlayError, match="at a turn's end"):
        exercise.end()
