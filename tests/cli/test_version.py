"""`whitecell --version` tells which engine runs: most often the ordinary one, of which no word."""

from importlib.metadata import version

import pytest

from cli.crash import written
from engine.rules import choice
from tests.cli.calling import called


def test_the_ordinary_engine_is_told_by_its_version_alone() -> None:
    assert called("--version").stdout == f"{version('whitecell')}\n"


def test_a_compiled_engine_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choice.__spec__, "origin", "engine/rules/choice.cpython-311.so")
    assert called("--version").stdout == f"{version('whitecell')} (engine compiled)\n"
    assert f"Whitecell {version('whitecell')} (engine compiled), Python " in written(ValueError())
