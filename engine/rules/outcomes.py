"""Which class of ending a run falls in, and what its expectations' measures read."""

from __future__ import annotations

from collections.abc import Mapping

from engine.model import FlagValue, Outcome
from engine.rules.conditions import values_read
from engine.rules.tables import Tables
from engine.rules.world import World, path_facts


def outcome_of(tables: Tables, world: World) -> Outcome:
    """Return the first class whose condition holds over the path; the last always does."""
    facts = path_facts(world)
    for (_, test), outcome in zip(tables.outcomes, tables.scenario.outcomes, strict=True):
        if test is None or test(facts):
            return outcome
    return tables.scenario.outcomes[-1]


def reasons(
    tables: Tables, world: World, outcome: Outcome
) -> tuple[tuple[str, float | FlagValue], ...]:
    """Return the values an outcome's condition met."""
    if outcome.when is None:
        return ()
    return values_read(outcome.when.tree, tables.scope, path_facts(world))


def measured(tables: Tables, world: World) -> Mapping[str, float]:
    """Return each expectation's measure over the path so far, truths as 1 and 0."""
    facts = path_facts(world)
    return {id: float(test(facts)) for id, test in tables.expected}
