"""`whitecell check`, `list` and `show` on the made world, and how the command line ends."""

import json
import os
import pty
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from rich.cells import cell_len

from cli.main import COMMANDS, main, run
from cli.talk import table, wrapped
from tests.build import added, edited, make_pack

NORTH, DUEL = "actors/north.yaml", "scenarios/duel.yaml"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in the made world, far from every other pack."""
    monkeypatch.setattr("engine.content.packs.built_in", lambda: None)
    monkeypatch.delenv("WHITECELL_PATH", raising=False)
    monkeypatch.chdir(make_pack(tmp_path))
    return tmp_path


def command(*words: str, cwd: Path) -> "subprocess.CompletedProcess[str]":
    """Run the command in a process of its own."""
    root = str(Path(__file__).parents[2])
    env = {**os.environ, "PYTHONPATH": root, "COLUMNS": "80"}
    args = [sys.executable, "-m", "cli.main", *words]
    return subprocess.run(
        args,
        cwd=cwd,
        env=env,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def test_clean_content_ends_with_nought(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check"]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "checked .: no problems\n"


def test_errors_are_data_and_end_with_two(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_pack(here, edited(NORTH, "tension: -1.0", "tensoin: -1.0"))
    assert run(["check"]) == 2
    out, err = capsys.readouterr()
    assert out.startswith("actors/north.yaml:12:15: error[WC204]: unknown indicator 'tensoin'")
    assert err == "checked .: 1 error\n"


def test_warnings_end_with_nought_unless_strict(here: Path) -> None:
    make_pack(here, edited(DUEL, "at: turn 2", "at: turn 9"))
    assert run(["check"]) == 0
    assert run(["check", "--strict"]) == 2


def test_problems_come_as_json(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_pack(here, edited(DUEL, "at: turn 2", "at: turn 0"))
    assert run(["check", "--format", "json", "scenarios/duel.yaml"]) == 2
    data = json.loads(capsys.readouterr().out)
    (problem,) = data["problems"]
    assert data["schema"] == 1
    assert (problem["path"], problem["line"], problem["column"]) == (DUEL, 15, 9)
    assert (problem["code"], problem["severity"]) == ("WC407", "error")


def test_a_list_names_everything(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["list"]) == 0
    out = capsys.readouterr().out
    for word in ("duel", "Two banks", "north", "The river", "gazette"):
        assert word in out
    assert run(["list", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert [actor["id"] for actor in data["actors"]] == ["north", "south"]


def test_a_shadowed_name_is_told(
    here: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    other = make_pack(tmp_path_factory.mktemp("other"))
    assert run(["list", "--pack", str(other)]) == 0
    assert "shadows" not in capsys.readouterr().err, "the same text hides nothing"
    with (other / "actors" / "north.yaml").open("a") as file:
        file.write("# another north\n")
    assert run(["list", "--pack", str(other)]) == 0
    told = capsys.readouterr().err
    assert f"actors/north.yaml shadows {other}/actors/north.yaml" in told
    assert "south.yaml shadows" not in told


def test_a_scenario_is_shown_without_its_secrets(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_pack(here, added(DUEL, "notes: For your eyes.\n"))
    assert run(["show", "duel"]) == 0
    out = capsys.readouterr().out
    for word in (
        "Two banks",
        "The ice breaks",
        "thaw · 28 Feb 2030",
        "changes trade +5 (minor)",
        "boats_bring_strain",
        "a trader",
    ):
        assert word in out
    assert "You cannot hold it" not in out
    assert "For your eyes" not in out
    assert run(["show", "duel", "--secrets"]) == 0
    out = capsys.readouterr().out
    assert "You cannot hold it" in out
    assert "For your eyes" in out


def test_an_event_nobody_decides_is_shown_with_its_chance_and_what_it_waits_for(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    flood = "  flood: {hazard: {chance: 0.05, after: {thaw: 3}}, says: The river rises., "
    flood += "effects: [{on: trade, by: -4}], judgement: rivers do}\n"
    make_pack(here, edited(DUEL, "variants:\n", f"{flood}variants:\n"))
    assert run(["show", "duel"]) == 0
    assert "flood · by chance, 5% a month, likelier after thaw" in capsys.readouterr().out


def test_an_event_held_back_is_shown_without_the_condition_nothing_asks(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    feud = "when: tension > 90 and raids >= 2"
    make_pack(here, edited(DUEL, feud, feud + "\n    contingency: true"))
    assert run(["show", "duel"]) == 0
    assert "feud · held back\n" in capsys.readouterr().out


def test_what_two_moves_bring_together_is_shown(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["show", "duel"]) == 0
    assert "JOINT EFFECTS" not in capsys.readouterr().out
    pair = "joint_effects: [{moves: [north.raid, south.patrol], effects: [{on: tension, by: 6}]}]"
    make_pack(here, added(DUEL, f"{pair}\n"))
    assert run(["show", "duel"]) == 0
    told = "  north.raid + south.patrol\n      changes tension +6 (moderate)\n"
    assert told in capsys.readouterr().out


def test_a_variant_is_shown_as_it_is_played(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", "duel", "--variant", "long"]) == 0
    assert "6 turns of a month" in capsys.readouterr().out


def test_a_dossier_names_holders_and_what_stands_against(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["show", "north"]) == 0
    out = capsys.readouterr().out
    for word in (
        "calm · 60% · Keep the river quiet.",
        "AA-01  The north wants quiet.".replace("  ", " "),
        "[the editor (author, high)]",
        "against it: AA-02",
        "our judgement: Timber is all it has.",
        "1 plead · Ask for quiet.",
        '25% while mood == "angry"',
    ):
        assert word in out
    assert "You cannot hold it" not in out
    assert run(["show", "north", "--secrets"]) == 0
    assert "You cannot hold it" in capsys.readouterr().out


def test_a_dossier_tells_what_a_move_takes_counts_and_does_where_it_fails(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sort = "tags: [escalatory]\n"
    more = "    capital: 20\n    failure_effects: [{on: tension, by: 4}]\n"
    edits = edited(NORTH, sort, f"{sort}{more}capital: {{start: 30, most: 60}}\n")
    make_pack(here, edits)
    assert run(["show", "north"]) == 0
    out = capsys.readouterr().out
    for words in (
        "Political capital: 30 at STARTEX, at most 60; none regained.",
        "takes 2 to 20 days to prepare and 20 points of political capital",
        "takes 3 days to prepare\n",
        "where it fails, changes tension +4",
        "counts raids",
    ):
        assert words in out


def test_theatre_and_claims_are_shown(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, words in {
        "river": ("tension · Tension 50 (0 to 100)", "tension → trade", "20 Mar 2030"),
        "gazette": ("The Gazette, 2 Nov 2029", "AA-02"),
        "AA-02": ("stands against", "AA-01", "held by  a trader (analyst, low)"),
    }.items():
        assert run(["show", name]) == 0
        out = capsys.readouterr().out
        assert all(word in out for word in words), out


def test_a_name_nobody_has_is_one_line(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", "norht"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == (
        "whitecell: no scenario, actor, theatre or claim named 'norht'; did you mean 'north'?\n"
    )


def test_bad_content_is_told_where_it_is(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_pack(here, edited(DUEL, "at: turn 2", "at: turn 0"))
    assert run(["show", "duel"]) == 2
    assert capsys.readouterr().err.startswith("scenarios/duel.yaml:15:9: error[WC407]")


def test_every_line_fits_eighty_columns(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("duel", "north", "river", "gazette", "AA-01"):
        assert run(["show", name]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert max(cell_len(line) for line in lines) <= 80
    assert all(line.isprintable() for line in lines)


def test_text_from_content_is_never_markup(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    title = "[bold]Two[/] [/ \\[banks] :smile: \u202eevil"
    make_pack(here, edited(DUEL, "title: Two banks", f"title: '{title}'"))
    assert run(["show", "duel"]) == 0
    assert "[bold]Two[/] [/ \\[banks] :smile: \\u202eevil" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words", [["chekc"], ["check", "--format", "xml"], ["show"], ["list", "x"]]
)
def test_wrong_usage_ends_with_two(here: Path, words: list[str]) -> None:
    assert run(words) == 2


def test_stopping_by_hand_ends_with_130(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(words: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("cli.main.run", stopped)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 130
    assert capsys.readouterr().err == "stopped\n"


def test_help_is_data_and_imports_no_command(tmp_path: Path) -> None:
    done = command("--help", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "check" in done.stdout
    script = (
        "import sys; from cli.main import run; run(['--help']);"
        "heavy = 'cyclopts', 'rich', 'pydantic', 'yaml', 'textual', 'numpy', 'simpy';"
        "print([name for name in sys.modules if name in heavy])"
    )
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    shown = subprocess.run(
        [sys.executable, "-c", script], env=env, capture_output=True, text=True, check=True
    )
    assert shown.stdout.splitlines()[-1] == "[]"


def test_without_a_terminal_the_table_says_so(tmp_path: Path) -> None:
    done = command(cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1


def test_a_reader_that_goes_away_is_no_failure(tmp_path: Path) -> None:
    make_pack(tmp_path)
    script = f"{sys.executable} -m cli.main show north | head -1"
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(
        ["/bin/sh", "-c", script], cwd=tmp_path, env=env, capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("North · north\n", "")


def test_an_old_encoding_is_no_failure(tmp_path: Path) -> None:
    make_pack(tmp_path, edited(DUEL, "title: Two banks", "title: Deux rives 漢字"))
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONIOENCODING": "ascii"}
    args = [sys.executable, "-m", "cli.main", "show", "duel"]
    done = subprocess.run(args, cwd=tmp_path, env=env, capture_output=True, check=False)
    assert done.returncode == 0
    assert b"Deux rives ??" in done.stdout


def test_colour_can_be_switched_off(tmp_path: Path) -> None:
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "NO_COLOR": "1"}
    env |= {"TERM": "xterm-256color"}
    parent, child = pty.openpty()
    args = [sys.executable, "-m", "cli.main", "--help"]
    subprocess.run(args, cwd=tmp_path, env=env, stdout=child, stderr=child, check=True)
    os.close(child)
    shown = os.read(parent, 100_000).decode()
    os.close(parent)
    assert "\x1b[3" not in shown
    assert "Play:" in shown


def test_every_command_of_the_table_has_a_sentence() -> None:
    assert all(help_.endswith(".") for _, help_ in COMMANDS.values())


def test_every_command_of_the_table_is_there() -> None:
    for path, _ in COMMANDS.values():
        module, _, name = path.partition(":")
        assert callable(getattr(import_module(module), name))


def test_help_names_every_command_on_a_line_that_fits(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == run(["-h"]) == run(["help"]) == 0
    told = capsys.readouterr().out.splitlines()
    named = {line.split()[0] for line in told if line.startswith("  ")}
    assert named == set(COMMANDS)
    assert max(map(len, told)) <= 80


def test_text_wraps_by_cells() -> None:
    assert wrapped("漢字 漢字 漢字", 9) == ["漢字 漢字", "漢字"]
    assert wrapped("one two\nthree", 80, "  ", "- ") == ["- one two", "  three"]
    assert table([("a", "one"), ("bcd", "two")], 80) == ["  a    one", "  bcd  two"]
    assert table([], 80) == []


def test_a_last_column_stands_below_only_where_it_does_not_fit() -> None:
    rows = [("b" * 30, "one two"), ("a", "three four")]
    assert table(rows, 46) == ["  " + "b" * 30 + "  one two", "  a" + " " * 31 + "three four"][:2]
    assert table(rows, 40) == ["  " + "b" * 30, "    one two", "  a", "    three four"]


def test_a_first_column_wraps_before_the_last_stands_below() -> None:
    rows = [("a name of many words", "+1.00", "+0.50 to +1.50"), ("short", "−2.00", "x")]
    assert table(rows, 50)[0] == "  a name of many words  +1.00  +0.50 to +1.50"
    long = [("a name of rather many words", "+1.00", "+0.50 to +1.50"), *rows[1:]]
    assert table(long, 45) == [
        "  a name of rather      +1.00  +0.50 to +1.50",
        "    many words",
        "  short                 −2.00  x",
    ]
    assert table([("b" * 27, *long[0][1:])], 45)[1] == "    +0.50 to +1.50"
