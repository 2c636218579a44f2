"""Lines are no wider than the columns asked for, or the 80 of a pipe, and wrap by words."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.main import run as whitecell
from cli.rehearsed import _command
from engine.content.copies import load_copy
from engine.play.journal.session import Session
from tests.build import make_pack

FILE = "a quarrel between two capitals that was kept under a very long name.whitecell"
SCENARIO = "seoul_pacemaker"


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A working folder beside a pack."""
    monkeypatch.setenv("WHITECELL_PATH", str(make_pack(tmp_path / "pack")))
    monkeypatch.chdir(tmp_path)


def told(capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    capsys.readouterr()
    assert whitecell(list(words)) == 0
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("width", [60, 80])
def test_why_wraps_by_words(capsys: pytest.CaptureFixture[str], width: int) -> None:
    words = ("run", SCENARIO, "--why", "beijing.1.initiative", "--width")
    wide, lines = told(capsys, *words, "400"), told(capsys, *words, str(width))
    assert max(map(len, wide)) > 100
    assert max(map(len, lines)) <= width
    assert " ".join(" ".join(lines).split()) == " ".join(" ".join(wide).split())


def test_what_is_set_aside_and_verified_wraps(
    pack: None, capsys: pytest.CaptureFixture[str]
) -> None:
    told(capsys, "run", "duel", "--journal", FILE)
    with Session.open(Path(FILE), load_copy) as session:
        for _ in range(25):
            session.note("tea")
            session.undo()
        state = session.exercise.state_hash()
    lines = told(capsys, "branches", FILE)
    aside = next(at for at, line in enumerate(lines) if line.startswith("set aside"))
    assert len(lines) > aside + 1
    assert max(map(len, lines[aside:])) <= 80
    assert " ".join(lines[aside:]).count(",") == 20
    *first, last = told(capsys, "replay", FILE, "--verify")
    assert " verified: " in " ".join(" ".join(first).split())
    assert last == f"  state {state}"
    assert max(map(len, (*first[1:], last))) <= 80


def test_a_command_to_copy_stands_whole_and_below_where_there_is_no_room() -> None:
    assert list(_command("  calm:", "whitecell run x", 80)) == ["  calm: whitecell run x"]
    long = "whitecell run " + "x" * 60
    assert list(_command("  calm:", long, 80)) == ["  calm:", f"    {long}"]
