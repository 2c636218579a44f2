"""Bars with intervals, made of characters."""

from __future__ import annotations

from tui.lab.bars import counts_in_blocks, difference_bar, line_in_blocks, share_bar


def test_a_share_is_full_up_to_its_interval_and_marked_in_it() -> None:
    assert share_bar(0.5, 0.3, 0.7, 1.0, 10) == "███▒▒┃▒   "
    assert share_bar(0.0, 0.0, 0.05, 1.0, 10) == "▒         "
    assert share_bar(1.0, 0.95, 1.0, 1.0, 10) == "█████████┃"


def test_a_difference_stands_about_nothing() -> None:
    assert difference_bar(0.5, 0.25, 0.75, 1.0, 9) == "    │─●─ "
    assert difference_bar(0.0, -0.5, 0.5, 1.0, 9) == "  ──○──  "
    assert difference_bar(-1.0, -1.0, -0.5, 1.0, 9) == "●──  │   ".replace("  │", " │") + " "


def test_blocks_stand_on_one_scale() -> None:
    assert line_in_blocks((0, 5, 10), 0, 10) == "▁▅█"
    assert counts_in_blocks((0, 1, 4)) == " ▂█"
