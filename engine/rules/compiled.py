"""A scenario turned, once, into tables the rules can run on: indices, closures, plain lists.

Everything that does not depend on the state is worked out here. Sums run in id order, in plain
Python floats, so that a run does not depend on a linear-algebra library.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import inf, log

from engine.model import (
    Actor,
    Condition,
    Constraint,
    Effect,
    Hazard,
    Inject,
    Motive,
    Move,
    Name,
    Op,
    Scenario,
    Tree,
)
from engine.model import Call as CallTree
from engine.record import HOLD
from engine.rules.conditions import Facts, Scope, Test, compile_condition
from engine.rules.effects import (
    DAYS_A_MONTH,
    Shape,
    coupling_over,
    noise_over,
    pull_over,
)
from engine.rules.sums import whole
from engine.rules.tables import (
    Aim,
    Answer,
    Bar,
    Call,
    Chance,
    Cue,
    Entry,
    Joint,
    Line,
    Play,
    Push,
    Reads,
    Side,
    Tables,
)
from engine.rules.values import straight, value_function

WEEK = 12 / 52
"""Months in a week."""


def months_a_turn(scenario: Scenario) -> float:
    """Return the length of a turn in months; a week is 12/52."""
    turns = scenario.turns
    return turns.length * (1.0 if turns.unit == "month" else WEEK)


def compile_scenario(scenario: Scenario) -> Tables:
    """Return the tables of a scenario."""
    levels, dt = scenario.theatre.levels, months_a_turn(scenario)
    scope = Scope(
        index={level.id: i for i, level in enumerate(levels)},
        parameters={u.id: u.value for u in scenario.uncertainties},
        openings=[level.opening for level in levels],
        months_a_turn=dt,
    )
    by_id = sorted(scenario.actors, key=lambda actor: actor.id)
    sides = {actor.id: _side(actor, scenario, scope) for actor in by_id}
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
        reads_deeds=any(side.reads.deeds for side in sides.values()),
        sides=sides,
        switching=tuple(side for side in sides.values() if side.switches),
        entries=entries,
        invited=_invited(entries),
        joints=_joints(scenario, scope),
        cues=cues,
        waiting=tuple(cue for cue in in_order if _waits(cue)),
        hazards=tuple(cue for cue in in_order if cue.hazard is not None),
        lines=tuple(_lines(sides)),
        months_a_turn=dt,
        outcomes=tuple(
            (o.id, compile_condition(o.when, scope) if o.when else None) for o in scenario.outcomes
        ),
        endex=compile_condition(scenario.endex, scope) if scenario.endex else None,
    )


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


def _push(effect: Effect, scope: Scope) -> Push:
    nothing = Facts((), {}, 0, 0.0, ())
    amount = float(compile_condition(effect.by, scope)(nothing))
    shape = Shape(effect.delay, effect.ramp, effect.half_life, effect.lasting)
    return Push(scope.index[effect.on], amount, shape, effect.spread)


def _pushes(effects: Sequence[Effect], scope: Scope) -> tuple[Push, ...]:
    return tuple(_push(effect, scope) for effect in effects)


def _cue(inject: Inject, scope: Scope) -> Cue:
    when = compile_condition(inject.when, scope) if inject.when else None
    pushes, hazard = _pushes(inject.effects, scope), _chance(inject.hazard, scope)
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
        pushes = _pushes(joint.effects, scope)
        for own, partner in (joint.moves, joint.moves[::-1]):
            found.setdefault(own, []).append(Joint(partner, pushes))
    return {key: tuple(joints) for key, joints in found.items()}


def _play(move: Move, friction: float, scope: Scope) -> Play:
    calls = tuple(Call(i.actor, i.move, i.bonus, i.window) for i in move.responds_to)
    return Play(
        id=move.id,
        slot=move.slot,
        noun=move,
        requires=compile_condition(move.requires, scope) if move.requires else None,
        pushes=_pushes(move.effects, scope),
        failure_pushes=_pushes(move.failure_effects, scope),
        calls=calls,
        cost=move.cost,
        friction=friction,
        lead_months=move.lead.mean / DAYS_A_MONTH,
        odds=move.odds,
        fatigue=move.fatigue,
        response_only=move.response_only,
    )


_HOLD = Play(HOLD, 0, None, None, (), (), (), 0.0, 0.0, 0.0, 1.0, 1.0, False)


def _aim(motive: Motive, scope: Scope) -> Aim:
    def indexed(pairs: Sequence[tuple[str, float]]) -> tuple[tuple[int, float], ...]:
        return tuple(sorted((scope.index[level], by) for level, by in pairs))

    return Aim(
        noun=motive,
        watches=indexed(motive.watches),
        salience=indexed(motive.salience),
        switches=tuple((compile_condition(c, scope), w) for c, w in motive.switches),
        value=value_function(motive.value, motive.clip),
        straight=straight(motive.value, motive.clip),
        scale=motive.scale,
    )


def _bar(constraint: Constraint, scope: Scope) -> Bar:
    def test(condition: object) -> Test | None:
        return compile_condition(condition, scope) if condition else None  # type: ignore[arg-type]

    return Bar(constraint, frozenset(constraint.on), test(constraint.when), test(constraint.breach))


def _side(actor: Actor, scenario: Scenario, scope: Scope) -> Side:
    plays, mixes = _plays(actor, scope), _mixes(actor)
    aims = tuple(_aim(motive, scope) for motive in actor.motives)
    bars = tuple(_bar(constraint, scope) for constraint in actor.constraints)
    levels, flags = scenario.theatre.levels, scenario.theatre.flags
    unseen = (
        i for i, level in enumerate(levels) if level.seen_by and actor.id not in level.seen_by
    )
    return Side(
        noun=actor,
        id=actor.id,
        plays=plays,
        slots={play.slot: at for at, play in enumerate(plays)},
        by_slot=tuple(play.slot for play in plays),
        places={play.id: at for at, play in enumerate(plays)},
        aims=aims,
        watches=tuple(aim.watches for aim in aims),
        bars=bars,
        weights=mixes[actor.type or ""],
        settled=tuple(whole(mixes[actor.type or ""])),
        mixes=mixes,
        types={kind: number for number, kind in enumerate(sorted(k.id for k in actor.types))},
        precision=actor.decision.precision,
        level=int(actor.decision.level) if actor.decision.level.isdigit() else 1,
        mixes_levels=actor.decision.level == "ch",
        equilibrium=actor.decision.level == "qre",
        unseen=tuple(unseen),
        hidden_flags={f.id: f.start for f in flags if f.seen_by and actor.id not in f.seen_by},
        needs=tuple((at, p.requires) for at, p in enumerate(plays) if p.requires),
        bans=tuple((bar, _touched(bar, plays)) for bar in bars if bar.noun.kind != "soft"),
        tolls=tuple((bar, _touched(bar, plays)) for bar in bars if bar.noun.kind == "soft"),
        dues=tuple(-play.cost - play.friction for play in plays),
        rests={
            play.slot: (at, play.noun.cooldown)
            for at, play in enumerate(plays)
            if play.noun and play.noun.cooldown > 0.0
        },
        tires={play.slot: (at, play.fatigue) for at, play in enumerate(plays) if play.fatigue != 1},
        answers=tuple(at for at, play in enumerate(plays) if play.response_only),
        switches=tuple((k, test, w) for k, aim in enumerate(aims) for test, w in aim.switches),
        salience=tuple((k, aim.salience) for k, aim in enumerate(aims) if aim.salience),
        aspirations=[motive.aspiration for motive in actor.motives],
        reads=_reads(actor, scope),
    )


def _plays(actor: Actor, scope: Scope) -> tuple[Play, ...]:
    """Return an actor's moves by slot, after hold where it may let a turn pass."""
    moves = sorted(actor.moves, key=lambda move: move.slot)
    plays = tuple(_play(move, actor.decision.friction, scope) for move in moves)
    return plays if actor.decision.must_move else (_HOLD, *plays)


