"""Couplings that surely die out are told so without numpy, and never where they do not."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.content.linking.stability import Rows, largest_eigenvalue, surely_below
from tests.house.places import ROOT

SHIPPED = """
import sys
from engine.content.library import Library
library = Library()
for each in library.scenarios():
    library.load(each.id)
assert not library.check(), library.check()
print("numpy" in sys.modules)
"""


@st.composite
def matrices(draw: st.DrawFn) -> Rows:
    """A month's map of up to six levels: pulls on the diagonal, couplings where they fall."""
    size = draw(st.integers(1, 6))
    rows: Rows = [{at: 1.0 - draw(st.floats(0, 1))} for at in range(size)]
    for _ in range(draw(st.integers(0, 8))):
        row, column = draw(st.integers(0, size - 1)), draw(st.integers(0, size - 1))
        rows[row][column] = rows[row].get(column, 0.0) + draw(st.floats(-1, 1))
    return rows


@given(matrices(), st.floats(0.5, 1.2))
def test_what_is_surely_below_a_bound_is_below_it(matrix: Rows, bound: float) -> None:
    if surely_below(bound, matrix):
        assert largest_eigenvalue(matrix) <= bound * (1 + 1e-9)


@pytest.mark.parametrize(
    ("matrix", "largest"),
    [
        ([{0: 0.9}], 0.9),
        ([{0: 0.9, 1: 0.2}, {1: 0.9}], 0.9),
        ([{1: 2.0}, {0: 0.4}], 0.8**0.5),
        ([{0: 0.5, 1: 0.5}, {0: -0.5, 1: 0.5}], 0.5**0.5),
    ],
)
def test_known_eigenvalues_lie_just_within_their_bound(matrix: Rows, largest: float) -> None:
    assert largest_eigenvalue(matrix) == pytest.approx(largest)
    assert surely_below(largest + 0.08, matrix)
    assert not surely_below(largest - 1e-6, matrix)


def test_all_that_is_shipped_is_loaded_and_checked_without_numpy() -> None:
    told = subprocess.run(
        [sys.executable, "-c", SHIPPED], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert (told.stdout.strip(), told.stderr) == ("False", "")
