"""A scenario turned, once, into tables the rules can run on: indices, closures, plain lists.

Everything that does not depend on the state is worked out here. Sums run in id order, in plain
Python floats, so that a run does not depend on a linear-algebra library.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import inf, log

from engine.model import Condition, Hazard, Inject, Scenario
from engine.rules.conditions import Scope, Test, compile_condition
from engine.rules.effects import (
    coupling_over,
    noise_over,
    pull_over,
)
from engine.rules.sides import pushes_of, side_of, when_of
from engine.rules.tables import (
    Answer,
    Bar,
    Chance,
    Cue,
    Entry,
    Joint,
    Line,
    Side,
    Tables,
)

WEEK = 12 / 52
"""Months in a week."""


def months_a_turn(scenario: Scenario) -> float:
    """Return the length of a turn in months; a week is 12/52."""
    turns = scenario.turns
    return turns.length * (1.0 if turns.unit == "month" else WEEK)


def compile_scenario(scenario: Scenario) -> Tables:
    """Return the tables of a scenario."""
    levels, dt, scope = scenario.theatre.levels, months_a_turn(scenario), _scope(scenario)
    by_id = sorted(scenario.actors, key=lambda actor: actor.id)
    sides = {actor.id: side_of(actor, scenario, scope) for actor in by_id}
    cues = {inject.id: _cue(inject, scope) for inject in scenario.injects}
    in_order = [cues[id] for id in sorted(cues)]
    entries = _entries(sides)
    return Tables(
        scenario=scenario,
        scope=scope,
        ids=tuple(level.id for level in levels),
        start=tuple(level.start for level in levels),
        opening=tuple(level.opening for level in levels),
        low=tuple(level.low for level in levels),
        high=tuple(level.high for level in levels),
        pull=tuple(pull_over(level.pull, dt) for level in levels),
        noise=_noise(scenario, dt),
        couplings=_couplings(scenario, scope, dt),
        held_back=tuple((i, level.published) for i, level in enumerate(levels) if level.seen_by),
        reads_deeds=any(side.reads.deeds for side in sides.values()),
        sides=sides,
        switching=tuple(side for side in sides.values() if side.switches),
        watchers={a: tuple((b, f"{a}>{b}") for b in sides if b != a) for a in sides},
        entries=entries,
        invited=_invited(entries),
        joints=_joints(scenario, scope),
        cues=cues,
        waiting=tuple(cue for cue in in_order if _waits(cue)),
        hazards=tuple(cue for cue in in_order if cue.hazard is not None),
        lines=tuple(_lines(sides)),
        months_a_turn=dt,
        keep=1.0 - scenario.rules.fade,
        outcomes=tuple((outcome.id, when_of(outcome.when, scope)) for outcome in scenario.outcomes),
        measures=_read_over_path(scenario.measures, scope),
        expected=_read_over_path(((e.id, e.measure) for e in scenario.expectations), scope),
        endex=when_of(scenario.endex, scope),
    )


def _scope(scenario: Scenario) -> Scope:
    """Return what the names in a scenario's conditions stand for."""
    levels = scenario.theatre.levels
    return Scope(
        index={level.id: i for i, level in enumerate(levels)},
        parameters={u.id: u.value for u in scenario.uncertainties},
        openings=[level.opening for level in levels],
        months_a_turn=months_a_turn(scenario),
    )


def _read_over_path(
    named: Iterable[tuple[str, Condition]], scope: Scope
) -> tuple[tuple[str, Test], ...]:
    return tuple((id, compile_condition(measure, scope)) for id, measure in named)


def _noise(scenario: Scenario, dt: float) -> tuple[tuple[int, float], ...]:
    """Return the levels that have noise, each with its sd a turn."""
    levels = scenario.theatre.levels
    spreads = [noise_over(level.noise, level.pull, dt) for level in levels]
    return tuple((i, spread) for i, spread in enumerate(spreads) if spread)


