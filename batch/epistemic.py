"""Draws of what nobody knows: one point of the unit cube, one scenario.

`dimensions` names the cube's axes, `drawn` turns a point into a scenario, `latin_hypercube` spreads
points so that every axis is covered evenly (McKay, Beckman & Conover 1979).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import exp
from typing import Literal

from numpy.random import Generator, Philox, SeedSequence

from engine.model import (
    Actor,
    Belief,
    Condition,
    Const,
    Constraint,
    Decision,
    Effect,
    Epistemic,
    Invitation,
    JointEffect,
    Motive,
    Move,
    Op,
    Scenario,
    Theatre,
    ValueRule,
)

Point = Sequence[float]
SHARED = ("loss", "curvature", "couplings", "bonuses")
LEVELS: tuple[Literal["0", "1", "2"], ...] = ("0", "1", "2")


def dimensions(scenario: Scenario) -> tuple[str, ...]:
    """Return the names of what a draw settles, in order: what is shared, then actor by actor."""
    names = list(SHARED)
    for actor in sorted(scenario.actors, key=lambda actor: actor.id):
        names += [f"{actor.id}.{what}" for what in ("precision", "effects", "level")]
        names += [f"{actor.id}.weights.{motive.id}" for motive in actor.motives]
    return tuple(names)


def latin_hypercube(draws: int, axes: int, seed: int) -> list[tuple[float, ...]]:
    """Return points of the unit cube: on every axis, one in each of `draws` equal strata."""
    luck = Generator(Philox(SeedSequence(seed, spawn_key=(0,))))
    columns = [(luck.permutation(draws) + luck.random(draws)) / draws for _ in range(axes)]
    return list(zip(*(column.tolist() for column in columns), strict=True))


def drawn(scenario: Scenario, point: Point) -> Scenario:
    """Return the scenario as a point of the cube has it; ValueError for a point off its axes."""
    at = dict(zip(dimensions(scenario), point, strict=True))
    factors = {
        a.id: _within(scenario.epistemic.effects, at[f"{a.id}.effects"]) for a in scenario.actors
    }
    actors = tuple(_actor(actor, scenario.epistemic, at, factors) for actor in scenario.actors)
    by = _within(scenario.epistemic.couplings, at["couplings"])
    return replace(
        scenario,
        actors=actors,
        theatre=_theatre(scenario.theatre, by),
        joint_effects=tuple(_joint(joint, factors) for joint in scenario.joint_effects),
    )


def _within(range_: tuple[float, float], u: float) -> float:
    low, high = range_
    return low + u * (high - low)


def _theatre(theatre: Theatre, by: float) -> Theatre:
    return replace(theatre, couplings=tuple(replace(c, by=by * c.by) for c in theatre.couplings))


def _actor(
    actor: Actor, ranges: Epistemic, at: Mapping[str, float], factors: Mapping[str, float]
) -> Actor:
    bonus = _within(ranges.bonuses, at["bonuses"])
    weights = _weight_factors(actor, ranges.weights, at)
    loss, curvature = _within(ranges.loss, at["loss"]), _within(ranges.curvature, at["curvature"])
    return replace(
        actor,
        decision=_decision(actor, ranges, at),
        motives=tuple(_motive(m, weights[m.id], loss, curvature) for m in actor.motives),
        types=tuple(
            replace(t, weights=tuple((id_, w * weights[id_]) for id_, w in t.weights))
            for t in actor.types
        ),
        constraints=tuple(_constraint(bar, bonus) for bar in actor.constraints),
        believes=tuple(_belief(belief, factors) for belief in actor.believes),
        moves=tuple(_move(move, factors[actor.id], bonus) for move in actor.moves),
    )


def _decision(actor: Actor, ranges: Epistemic, at: Mapping[str, float]) -> Decision:
    """Return the actor's precision, on a log scale, and its depth where that is a fixed number."""
    low, high = ranges.precision
    precision = low * (high / low) ** at[f"{actor.id}.precision"]
    if actor.decision.level not in LEVELS:
        return replace(actor.decision, precision=precision)
    shallow, deep = ranges.level
    depth = shallow + int(at[f"{actor.id}.level"] * (deep - shallow + 1))
    return replace(actor.decision, precision=precision, level=LEVELS[depth])


def _weight_factors(actor: Actor, reach: float, at: Mapping[str, float]) -> dict[str, float]:
    """Return a factor a motive; the weights keep their sum."""
    raw = {m.id: exp(reach * (2 * at[f"{actor.id}.weights.{m.id}"] - 1)) for m in actor.motives}
    total = sum(m.weight for m in actor.motives)
    grown = sum(m.weight * raw[m.id] for m in actor.motives)
    return {id_: factor * total / grown for id_, factor in raw.items()} if grown else raw


def _motive(motive: Motive, factor: float, loss: float, curvature: float) -> Motive:
    """Return a motive reweighed; what its file says against the usual value is kept in ratio."""
    usual, rule = ValueRule(), motive.value
    value = replace(
        rule,
        loss=loss * rule.loss / usual.loss,
        curvature=curvature * rule.curvature / usual.curvature,
    )
    switches = tuple((when, weight * factor) for when, weight in motive.switches)
    return replace(motive, weight=motive.weight * factor, switches=switches, value=value)


def _constraint(bar: Constraint, bonus: float) -> Constraint:
    return replace(bar, answers=tuple((move, bonus * by) for move, by in bar.answers))


def _belief(belief: Belief, factors: Mapping[str, float]) -> Belief:
    """Return a belief as far from the truth, in ratio, as it was."""
    return replace(belief, by=belief.by * factors.get(belief.actor, 1.0))


def _move(move: Move, factor: float, bonus: float) -> Move:
    return replace(
        move,
        effects=tuple(_effect(effect, factor) for effect in move.effects),
        failure_effects=tuple(_effect(effect, factor) for effect in move.failure_effects),
        responds_to=tuple(_invitation(call, bonus) for call in move.responds_to),
    )


def _effect(effect: Effect, factor: float) -> Effect:
    by = effect.by
    tree = Op("*", (Const(factor), by.tree))
    return replace(effect, by=Condition(f"{factor!r} * ({by.text})", tree, by.yields))


def _joint(joint: JointEffect, factors: Mapping[str, float]) -> JointEffect:
    """Return what two moves do together, scaled by the middle of their actors' factors."""
    factor = sum(factors.get(actor, 1.0) for actor, _ in joint.moves) / 2
    return replace(joint, effects=tuple(_effect(effect, factor) for effect in joint.effects))


def _invitation(call: Invitation, bonus: float) -> Invitation:
    return replace(call, bonus=bonus * call.bonus)
