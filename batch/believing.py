"""A scenario as one seat takes it to be: its own beliefs of what moves do and who the others are.

What control holds ready, injects and hazards, is unknown to a seat and left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from engine.model import Actor, Condition, Const, Constraint, Effect, Move, Perception, Scenario
from engine.rules.luck import derived_root

FADES_OVER = 12.0
"""Months an effect halves in that a seat believes in and the move's own file does not name."""
WHOLE = 2.0**64


def types_drawn(seat: str, root: int, held: Mapping[str, Mapping[str, float]]) -> dict[str, str]:
    """Return a type for each actor the seat holds types of, drawn from its beliefs by a root."""
    drawn = {}
    for of in sorted(held):
        u, at = derived_root(root, "type", seat, of) / WHOLE, 0.0
        for kind in sorted(held[of]):
            at += held[of][kind]
            drawn[of] = kind
            if u < at:
                break
    return drawn


def believed_scenario(scenario: Scenario, seat: str, types: Mapping[str, str]) -> Scenario:
    """Return the scenario as a seat takes it to be, the others being of the types given."""
    own = next(actor for actor in scenario.actors if actor.id == seat)
    held = {perception.of: perception for perception in own.perceives}
    actors = tuple(
        _believed(actor, own, types.get(actor.id), held.get(actor.id)) for actor in scenario.actors
    )
    return replace(scenario, actors=actors, injects=())


def _believed(actor: Actor, own: Actor, kind: str | None, held: Perception | None) -> Actor:
    amounts = {(b.move, b.on): b.by for b in own.believes if b.actor == actor.id}
    moves = tuple(_expected(move, amounts) for move in actor.moves)
    if actor.id == own.id:
        return replace(actor, moves=moves)
    resolve = held.resolve if held and held.resolve is not None else None
    if resolve is None:
        resolve = next((t.resolve for t in actor.types if t.id == kind), None)
    lines = tuple(_held(line, resolve) for line in actor.constraints)
    return replace(actor, moves=moves, type=kind, constraints=lines)


def _held(line: Constraint, resolve: float | None) -> Constraint:
    if line.kind != "red_line" or resolve is None:
        return line
    return replace(line, resolve=resolve)


def _expected(move: Move, amounts: Mapping[tuple[str, str], float]) -> Move:
    """Return a move that does what the seat expects of it."""
    believed = {on: by for (id, on), by in amounts.items() if id == move.id}
    if not believed:
        return move
    effects = [
        replace(each, by=_number(believed[each.on])) if each.on in believed else each
        for each in move.effects
    ]
    named = {effect.on for effect in move.effects}
    effects += [
        Effect(on, _number(by), half_life=FADES_OVER)
        for on, by in sorted(believed.items())
        if on not in named
    ]
    return replace(move, effects=tuple(effects))


def _number(value: float) -> Condition:
    return Condition(f"{value!r}", Const(value), "number")
