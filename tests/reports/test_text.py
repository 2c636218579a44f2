"""A run as plain text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len

from reports.text import joined, wrapped
from tests.engine.small import ash, elm, scenario
from tests.reports.making import told

GOLDEN = Path(__file__).with_name("golden")
HOSTILE = "[/] [@click=app.quit]x[/] \x1b]0;t\x07\x1b[2J\u202e\u2066\r\n%s {0} \\"
SHOWN = "[/] [@click=app.quit]x[/] ]0;t[2J  %s {0} \\"


@pytest.mark.parametrize("width", [110, 60])
def test_a_small_run_reads_exactly_so(width: int) -> None:
    """To change it on purpose, write `told(width=...)` into the golden file and read the diff."""
    assert told(width=width) == (GOLDEN / f"small_{width}.txt").read_text("utf-8")


@pytest.mark.parametrize("width", [40, 60, 80, 96, 110, 200])
def test_no_line_is_wider_than_asked(width: int) -> None:
    named = replace(ash(), name="한반도 " * 5 + "x" * 70)
    text = told(scenario(named, elm()), width=width)
    assert max(cell_len(line) for line in text.splitlines()) <= width
    assert not [line for line in text.splitlines() if line != line.rstrip()]


def test_hostile_text_comes_out_inert() -> None:
    made = scenario()
    actors = tuple(
        replace(actor, name=HOSTILE, moves=tuple(replace(m, tells=HOSTILE) for m in actor.moves))
        for actor in made.actors
    )
    levels = tuple(replace(level, name=HOSTILE) for level in made.theatre.levels)
    text = told(
        replace(
            made,
            title=HOSTILE,
            actors=actors,
            theatre=replace(made.theatre, levels=levels),
            injects=(replace(made.injects[0], says=HOSTILE),),
            outcomes=tuple(replace(o, id=HOSTILE, says=HOSTILE) for o in made.outcomes),
        ),
        width=200,
    )
    assert all(sign.isprintable() or sign == "\n" for sign in text)
    assert SHOWN.split("  ")[0] in text


def test_words_longer_than_a_line_are_cut() -> None:
    assert wrapped("ab abcdefgh", 4) == ["ab", "abcd", "efgh"]
    assert wrapped("a 漢字漢", 4, hang="  ") == ["a 漢", "  字", "  漢"]


def test_parts_share_lines_while_they_fit() -> None:
    assert joined(["41%", "next best", "odds"], 16, " · ") == ["41% · next best", "odds"]
