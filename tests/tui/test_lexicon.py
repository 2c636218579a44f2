"""A seat's words: what it may answer is a move it saw, or its own red line, by its sentence."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from engine.model import Scenario
from engine.play.exercise import Exercise
from engine.record import AwaitChoices, Sighting
from reports.names import Names
from tests.tui.room import quarrel, restrained
from tui.lexicon import lexicon_for, lexicon_of


def lined(**changes: Any) -> Scenario:
    """Ash's line as a red one: crossed by an act of Elm's, or set off by a state of things."""
    made = restrained()
    first, *others = made.actors
    line = replace(first.constraints[-1], kind="red_line", **changes)
    return replace(made, actors=(replace(first, constraints=(line,)), *others))


def test_a_red_line_is_told_by_its_own_sentence() -> None:
    crossed = lined(crossed_by=(("elm", "wave"),))
    lexicon = lexicon_of(Names(crossed), "ash", (), {"elm.1.initiative": "Elm waves"})
    told = "the crossing of its red line “Ash keeps the peace”"
    assert lexicon.act("red line peace") == told
    assert lexicon.act("elm.1.initiative") == "Elm waves"
    rule = lexicon_of(Names(lined()), "ash", (), {})
    assert rule.act("red line peace") == "a case of its rule “Ash keeps the peace”"


def test_another_seats_line_is_not_quoted() -> None:
    lexicon = lexicon_of(Names(lined()), "elm", (), {})
    assert "Ash keeps the peace" not in lexicon.act("red line peace")


def test_a_sighted_free_move_stands_behind_its_seats_name() -> None:
    exercise = Exercise(quarrel(), 7, people=("elm",))
    pause = exercise.advance()
    assert isinstance(pause, AwaitChoices)
    shown = pause.seats["elm"]
    sighted = Sighting("ash.1.initiative", "ash", "free", "We send a fleet", 3)
    lexicon = lexicon_for(Names(quarrel()), replace(shown, sightings=(sighted,)))
    assert lexicon.act("ash.1.initiative") == "Ash we send a fleet"
