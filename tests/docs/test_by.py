"""What the pages say comes of an effect, reckoned again month by month."""

import re

import pytest

from engine.content.reference import reference
from tests.house.places import ROOT

PAGE = (ROOT / "docs/tutorial/1-two-towns.md").read_text(encoding="utf-8")
MONTHS = 60


def most(pull: float, half_life: float) -> float:
    """Return the largest share of a fading effect that a level ever moves by."""
    level, largest = 0.0, 0.0
    for month in range(1, MONTHS):
        level += pull * (2 ** (-month / half_life) - level)
        largest = max(largest, level)
    return largest


@pytest.mark.parametrize(
    ("pull", "half_life", "said"),
    [
        (0.3, 3, "3 months leave {} points"),
        (0.3, 6, "6 months {}, 12"),
        (0.3, 12, "12 months {};"),
        (0.1, 12, "12 months {}. A slower"),
    ],
)
def test_the_tutorial_says_how_far_a_level_follows(
    pull: float, half_life: float, said: str
) -> None:
    flat = re.sub(r"\s+", " ", PAGE)
    assert said.format(f"{10 * most(pull, half_life):.1f}") in flat


def test_so_does_the_reference() -> None:
    text = reference()
    assert f"12 months, by {most(0.25, 12):.0%} of it" in text
    assert f"0.1 and 3 months, by {most(0.1, 3):.0%}." in text
