"""Fans of levels as text: how a level spreads over the runs of each arm, turn by turn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from batch.compare.fans import Fan
from batch.compare.whole import Comparison
from reports.comparison.text import Block
from reports.comparison.wording import number, terms_of

SAYS = "at turns' ends: the median, the middle half of the runs, nine in ten; turn 0 is the start"


def fan_blocks(of: Comparison, levels: Sequence[str]) -> Iterator[Block]:
    """Give the fans of some levels, arm after arm."""
    names = terms_of(of.clouds)
    for level in dict.fromkeys(levels):
        for cloud in of.kin:
            for fan in of.fans:
                if (fan.arm, fan.level) == (cloud.label, level):
                    title = f"{names.level(level)} in {of.names[cloud.label]}"
                    yield Block(title, (SAYS,), tuple(_rows(fan)))


def _rows(fan: Fan) -> Iterator[tuple[str, ...]]:
    yield ("turn", "median", "half", "nine in ten")
    for at, turn in enumerate(fan.turns):
        low, lower, middle, upper, high = (number(band[at]) for band in fan.bands.values())
        yield (str(turn), middle, f"{lower} to {upper}", f"{low} to {high}")
