"""What a scenario reads: its conditions and amounts, and the moves they ask about."""

from __future__ import annotations

from collections.abc import Iterator

from engine.content.functions import ABOUT_MOVES
from engine.model import Actor, Call, Condition, Const, Op, Scenario, Tree


def conditions_of(scenario: Scenario) -> Iterator[Condition]:
    """Give every condition and amount that is worked out anywhere in a scenario."""
    yield from (found for _, found in scenario.measures)
    yield from (expectation.measure for expectation in scenario.expectations)
    yield from (outcome.when for outcome in scenario.outcomes if outcome.when is not None)
    if scenario.endex is not None:
        yield scenario.endex
    for inject in scenario.injects:
        if inject.when is not None:
            yield inject.when
        yield from (effect.by for effect in inject.effects)
    yield from (effect.by for joint in scenario.joint_effects for effect in joint.effects)
    for actor in scenario.actors:
        yield from _of_actor(actor)


def _of_actor(actor: Actor) -> Iterator[Condition]:
    for move in actor.moves:
        yield from (effect.by for effect in (*move.effects, *move.failure_effects))
        if move.requires is not None:
            yield move.requires
    yield from (when for motive in actor.motives for when, _ in motive.switches)
    for constraint in actor.constraints:
        yield from (c for c in (constraint.when, constraint.breach) if c is not None)


def moves_asked_about(scenario: Scenario) -> set[tuple[str, str]]:
    """Return the moves, by actor and id, that a condition or a measure counts by name."""
    found = set[tuple[str, str]]()
    trees: list[Tree] = [condition.tree for condition in conditions_of(scenario)]
    while trees:
        tree = trees.pop()
        if isinstance(tree, Call) and tree.function in ABOUT_MOVES:
            actor, *named = [str(arg.value) for arg in tree.args if isinstance(arg, Const)]
            found |= {(actor, name) for name in named}
        elif isinstance(tree, Call | Op):
            trees += tree.args
    return found
