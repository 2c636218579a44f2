"""An exercise with an order that is called off: replayed, verified, undone, branched and told."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.run import tell_why
from engine.model import Scenario
from engine.model.copies import ContentCopy
from engine.play.journal.contents import read_contents
from engine.play.journal.session import Plan, Session
from engine.play.journal.verifying import verify
from engine.record import HOLD, Act, AwaitChoices, Finished
from reports.data import run_data
from reports.timeline import Chronicle
from tests.engine.test_recalling import FLAG, only, played, world
from tests.journal.making import COPY

MARCH = "ash.1.initiative"


def made() -> Scenario:
    found: Scenario = world(FLAG, odds=0.6)
    return found


def loader(_: ContentCopy) -> Scenario:
    return made()


def play(session: Session, turns: int, move: str = "march") -> None:
    """Play so many turns: Ash moves in the first, all else is let pass; no roll is asked about."""
    while len(session.exercise.reports) < turns:
        pause = session.exercise.pause
        if isinstance(pause, Finished):
            return
        if isinstance(pause, AwaitChoices):
            for seat in session.exercise.awaited():
                session.submit(seat, move if (seat, pause.turn) == ("ash", 1) else HOLD)
        session.advance()


def begun(path: Path) -> Session:
    return Session.create(path, COPY, loader, Plan(7, ("ash", "elm"), rulings=True))


def acts(session: Session) -> list[Act]:
    return [act for report in session.exercise.reports for act in report.acts]


def test_it_replays_and_verifies(tmp_path: Path) -> None:
    path = tmp_path / "a.whitecell"
    with begun(path) as session:
        play(session, 6)
        whole = [report.acts for report in session.exercise.reports]
        assert [act.result for act in acts(session)] == ["called_off"]
    verdict = verify(read_contents(path), loader)
    assert (verdict.faults, verdict.turns) == ([], 6)
    with Session.open(path, loader) as session:
        assert [report.acts for report in session.exercise.reports] == whole
        assert session.exercise.table.world.called_off == [only(session.exercise)]


def test_it_is_undone_and_a_branch_knows_nothing_of_it(tmp_path: Path) -> None:
    with begun(tmp_path / "a.whitecell") as session:
        play(session, 1)
        at = session.position
        play(session, 3)
        assert len(session.exercise.table.world.called_off) == 1
        session.undo_to(at)
        assert (acts(session), list(session.exercise.table.world.pending)) == ([], [MARCH])
        play(session, 3)
        assert [act.id for act in acts(session)] == [MARCH]
        session.branch("otherwise", at=1)
        play(session, 3, move=HOLD)
        assert (acts(session), session.exercise.table.world.called_off) == ([], [])


def test_a_timeline_tells_it_with_its_reason_and_no_roll() -> None:
    exercise = played(made())
    lines = [line for line in _lines(exercise.reports) if line.id == MARCH and line.kind == "move"]
    assert [line.text for line in lines] == [
        "Ash calls off “Do march”: it does so only if not “met”."
    ]
    assert not any("rolled" in note for note in lines[0].notes)
    holds = next(line for line in _lines(exercise.reports[:2]) if line.kind == "hold")
    assert "Ash has a move in preparation" in holds.text


def _lines(reports: list[object]) -> list[object]:
    chronicle = Chronicle(made())
    return [line for report in reports for line in chronicle.turn(report)]  # type: ignore[arg-type]


def test_why_and_json_tell_what_barred_it(capsys: pytest.CaptureFixture[str]) -> None:
    exercise = played(made())
    assert tell_why(exercise, MARCH, 90) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == "On 20 Feb 2026 Ash calls off “Do march”: it does so only if not “met”."
    assert isinstance(exercise.pause, Finished)
    data = run_data(made(), 1, {}, exercise.reports, exercise.pause, {}, 0)
    (told,) = (move for turn in data["turns"] for move in turn["moves"])
    assert told["outcome"] == "called_off"
    assert (told["barred"]["reason"], told["barred"]["values"]) == ("requires", {"met": True})
