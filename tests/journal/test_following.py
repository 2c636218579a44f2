"""Readers beside a writer: they come to where it stands, and hold it up for nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from cli.main import run
from cli.talk import spoken_date
from cli.viewing import screen
from engine.content.copies import load_copy
from engine.content.library import Library
from engine.content.packs import Pack
from engine.model.free import FreeEffect, FreeMove
from engine.play.audience import audience_view
from engine.play.journal.following import Follower
from engine.play.journal.session import Plan, Session
from engine.play.seen import EventSeen
from engine.record import Finished
from reports.names import Names
from tests.build import edited, make_pack
from tests.house.places import ROOT
from tests.journal.making import create, loader, play_on, wander

BOUND = 2.0
"""Seconds neither a writer nor a reader may wait for anything."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "small.whitecell"


def duel(path: Path, plan: Plan, changes: Mapping[str, str] | None = None) -> Session:
    copy = Library([Pack(make_pack(path.parent, changes))]).copy("duel")
    return Session.create(path, copy, load_copy, plan)


def test_a_follower_stands_where_the_writer_stands(path: Path) -> None:
    with create(path) as session:
        follower, moved = Follower(path, loader), 0
        for number in range(60):
            wander(session, 3, number)
            moved += follower.look()
            assert follower.exercise.state_hash() == session.exercise.state_hash()
            assert type(follower.exercise.pause) is type(session.exercise.pause)
        assert moved >= 60
        assert not follower.look()


def test_followers_never_hold_up_the_writer(path: Path) -> None:
    waits = list[float]()
    with duel(path, Plan(7, ("north",))) as session:
        command = [sys.executable, "-m", "cli.main", "view", path, "--follow", "--format", "json"]
        readers = [
            subprocess.Popen(
                [*command, "--as", audience],
                cwd=ROOT,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                stdout=subprocess.PIPE,
                text=True,
            )
            for audience in ("projector", "north")
        ]
        for reader in readers:
            assert reader.stdout is not None
            assert json.loads(reader.stdout.readline())["pause"]
        until = time.monotonic() + 3.0
        while time.monotonic() < until:
            began = time.monotonic()
            session.note("steady")
            waits.append(time.monotonic() - began)
        play_on(session)
        assert isinstance(session.exercise.pause, Finished)
        outcome = session.exercise.pause.says
    ended = time.monotonic()
    told = [reader.communicate(timeout=30)[0] for reader in readers]
    assert time.monotonic() - ended < 30
    assert len(waits) > 50
    assert max(waits) < BOUND
    for reader, text in zip(readers, told, strict=True):
        assert reader.returncode == 0
        assert json.loads(text.splitlines()[-1])["outcome"] == outcome


def test_a_read_only_file_in_a_read_only_folder_is_viewed(path: Path) -> None:
    with duel(path, Plan(7)) as session:
        play_on(session, turns=2)
    before = path.read_bytes()
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        assert run(["view", str(path)]) == 0
    finally:
        path.parent.chmod(0o755)
    assert path.read_bytes() == before
    assert sorted(p.name for p in path.parent.iterdir() if p.is_file()) == [path.name]


