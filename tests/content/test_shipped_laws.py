"""On the shipped scenario, too, what nobody uses changes nobody's history."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from engine.content.library import Library
from engine.model import Scenario
from engine.play.exercise import Exercise
from engine.play.seats import pauses
from engine.record import TurnEnded
from tests.engine.small import above, actor, effect, motive, move

TURNS = 5


@cache
def shipped() -> Scenario:
    return Library().load("post_war_aid_cut", variant="full_cut")


def hashes(made: Scenario, seed: int, turns: int = TURNS) -> list[str]:
    found = []
    for pause in pauses(Exercise(made, seed)):
        if isinstance(pause, TurnEnded):
            found.append(pause.report.state_hash)
            if len(found) == turns:
                return found
    return found


def with_idle_actor(made: Scenario) -> Scenario:
    wants = motive("peace", peninsula_tension=-1.0)
    return replace(made, actors=(actor("aland", (wants,), ()), *made.actors))


def with_dead_moves(made: Scenario) -> Scenario:
    never = above("peninsula_tension", 1e9)
    dream = move("dream", 55, effect("peninsula_tension", -90.0), requires=never)
    actors = tuple(replace(a, moves=(*a.moves, dream)) for a in made.actors)
    return replace(made, actors=actors)


CHANGES = {
    "actors in another order": lambda made: replace(made, actors=made.actors[::-1]),
    "an actor who only holds and nobody watches": with_idle_actor,
    "a move whose precondition never holds": with_dead_moves,
    "more turns": lambda made: replace(made, turns=replace(made.turns, count=18)),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_what_nobody_uses_leaves_every_earlier_state_hash_alone(change: object) -> None:
    changed = change(shipped())  # type: ignore[operator]
    for seed in (1, 2):
        assert hashes(changed, seed) == hashes(shipped(), seed)


def test_another_seed_or_variant_would_be_noticed() -> None:
    assert hashes(shipped(), 1) != hashes(shipped(), 2)
    other = Library().load("post_war_aid_cut", variant="no_cut")
    assert hashes(other, 1)[:2] == hashes(shipped(), 1)[:2]
    assert hashes(other, 1)[4] != hashes(shipped(), 1)[4]
