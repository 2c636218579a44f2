"""`whitecell lenses` and `claims --each-lens`: what they print, as text and as data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.main import run
from tests.build import make_pack
from tests.content.every_key_world import WORLD


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(make_pack(tmp_path, WORLD))
    monkeypatch.setattr("engine.content.packs.built_in", lambda: None)
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert run(list(words)) == 0
    return capsys.readouterr().out


def test_a_study_tells_each_disagreement(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = said(capsys, "lenses", "duel", "--runs", "5", "--width", "80")
    assert "5 paired seeds from seed 1 under each lens" in out
    assert "Whether it rains." in out
    assert "between        wet and dry" in out
    assert "endings moved" in out


def test_several_scenarios_end_in_one_table(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = said(capsys, "lenses", "--runs", "3", "--width", "80")
    assert "SHARE OF RUNS THAT WOULD HAVE TO END OTHERWISE" in out
    assert "  duel " in out
    assert "  winter " in out


def test_a_study_as_data(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = json.loads(said(capsys, "lenses", "duel", "--runs", "4", "--format", "json"))
    assert list(data) == ["schema", "seed", "runs", "scenarios"]
    (scenario,) = data["scenarios"]
    assert list(scenario) == ["scenario", "variant", "disagreements"]
    (quarrel,) = scenario["disagreements"]
    assert list(quarrel) == [
        "id", "says", "lenses", "verdict", "moved", "low", "high", "by_chance", "chance", "apart",
        "endings",
    ]  # fmt: skip
    assert quarrel["lenses"] == ["wet", "dry"]


def test_a_theatre_without_disagreements_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(make_pack(tmp_path))
    monkeypatch.setattr("engine.content.packs.built_in", lambda: None)
    assert run(["lenses", "duel"]) == 2
    assert "no disagreements here" in capsys.readouterr().err


def test_the_verdicts_stand_side_by_side_under_each_lens(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = said(capsys, "claims", "duel", "--each-lens", "--runs", "3")
    assert "boats_bring_strain" in out
    for lens in ("as it is", "wet", "dry", "icy", "humble"):
        assert f"    {lens} " in out


def test_the_verdicts_as_data(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = said(capsys, "claims", "duel", "--each-lens", "--runs", "3", "--format", "json")
    data = json.loads(out)
    assert list(data) == ["schema", "scenario", "seed", "runs", "lenses"]
    assert [of["lens"] for of in data["lenses"]] == [None, "wet", "dry", "icy", "humble"]
    keys = ["id", "kind", "verdict", "note", "mean", "t"]
    assert all(list(e) == keys for of in data["lenses"] for e in of["expectations"])


def test_show_tells_lenses_with_their_holders_seats_and_dossier(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = said(capsys, "show", "duel")
    assert "wet · The wet reading · It rains on both banks." in out
    assert "the editor (author, high)" in out
    assert "1 team North" in out
    assert "2 teams South, North" in out
    assert "Timber is dear." in out
