"""Going back by a snapshot comes to the very place a replay from STARTEX comes to."""

from __future__ import annotations

import time
from pathlib import Path
from random import Random

import pytest

from engine.content.copies import load_copy
from engine.content.library import Library
from engine.content.packs import Pack
from engine.play.audience import audience_view
from engine.play.exercise import Exercise
from engine.play.journal.contents import read_contents
from engine.play.journal.inputs import pause_of
from engine.play.journal.replaying import Replay
from engine.play.journal.session import Plan, Session
from engine.record import AwaitChoices, Finished
from tests.build import make_pack
from tests.journal.making import create, loader, play_on, reopen, wander


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "small.whitecell"


def whole(exercise: Exercise) -> dict[str, object]:
    """Return all there is to see of an exercise."""
    pause = exercise.pause
    return {
        "pause": pause_of(exercise),
        "state": exercise.state_hash(),
        "luck": exercise.table.luck.seed,
        "people": exercise.people,
        "sealed": exercise.sealed,
        "awaited": exercise.awaited(),
        "reports": exercise.reports,
        "views": pause.seats if isinstance(pause, AwaitChoices) else None,
        "end": pause if isinstance(pause, Finished) else None,
        "all": audience_view(exercise, "white"),
        "measures": exercise.measures() if exercise.reports else {},
    }


def from_startex(path: Path, node: int) -> Exercise:
    """Replay to a position with no snapshot to lean on."""
    replay = Replay(read_contents(path), loader)
    exercise, rest = replay.begin(replay.tree.path(node))
    replay.follow(exercise, rest)
    return exercise


@pytest.mark.parametrize("seed", range(4))
def test_any_position_is_the_same_by_snapshot_and_from_startex(path: Path, seed: int) -> None:
    luck = Random(seed)
    with create(path) as session:
        for number in range(90):
            wander(session, seed, number)
        nodes = [entry.seq for entry in session.log]
        for node in luck.sample(nodes, 12):
            session.branch(at=node)
            assert whole(session.exercise) == whole(from_startex(path, node))
    with reopen(path) as session:
        for node in luck.sample(nodes, 6):
            session.branch(at=node)
            assert whole(session.exercise) == whole(from_startex(path, node))


def test_what_is_played_from_a_snapshot_goes_on_alike(path: Path) -> None:
    with create(path) as session:
        play_on(session, turns=4, seed=3)
        at = session.position
        play_on(session, seed=4)
        straight = whole(session.exercise)
        inputs = [(e.kind, e.data) for e in session.inputs if e.seq > at]
        session.undo_to(at)
        for kind, data in inputs:
            session.give(kind, data)
        assert whole(session.exercise) == straight


def test_an_end_that_comes_of_an_input_at_a_turns_end_comes_after_going_back_too(
    path: Path,
) -> None:
    with create(path) as session:
        play_on(session)
        assert isinstance(session.exercise.pause, Finished)
        end = whole(session.exercise)
        session.undo()
        session.note("a last look")
        session.advance()
        assert whole(session.exercise) == end


def test_a_snapshot_that_lies_is_not_used(path: Path) -> None:
    with create(path) as session:
        play_on(session, turns=3)
        marks = session._replay.marks._marks
        for node in marks:
            other = marks[min(marks)].snapshot
            marks[node] = type(marks[node])(other, marks[node].reports)
        node = session.position
        session.undo()
        session.redo()
        assert whole(session.exercise) == whole(from_startex(path, node))


def test_going_back_costs_a_turn_and_not_the_exercise(path: Path) -> None:
    copy = Library([Pack(make_pack(path.parent))]).copy("duel", settings={"turns.count": "48"})
    with Session.create(path, copy, load_copy, Plan(7, ("north",))) as session:
        costs = dict[int, float]()
        for turns in (6, 36):
            play_on(session, turns=turns)
            spent = list[float]()
            for _ in range(9):
                began = time.process_time()
                session.undo()
                spent.append(time.process_time() - began)
                session.redo()
            costs[len(session.exercise.reports)] = sorted(spent)[4]
    assert costs[42] < 4 * costs[6]
