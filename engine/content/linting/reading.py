"""What a scenario reads: its conditions and amounts, and the moves they ask about."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model import Actor, Call, Condition, Const, Name, Op, Scenario, Tree


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


def levels_that_count(scenario: Scenario) -> set[str]:
    """Return the levels somebody watches or something reads, and those that push such a level."""
    found = set[str]()
    trees: list[Tree] = [condition.tree for condition in conditions_of(scenario)]
    while trees:
        tree = trees.pop()
        if isinstance(tree, Name) and tree.kind == "level":
            found.add(tree.id)
        elif isinstance(tree, Call | Op):
            trees += tree.args
    for actor in scenario.actors:
        for motive in actor.motives:
            found |= {level for level, by in (*motive.watches, *motive.salience) if by}
    for inject in scenario.injects:
        found |= {level for level, _ in inject.hazard.leans_on} if inject.hazard else set()
    while True:
        pushing = {c.source for c in scenario.theatre.couplings if c.by and c.target in found}
        if pushing <= found:
            return found
        found |= pushing


BEFORE_NAMES = {"moved": 1, "moves": 1, "moves_or_answers": 2}
"""How many actors a function names before the moves it counts; `answers` names none."""


def moves_asked_about(scenario: Scenario) -> set[tuple[str, str]]:
    """Return the moves, by actor and id, that a condition or a measure counts.

    `moves(actor)` counts all of an actor's.
    """
    menus = {actor.id: [move.id for move in actor.moves] for actor in scenario.actors}
    found = set[tuple[str, str]]()
    trees: list[Tree] = [condition.tree for condition in conditions_of(scenario)]
    while trees:
        tree = trees.pop()
        if isinstance(tree, Call) and tree.function in BEFORE_NAMES:
            texts = [str(arg.value) for arg in tree.args if isinstance(arg, Const)]
            named = texts[BEFORE_NAMES[tree.function] :]
            found |= {(texts[0], id) for id in named or menus.get(texts[0], [])}
        elif isinstance(tree, Call | Op):
            trees += tree.args
    return found
