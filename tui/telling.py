"""Little pictures made of characters: bars, sparklines, arrows. They know no screen."""

from __future__ import annotations

from collections.abc import Sequence

from engine.model import Level

BLOCKS = "▁▂▃▄▅▆▇█"
STEADY = 0.005
"""A change under this share of a level's range is shown as no change."""


def bar(value: float, most: float, cells: int = 5) -> str:
    """Return a bar of full and empty cells."""
    full = round(cells * min(max(value / most, 0.0), 1.0)) if most > 0 else 0
    return "▮" * full + "▯" * (cells - full)


def sparkline(values: Sequence[float], least_span: float, cells: int = 6) -> str:
    """Return the last values as blocks; a span under `least_span` is not blown up."""
    last = list(values)[-cells:]
    low, high = min(last), max(last)
    span = max(high - low, least_span, 1e-9)
    floor = (low + high - span) / 2
    steps = (min(7, int(8 * (value - floor) / span)) for value in last)
    return "".join(BLOCKS[max(0, step)] for step in steps)


def share_moved(level: Level, change: float) -> float:
    """Return a change as a share of the level's range."""
    return change / (level.high - level.low) if level.high > level.low else 0.0


def arrow(level: Level, change: float) -> str:
    """Return which way a level went."""
    share = share_moved(level, change)
    return "→" if abs(share) < STEADY else "↑" if share > 0 else "↓"
