"""Which inject a movement stands beside."""

from __future__ import annotations

from dataclasses import replace

from engine.model.free import FreeEffect
from engine.play.exercise import Exercise
from engine.play.seats import pauses
from engine.record import Happening, TurnEnded, TurnReport
from reports.movement import pushed
from reports.names import Names
from tests.engine.small import effect, scenario
from tests.reports.making import report

FLOOD = Happening("inject", "flood", 5, "The river floods.")
BANK = Happening(
    "inject",
    "improvised_1",
    5,
    "A bank freezes accounts.",
    "improvised",
    effects=(FreeEffect("goods", "down", "major"),),
)
FELL = {"goods": 38.0, "unrest": 50.0}


def beside(event: Happening, *fired: Happening, goods: float = 38.0) -> tuple[str, ...]:
    """What stands beside an inject of a turn in which those were fired and goods fell from 50."""
    ended = report(happenings=fired or (event,), levels={**FELL, "goods": goods})
    return pushed(event, ended, Names(scenario()))


def test_a_movement_stands_beside_the_inject_that_pushed_most_one_made_up_too() -> None:
    small = replace(FLOOD, scale=0.5)
    assert beside(BANK, small, BANK) == ("goods 50 → 38",)
    assert beside(small, small, BANK) == ()


def test_an_inject_fired_with_larger_effects_is_taken_at_that_size() -> None:
    large = replace(FLOOD, scale=3.0)
    assert beside(large, large, BANK) == ("goods 50 → 38",)
    assert beside(BANK, large, BANK) == ()


def test_where_two_pushed_alike_the_movement_stands_beside_neither() -> None:
    alike = replace(FLOOD, scale=2.0)
    assert beside(alike, alike, BANK) == beside(BANK, alike, BANK) == ()


def test_an_inject_too_small_for_a_movement_is_not_told_to_have_made_it() -> None:
    assert beside(FLOOD, goods=41.0) == ("goods 50 → 41",)
    assert beside(FLOOD, goods=39.0) == ()


def test_an_effect_that_has_not_begun_moves_nothing_yet() -> None:
    (flood,) = scenario().injects
    late = replace(flood, effects=(replace(effect("goods", -20.0), delay=2.0),))
    ended = report(happenings=(FLOOD,), levels=FELL)
    assert pushed(FLOOD, ended, Names(scenario(injects=(late,)))) == ()


def test_what_was_made_up_at_the_table_is_told_with_what_it_moved() -> None:
    play = Exercise(scenario(), 7, people=())
    play.improvise("A bank freezes accounts.", (FreeEffect("goods", "down", "major"),))
    ended = first_turn(play)
    (told,) = [each for each in ended.happenings if each.cause == "improvised"]
    assert told.effects == (FreeEffect("goods", "down", "major"),)
    assert ended.levels["goods"] < 49.0, "the seed leaves the fall to be seen"
    assert pushed(told, ended, Names(scenario()))


def first_turn(play: Exercise) -> TurnReport:
    return next(pause.report for pause in pauses(play) if isinstance(pause, TurnEnded))
