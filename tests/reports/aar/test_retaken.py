"""What was taken back or corrected is told where something else came of it, and only there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from engine.content.copies import load_copy
from engine.content.library import Library
from engine.play.journal.session import Session
from engine.record import Adjudication, AwaitChoices, Ruling, TurnEnded
from reports.aar.gathering import Aar, Options, gathered
from reports.aar.record import read_record
from reports.aar.retaken import NOTHING, WENT_ON
from reports.aar.writing import page, text
from tests.reports import table
from tests.reports.reading import Page

QUICK = Options(runs=0, odds=0)
HEAD = "Taken back and corrected"
INTO = {"pyongyang": "us_talks", "seoul": "hold"}


@pytest.fixture
def session(tmp_path: Path) -> Session:
    copy = Library().copy(table.SCENARIO, table.VARIANT, None, {})
    made = Session.create(tmp_path / "x.whitecell", copy, load_copy, table.PLAN, author="Ines")
    table._tick(made)
    return made


def choose(session: Session, moves: dict[str, str] = INTO) -> None:
    """Go on to the choices of the turn, and give them."""
    pause = session.advance()
    assert isinstance(pause, AwaitChoices)
    for seat in pause.seats:
        session.submit(seat, moves[seat])


def onward(session: Session, until: Callable[[object], bool]) -> object:
    """Play on to a pause, everybody holding and every roll standing."""
    while not until(pause := session.advance()):
        if isinstance(pause, AwaitChoices):
            for seat in pause.seats:
                session.submit(seat, "hold")
        elif isinstance(pause, Adjudication):
            session.rule(Ruling())
    return pause


def told(session: Session, branch: str | None = None) -> Aar:
    """Close the journal and return the report of it."""
    path = session.path
    session.close()
    return gathered(read_record(path, branch), QUICK, lambda doing, share: None)


def test_a_choice_that_was_taken_back_is_told_with_what_came_instead(session: Session) -> None:
    choose(session)
    session.undo(2)
    session.submit("pyongyang", "seek_beijing")
    session.undo()
    session.submit("pyongyang", "hold")
    session.submit("seoul", "hold")
    onward(session, lambda pause: isinstance(pause, TurnEnded))
    aar = told(session)
    (row,) = aar.retaken
    assert (row.moment, row.about) == ("turn 1, 1 Jan 2026", "choice of Pyongyang")
    assert row.first == (
        "Pyongyang chooses “Let Washington know that a meeting is possible”, taken back at 09:03 "
        "UTC; then Pyongyang chooses “Send an envoy to Beijing for trade and aid”, taken back at "
        "09:05 UTC"
    )
    assert row.then == "Pyongyang holds"
    for shown in (Page(page(aar, QUICK)).words, text(aar, QUICK)):
        assert HEAD in shown
        assert row.first in shown


def test_an_accepted_roll_that_was_overruled_is_told_with_what_it_came_to(
    session: Session,
) -> None:
    choose(session)
    pause = onward(session, lambda each: isinstance(each, Adjudication))
    assert isinstance(pause, Adjudication)
    session.rule(Ruling())
    session.advance()
    session.undo(2)
    session.rule(Ruling("failed", "Nobody would have it.", "Ines"))
    onward(session, lambda pause: isinstance(pause, TurnEnded))
    aar = told(session)
    (row,) = aar.retaken
    (ruling,) = [each for each in aar.rulings if each.how == "ruled failed"]
    assert row.about == f"ruling: {ruling.seat} {ruling.move}"
    assert row.first.startswith(f"the roll stood: {ruling.by_roll}, taken back at 09:")
    assert row.then == "ruled failed"


def test_a_correction_is_told_in_the_same_way(session: Session) -> None:
    choose(session)
    onward(session, lambda pause: isinstance(pause, TurnEnded))
    session.improvise("A ship is late.", ())
    choice = next(e for e in session.inputs if e.kind == "choose" and e.data["move"] == "us_talks")
    made_up = next(entry for entry in session.inputs if entry.kind == "improvise")
    session.amend(made_up.seq, None)
    session.amend(choice.seq, {"move": "hold"})
    rows = told(session).retaken
    assert (rows[0].about, rows[0].then) == ("choice of Pyongyang", "Pyongyang holds")
    came_of_it = rows[1:-1]
    assert rows[1].about == "ruling: Pyongyang"
    assert all(row.about.startswith(("ruling: ", "choice of ")) for row in came_of_it)
    assert {row.then for row in came_of_it} == {NOTHING}
    assert (rows[-1].about, rows[-1].then) == ("inject", NOTHING)
    assert ", corrected at 09:" in rows[0].first
    assert rows[-1].first.startswith("“A ship is late.” is made up at the table, corrected at 09:")


def test_what_was_given_again_or_brought_back_is_not_told(session: Session) -> None:
    choose(session)
    session.undo(2)
    choose_again = dict(INTO)
    for seat, move in choose_again.items():
        session.submit(seat, move)
    onward(session, lambda pause: isinstance(pause, TurnEnded))
    session.inject("collision_at_sea", reason="to see")
    session.undo()
    session.redo()
    session.undo_turn()
    session.redo()
    aar = told(session)
    assert aar.retaken == ()
    assert HEAD not in text(aar, QUICK)
    assert HEAD not in page(aar, QUICK)


def test_a_branch_tells_only_what_was_taken_back_on_the_way_to_it(session: Session) -> None:
    choose(session)
    onward(session, lambda pause: isinstance(pause, TurnEnded))
    fork = session.position
    session.skip("settlement", "first thought")
    session.undo()
    session.advance()
    session.submit("seoul", "denuke_line")
    session.undo()
    session.branch("other", at=fork)
    session.improvise("Only there.", ())
    session.undo()
    session.switch("main")
    session.submit("seoul", "hold")
    session.inject("collision_at_sea", reason="main alone")
    session.undo()
    path = session.path
    main = [row.first.split(",")[0] for row in told(session).retaken]
    aside = gathered(read_record(path, "other"), QUICK, lambda doing, share: None).retaken
    skipped, fired = "the inject “settlement” is skipped", "the inject “collision at sea” is fired"
    assert main[0] == skipped
    assert main[1].startswith("Seoul chooses")
    assert main[2:] == [fired]
    assert [row.first.split(",")[0] for row in aside] == [
        skipped,
        "“Only there.” is made up at the table",
    ]


def test_a_branch_tells_what_was_taken_back_step_by_step_before_it(session: Session) -> None:
    choose(session)
    onward(session, lambda pause: isinstance(pause, Adjudication))
    session.rule(Ruling("done", "So be it.", "Ines"))
    while any(entry.kind == "choose" for entry in session.inputs):
        session.undo()
    for seat in INTO:
        session.submit(seat, "hold")
    onward(session, lambda pause: isinstance(pause, TurnEnded))
    session.branch("other", at=session.position)
    session.switch("main")
    path = session.path
    main = told(session).retaken
    aside = gathered(read_record(path, "other"), QUICK, lambda doing, share: None).retaken
    assert [row.about.split(":")[0] for row in main] == ["choice of Pyongyang", "ruling"]
    assert aside == main


def test_an_end_that_was_called_and_taken_back_is_told(session: Session) -> None:
    choose(session)
    onward(session, lambda pause: isinstance(pause, TurnEnded))
    session.end("the minister has to leave")
    session.undo()
    onward(session, lambda pause: isinstance(pause, TurnEnded))
    session.end("enough seen")
    (row,) = told(session).retaken
    assert (row.moment, row.about) == ("end of turn 1", "ENDEX")
    assert row.first.startswith("called: “the minister has to leave”, taken back at ")
    assert row.then == WENT_ON


def test_the_half_days_slips_changed_nothing_and_are_not_told(aar: Aar) -> None:
    assert any(entry.kind == "undo" for entry in aar.record.replay.contents.entries)
    assert aar.retaken == ()


def test_nobody_is_named_where_the_report_names_nobody(session: Session) -> None:
    session.advance()
    session.improvise("Dr Amelie Brandt is late.", ())
    session.undo()
    path = session.path
    session.close()
    options = Options(runs=0, odds=0, anonymous=True)
    (row,) = gathered(read_record(path), options, lambda doing, share: None).retaken
    assert "Brandt" not in row.first
    assert row.first.startswith("“the Pyongyang seat is late.” is made up")
