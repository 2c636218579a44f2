"""The reference names every kind of entry with its data, every table and every pause."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from cli.main import run
from engine.content.inputs import ACTIONS
from engine.play.journal.entries import SHAPES
from engine.play.journal.schema import APPLICATION_ID, SCHEMA, TABLES
from tests.house.places import ROOT

PAGE = (ROOT / "docs" / "reference" / "journal.md").read_text(encoding="utf-8")


def row(name: str) -> str:
    found = [line for line in PAGE.splitlines() if line.startswith("|") and f"`{name}`" in line]
    assert found, f"docs/reference/journal.md says nothing of {name}"
    return " ".join(found)


def test_every_kind_of_entry_is_documented_with_what_it_holds() -> None:
    for kind, shape in SHAPES.items():
        assert [name for name in shape if name not in row(kind)] == [], kind


def test_tables_numbers_and_actions_are_documented() -> None:
    assert all(row(table) for table in TABLES)
    assert f"0x{APPLICATION_ID:X}" in PAGE
    assert f"the schema, now {SCHEMA}" in PAGE
    assert all(f"`{action}`" in PAGE for action in ACTIONS)


def test_the_commands_of_the_how_to_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    page = (ROOT / "docs" / "how-to" / "undo-and-branch.md").read_text(encoding="utf-8")
    Path("moves.yaml").write_text(page.split("```yaml\n")[1].split("```")[0], encoding="utf-8")
    commands = [line for line in page.splitlines() if line.startswith("whitecell ")]
    assert len(commands) > 8
    for command in commands:
        assert run(shlex.split(command)[1:]) == 0, command + capsys.readouterr().err
