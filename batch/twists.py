"""The same scenario with one of its mechanisms taken out, to see what a law rests on."""

from __future__ import annotations

from dataclasses import replace

from engine.model import Actor, Constraint, Scenario

PENALTY = 0.05
"""What a softened ban costs, in units of U: at a precision of 40 a seventh as likely as before."""


def uncoupled(scenario: Scenario) -> Scenario:
    """Return the scenario in which no level pushes another: what is left is what actors do."""
    return replace(scenario, theatre=replace(scenario.theatre, couplings=()))


def softened(scenario: Scenario, penalty: float = PENALTY) -> Scenario:
    """Return the scenario in which what was forbidden is only dear."""
    return replace(scenario, actors=tuple(_softened(actor, penalty) for actor in scenario.actors))


def _softened(actor: Actor, penalty: float) -> Actor:
    return replace(actor, constraints=tuple(_soft(bar, penalty) for bar in actor.constraints))


def _soft(bar: Constraint, penalty: float) -> Constraint:
    if bar.kind != "hard":
        return bar
    return replace(bar, kind="soft", penalty=penalty, breach=None)
