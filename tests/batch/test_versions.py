"""What results rest on: no module a run's rows come from is left out of the fingerprint."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from batch import versions as of
from tests.house.places import ROOT

ROWS = ("batch/rows.py", "batch/single.py", "batch/plan.py")
"""What makes rows, and what says which runs there are."""


def imported(file: str) -> set[str]:
    """Return the modules of `batch` that a module of it names, wherever in it."""
    found = set[str]()
    for node in ast.walk(ast.parse((ROOT / file).read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        paths = (f"{name.replace('.', '/')}.py" for name in names if name.startswith("batch."))
        found |= {path for path in paths if (ROOT / path).exists()}
    return found


def test_all_that_rows_rest_on_is_in_the_fingerprint() -> None:
    seen, waiting = set[str](), list(ROWS)
    while waiting:
        if (file := waiting.pop()) not in seen:
            seen.add(file)
            waiting += imported(file)
    assert "batch/tables.py" in seen
    assert set(of.CODE) == {"engine", *seen}


def test_a_byte_more_in_any_of_it_is_another_fingerprint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("engine/__init__.py", *of.CODE[1:]):
        place = tmp_path / name
        place.parent.mkdir(exist_ok=True)
        place.write_bytes((ROOT / name).read_bytes())
    monkeypatch.setattr(of.engine, "__file__", str(tmp_path / "engine" / "__init__.py"))
    plain = of._fingerprint()
    for name in of.CODE[1:]:
        text = (tmp_path / name).read_bytes()
        (tmp_path / name).write_bytes(text + b"\n")
        assert of._fingerprint() != plain, name
        (tmp_path / name).write_bytes(text)
    assert of._fingerprint() == plain
