"""The wider inputs: journaled before effect, checked, replayed, undone, amended, scripted."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cli.main import run
from engine.content.copies import load_copy
from engine.content.library import Library
from engine.content.packs import Pack
from engine.errors import PlayError
from engine.model.free import FreeEffect, FreeMove
from engine.play.journal.contents import read_contents
from engine.play.journal.entries import LATER
from engine.play.journal.plan import plan_of
from engine.play.journal.schema import SCHEMA, head_of
from engine.play.journal.session import Plan, Session
from engine.play.journal.verifying import verify
from engine.record import Adjudication, AwaitChoices, Finished, Ruling, TurnEnded
from tests.build import make_pack
from tests.journal.making import create, loader, play_on, reopen

GOLDEN = Path(__file__).parent / "golden" / "schema-1.whitecell"
RAIN = FreeEffect("goods", "up", "minor", delay=1)
MARCH = FreeMove("marches", (RAIN,), 0.7, "elm", "they are tired", "mixed", "M")

Do = Callable[[Session], object]
GIVEN: dict[str, tuple[Do, dict[str, Any]]] = {
    "free": (
        lambda s: s.propose("ash", MARCH, note="now\x1b[2J", by="Kim"),
        {
            "seat": "ash",
            "says": "marches",
            "effects": [
                {"on": "goods", "direction": "up", "size": "minor", "delay": 1.0, "ramp": 0.0}
            ],
            "odds": 0.7,
            "target": "elm",
            "argument": "they are tired",
            "seen": "mixed",
            "instrument": "M",
            "note": "now[2J",
            "by": "Kim",
        },
    ),
    "inject": (
        lambda s: s.inject("flood", says="A brook rises.", scale=0.5, reason="too harsh"),
        {
            "id": "flood",
            "says": "A brook rises.",
            "scale": 0.5,
            "reason": "too harsh",
            "at_once": True,
        },
    ),
    "skip": (lambda s: s.skip("flood", "no time"), {"id": "flood", "reason": "no time"}),
    "improvise": (
        lambda s: s.improvise("A fair opens.", (RAIN,), ("elm",)),
        {
            "says": "A fair opens.",
            "effects": [
                {"on": "goods", "direction": "up", "size": "minor", "delay": 1.0, "ramp": 0.0}
            ],
            "audience": ["elm"],
        },
    ),
    "forecast": (
        lambda s: s.forecast("ash", "move:elm", {"soothe": 0.25, "hold": 0.75}),
        {"seat": "ash", "about": "move:elm", "shares": {"hold": 0.75, "soothe": 0.25}},
    ),
    "note": (
        lambda s: s.note("slow", kind="issue", seat="elm", owner="Lee", due="May"),
        {
            "text": "slow",
            "kind": "issue",
            "seat": "elm",
            "objective": None,
            "owner": "Lee",
            "due": "May",
        },
    ),
    "clock": (
        lambda s: s.clock("ash", "pause", 41),
        {"seat": "ash", "state": "pause", "left": 41.0},
    ),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "small.whitecell"


@pytest.mark.parametrize("kind", GIVEN)
def test_an_input_is_on_disk_with_what_it_holds_and_goes_and_comes_back(
    path: Path, kind: str
) -> None:
    do, data = GIVEN[kind]
    with create(path) as session:
        session.advance()
        before, at = session.exercise.state_hash(), session.position
        do(session)
        entry = read_contents(path).entries[-1]
        assert (entry.kind, entry.data, entry.before) == (kind, data, before)
        after, sealed = session.exercise.state_hash(), session.exercise.sealed
        session.undo_to(at)
        assert session.exercise.state_hash() == before
        session.redo()
        assert (session.exercise.state_hash(), session.exercise.sealed) == (after, sealed)
        play_on(session)
        end = session.exercise.state_hash()
    assert verify(read_contents(path), loader).faults == []
    with reopen(path) as session:
        assert session.exercise.state_hash() == end


WRONG: list[tuple[Do, str]] = [
    (lambda s: s.skip("fire"), "no inject 'fire'"),
    (lambda s: s.inject("flood", says=" "), "told in 1 to 2000 signs"),
    (lambda s: s.inject("flood", scale=-1), "scaled by 0 to 10"),
    (lambda s: s.improvise("x", (), ("oak",)), "no seat 'oak'"),
    (lambda s: s.improvise("", ()), "told in 1 to 2000 signs"),
    (lambda s: s.improvise("x", (FreeEffect("gold", "up", "minor"),)), "no indicator 'gold'"),
    (lambda s: s.forecast("ash", "move:ash", {"hold": 1.0}), "forecast another's"),
    (lambda s: s.forecast("ash", "move:oak", {"hold": 1.0}), "'outcome' or 'move:ACTOR'"),
    (lambda s: s.forecast("ash", "weather", {"hold": 1.0}), "'outcome' or 'move:ACTOR'"),
    (lambda s: s.forecast("ash", "move:elm", {"hold": 0.9}), "sum to 1"),
    (lambda s: s.forecast("ash", "move:elm", {"hold": 1.5, "soothe": -0.5}), "between 0 and 1"),
    (lambda s: s.forecast("ash", "move:elm", {"hold": float("nan")}), "between 0 and 1"),
    (lambda s: s.forecast("ash", "outcome", {"peace": 1.0}), "there are other, riot"),
    (lambda s: s.forecast("oak", "outcome", {"riot": 1.0}), "no seat 'oak'"),
    (lambda s: s.note("x", kind="joke"), "observation, strength, issue, hot_wash"),  # type: ignore[arg-type]
    (lambda s: s.note("x", seat="oak"), "no seat 'oak'"),
    (lambda s: s.note("x", objective=0), "no objective 0; there are 0"),
    (lambda s: s.note("x", owner="y" * 201), "at most 200 signs"),
    (lambda s: s.clock("oak", "start", 1), "no seat 'oak'"),
    (lambda s: s.clock("ash", "halt", 1), "start, pause, resume, stop"),  # type: ignore[arg-type]
    (lambda s: s.clock("ash", "start", -1), "some seconds left"),
    (lambda s: s.clock("ash", "start", float("inf")), "some seconds left"),
    (lambda s: s.give("free", {**GIVEN["free"][1], "effects": [7]}), "on, direction and size"),
    (lambda s: s.give("improvise", {**GIVEN["improvise"][1], "audience": [7]}), "list of seats"),
]


@pytest.mark.parametrize(("do", "says"), WRONG)
def test_what_does_not_fit_is_told_in_one_line_and_leaves_no_trace(
    path: Path, do: Do, says: str
) -> None:
    with create(path) as session:
        session.advance()
        entries, state = session.entries, session.exercise.state_hash()
        with pytest.raises(PlayError, match=says) as told:
            do(session)
        assert "\n" not in str(told.value)
        assert (session.entries, session.exercise.state_hash()) == (entries, state)


def test_moves_are_forecast_before_they_are_revealed_and_outcomes_until_endex(path: Path) -> None:
    with create(path) as session:
        session.forecast("ash", "move:elm", {"hold": 1.0})
        session.advance()
        session.forecast("elm", "move:ash", {"free": 0.5, "hold": 0.5})
        for seat in session.exercise.awaited():
            session.submit(seat, "strike" if seat == "ash" else "hold")
        pause = session.advance()
        assert isinstance(pause, Adjudication)
        with pytest.raises(PlayError, match="before the turn's choices are revealed"):
            session.forecast("ash", "move:elm", {"hold": 1.0})
        session.forecast("ash", "outcome", {"riot": 0.5, "other": 0.5})
        play_on(session)
        assert isinstance(session.exercise.pause, Finished)
        with pytest.raises(PlayError, match="exercise is over"):
            session.forecast("ash", "outcome", {"riot": 1.0})
        turns = [e.pause["turn"] for e in session.inputs if e.kind == "forecast"]
        assert turns == [1, 1, 1]


def test_notes_and_the_clock_are_taken_after_endex(path: Path) -> None:
    with create(path) as session:
        play_on(session)
        assert isinstance(session.exercise.pause, Finished)
        session.note("all in all", kind="hot_wash")
        session.clock("ash", "stop", 0)
        for do in ("free", "inject", "skip", "improvise"):
            with pytest.raises(PlayError, match="exercise is over"):
                GIVEN[do][0](session)
    verify(read_contents(path), loader)


def test_undo_goes_past_what_the_clock_said(path: Path) -> None:
    with create(path) as session:
        session.advance()
        at = session.position
        session.clock("ash", "start", 60)
        session.submit("ash", "hold")
        session.clock("ash", "stop", 12.5)
        session.undo()
        assert session.inputs[-1].kind == "clock"
        assert session.inputs[-1].data["left"] == 60.0
        session.undo()
        assert session.position == 1
        session.redo()
        session.redo()
        assert session.inputs[-1].data == {"seat": "ash", "state": "stop", "left": 12.5}
        assert [e.kind for e in session.log] == ["advance", "clock", "choose", "clock"]
        assert at == session.log[0].seq


def test_a_free_move_is_amended_and_what_then_falls_away_is_named(path: Path) -> None:
    with create(path, Plan(7, ("ash",), mode="semi-free")) as session:
        session.advance()
        session.propose("ash", MARCH)
        free = session.position
        pause = session.advance()
        assert isinstance(pause, Adjudication)
        session.rule(Ruling("failed", "so it is", "control"))
        session.advance()
        result = session.amend(free, {"odds": 1.0, "says": "marches home"})
        assert [gone.item.kind for gone in result.dropped] == ["rule"]
        acts = session.exercise.table.world.acts
        assert (acts[0].says, acts[0].result) == ("marches home", "done")
        with pytest.raises(PlayError, match="odds"):
            session.amend(session.inputs[1].seq, {"odds": "high"})
    verify(read_contents(path), loader)


def test_an_inject_while_seats_decide_names_those_it_asks_anew(path: Path) -> None:
    with create(path) as session:
        session.advance()
        for seat in session.exercise.awaited():
            session.submit(seat, "hold")
        assert session.inject("flood") == ()
        assert session.exercise.awaited() == ()
        session.release("ash")
        session.hold("ash")
        assert session.exercise.awaited() == ()
        session.undo(3)
        session.hold("elm")
        assert isinstance(session.exercise.pause, AwaitChoices)
    verify(read_contents(path), loader)


# --- set-up ---------------------------------------------------------------------------------------

WIDE = Plan(
    7,
    ("ash",),
    mode="free",
    marking="EXERCISE\x1b[2J",
    names={"ash": "Ms Kim"},
    anonymous=True,
    budget=300.0,
)


def test_the_wider_set_up_is_kept_and_read_again(path: Path) -> None:
    with create(path, WIDE) as session:
        data = session.contents.setup.data
        assert (data["mode"], data["rulings"], data["marking"]) == ("free", True, "EXERCISE[2J")
        assert (data["names"], data["anonymous"]) == ({"ash": "Ms Kim"}, True)
        assert data["budget"] == 300.0
    plan = plan_of(read_contents(path).setup.data)
    assert (plan.people, plan.mode, plan.names) == (("ash",), "free", {"ash": "Ms Kim"})
    assert Plan(7, rulings=True).adjudication == "semi-free"


@pytest.mark.parametrize(
    ("plan", "says"),
    [
        (Plan(7, mode="loose"), "rigid, semi-free, free"),  # type: ignore[arg-type]
        (Plan(7, names={"oak": "x"}), "^no seat 'oak'; the cast is ash, elm"),
        (Plan(7, names={"asch": "x"}), r"^no seat 'asch'; did you mean 'ash'\?$"),
        (Plan(7, ("asch",)), r"^no seat 'asch'; did you mean 'ash'\?$"),
        (Plan(7, budget=0.0), "seconds a turn"),
        (Plan(7, budget=float("nan")), "seconds a turn"),
        (Plan(7, marking="x" * 201), "at most 200 signs"),
    ],
)
def test_a_senseless_set_up_makes_no_file(path: Path, plan: Plan, says: str) -> None:
    with pytest.raises(PlayError, match=says):
        create(path, plan)
    assert not path.exists()


# --- older schemas --------------------------------------------------------------------------------


def test_an_older_journal_is_read_as_it_is_and_filled_in(tmp_path: Path) -> None:
    contents = read_contents(GOLDEN)
    assert contents.setup.data["mode"] == "semi-free"
    assert set(LATER["setup"]) <= contents.setup.data.keys()
    assert not set(LATER["setup"]) & contents.entries[0].data.keys()


def test_the_first_input_makes_an_older_journal_a_new_one_and_keeps_it_aside(
    tmp_path: Path,
) -> None:
    path = tmp_path / "old.whitecell"
    shutil.copy(GOLDEN, path)
    before = path.read_bytes()
    aside = tmp_path / "old.whitecell.schema-1"
    with Session.open(path, load_copy):
        pass
    assert path.read_bytes() == before
    for number in range(2):
        with Session.open(path, load_copy) as session:
            session.note("goes on", kind="strength")
            assert session.entries == len(read_contents(GOLDEN).entries) + 1 + number
    assert aside.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == [path.name, aside.name]
    assert int.from_bytes(head_of(path)[0][60:64]) == SCHEMA
    verify(read_contents(path), load_copy)


def test_where_the_old_form_cannot_be_kept_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.whitecell"
    shutil.copy(GOLDEN, path)
    before = path.read_bytes()
    (tmp_path / "old.whitecell.schema-1.new").mkdir()
    with Session.open(path, load_copy) as session:
        with pytest.raises(Exception, match="older version wrote it, and it could not be kept"):
            session.note("goes on")
        assert path.read_bytes() == before
        (tmp_path / "old.whitecell.schema-1.new").rmdir()
        session.note("goes on")
    assert path.read_bytes() != before


# --- as a file of inputs --------------------------------------------------------------------------


def test_every_input_goes_through_a_file_of_inputs_and_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(make_pack(tmp_path / "pack"))
    first, again = tmp_path / "first.whitecell", tmp_path / "again.whitecell"
    copy = Library([Pack(tmp_path / "pack")]).copy("duel")
    plan = Plan(7, ("north", "south"), mode="semi-free", marking="M", names={"north": "N"})
    with Session.create(first, copy, load_copy, plan) as session:
        effect = FreeEffect(session.exercise.table.tables.ids[0], "down", "major", ramp=2)
        session.note("Anfang", objective=0 if session.exercise.scenario.objectives else None)
        session.forecast("north", "outcome", {session.exercise.scenario.outcomes[0].id: 1.0})
        session.advance()
        session.clock("north", "start", 90)
        session.propose("north", FreeMove("sings", (effect,), 0.4, "south", "why: not, #1"))
        session.improvise("It rains.", (effect,), ("south",))
        session.release("south")
        session.hold("south")
        while not isinstance(session.exercise.pause, TurnEnded):
            play_on(session, turns=1)
        session.inject("feud", says="A feud, edited", scale=2)
        play_on(session)
        end = session.exercise.state_hash()
    assert run(["replay", str(first), "--format", "inputs"]) == 0
    text = capsys.readouterr().out
    script = tmp_path / "inputs.yaml"
    script.write_text(text, encoding="utf-8")
    assert run(["run", "duel", "--inputs", str(script), "--journal", str(again)]) == 0
    capsys.readouterr()
    assert run(["replay", str(again), "--format", "inputs"]) == 0
    assert capsys.readouterr().out == text
    kept = read_contents(again)
    assert [e.kind for e in kept.entries] == [e.kind for e in read_contents(first).entries]
    verdict = verify(kept, load_copy)
    assert verdict.exercise is not None
    assert verdict.exercise.state_hash() == end


def test_an_older_journal_goes_through_a_file_of_inputs_too(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["replay", str(GOLDEN), "--format", "inputs"]) == 0
    text = capsys.readouterr().out
    held = [line for line in text.splitlines() if "hold:" in line or "inject:" in line]
    assert held
    assert all("at_once: false" in line for line in held)
