"""Sums are the same to the last bit under every Python: the built-in one is kept for counting."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.rules.sums import added
from tests.house.places import code_files

ROOMS = ("engine/rules", "engine/play")
OF_ARRAYS = {"anticipation.py"}


def float_sums(path: Path) -> Iterator[int]:
    """Give the lines on which the built-in sum may meet fractions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        if node.func.id != "sum":
            continue
        made = node.args[0]
        counts = isinstance(made, ast.GeneratorExp) and isinstance(
            made.elt, ast.Compare | ast.BoolOp | ast.Constant
        )
        if not counts:
            yield node.lineno


@pytest.mark.parametrize("path", list(code_files(ROOMS)), ids=lambda path: path.name)
def test_fractions_are_not_summed_by_the_built_in(path: Path) -> None:
    found = list(float_sums(path))
    assert len(found) == (1 if path.name in OF_ARRAYS else 0), found


def test_a_sum_of_fractions_is_seen(tmp_path: Path) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text("a = sum(x * y for x, y in z)\nb = sum(x > 1 for x in z)\nc = sum(z)\n")
    assert list(float_sums(planted)) == [1, 3]


def test_terms_are_rounded_one_by_one() -> None:
    assert added([1e16, 1.0, 1.0, -1e16]) == 0.0
    assert added([]) == 0.0
