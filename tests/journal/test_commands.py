"""The commands that write and read journals, as a person or a program calls them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cli.main import run as whitecell
from cli.recorded import items_of, script
from engine.errors import ContentError
from engine.play.journal.contents import read_contents
from tests.build import make_pack
from tests.house.places import ROOT

SCRIPT = """\
kind: inputs
schema: 1
scenario: duel
seed: 9
people: [north]
rulings: true
inputs:
  - {at: start, note: "Quiet: \\"north\\" first – 日本\\nsecond line"}
  - {at: turn 1, choose: {seat: north, move: plead, note: now, by: Kim}}
  - {at: end of turn 1, hold: south}
  - {at: turn 2, inject: feud}
  - {at: end of turn 2, fresh_luck: 12345678901234567890}
  - {at: end of turn 2, release: south}
"""


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = make_pack(tmp_path / "pack")
    monkeypatch.setenv("WHITECELL_PATH", str(folder))
    monkeypatch.chdir(tmp_path)
    return folder


def told(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    """Run a command and return what it wrote; what it said is checked to be lines."""
    capsys.readouterr()
    found = whitecell(words)
    out, error = capsys.readouterr()
    assert found == code, error
    assert "Traceback" not in error
    return out + error if code else out


def test_a_kept_run_tells_the_same_story_and_is_verified(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bare = told(capsys, "run", "duel", "--seed", "7")
    kept = told(capsys, "run", "duel", "--seed", "7", "--journal", "a.whitecell")
    assert kept == bare
    assert told(capsys, "replay", "a.whitecell").startswith(bare)
    said = told(capsys, "replay", "a.whitecell", "--verify")
    assert "verified: 6 entries, 4 turn ends, 8 kept texts\n  state " in said
    data = json.loads(told(capsys, "run", "duel", "--seed", "7", "--format", "json"))
    again = json.loads(told(capsys, "replay", "a.whitecell", "--verify", "--format", "json"))
    hashes = [turn["state_hash"] for turn in again["turns"]]
    assert hashes == [turn["state_hash"] for turn in data["turns"]]
    assert (again["verified"], again["outcome"]) == (True, data["outcome"])


def test_inputs_go_round(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("in.yaml").write_text(SCRIPT, encoding="utf-8")
    first = told(capsys, "run", "duel", "--inputs", "in.yaml", "--journal", "a.whitecell")
    written = told(capsys, "replay", "a.whitecell", "--format", "inputs")
    Path("out.yaml").write_text(written, encoding="utf-8")
    again = told(capsys, "run", "duel", "--inputs", "out.yaml", "--journal", "b.whitecell")
    assert again == first
    assert told(capsys, "run", "duel", "--inputs", "out.yaml") == first
    assert told(capsys, "replay", "b.whitecell", "--format", "inputs") == written
    assert "note: " in written
    kinds = {entry.kind for entry in read_contents(Path("b.whitecell")).entries}
    assert {"note", "choose", "seat", "inject", "luck", "advance"} <= kinds
    a, b = (read_contents(Path(name)) for name in ("a.whitecell", "b.whitecell"))
    assert [(e.kind, e.data, e.before) for e in a.entries[1:]] == [
        (e.kind, e.data, e.before) for e in b.entries[1:]
    ]


def test_a_seed_of_nought_goes_round_and_the_command_lines_stands_over_it(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = told(capsys, "run", "duel", "--seed", "0", "--journal", "a.whitecell")
    assert "seed 0" in first
    written = told(capsys, "replay", "a.whitecell", "--format", "inputs")
    Path("out.yaml").write_text(written, encoding="utf-8")
    assert told(capsys, "run", "duel", "--inputs", "out.yaml") == first
    assert "seed 3" in told(capsys, "run", "duel", "--inputs", "out.yaml", "--seed", "3")


def test_one_choice_of_a_kept_run_and_of_one_with_inputs_is_told_in_full(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bare = told(capsys, "run", "duel", "--why", "south.1.initiative")
    kept = told(capsys, "run", "duel", "--why", "south.1.initiative", "--journal", "a.whitecell")
    assert kept == bare
    assert read_contents(Path("a.whitecell")).entries[-1].kind == "advance"
    Path("in.yaml").write_text(SCRIPT, encoding="utf-8")
    chosen = told(capsys, "run", "duel", "--inputs", "in.yaml", "--why", "north.1.initiative")
    assert chosen.splitlines()[0] != bare.splitlines()[0]
    assert "North chose this: it asks for quiet" in chosen.splitlines()[0]
    wrong = told(capsys, "run", "duel", "--inputs", "in.yaml", "--why", "nort.1.initiative", code=2)
    assert "did you mean 'north.1.initiative'?" in wrong


def test_inputs_of_an_exercise_under_way_stop_where_it_stands(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("in.yaml").write_text(SCRIPT + "until: turn 3\n", encoding="utf-8")
    told(capsys, "run", "duel", "--inputs", "in.yaml", "--journal", "a.whitecell")
    written = told(capsys, "replay", "a.whitecell", "--format", "inputs")
    assert "until: turn 3\n" in written
    Path("out.yaml").write_text(written, encoding="utf-8")
    told(capsys, "run", "duel", "--inputs", "out.yaml", "--journal", "b.whitecell")
    assert read_contents(Path("a.whitecell")).entries[-1].before == (
        read_contents(Path("b.whitecell")).entries[-1].before
    )
    rest = told(capsys, "resume", "b.whitecell")
    assert "ENDEX" in rest
    assert rest == told(capsys, "resume", "a.whitecell")


def test_an_input_that_cannot_be_given_is_named(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = SCRIPT + "  - {at: turn 9, choose: {seat: north, move: plead}}\n"
    odd += "  - {at: turn 3, choose: {seat: north, move: dance}}\n"
    Path("in.yaml").write_text(odd, encoding="utf-8")
    said = told(capsys, "run", "duel", "--inputs", "in.yaml", code=1)
    assert "input 7 (choose at turn 9) left out: the exercise does not come to that pause" in said
    assert "input 8 (choose at turn 3) left out: north has no move 'dance'" in said
    assert "ENDEX" in said


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{at: turn, note: x}", "a pause is named like"),
        ("{at: turn 1}", "one of choose, free, rule"),
        ("{at: turn 1, note: x, hold: north}", "not 2"),
        ("{at: turn 1, sing: x}", "sing"),
        ("{at: turn 1, choose: north}", "choose"),
        ("{at: turn 1, choose: &a {seat: north}}", "anchor"),
    ],
)
def test_a_wrong_file_of_inputs_is_told_with_its_place(
    line: str, says: str, tmp_path: Path
) -> None:
    path = tmp_path / "in.yaml"
    path.write_text(f"kind: inputs\nschema: 1\ninputs:\n  - {line}\n", encoding="utf-8")
    with pytest.raises(ContentError) as error:
        items_of(script(path))
    assert "in.yaml:4:" in str(error.value)
    assert says in str(error.value)


def test_branches_are_made_shown_and_compared(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told(capsys, "run", "duel", "--seed", "7", "--journal", "a.whitecell")
    made = told(capsys, "branches", "a.whitecell", "--new", "other", "--at", "3", "--fresh-luck")
    assert "▸ other  from main at 3" in made
    behind = told(capsys, "branches", "a.whitecell", "--compare", "main", "other")
    assert behind.splitlines()[:3] == [
        "  turn 1  ends the same",
        "  turn 2  ends the same",
        "  turn 3  played on main only",
    ]
    told(capsys, "resume", "a.whitecell")
    shown = told(capsys, "branches", "a.whitecell", "--compare", "main", "other")
    assert "  turn 3  ends otherwise" in shown.splitlines()
    assert "The first turn that ends otherwise is 3" in " ".join(shown.split())
    assert "on “other”, fresh luck" in shown
    assert "verified" in told(capsys, "replay", "a.whitecell", "--verify")
    lost = told(capsys, "branches", "a.whitecell", "--compare", "main", "lost", code=2)
    assert "there is no branch 'lost'; there are: main, other" in lost


def test_an_input_is_amended_from_the_command_line(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("in.yaml").write_text(SCRIPT, encoding="utf-8")
    told(capsys, "run", "duel", "--inputs", "in.yaml", "--journal", "a.whitecell")
    listed = told(capsys, "amend", "a.whitecell")
    number = next(line.split()[0] for line in listed.splitlines() if "north chooses plead" in line)
    assert "amended" in told(capsys, "amend", "a.whitecell", number, "--set", "move=hold")
    assert "north chooses hold" in told(capsys, "amend", "a.whitecell")
    assert "say what to change" in told(capsys, "amend", "a.whitecell", number, code=2)
    told(capsys, "amend", "a.whitecell", "9999", "--drop", code=1)
    assert "verified" in told(capsys, "replay", "a.whitecell", "--verify")


def test_content_that_changed_since_is_told_and_the_copy_is_played(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told(capsys, "run", "duel", "--journal", "a.whitecell")
    state = told(capsys, "replay", "a.whitecell", "--verify")
    file = pack / "actors" / "north.yaml"
    file.write_text(file.read_text().replace("timber", "stone"))
    whitecell(["replay", "a.whitecell", "--verify"])
    out, error = capsys.readouterr()
    assert out == state
    assert error == (
        "whitecell: a.whitecell: its own copy is played; changed since: actors/north.yaml\n"
    )
    for each in pack.rglob("*.yaml"):
        each.unlink()
    assert told(capsys, "replay", "a.whitecell", "--verify") == state


@pytest.mark.parametrize("command", ["replay", "resume", "branches", "amend"])
def test_what_is_no_journal_is_one_line(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x").write_text("hello")
    for name in ("x", "nowhere", "."):
        said = told(capsys, command, str(tmp_path / name), code=1)
        assert said.startswith("whitecell: ")
        assert said.count("\n") == 1


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_a_run_cut_off_goes_on_to_the_same_end(sign: signal.Signals, pack: Path) -> None:
    words = [sys.executable, "-m", "cli.main", "run", "duel", "--seed", "7", "--variant", "long"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    whole = subprocess.run([*words, "--journal", "w.whitecell"], env=environment, check=True)
    assert whole.returncode == 0
    child = subprocess.Popen(
        [*words, "--journal", "a.whitecell"], env=environment, stdout=subprocess.PIPE
    )
    assert child.stdout is not None
    for line in child.stdout:
        if b"TURN 2" in line.upper():
            break
    child.send_signal(sign)
    child.communicate(timeout=10)
    assert not Path("a.whitecell-journal").exists() or sign == signal.SIGKILL
    subprocess.run(
        [sys.executable, "-m", "cli.main", "resume", "a.whitecell"],
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    ends = [read_contents(Path(name)).entries[-1] for name in ("a.whitecell", "w.whitecell")]
    assert ends[0].before == ends[1].before
