"""The branches as the command and the table tell them: whose luck they have, where they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.main import run as whitecell
from engine.content.copies import load_copy
from engine.play.journal.contents import read_contents
from engine.play.journal.replaying import Replay
from engine.play.journal.session import Session
from engine.play.journal.tree import tree_of
from tests.build import make_pack
from tui.branching import rows

FILE = Path("a.whitecell")


@pytest.fixture
def over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A finished exercise in the working folder."""
    monkeypatch.setenv("WHITECELL_PATH", str(make_pack(tmp_path / "pack")))
    monkeypatch.chdir(tmp_path)
    assert whitecell(["run", "duel", "--journal", str(FILE)]) == 0
    return FILE


def listed(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, str]:
    """Return the line that `branches` tells of each branch."""
    capsys.readouterr()
    assert whitecell(["branches", str(FILE), *words]) == 0
    lines = [line.lstrip("▸ ") for line in capsys.readouterr().out.splitlines()]
    return {line.split()[0]: line for line in lines}


def test_a_branch_on_its_parents_luck_is_told_so_by_both(
    over: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed(capsys, "--new", "fresh", "--turn", "2", "--fresh-luck")
    assert whitecell(["resume", str(over)]) == 0
    listed(capsys, "--new", "child", "--turn", "3")
    found = listed(capsys, "--new", "again", "--turn", "3", "--fresh-luck")
    replay = Replay(read_contents(over), load_copy)
    table = {row.name: row.luck for row in rows(replay.tree, replay.prepared.scenario.turns.count)}
    assert table == {
        "main": "same luck",
        "fresh": "fresh luck",
        "child": "same luck",
        "again": "fresh luck",
    }
    assert all(luck in found[name] for name, luck in table.items())


def test_luck_taken_anew_in_the_middle_of_a_branch_counts(over: Path) -> None:
    with Session.open(over, load_copy) as session:
        session.branch("later", at=session.start_of(2))
        session.advance()
        tree = tree_of(read_contents(over).entries)
        assert not tree.fresh(tree.branches["later"])
        session.give("luck", {"root": 77})
        session.branch("below")
    tree = tree_of(read_contents(over).entries)
    assert tree.fresh(tree.branches["later"])
    assert not tree.fresh(tree.branches["below"])


def test_no_branch_stands_in_a_turn_there_is_not(
    over: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replay = Replay(read_contents(over), load_copy)
    turns, head = replay.prepared.scenario.turns.count, replay.tree.head
    found = listed(capsys, "--new", "after", "--at", str(head))
    assert "ENDEX, go on" in found["main"]
    assert f"turn {turns + 1}" not in "".join(found.values())
    replay = Replay(read_contents(over), load_copy)
    main, after = rows(replay.tree, turns)
    assert main.stands == after.stands == "ENDEX"
    assert after.origin == "from main at ENDEX"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--fresh-luck", "--turn", "2"), "--turn is for a branch to begin; name it with --new"),
        (("--fresh-luck",), "--fresh-luck is for a branch to begin"),
        (("--at", "3", "--switch", "main"), "--at is for a branch to begin"),
        (("--new", "b", "--at", "3", "--turn", "2"), "--at and --turn both say where to begin"),
    ],
)
def test_options_that_would_be_passed_over_are_refused(
    words: tuple[str, ...], says: str, over: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = over.read_bytes()
    capsys.readouterr()
    assert whitecell(["branches", str(over), *words]) == 2
    told = capsys.readouterr()
    assert says in told.err
    assert told.err.count("\n") == 1
    assert over.read_bytes() == before
