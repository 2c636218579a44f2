"""A dossier tells shares as they hold now, beside those that were written, and when they change."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.content.library import Library
from engine.model import ActorType, Motive, Scenario
from engine.play.exercise import Exercise
from engine.rules.glance import own_weights
from engine.rules.sight import Sight
from reports.holding import in_words
from reports.names import Names
from reports.profile import READ, WANTS, Item, profile
from tests.engine.small import above, ash, scenario


def wants(made: Scenario, exercise: Exercise | None, id: str = "ash") -> list[Item]:
    actor = next(each for each in made.actors if each.id == id)
    found = profile(actor, Names(made), exercise.table if exercise else None)
    return [item for item in found if item.section == WANTS]


def switching(bound: float) -> Scenario:
    """Ash's motive `calm` weighs 9 while goods are above a bound; they begin at 50."""
    first = ash()
    motives: list[Motive] = [
        replace(each, weight=1.0, switches=((above("goods", bound), 9.0),))
        if each.id == "calm"
        else replace(each, weight=3.0)
        for each in first.motives
    ]
    others = [each for each in scenario().actors if each.id != "ash"]
    return scenario(replace(first, motives=tuple(motives)), *others)


def test_at_a_table_a_share_is_that_of_the_state_of_the_world() -> None:
    made = switching(10.0)
    now, written = wants(made, Exercise(made, 1)), wants(made, None)
    assert [(item.name, item.tag) for item in written] == [("wealth", "75%"), ("calm", "25%")]
    assert [(item.name, item.tag) for item in now] == [
        ("calm", "75% (stated 25%)"),
        ("wealth", "25% (stated 75%)"),
    ]
    assert now[0].facts[0] == "25% as written, 75% as things stand"
    for items in (now, written):
        calm = next(item for item in items if item.name == "calm")
        assert "75% while goods is above 10" in calm.facts
        assert not any(fact.startswith("weight ") for fact in calm.facts)


def test_a_condition_that_does_not_hold_changes_no_share() -> None:
    made = switching(90.0)
    told = [(item.name, item.tag) for item in wants(made, Exercise(made, 1))]
    assert told == [("wealth", "75%"), ("calm", "25%")]


@pytest.mark.parametrize("id", ["moscow", "seoul"])
def test_the_shares_are_those_the_engine_weighs_by(id: str) -> None:
    made = Library().load("seoul_pacemaker")
    exercise = Exercise(made, 3)
    told = {item.name: item.tag.split(" ")[0] for item in wants(made, exercise, id)}
    actor = next(each for each in made.actors if each.id == id)
    weights = own_weights(Sight(exercise.table.tables, exercise.table.world, id))
    for motive, weight in zip(actor.motives, weights, strict=True):
        assert told[Names(made).motive(motive.id)] == f"{100 * weight:.0f}%"


def test_the_war_stands_first_while_it_lasts() -> None:
    made = Library().load("seoul_pacemaker")
    first = wants(made, Exercise(made, 1), "moscow")[0]
    assert (first.name, first.tag) == ("war need", "30% (stated 7%)")
    assert "30% while “War in Ukraine” is war" in first.facts


def test_a_readings_weights_are_shares_too() -> None:
    first = scenario().actors[0]
    kind = ActorType("bold", "Calm comes second.", weights=(("calm", 1.0),), resolve=0.5)
    motives = tuple(replace(each, weight=3.0) for each in first.motives)
    actor = replace(first, motives=motives, types=(kind,))
    item = next(i for i in profile(actor, Names(scenario())) if i.section == READ)
    assert item.facts == ("then calm 25%",)


def test_conditions_are_clauses() -> None:
    made = Library().load("seoul_pacemaker")
    names = Names(made)
    told = {
        in_words(bar.when.tree, names)
        for actor in made.actors
        for bar in actor.constraints
        if bar.when is not None
    }
    assert "“War in Ukraine” is war and relation Moscow–Pyongyang is below 5" in told
