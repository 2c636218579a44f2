"""A seat's words: what it may answer is a move it saw, or its own red line, by its sentence."""

from __future__ import annotations

from reports.names import Names
from tests.tui.room import restrained
from tui.lexicon import lexicon_of


def test_a_crossed_red_line_is_told_by_its_own_sentence() -> None:
    lexicon = lexicon_of(Names(restrained()), "ash", (), {"elm.1.initiative": "Elm waves"})
    told = "the crossing of its red line “Ash keeps the peace”"
    assert lexicon.act("red line peace") == told
    assert lexicon.act("elm.1.initiative") == "Elm waves"


def test_another_seats_line_is_not_quoted() -> None:
    lexicon = lexicon_of(Names(restrained()), "elm", (), {})
    assert "Ash keeps the peace" not in lexicon.act("red line peace")
