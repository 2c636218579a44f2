"""An order called off tells why in the words of the scenario; what the record says stays."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from engine.model import Condition, Flag, Name, Op
from engine.play.audience import PROJECTOR, WHITE, audience_view
from engine.record import Sighting
from reports.names import Names
from reports.recalled import act_says, with_reasons
from tests.engine.small import truth
from tests.engine.test_recalling import FLAG, LEVEL, MET, bar, only, played, world

BOTH = truth(Op("and", (LEVEL.tree, FLAG.tree)), "goods < 45 and not met")
ALMOST = truth(Op("not", (Name("flag", "marched"),)), "met")
"""Its text is the end of what FLAG says."""


def named(requires: Condition | None, *bars: Any) -> Any:
    made = world(requires, *bars)
    levels = tuple(replace(each, name=each.id.title()) for each in made.theatre.levels)
    flags = (Flag("met", "They have met", "switch", False), *made.theatre.flags[1:])
    return replace(made, theatre=replace(made.theatre, levels=levels, flags=flags))


@pytest.mark.parametrize(
    ("requires", "bars", "why"),
    [
        (LEVEL, (), "it does so only if Goods is below 45"),
        (FLAG, (), "it does so only if not “They have met”"),
        (BOTH, (), "it does so only if Goods is below 45 and not “They have met”"),
        (None, (bar(MET),), "its rule “Who has met does not march”"),
    ],
    ids=["level", "flag", "both", "constraint"],
)
def test_its_reason_has_names_for_ids(requires: Any, bars: Any, why: str) -> None:
    made = named(requires, *bars)
    act = only(played(made))
    before = act.says
    assert act_says(act, Names(made)) == f"calls off “Do march”: {why}"
    assert act.says == before


def test_it_is_told_of_the_move_whose_condition_it_was() -> None:
    made = named(FLAG)
    ash, elm = made.actors
    other = replace(ash.moves[0], id="sing", slot=2, requires=ALMOST)
    names = Names(replace(made, actors=(replace(ash, moves=(other, *ash.moves)), elm)))
    assert act_says(only(played(made)), names).endswith("only if not “They have met”")


def test_a_move_that_was_carried_out_says_what_it_says() -> None:
    names = Names(named(FLAG))
    seen = Sighting("ash.1.initiative", "ash", "march", "sings: it requires not met", 3)
    assert act_says(seen, names) == seen.says
    told = act_says(replace(seen, called_off=True), names)
    assert told == "sings: it does so only if not “They have met”"


@pytest.mark.parametrize(
    ("audience", "count"), [("ash", 1), (WHITE, 1), ("elm", 0), (PROJECTOR, 0)]
)
def test_a_view_tells_it_to_those_who_know_of_it(audience: str, count: int) -> None:
    exercise = played(named(FLAG))
    view = audience_view(exercise, audience)
    told = with_reasons(view, Names(exercise.scenario))
    texts = [[each.says for turn in one.path for each in turn.events] for one in (view, told)]
    assert sum("it requires not met" in text for text in texts[0]) == count
    assert sum("only if not “They have met”" in text for text in texts[1]) == count
    assert not any("it requires" in text for text in texts[1])
    assert len(texts[0]) == len(texts[1])
