"""No text counts "1 runs": a number stands before its noun by `counted`, never by itself."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import pairwise

import pytest

from reports.wording import days, stand
from tests.house.places import ROOT

NOUNS = (
    "arm case choice claim client day difference draw ending file future inject input letter "
    "month option pair roll-out row run seat seed step team text turn variant"
)
PLURAL = re.compile(rf"^ (?:paired )?(?:{'|'.join(NOUNS.split())})s\b")
MANY = {"len(of.clouds)", "of"}
"""What is never one where it is told: arms, where there are more of them than are named."""


def bare(source: str) -> Iterator[str]:
    """Give every number that stands before a plural in a text as it is."""
    for node in ast.walk(ast.parse(source)):
        parts = node.values if isinstance(node, ast.JoinedStr) else []
        for value, text in pairwise(parts):
            if not isinstance(value, ast.FormattedValue) or not isinstance(text, ast.Constant):
                continue
            told = ast.unparse(value.value)
            if PLURAL.match(str(text.value)) and not told.isupper() and told not in MANY:
                yield f"{told}{text.value}"


@pytest.mark.parametrize("layer", ["reports", "tui", "cli"])
def test_no_number_stands_before_a_plural_by_itself(layer: str) -> None:
    files = sorted((ROOT / layer).rglob("*.py"))
    found = {file.name: list(bare(file.read_text(encoding="utf-8"))) for file in files}
    assert {name: texts for name, texts in found.items() if texts} == {}


def test_such_a_number_is_found() -> None:
    assert list(bare("f'{n:,} runs'")) == ["n runs"]
    assert not list(bare("f'{counted(n, \"run\")} of {FEWEST} runs'"))


def test_one_day_and_one_input_are_told_in_the_singular() -> None:
    assert (days(1), days(2.5)) == ("1 day", "2.5 days")
    assert stand(1) == "1 input stands from there on"
    assert stand(3) == "3 inputs stand from there on"
