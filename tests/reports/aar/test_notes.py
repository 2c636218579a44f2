"""A note is told once, however often a correction played it again."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.content.copies import load_copy
from engine.content.library import Library
from engine.play.journal.session import Session
from reports.aar.gathering import Aar, Options, gathered
from reports.aar.record import read_record
from reports.aar.writing import page, text
from tests.reports import table
from tests.reports.aar.test_retaken import choose, onward

QUICK = Options(runs=0, odds=0)
FIRST, SECOND = "Nobody asked Beijing.", "The table had no map."


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """Two turns with an issue after each, of an author who is not named."""
    copy = Library().copy(table.SCENARIO, table.VARIANT, None, {})
    made = Session.create(tmp_path / "x.whitecell", copy, load_copy, table.PLAN)
    choose(made, {"pyongyang": "hold", "seoul": "hold"})
    for said in (FIRST, SECOND):
        onward(made, lambda pause: type(pause).__name__ == "TurnEnded")
        made.note(said, kind="issue", objective=0)
    made.author = "Ines"
    return made


def at(session: Session, kind: str) -> int:
    return next(entry.seq for entry in session.inputs if entry.kind == kind)


def told(session: Session, branch: str | None = None) -> Aar:
    path = session.path
    session.close()
    return gathered(read_record(path, branch), QUICK, lambda doing, share: None)


@pytest.mark.parametrize("times", [1, 2])
def test_a_correction_does_not_tell_later_notes_again(session: Session, times: int) -> None:
    for move in ("us_talks", "hold")[:times]:
        gone = session.amend(at(session, "choose"), {"move": move}).dropped
        assert not [each for each in gone if each.item.kind == "note"]
    aar = told(session)
    assert [(note.text, note.moment) for note in aar.notes] == [
        (FIRST, "end of turn 1"),
        (SECOND, "end of turn 2"),
    ]
    assert not any(note.author for note in aar.notes)
    assert [row.issue for row in aar.improvements] == [FIRST, SECOND]
    assert len(aar.objectives[0].notes) == 2
    for written in (text(aar, QUICK), page(aar, QUICK)):
        assert "Ines" not in written.partition("What was said")[2].partition("path taken")[0]


def test_a_note_nobody_signed_stays_so_and_says_so_where_others_are_signed(
    session: Session,
) -> None:
    session.amend(at(session, "choose"), {"move": "us_talks"})
    session.note("The clock was fast.")
    by = [entry.author for entry in session.inputs if entry.kind == "note"]
    assert by == ["", "", "Ines"]
    assert [note.author for note in told(session).notes] == [
        "no author given",
        "no author given",
        "Ines",
    ]


def test_a_corrected_note_stands_for_the_wrong_one(session: Session) -> None:
    session.amend(at(session, "note"), {"text": "Nobody asked Moscow."})
    assert [note.text for note in told(session).notes] == ["Nobody asked Moscow.", SECOND]


def test_a_note_that_a_correction_left_behind_is_still_told(session: Session) -> None:
    session.amend(at(session, "note"), None)
    assert [note.text for note in told(session).notes] == [FIRST, SECOND]


def test_a_note_of_another_branch_is_told_beside_the_line(session: Session) -> None:
    where = session.start_of(2)
    session.branch("other", at=where)
    session.note("Said elsewhere.")
    session.switch("main")
    session.amend(at(session, "choose"), {"move": "us_talks"})
    assert [note.text for note in told(session).notes] == [FIRST, SECOND, "Said elsewhere."]


def test_the_same_words_written_twice_are_two_notes(session: Session) -> None:
    session.note(SECOND, kind="issue", objective=0)
    session.amend(at(session, "choose"), {"move": "us_talks"})
    session.note(SECOND, kind="issue", objective=0)
    assert [note.text for note in told(session).notes] == [FIRST, SECOND, SECOND, SECOND]
