"""An exercise and its journal: each input on disk before it counts, each position to be had."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from engine.errors import PlayError
from engine.play.journal.comparing import compared
from engine.play.journal.contents import read_contents
from engine.play.journal.derived import restored
from engine.play.journal.inputs import says
from engine.play.journal.replaying import Replay
from engine.play.journal.session import Plan, Session
from engine.play.journal.verifying import verify
from engine.record import AwaitChoices, Finished, Ruling, TurnEnded
from tests.journal.making import PLAN, answer, create, loader, play_on, reopen


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "small.whitecell"


def kinds(path: Path) -> list[str]:
    return [entry.kind for entry in read_contents(path).entries]


def played(session: Session) -> tuple[str, int, int]:
    return session.exercise.state_hash(), session.position, len(session.exercise.reports)


def test_an_input_is_on_disk_before_it_takes_effect(path: Path) -> None:
    with create(path) as session:
        session.advance()
        before = session.exercise.state_hash()
        session.inject("flood")
        entry = read_contents(path).entries[-1]
        assert (entry.kind, entry.data["id"], entry.before) == ("inject", "flood", before)
        assert session.exercise.state_hash() != before


@pytest.mark.parametrize(
    "wrong",
    [
        lambda s: s.submit("ash", "fly"),
        lambda s: s.submit("oak", "hold"),
        lambda s: s.rule(Ruling()),
        lambda s: s.inject("locusts"),
        lambda s: s.hold("oak"),
        lambda s: s.advance(),
        lambda s: s.undo(9),
        lambda s: s.redo(),
        lambda s: s.switch("nowhere"),
        lambda s: s.branch("main"),
        lambda s: s.branch("x", at=99),
        lambda s: s.amend(2, {"move": "hold"}),
        lambda s: s.undo_turn(5),
    ],
)
def test_what_does_not_fit_leaves_no_trace(wrong: object, path: Path) -> None:
    with create(path) as session:
        session.advance()
        assert isinstance(session.exercise.pause, AwaitChoices)
        before = played(session)
        with pytest.raises(PlayError):
            wrong(session)  # type: ignore[operator]
        assert played(session) == before
    assert kinds(path) == ["setup", "advance"]


def test_the_same_inputs_give_the_same_states_with_and_without_a_journal(path: Path) -> None:
    with create(path) as session:
        play_on(session)
        assert isinstance(session.exercise.pause, Finished)
        replay = Replay(read_contents(path), loader)
        bare = replay.start()
        replay.follow(bare, session.inputs)
        assert bare.state_hash() == session.exercise.state_hash()
    verdict = verify(read_contents(path), loader)
    assert verdict.entries == session.entries
    assert (verdict.turns, verdict.kept) == (6, 12)


def test_an_exercise_goes_on_where_it_was_left(path: Path) -> None:
    with create(path) as session:
        play_on(session, turns=2)
        answer(session, Random(3))
        left = played(session)
    with reopen(path) as session:
        assert played(session) == left
        play_on(session)
        assert isinstance(session.exercise.pause, Finished)


def test_undo_to_every_input_and_redo_is_exact(path: Path) -> None:
    states = dict[int, str]()
    with create(path) as session:
        states[1] = session.exercise.state_hash()
        luck = Random(1)
        while len(session.exercise.reports) < 4:
            answer(session, luck)
            states[session.position] = session.exercise.state_hash()
        last = session.position
        for position in sorted(states, reverse=True)[1:]:
            session.undo()
            assert (session.position, session.exercise.state_hash()) == (position, states[position])
        with pytest.raises(PlayError, match="nothing to take back"):
            session.undo()
        for position in sorted(states)[1:]:
            session.redo()
            assert (session.position, session.exercise.state_hash()) == (position, states[position])
        assert session.position == last
        assert not session.can_redo
    verify(read_contents(path), loader)


def test_a_turn_is_taken_back_to_its_start_and_then_the_one_before(path: Path) -> None:
    with create(path) as session:
        play_on(session, turns=3)
        session.advance()
        session.undo_turn()
        assert isinstance(session.exercise.pause, TurnEnded)
        assert session.exercise.turn == 4
        session.undo_turn()
        assert session.exercise.turn == 3
        session.undo_turn(1)
        assert session.position == 1
        session.redo()
        session.redo()
        session.redo()
        assert session.exercise.turn == 4


def test_a_new_input_after_undo_keeps_the_old_line_in_the_file(path: Path) -> None:
    with create(path) as session:
        play_on(session, turns=2)
        old, state = session.position, session.exercise.state_hash()
        session.undo_turn(2)
        session.note("another way")
        assert not session.can_redo
        session.branch("the old way", at=old)
        assert session.exercise.state_hash() == state


def test_a_branch_on_the_same_luck_meets_the_same_fate(path: Path) -> None:
    with create(path) as session:
        play_on(session, turns=2)
        session.branch("again")
        play_on(session, turns=2, seed=5)
        again = session.exercise.state_hash()
        session.switch("main")
        play_on(session, turns=2, seed=5)
        assert session.exercise.state_hash() == again
        found = compared(Replay(read_contents(path), loader), "main", "again")
        assert found.first is None
        assert found.parted == (None, None)


def test_asides_are_not_where_branches_part(path: Path) -> None:
    with create(path, PLAN) as session:
        first, second = PLAN.people[0], "again"
        session.advance()
        session.branch(second)
        session.clock(first, "resume", 897.0)
        session.note("who is late?")
        replay = Replay(read_contents(path), loader)
        assert compared(replay, "main", second).parted == (None, None)
        session.submit(first, "hold")
        session.switch("main")
        session.note("a word of our own")
        session.submit(first, "trade")
        parted = compared(Replay(read_contents(path), loader), "main", second).parted
        assert [e and says(e) for e in parted] == [
            f"{first} chooses trade",
            f"{first} chooses hold",
        ]


def test_a_branch_on_fresh_luck_parts_after_its_start_and_is_replayed_alike(path: Path) -> None:
    with create(path, Plan(7)) as session:
        for _ in range(3):
            session.advance()
        session.branch("other luck", fresh_luck=True)
        play_on(session)
        fresh = session.exercise.state_hash()
        session.switch("main")
        play_on(session)
        assert session.exercise.state_hash() != fresh
        found = compared(Replay(read_contents(path), loader), "main", "other luck")
        assert found.first == 4
        assert [pair.same for pair in found.pairs] == [True] * 3 + [False] * 3
        assert found.parted[1] is not None
        assert found.parted[1].kind == "luck"
        session.branch("once more", at=4, fresh_luck=True)
        roots = {e.data["root"] for e in read_contents(path).entries if e.kind == "luck"}
        assert len(roots) == 2, "each branch has luck of its own"
    with reopen(path) as session:
        session.switch("other luck")
        assert session.exercise.state_hash() == fresh


def test_branches_share_nothing_that_can_change(path: Path) -> None:
    with create(path) as session:
        play_on(session, turns=2)
        main = session.exercise
        state = main.state_hash()
        session.branch("b")
        play_on(session, turns=3, seed=9)
        assert main.state_hash() == state
        session.switch("main")
        assert session.exercise.state_hash() == state


def test_amending_keeps_what_still_applies_and_names_what_does_not(path: Path) -> None:
    with create(path) as session:
        session.advance()
        session.submit("ash", "strike")
        wrong = session.position
        session.submit("elm", "hold")
        play_on(session, turns=3)
        rulings = [e for e in session.inputs if e.kind == "rule"]
        assert rulings[0].pause["act"] == "ash.1.initiative"
        later = [e for e in session.inputs if e.kind == "note"]
        assert not later
        result = session.amend(wrong, {"move": "hold"})
        gone = [(drop.item.source, drop.why) for drop in result.dropped]
        assert (rulings[0].seq, "the exercise does not come to that pause") in gone
        first = next(e for e in session.inputs if e.kind == "choose")
        assert (first.data["seat"], first.data["move"]) == ("ash", "hold")
        assert len(session.exercise.reports) == 3
        kept = [e for e in session.inputs if e.kind == "choose" and e.data["note"]]
        assert kept
    verify(read_contents(path), loader)
    with reopen(path) as session:
        assert session.exercise.state_hash() == result.exercise.state_hash()


def test_an_amendment_that_changes_nothing_leads_to_the_same_state(path: Path) -> None:
    with create(path) as session:
        play_on(session, turns=4)
        before = session.exercise.state_hash()
        choice = next(e for e in session.inputs if e.kind == "choose")
        result = session.amend(choice.seq, {"move": choice.data["move"]})
        assert not result.dropped
        assert session.exercise.state_hash() == before


def test_an_input_can_be_taken_out_and_going_on_cannot(path: Path) -> None:
    with create(path) as session:
        session.inject("flood")
        wrong = session.position
        session.note("oh")
        play_on(session, turns=1)
        with pytest.raises(PlayError, match="undo it instead"):
            session.amend(next(e.seq for e in session.inputs if e.kind == "advance"), {})
        with pytest.raises(PlayError, match="has no 'moves'"):
            session.amend(wrong, {"moves": "hold"})
        session.amend(wrong, None)
        assert "inject" not in [e.kind for e in session.inputs]
        assert "note" in [e.kind for e in session.inputs]


def test_seats_change_hands_and_the_change_is_replayed(path: Path) -> None:
    with create(path, Plan(7)) as session:
        session.advance()
        session.hold("ash")
        assert isinstance(session.advance(), AwaitChoices)
        session.submit("ash", "trade", note="ours now", by="Kim")
        session.release("ash")
        assert isinstance(session.advance(), TurnEnded)
        report = session.exercise.reports[-1]
        assert [d.by for d in report.decisions if d.actor == "ash"] == ["Kim"]
    with reopen(path) as session:
        assert session.exercise.people == frozenset()
        assert [d.by for d in session.exercise.reports[-1].decisions if d.actor == "ash"] == ["Kim"]


def test_a_snapshot_and_a_replay_from_the_start_go_on_alike(path: Path) -> None:
    with create(path, PLAN) as session:
        play_on(session)
    contents = read_contents(path)
    replay = Replay(contents, loader)
    snapshots = {d.entry: d.text for d in contents.derived if d.kind == "snapshot"}
    assert len(snapshots) == 6
    for entry, text in list(snapshots.items())[:-1]:
        back, again = restored(replay.prepared, 0, text), replay.at(entry)
        assert back.state_hash() == again.state_hash()
        for exercise in (back, again):
            exercise.table.white_cell = False
            for seat in ("ash", "elm"):
                exercise.release(seat)
        while not isinstance(again.advance(), Finished):
            back.advance()
            assert back.state_hash() == again.state_hash()


def test_the_clock_on_the_wall_changes_nothing_but_the_record(tmp_path: Path) -> None:
    states = set()
    for year in (1999, 2040):
        path = tmp_path / f"{year}.whitecell"
        with create(path) as session:
            session.wall = lambda year=year: datetime(year, 1, 1, tzinfo=UTC)  # type: ignore[misc]
            play_on(session)
            states.add(session.exercise.state_hash())
        assert read_contents(path).entries[5].wall.startswith(str(year))
    assert len(states) == 1


def test_text_is_cleaned_of_signs_a_terminal_acts_on_and_kept_otherwise(path: Path) -> None:
    with create(path, author="A\x1b[2J") as session:
        session.note("tea\x1b]0;x\x07 \u202fat\n5 – 日本 \ud800")
        entry = session.inputs[-1]
        assert entry.data["text"] == "tea]0;x \u202fat\n5 – 日本 "
        assert entry.author == "A[2J"
