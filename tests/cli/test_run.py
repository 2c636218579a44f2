"""The command `run`, as a person or a program calls it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from cli.options import settings_of
from tests.cli.calling import called
from tests.house.places import ROOT

SCENARIO = "post_war_aid_cut"


def whitecell(*words: str, hashseed: str = "0") -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "cli.main", "run", *words],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": hashseed},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )


@pytest.fixture(scope="module")
def seven() -> str:
    return whitecell(SCENARIO, "--seed", "7", "--format", "json").stdout


def test_a_seed_gives_the_same_bytes_whatever_the_hash_seed(seven: str) -> None:
    again = whitecell(SCENARIO, "--seed", "7", "--format", "json", hashseed="4711")
    assert again.returncode == 0
    assert again.stdout == seven
    assert again.stderr == ""


def test_another_seed_differs(seven: str) -> None:
    other = called("run", SCENARIO, "--seed", "8", "--format", "json").stdout
    assert (
        json.loads(other)["turns"][0]["state_hash"] != json.loads(seven)["turns"][0]["state_hash"]
    )


def test_moves_have_reasons_and_responses_name_what_they_answer(seven: str) -> None:
    moves = [move for turn in json.loads(seven)["turns"] for move in turn["moves"]]
    assert moves
    for move in moves:
        assert move["date"]
        assert move["probability"] > 0
        assert move["explanation"]["reason"]
        assert (move["kind"] == "response") == bool(move["because_of"])


def test_a_variant_and_settings_reach_the_run() -> None:
    told = called(
        "run", SCENARIO, "--variant", "no_cut", "--set", "turns.count=1", "--format", "json"
    )
    run = json.loads(told.stdout)
    assert (run["variant"], len(run["turns"])) == ("no_cut", 1)
    assert run["settings"] == {"turns.count": "1"}


def test_the_text_fits_its_width_and_names_the_default_seed() -> None:
    told = called("run", SCENARIO, "--width", "80", "--set", "turns.count=3")
    assert told.returncode == 0
    lines = told.stdout.splitlines()
    assert "seed 1" in lines[0]
    assert max(cell_len(line) for line in lines) <= 80
    assert [line for line in lines if line.startswith("ENDEX 31 Mar 2026 · outcome: ")]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((SCENARIO, "--set", "cut_dept=1"), "did you mean 'cut_depth'?"),
        ((SCENARIO, "--set", "cut_depth"), "--set takes KEY=VALUE, not 'cut_depth'"),
        ((SCENARIO, "--variant", "no_cot"), "did you mean 'no_cut'?"),
        ((SCENARIO, "--lens", "nobody"), "no lens named 'nobody'"),
        (("post_war_aid_ct",), f"did you mean '{SCENARIO}'?"),
        ((SCENARIO, "--seed", "-1"), "Must be >= 0"),
        ((SCENARIO, "--format", "xml"), "text"),
        ((SCENARIO, "--why", "seoul.2.initative"), "did you mean 'seoul.2.initiative'?"),
        ((SCENARIO, "--why", "nobody"), "ids read actor.turn.initiative or .reaction"),
        ((SCENARIO, "--why", "seoul.2.initiative", "--format", "json"), "give one of them"),
        ((SCENARIO, "--copy-to", "copies"), "--copy-to copies a journal; name one with --journal"),
    ],
)
def test_what_cannot_be_run_is_said_on_standard_error(words: tuple[str, ...], said: str) -> None:
    told = called("run", *words)
    assert told.returncode == 2
    assert told.stdout == ""
    assert said in told.stderr
    assert "Traceback" not in told.stderr


def test_a_broken_file_is_told_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "scenarios" / "bad.yaml"
    path.parent.mkdir()
    path.write_text("kind: scenario\nschema: 1\ntitel: Bad\n")
    told = called("run", str(path))
    assert told.returncode == 2
    assert "bad.yaml:3:1: error" in told.stderr


def test_the_last_value_of_a_setting_counts() -> None:
    assert settings_of(["a=1", " b = x=y ", "a=2"]) == {"a": "2", "b": " x=y "}


def test_a_setting_nothing_reads_is_said_and_the_story_is_told(tmp_path: Path) -> None:
    weight = "actors.seoul.motives.alliance.weight"
    words = ("seoul_pacemaker", "--set", "turns.count=1", "--set", f"{weight}=0.9")
    told = called("run", *words)
    assert told.returncode == 0
    assert told.stderr.startswith("--set:1:1: warning[WC517]: nothing reads this weight: 'seoul'")
    assert f"({weight}); set actors.seoul.types." in told.stderr
    assert told.stderr.count("\n") == 1
    out = str(tmp_path / "out")
    batch = called("batch", *words, "--runs", "1", "--workers", "1", "--out", out)
    assert (batch.returncode, batch.stderr.splitlines()[0]) == (0, told.stderr.strip())
    quiet = called("run", *words[:-1], "turns.count=1")
    assert (quiet.stdout, quiet.stderr) == (told.stdout, "")