def _couplings(scenario: Scenario, scope: Scope, dt: float) -> tuple[tuple[int, int, float], ...]:
    """Return every coupling's target, source and amount a turn."""
    found, levels = [], scenario.theatre.levels
    for coupling in sorted(scenario.theatre.couplings, key=lambda c: (c.target, c.source)):
        target, source = scope.index[coupling.target], scope.index[coupling.source]
        found.append((target, source, coupling_over(coupling.by, levels[target].pull, dt)))
    return tuple(found)


def _cue(inject: Inject, scope: Scope) -> Cue:
    when = when_of(inject.when, scope)
    pushes, hazard = pushes_of(inject.effects, scope), _chance(inject.hazard, scope)
    return Cue(f"inject:{inject.id}", inject, when, pushes, hazard)


def _chance(hazard: Hazard | None, scope: Scope) -> Chance | None:
    if hazard is None:
        return None
    return Chance(
        base=_log_odds(hazard.chance),
        after=tuple((inject, log(ratio)) for inject, ratio in sorted(hazard.after)),
        leans_on=tuple(sorted((scope.index[level], by) for level, by in hazard.leans_on)),
        half_life=hazard.half_life,
    )


def _log_odds(chance: float) -> float:
    """Return the log-odds of a chance, endless at 0 and 1: what is rarer than .001 stays so."""
    if 0.0 < chance < 1.0:
        return log(chance / (1.0 - chance))
    return inf if chance >= 1.0 else -inf


def _joints(scenario: Scenario, scope: Scope) -> dict[tuple[str, str], tuple[Joint, ...]]:
    """Return what each move brings with which partner; each pair stands under both its moves."""
    found: dict[tuple[str, str], list[Joint]] = {}
    for joint in scenario.joint_effects:
        pushes = pushes_of(joint.effects, scope)
        for own, partner in (joint.moves, joint.moves[::-1]):
            found.setdefault(own, []).append(Joint(partner, pushes))
    return {key: tuple(joints) for key, joints in found.items()}


def _entries(sides: Mapping[str, Side]) -> dict[tuple[str, str], tuple[Entry, ...]]:
    """Return what each move invites: from the answers of moves, and from red lines crossed."""
    found: dict[tuple[str, str], list[Entry]] = {}
    for actor in sorted(sides):
        side = sides[actor]
        for at, play in enumerate(side.plays):
            for call in play.calls:
                entry = Entry(actor, at, Answer(play.slot, call.bonus, call.window))
                found.setdefault((call.actor, call.move), []).append(entry)
        for bar in side.bars:
            for crossing in bar.noun.crossed_by:
                found.setdefault(crossing, []).extend(_line_entries(side, bar))
    return {key: tuple(entries) for key, entries in found.items()}


def _waits(cue: Cue) -> bool:
    """Return whether an inject fires by its condition alone, once that turns true."""
    noun = cue.noun
    by_itself = noun.day is None and noun.hazard is None and not noun.contingency
    return cue.when is not None and by_itself


def _lines(sides: Mapping[str, Side]) -> Iterator[Line]:
    """Give the red lines a state can cross."""
    for side in sides.values():
        for bar in side.bars:
            noun = bar.noun
            if noun.kind == "red_line" and bar.when is not None and noun.answers:
                entries = tuple(_line_entries(side, bar))
                yield Line(f"{side.id}:{noun.id}", side.id, noun.id, bar.when, entries)


def _invited(
    entries: Mapping[tuple[str, str], tuple[Entry, ...]],
) -> dict[tuple[str, str, str], tuple[Entry, ...]]:
    """Return what each move invites one observer to."""
    found: dict[tuple[str, str, str], list[Entry]] = {}
    for (actor, move), invites in entries.items():
        for entry in invites:
            found.setdefault((actor, move, entry.actor), []).append(entry)
    return {key: tuple(mine) for key, mine in found.items()}


def _line_entries(side: Side, bar: Bar) -> list[Entry]:
    """Return the answers a red line opens for its owner once it is crossed."""
    noun = bar.noun
    return [
        Entry(side.id, at, Answer(side.plays[at].slot, bonus * noun.resolve, noun.window), noun.id)
        for at, bonus in ((side.place(move), bonus) for move, bonus in noun.answers)
    ]