def test_the_view_says_what_it_shows(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with duel(path, Plan(7, ("north",), marking="EXERCISE ONLY")) as session:
        session.advance()
        session.submit("north", "hold", note="a secret of the north")
        assert run(["view", str(path)]) == 0
        public = capsys.readouterr().out
        assert run(["view", str(path), "--as", "north", "--width", "60"]) == 0
        own = capsys.readouterr().out
        assert run(["view", str(path), "--as", "nobody"]) == 2
    assert public.startswith("EXERCISE ONLY\n")
    assert "Turn 1: all choices are in." in public
    assert "secret" not in public
    assert "Sealed: hold" in own
    assert "Sealed" not in public
    assert all(len(line) <= 60 for line in own.splitlines())
    assert "no audience 'nobody'; there are projector, north, " in capsys.readouterr().err
    assert run(["view", str(path), "--as", "noth"]) == 2
    assert "no audience 'noth'; did you mean 'north'?" in capsys.readouterr().err


def test_a_view_of_an_exercise_that_is_over_is_of_its_last_day(path: Path) -> None:
    with duel(path, Plan(7)) as session:
        names, turns = Names(session.exercise.scenario), session.exercise.scenario.turns
        heads = []
        for audience in ("projector", "white"):
            for turn in (turns.count - 1, turns.count, turns.count + 1):
                while session.exercise.turn < turn:
                    session.advance()
                heads.append(screen(audience_view(session.exercise, audience), names, 80, 40)[0])
        session.advance()
        heads.append(screen(audience_view(session.exercise), names, 80, 40)[0])
    last = turns.last_day(session.exercise.scenario.startex)
    assert last + timedelta(days=1) == session.exercise.today
    over = f"turn {turns.count}/{turns.count} · {spoken_date(last)}"
    assert [over in head for head in heads] == [False, False, True, True, True, True, True]
    assert spoken_date(session.exercise.today) not in "".join(heads)


def test_the_view_tells_the_situation_and_a_seat_its_own_briefs(path: Path) -> None:
    with duel(path, Plan(7, ("north",))) as session:
        view, names = audience_view(session.exercise), Names(session.exercise.scenario)
    lines = screen(view, names, 200, 40)
    assert view.brief
    assert view.brief.split("\n")[0] in "\n".join(lines)
    assert "Nothing is known yet." not in lines
    assert "Nothing is known yet." in screen(replace(view, brief=""), names, 80, 40)
    own = replace(view, own_brief="We are old.", private="We are poor.")
    told = "\n".join(screen(own, names, 80, 40))
    assert "  We are old.\n  For this seat only: We are poor.\n" in told


def test_a_seat_reads_what_it_has_in_preparation(path: Path) -> None:
    with duel(path, Plan(7, ("north",))) as session:
        session.advance()
        view, names = audience_view(session.exercise, "north"), Names(session.exercise.scenario)
        under_way = replace(view, preparing=("Arm the [b]fleet.",))
        assert "In preparation: Arm the [b]fleet." in screen(under_way, names, 80, 40)
        assert not [line for line in screen(view, names, 80, 40) if "preparation" in line]


def test_the_view_tells_a_free_move_behind_its_seats_name_and_keeps_the_names_in_it(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    named = edited("actors/south.yaml", "name: South", "name: Ostrava")
    with duel(path, Plan(7, ("north", "south")), named) as session:
        session.advance()
        for seat, says in (("north", "Ostrava’s flag is burnt"), ("south", "Opens the granary")):
            session.propose(seat, FreeMove(says, (FreeEffect("tension", "up", "minor"),)))
        play_on(session, turns=1)
        assert run(["view", str(path)]) == 0
    told = capsys.readouterr().out
    assert "North Ostrava’s flag is burnt" in told
    assert "Ostrava opens the granary" in told


@pytest.mark.parametrize(
    ("says", "told"),
    [("treaty = True", "└ Treaty."), ("treaty = False", "└ No longer: Treaty."),
     ("mood = angry", "└ Mood: angry.")],
)  # fmt: skip
def test_a_view_tells_a_flag_as_the_table_does(path: Path, says: str, told: str) -> None:
    with duel(path, Plan(7, ("north",))) as session:
        session.advance()
        exercise = session.exercise
        view, names = audience_view(exercise), Names(exercise.scenario)
    event = EventSeen("flag", says.split()[0], 0, exercise.today, "", says)
    path_seen = (replace(view.path[0], events=(event,)),)
    lines = screen(replace(view, path=path_seen), names, 80, 40)
    assert any(line.endswith(told) for line in lines)


def test_a_view_of_a_branch_says_that_it_is_one(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with duel(path, Plan(7, ("north",))) as session:
        play_on(session, turns=1)
        session.branch("if south yields", at=1)
    assert run(["view", str(path)]) == 0
    assert "WHAT IF: not the exercise itself\n" in capsys.readouterr().out
    assert run(["view", str(path), "--as", "white"]) == 0
    assert "WHAT IF: if south yields\n" in capsys.readouterr().out


def test_the_json_of_a_view_has_its_documented_keys(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with duel(path, Plan(7, ("north",))) as session:
        play_on(session, turns=1)
        session.advance()
    page = (ROOT / "docs" / "reference" / "view-json.md").read_text(encoding="utf-8")
    run(["view", str(path), "--as", "north", "--format", "json"])
    data = json.loads(capsys.readouterr().out)
    assert data["schema"] == 1
    for key, value in data.items():
        assert f"| `{key}" in page, key
        rows = value if isinstance(value, list) and value and isinstance(value[0], dict) else []
        for name in rows[0] if rows else ():
            assert f"`{key}[].{name}" in page, (key, name)
    for name in data["path"][0]["events"][0]:
        assert f"`path[].events[].{name}`" in page, name


def test_no_secret_of_the_file_reaches_an_audience_even_if_undone(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file holds it all; what is printed holds only what the audience may know."""
    with duel(path, Plan(7, ("north", "south"), mode="semi-free")) as session:
        level = session.exercise.table.tables.ids[0]
        plot = FreeMove("SECRET plot", (FreeEffect(level, "up", "minor"),), seen="covert")
        session.note("SECRET note of the white cell")
        session.advance()
        session.forecast("north", "move:south", {"hold": 1.0})
        session.submit("north", "hold", note="SECRET reason")
        session.undo()
        session.propose("north", replace(plot, argument="SECRET argument"))
        session.submit("south", "hold")
        at = session.position
        session.improvise("SECRET news", (), ("north",))
        session.undo_to(at)
        session.branch("SECRET branch")
        for audience in ("projector", "south"):
            for format in ("json", "text"):
                assert run(["view", str(path), "--as", audience, "--format", format]) == 0
                assert "SECRET" not in capsys.readouterr().out
        assert path.read_bytes().count(b"SECRET") > 4
