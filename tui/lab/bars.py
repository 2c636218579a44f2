"""Bars with intervals, made of characters; their shapes tell what their colours do."""

from __future__ import annotations

from collections.abc import Sequence


def share_bar(share: float, low: float, high: float, most: float, cells: int) -> str:
    """Return a share from nothing to `most`: full up to its interval, `┃` where it stands in it."""
    step = (most or 1.0) / max(1, cells)
    marks = []
    for at in range(cells):
        middle = (at + 0.5) * step
        sign = "█" if middle < low else "▒" if middle <= high else " "
        marks.append(sign)
    if share > 0 and cells:
        marks[min(cells - 1, int(share / step))] = "┃"
    return "".join(marks)


def difference_bar(value: float, low: float, high: float, reach: float, cells: int) -> str:
    """Return a difference about nothing `│`: its interval `─`, itself `●`, `○` if it may be none.

    `reach` is what the bar's ends stand for.
    """
    cells = max(3, cells - 1 + cells % 2)
    half = cells // 2

    def place(at: float) -> int:
        return min(cells - 1, max(0, half + round(at / (reach or 1.0) * half)))

    marks = ["─" if place(low) <= at <= place(high) else " " for at in range(cells)]
    marks[half] = "┼" if marks[half] == "─" else "│"
    marks[place(value)] = "●" if low > 0 or high < 0 else "○"
    return "".join(marks)


def line_in_blocks(values: Sequence[float], low: float, high: float) -> str:
    """Return values as blocks on a scale from `low` to `high`."""
    span = high - low or 1.0
    return "".join("▁▂▃▄▅▆▇█"[min(7, max(0, int(8 * (v - low) / span)))] for v in values)


def counts_in_blocks(counts: Sequence[int], cells: int = 1) -> str:
    """Return counts as blocks of their height, the highest full."""
    most = max(counts, default=0)
    blocks = " ▁▂▃▄▅▆▇█"
    return "".join(blocks[-(-8 * n // most) if most else 0] * cells for n in counts)
