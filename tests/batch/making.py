"""A small world with two variants and an expectation of each kind."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from engine.model import (
    Call,
    Condition,
    Const,
    Constraint,
    Coupling,
    Expectation,
    Name,
    Overrides,
    Scenario,
)
from tests.engine.small import ash, elm, scenario

FINAL_UNREST = Condition("final(unrest)", Call("final", (Name("level", "unrest"),)), "number")
STRUCK = Condition("moved(ash, strike)", Call("moved", (Const("ash"), Const("strike"))), "truth")


def expectation(id: str, kind: str, **changes: Any) -> Expectation:
    """Return an expectation that unrest ends higher in `rough` than in `calm`."""
    made = Expectation(id, f"{id}.", kind, FINAL_UNREST, "calm", "rough", "+", None, (), "made up")  # type: ignore[arg-type]
    return replace(made, **changes)


def bound(id: str, at_most: float, measure: Condition = STRUCK) -> Expectation:
    """Return a bound on a measure."""
    return expectation(id, "bound", measure=measure, a=None, b=None, sign="", at_most=at_most)


EXPECTATIONS = (
    expectation("rises", "strict"),
    expectation("falls", "strict", sign="-"),
    expectation("rises_weakly", "weak"),
    expectation("disputed", "contested"),
    bound("rarely_strikes", 0.05),
)


def plain(**changes: Any) -> Scenario:
    """Return the world as it is: goods calm the people, strikes are forbidden."""
    ban = Constraint("ban", "hard", "No strikes.", ("strike",), None, 0, None, (), 1, ())
    made = scenario(ash(constraints=(ban,)), elm(), expectations=EXPECTATIONS)
    theatre = replace(made.theatre, couplings=(Coupling("goods", "unrest", -0.02),))
    variants = (Overrides("calm", "", ()), Overrides("rough", "", ()))
    return replace(made, theatre=theatre, variants=variants, **changes)


def opened(made: Scenario, by: float) -> Scenario:
    """Return the world with unrest opening higher."""
    levels = tuple(
        replace(level, opening=level.opening + by) if level.id == "unrest" else level
        for level in made.theatre.levels
    )
    return replace(made, theatre=replace(made.theatre, levels=levels))


def arms() -> dict[str, Scenario]:
    """Return the world as it is and its two variants."""
    made = plain()
    return {"": made, "calm": made, "rough": opened(made, 5.0)}
