"""`whitecell odds`: from a scenario, from a journal, for a seat, as text and as data."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from cli.main import run
from tests.house.places import ROOT

SCENARIO = "post_war_aid_cut"
PAGE = (ROOT / "docs" / "reference" / "odds-json.md").read_text()


def told(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    assert run(["odds", *words]) == code
    out, err = capsys.readouterr()
    return out if code == 0 else err


def keys_of(value: Any, path: str = "") -> set[str]:
    """Every key of some data, by the last name of its path."""
    if isinstance(value, dict):
        if path == "settings":
            return set()
        return {*value, *(k for name, each in value.items() for k in keys_of(each, name))}
    if isinstance(value, list):
        return {key for each in value for key in keys_of(each, path)}
    return set()


def test_a_scenario_s_odds_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    text = told(capsys, SCENARIO, "--runs", "3", "--width", "100")
    assert "ODDS FROM HERE" in text
    assert "3 roll-outs" in text
    assert "for the white cell only" in text
    assert re.search(r"\d+% ±\d+", text)
    assert "LEVELS AT THE END OF TURN 12" in text


def test_a_seat_s_odds_as_data_with_every_key_told_of(capsys: pytest.CaptureFixture[str]) -> None:
    words = (SCENARIO, "--runs", "2", "--seat", "moscow", "--set", "cut_depth=0.25")
    data = json.loads(told(capsys, *words, "--format", "json"))
    assert (data["schema"], data["seat"], data["runs"]) == (1, "moscow", 2)
    assert data["settings"] == {"cut_depth": "0.25"}
    assert sum(share["hits"] for share in data["shares"]) == 2
    assert data["options"][0]["move"] == data["base"] == "hold"
    assert len(data["fans"][0]["ends"]) == 12
    assert {
        key for key in keys_of(data) if f"`{key}" not in PAGE and f".{key}" not in PAGE
    } == set()


def test_a_journal_s_odds_go_on_from_where_it_stands(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    kept, inputs = tmp_path / "x.whitecell", tmp_path / "in.yaml"
    inputs.write_text("kind: inputs\nschema: 1\npeople: [seoul]\nuntil: turn 11\ninputs: []\n")
    words = ("--seed", "4", "--inputs", str(inputs), "--journal", str(kept))
    assert run(["run", SCENARIO, *words]) == 0
    capsys.readouterr()
    before = kept.read_bytes()
    data = json.loads(told(capsys, str(kept), "--runs", "2", "--format", "json"))
    assert (data["turn"], data["seed"], data["decider"]) == (11, 4, "seoul")
    assert {end["turn"] for end in data["fans"][0]["ends"]} == {11, 12}
    seat = json.loads(told(capsys, str(kept), "--runs", "2", "--seat", "seoul", "--format", "json"))
    assert {o["move"] for o in seat["options"]} == {o["move"] for o in data["options"]}
    assert kept.read_bytes() == before


@pytest.mark.parametrize("until", ["end of turn 12", ""])
def test_an_exercise_that_is_over_has_no_odds(
    until: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    kept, inputs = tmp_path / "it is.whitecell", tmp_path / "in.yaml"
    stops = f"until: {until}\n" if until else ""
    inputs.write_text(f"kind: inputs\nschema: 1\n{stops}inputs: []\n")
    assert run(["run", SCENARIO, "--inputs", str(inputs), "--journal", str(kept)]) == 0
    capsys.readouterr()
    error = told(capsys, str(kept), "--runs", "2", code=1)
    assert f"{kept}: ENDEX 31 Dec 2026: the outcome is known; " in error
    assert f"whitecell branches '{kept}' --new NAME --turn N" in error
    assert error.count("\n") == 1
    assert run(["branches", str(kept), "--new", "b", "--turn", "12"]) == 0
    capsys.readouterr()
    assert "from turn 12, 1 Dec 2026" in told(capsys, str(kept), "--runs", "2")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((SCENARIO, "--seat", "atlantis"), "no seat named 'atlantis'"),
        ((SCENARIO, "--seat", "seul"), "no seat named 'seul'; did you mean 'seoul'?"),
        ((SCENARIO, "--set", "cut_depth"), "--set takes KEY=VALUE"),
        (("nowhere",), "nowhere"),
        (("x.whitecell", "--seed", "3"), "a journal has its own seed"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_line(
    words: tuple[str, ...], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    error = told(capsys, *words, code=2)
    assert says in error
    assert "Traceback" not in error
