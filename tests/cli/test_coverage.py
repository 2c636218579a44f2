"""Coverage of the ledger: the command, its data, the page, and that nothing is left out."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from cli.coverage import MUST, Covered, coverage, coverage_page, covered, missing
from engine.content.library import Library
from engine.content.packs import NoPackError, Pack
from tests.build import make_pack
from tests.content.every_key_world import WORLD

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "coverage.md"


@cache
def shipped() -> tuple[Covered, ...]:
    library = Library([Pack(ROOT)])
    return tuple(covered(library.claims(), library.citations()))


def test_the_page_is_what_the_command_writes() -> None:
    mend = "whitecell coverage --format markdown > docs/reference/coverage.md"
    assert PAGE.read_text("utf-8") == coverage_page(shipped()), f"write it anew: {mend}"


def test_every_motive_and_constraint_is_used_or_excused() -> None:
    assert len(shipped()) == 176
    assert missing(shipped()) == []
    assert {one.claim.kind for one in shipped()} >= set(MUST)


def test_no_claim_is_left_without_a_word() -> None:
    assert [one.claim.id for one in shipped() if one.status == "unused"] == []


def test_nothing_that_is_used_is_excused() -> None:
    assert [one.claim.id for one in shipped() if one.uses and one.excuse] == []


def test_every_kind_of_use_occurs() -> None:
    uses = {use.use for one in shipped() for use in one.uses}
    assert uses >= {"motive", "constraint", "expectation", "inject", "brief", "lens"}


def test_data_names_file_and_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(make_pack(tmp_path, WORLD))
    assert coverage(format="json", pack=[tmp_path]) == 0
    data = json.loads(capsys.readouterr().out)
    assert list(data) == ["schema", "claims"]
    by = {one["id"]: one for one in data["claims"]}
    assert list(by["AA-01"]) == [
        "id", "kind", "says", "holder", "holder_type", "confidence", "status", "excuse", "uses",
    ]  # fmt: skip
    assert {
        "use": "lens",
        "kind": "theatre",
        "file": "river",
        "where": "lenses.wet",
        "against": False,
    } in by["AA-01"]["uses"]


def test_a_motive_nobody_uses_is_told_with_exit_code_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    place = "scenarios/claims/gazette.yaml"
    lonely = (
        "  AA-03: {says: The river wants rest., kind: motive, source: letter, holder: a child,\n"
        "    holder_type: analyst, confidence: low}\n"
    )
    text = WORLD[place].replace("excused:", lonely + "excused:")
    monkeypatch.chdir(make_pack(tmp_path, {**WORLD, place: text}))
    assert coverage(pack=[tmp_path]) == 1
    assert "neither used nor excused: AA-03" in capsys.readouterr().out
    excused = text.replace("{AA-02: it", "{AA-03: a child said it, AA-02: it")
    make_pack(tmp_path, {**WORLD, place: excused})
    assert coverage(pack=[tmp_path]) == 0
    assert "not used: a child said it" in capsys.readouterr().out


def test_the_claims_of_ones_own_packs_alone_can_be_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "pack").mkdir()
    make_pack(tmp_path / "pack")
    monkeypatch.chdir(tmp_path)
    coverage(format="json", own=True, pack=[tmp_path / "pack"])
    own = json.loads(capsys.readouterr().out)
    assert [one["id"] for one in own["claims"]] == ["AA-01", "AA-02"]
    coverage(format="json", pack=[tmp_path / "pack"])
    assert len(json.loads(capsys.readouterr().out)["claims"]) == 178


def test_without_a_pack_of_ones_own_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NoPackError, match="name it by --pack"):
        coverage(own=True)
