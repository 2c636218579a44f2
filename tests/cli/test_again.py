"""A run of a batch on the table: its content and its luck, and its end if nobody steps in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from batch.results import Results
from cli.again import begun_again
from cli.batching import Again
from cli.play import play
from engine.content.copies import load_copy
from engine.errors import PlayError
from engine.play.journal.contents import read_contents
from engine.play.journal.session import Plan, Session
from engine.record import AwaitChoices, Finished
from tests.batch.batches import made


def test_a_run_on_the_table_ends_as_in_the_batch_if_nobody_steps_in(tmp_path: Path) -> None:
    made(tmp_path, runs=4, samples=3)
    results = Results(tmp_path / "out")
    spec = results.study.spec("0-7")
    begun_again(results, spec, tmp_path / "again.whitecell")
    with Session.open(tmp_path / "again.whitecell", load_copy) as session:
        while not isinstance(session.advance(), Finished):
            pass
        outcome = session.exercise.outcome
        tension = session.exercise.reports[-1].levels["tension"]
    with results.connect() as duck:
        query = """SELECT outcome, "final.tension" FROM runs WHERE run = '0-7'"""
        assert outcome is not None
        assert duck.execute(query).fetchone() == (outcome.id, tension)


def test_a_seat_may_be_taken_at_it(tmp_path: Path) -> None:
    made(tmp_path)
    results = Results(tmp_path / "out")
    place, wanted = tmp_path / "again.whitecell", Plan(99, ("north",), replication=3)
    begun_again(results, results.study.spec("1-7"), place, wanted)
    with Session.open(tmp_path / "again.whitecell", load_copy) as session:
        pause = session.advance()
        assert isinstance(pause, AwaitChoices)
        assert set(pause.seats) == {"north"}
        assert session.exercise.replication == 7
        assert session.exercise.scenario.variant == "bold"


def test_a_draw_of_minds_is_refused_with_what_can_be_done(tmp_path: Path) -> None:
    made(tmp_path, runs=1, samples=3, minds=True)
    results = Results(tmp_path / "out")
    with pytest.raises(PlayError, match=r"whitecell run --from .* --run 0-1"):
        begun_again(results, results.study.spec("0-1"), tmp_path / "again.whitecell")


def test_a_seat_nobody_has_is_told_whoever_was_to_hold_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made(tmp_path)
    monkeypatch.setattr("cli.play.on_terminal", lambda: True)
    again = Again(tmp_path / "out", "1-7")
    place = tmp_path / "again.whitecell"
    assert play(seat=["nort=engine"], journal=place, again=again) == 2
    assert "no seat 'nort'; did you mean 'north'?" in capsys.readouterr().err
    assert not place.exists()


def test_a_seat_the_engine_is_to_hold_is_looked_up_before_the_screen_opens(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("cli.play.on_terminal", lambda: True)
    monkeypatch.setattr("tui.app.main", lambda *_: pytest.fail("the screen was opened"))
    assert play("post_war_aid_cut", seat=["seul=engine"]) == 2
    assert "no seat 'seul'; did you mean 'seoul'?" in capsys.readouterr().err


def test_how_a_run_of_a_batch_is_to_be_played_stands_in_its_set_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path)
    monkeypatch.setattr("cli.play.on_terminal", lambda: True)
    monkeypatch.setattr("tui.app.main_resume", lambda _: 0)
    place, copies = tmp_path / "again.whitecell", tmp_path / "copies"
    copies.mkdir()
    asked: dict[str, Any] = {"mode": "free", "marking": "SECRET", "name": ["north=Ann"]}
    asked |= {"anonymous": True, "minutes": 2.0, "second": copies, "journal": place}
    assert play(again=Again(tmp_path / "out", "1-7"), **asked) == 0
    setup = read_contents(place).setup.data
    assert (setup["variant"], setup["seed"], setup["replication"]) == ("bold", 1, 7)
    kept = {name: setup[name] for name in ("mode", "marking", "names", "anonymous", "budget")}
    assert kept == {
        "mode": "free",
        "marking": "SECRET",
        "names": {"north": "Ann"},
        "anonymous": True,
        "budget": 120.0,
    }
    assert setup["people"] == ["north"]
    assert setup["second"] == str(copies)


@pytest.mark.parametrize(
    ("option", "value"),
    [("seed", 77), ("variant", "bold"), ("lens", "calm"), ("pack", [Path("elsewhere")])],
)
def test_what_the_batch_says_itself_is_refused_by_name(
    option: str,
    value: object,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    made(tmp_path, runs=2)
    monkeypatch.setattr("cli.play.on_terminal", lambda: True)
    monkeypatch.setattr("tui.app.main_resume", lambda _: pytest.fail("the screen was opened"))
    place, asked = tmp_path / "again.whitecell", {option: value}
    again = Again(tmp_path / "out", "0-1")
    assert play(again=again, journal=place, **asked) == 2  # type: ignore[arg-type]
    assert f"--{option} is one too many" in capsys.readouterr().err
    assert not place.exists()