def _mixes(actor: Actor) -> dict[str, tuple[float, ...]]:
    """Return an actor's weights by type, its own under ""."""
    mixes = {"": tuple(motive.weight for motive in actor.motives)}
    for kind in actor.types:
        given = dict(kind.weights)
        mixes[kind.id] = tuple(given.get(m.id, m.weight) for m in actor.motives)
    return mixes


def _touched(bar: Bar, plays: Sequence[Play]) -> tuple[int, ...]:
    return tuple(at for at, play in enumerate(plays) if play.id in bar.on)


def _reads(actor: Actor, scope: Scope) -> Reads:
    """Return what an actor's conditions look at."""
    found = [part for tree in _trees(actor) for part in _parts(tree)]
    names = [part for part in found if isinstance(part, Name)]
    levels = {scope.index[name.id] for name in names if name.kind == "level"}
    flags = {name.id for name in names if name.kind == "flag"}
    calls = {part.function for part in found if isinstance(part, CallTree)}
    deeds = bool(calls & {"moved", "moves", "answers", "moves_or_answers"})
    return Reads(tuple(sorted(levels)), tuple(sorted(flags)), deeds)


def _trees(actor: Actor) -> Iterator[Tree]:
    conditions: list[Condition | None] = [move.requires for move in actor.moves]
    conditions += [test for motive in actor.motives for test, _ in motive.switches]
    conditions += [c for bar in actor.constraints for c in (bar.when, bar.breach)]
    return (condition.tree for condition in conditions if condition)


def _parts(tree: Tree) -> Iterator[Tree]:
    yield tree
    if isinstance(tree, Op | CallTree):
        for arg in tree.args:
            yield from _parts(arg)


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
