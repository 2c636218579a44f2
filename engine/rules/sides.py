"""An actor turned into its side of a scenario: plays, aims, bars, and what is looked up often."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from engine.model import (
    Actor,
    Condition,
    Constraint,
    Effect,
    FlagValue,
    Motive,
    Move,
    Name,
    Op,
    Scenario,
    Tree,
)
from engine.model import Call as CallTree
from engine.model.months import DAYS_A_MONTH
from engine.record import HOLD
from engine.rules.conditions import Facts, Scope, Test, compile_condition
from engine.rules.effects import Shape
from engine.rules.sums import whole
from engine.rules.tables import Aim, Bar, Call, Play, Push, Reads, Side
from engine.rules.values import straight, value_function


def when_of(condition: Condition | None, scope: Scope) -> Test | None:
    """Return a condition as a closure, None where there is none."""
    return compile_condition(condition, scope) if condition else None


def _push(effect: Effect, scope: Scope) -> Push:
    nothing = Facts((), {}, 0, 0.0, ())
    amount = float(compile_condition(effect.by, scope)(nothing))
    shape = Shape(effect.delay, effect.ramp, effect.half_life, effect.lasting)
    return Push(scope.index[effect.on], amount, shape, effect.spread)


def pushes_of(effects: Sequence[Effect], scope: Scope) -> tuple[Push, ...]:
    """Return effects with their levels' indices and their amounts."""
    return tuple(_push(effect, scope) for effect in effects)


def _play(move: Move, friction: float, scope: Scope) -> Play:
    calls = tuple(Call(i.actor, i.move, i.bonus, i.window) for i in move.responds_to)
    return Play(
        id=move.id,
        slot=move.slot,
        noun=move,
        requires=when_of(move.requires, scope),
        pushes=pushes_of(move.effects, scope),
        failure_pushes=pushes_of(move.failure_effects, scope),
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
    when, breach = when_of(constraint.when, scope), when_of(constraint.breach, scope)
    return Bar(constraint, frozenset(constraint.on), when, breach)


def side_of(actor: Actor, scenario: Scenario, scope: Scope) -> Side:
    """Return an actor's side of a scenario."""
    plays, mixes = _plays(actor, scope), _mixes(actor)
    aims = tuple(_aim(motive, scope) for motive in actor.motives)
    bars = tuple(_bar(constraint, scope) for constraint in actor.constraints)
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
        unseen=_unseen(actor, scenario),
        hidden_flags=_hidden_flags(actor, scenario),
        needs=tuple((at, p.requires) for at, p in enumerate(plays) if p.requires),
        bans=tuple((bar, _touched(bar, plays)) for bar in bars if bar.noun.kind != "soft"),
        tolls=tuple((bar, _touched(bar, plays)) for bar in bars if bar.noun.kind == "soft"),
        holds=_holds(bars, plays),
        dues=tuple(-play.cost - play.friction for play in plays),
        rests=_noted(plays, lambda play: play.noun.cooldown if play.noun else 0.0, 0.0),
        tires=_noted(plays, lambda play: play.fatigue, 1.0),
        answers=tuple(at for at, play in enumerate(plays) if play.response_only),
        switches=tuple((k, test, w) for k, aim in enumerate(aims) for test, w in aim.switches),
        salience=tuple((k, aim.salience) for k, aim in enumerate(aims) if aim.salience),
        aspirations=[motive.aspiration for motive in actor.motives],
        reads=_reads(actor, scope),
    )


def _unseen(actor: Actor, scenario: Scenario) -> tuple[int, ...]:
    """Return the levels an actor does not see as they are."""
    levels = enumerate(scenario.theatre.levels)
    return tuple(i for i, level in levels if level.seen_by and actor.id not in level.seen_by)


def _hidden_flags(actor: Actor, scenario: Scenario) -> dict[str, FlagValue]:
    """Return the flags an actor may not know, each as it knows it: as at STARTEX."""
    flags = scenario.theatre.flags
    return {f.id: f.start for f in flags if f.seen_by and actor.id not in f.seen_by}


def _noted(
    plays: Sequence[Play], worth: Callable[[Play], float], usual: float
) -> dict[int, tuple[int, float]]:
    """Return by slot the plays whose number is not the usual one, each with its place."""
    numbers = ((play.slot, at, worth(play)) for at, play in enumerate(plays))
    return {slot: (at, number) for slot, at, number in numbers if number != usual}


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


def _holds(bars: Sequence[Bar], plays: Sequence[Play]) -> dict[int, tuple[Bar, ...]]:
    """Return by play the hard constraints that bar it only while a condition holds."""
    hard = [bar for bar in bars if bar.noun.kind != "soft" and bar.when is not None]
    found = {at: tuple(b for b in hard if p.id in b.on) for at, p in enumerate(plays)}
    return {at: several for at, several in found.items() if several}


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
