"""The nouns of a scenario: frozen, plain, picklable. Content builds them, rules and play read them.

Amounts are in the units of the indicator they act on, utilities in units of U (0 to about 1),
times in days unless a name says months. Ids are words such as `pyongyang` or `resource_stress`;
a relation between two actors is a level of its own with the id `relation(beijing, pyongyang)`,
actors in alphabetical order.
"""

from engine.model.actors import (
    Actor,
    ActorType,
    Belief,
    Capital,
    Constraint,
    Decision,
    Effect,
    Invitation,
    Lead,
    Motive,
    Move,
    Perception,
    Plover,
    Seen,
    ValueRule,
)
from engine.model.conditions import (
    Call,
    Condition,
    Const,
    Name,
    Op,
    Tree,
)
from engine.model.ledger import (
    Claim,
    Ledger,
    Source,
)
from engine.model.scenario import (
    Epistemic,
    Expectation,
    Inject,
    Outcome,
    Overrides,
    Scenario,
    Turns,
    Uncertainty,
)
from engine.model.theatre import (
    Coupling,
    Flag,
    FlagValue,
    KnownDate,
    Level,
    Theatre,
)

__all__ = [
    "Actor",
    "ActorType",
    "Belief",
    "Call",
    "Capital",
    "Claim",
    "Condition",
    "Const",
    "Constraint",
    "Coupling",
    "Decision",
    "Effect",
    "Epistemic",
    "Expectation",
    "Flag",
    "FlagValue",
    "Inject",
    "Invitation",
    "KnownDate",
    "Lead",
    "Ledger",
    "Level",
    "Motive",
    "Move",
    "Name",
    "Op",
    "Outcome",
    "Overrides",
    "Perception",
    "Plover",
    "Scenario",
    "Seen",
    "Source",
    "Theatre",
    "Tree",
    "Turns",
    "Uncertainty",
    "ValueRule",
]
