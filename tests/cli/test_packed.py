"""A pack that is named and not there is told in one line; a check of nothing is no all-clear."""

import json
from pathlib import Path

import pytest

from cli.main import run
from engine.content.packs import NoPackError, insist_on
from tests.build import make_pack

ASKED = (
    ["run", "duel"],
    ["play", "duel"],
    ["list"],
    ["show", "duel"],
    ["check"],
    ["schema", "actor"],
    ["lenses", "duel"],
    ["coverage"],
    ["author", "duel.yaml"],
    ["odds", "duel"],
    ["import", "msel", "list.csv"],
)


@pytest.mark.parametrize("words", ASKED, ids=lambda words: words[0])
def test_a_pack_that_is_not_there_is_told(
    words: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run([*words, "--pack", "far/nope.zip"]) == 2
    said = f"there is no pack at far/nope.zip: nothing of that name is in {tmp_path}"
    assert capsys.readouterr() == ("", f"whitecell: {said}\n")


def test_a_folder_that_is_no_pack_is_told_with_the_one_around_it(tmp_path: Path) -> None:
    pack = make_pack(tmp_path / "river")
    insist_on(pack)
    with pytest.raises(NoPackError, match=r"scenarios: it is no folder with .*mean .*river\?"):
        insist_on(pack / "scenarios")
    (tmp_path / "empty").mkdir()
    with pytest.raises(NoPackError, match=r"empty: it is no folder with [^;]*$"):
        insist_on(tmp_path / "empty")
    error = NoPackError("x", "why", ("y",))
    assert str(type(error)(*error.args)) == "there is no pack at x: why; did you mean y?"


def test_a_check_where_there_is_nothing_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["check", "--format", "json"]) == 2
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert problem["code"] == "WC001"
    assert problem["message"].startswith(f"there is no content in {tmp_path}: it holds no actors/")
    assert "only what came with the program was checked" in problem["hint"]


def test_a_check_of_a_pack_of_ones_own_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = make_pack(tmp_path / "river")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("engine.content.packs.built_in", lambda: None)
    assert run(["check", "--pack", "river"]) == 0
    monkeypatch.setenv("WHITECELL_PATH", str(pack))
    assert run(["check"]) == 0
    monkeypatch.chdir(pack)
    assert run(["check"]) == 0
    assert "no content" not in capsys.readouterr().out
