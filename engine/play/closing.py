"""The end of a turn: beliefs, levels, references and uses move on, and the turn is reported."""

from __future__ import annotations

from operator import add

from engine.play.calendar import comes_out
from engine.play.happenings import test_conditions
from engine.play.sightings import drop_stale_windows
from engine.play.table import Table, schedule_turn
from engine.record import Happening, TurnReport
from engine.rules.choice import forgotten, updated
from engine.rules.effects import pull_over
from engine.rules.outlook import Outlook
from engine.rules.sight import gaps_of, seen_levels
from engine.rules.world import TurnEnd, state_hash


def close_turn(table: Table) -> TurnReport:
    """Move the world to the turn's end and return the turn's report; the next turn has begun."""
    world = table.world
    _learn(table)
    _move_levels(table)
    _publish(table)
    _move_references(table)
    _regain_capital(table)
    drop_stale_windows(table)
    ended = world.turn * table.tables.months_a_turn
    flags = tuple(world.flags.items())
    world.history.append(TurnEnd(world.turn, ended, tuple(world.levels), flags, len(world.deeds)))
    test_conditions(table)
    world.turn += 1
    world.fired_now = 0
    schedule_turn(table)
    return _report(table, world.turn - 1)


def _learn(table: Table) -> None:
    """Update beliefs on the moves sighted this turn, then let them fade to the priors.

    A move is judged on what its observer saw when the turn's choices were made.
    """
    world, dt = table.world, table.tables.months_a_turn
    thoughts = table.prepared.thoughts
    if thoughts.shared and table.scene is None:
        table.look_round()
    for observer, actor, slot in world.sighted_now:
        if world.beliefs[observer].get(actor):
            outlook = Outlook(thoughts, world, observer, table.scene)
            world.beliefs[observer][actor] = updated(outlook, actor, slot)
    world.sighted_now = []
    for holder in table.scenario.actors:
        for perception in holder.perceives:
            held = world.beliefs[holder.id].get(perception.of)
            prior = dict(perception.types)
            if held and held != prior:
                fading = holder.decision.forgetting
                world.beliefs[holder.id][perception.of] = forgotten(held, prior, fading, dt)


def _move_levels(table: Table) -> None:
    tables, world = table.tables, table.world
    targets = table.anchors.on(world.impulses, world.day)
    steps = zip(world.levels, targets, tables.pull, strict=True)
    shifts = [pull * (target - now) for now, target, pull in steps]
    for target, source, by in tables.couplings:
        shifts[target] += by * (world.levels[source] - tables.start[source])
    for i, spread in tables.noise:
        shifts[i] += spread * table.luck.noise(tables.ids[i], world.turn)
    bounds = zip(map(add, world.levels, shifts), tables.low, tables.high, strict=True)
    world.levels = [low if x < low else min(x, high) for x, low, high in bounds]


def _publish(table: Table) -> None:
    """Publish what is public now, and the rest where a period of months has just ended."""
    world, dt = table.world, table.tables.months_a_turn
    held = world.published
    world.published = list(world.levels)
    for i, every in table.tables.held_back:
        if not comes_out(every, world.turn, dt):
            world.published[i] = held[i]


def _move_references(table: Table) -> None:
    """R <- R + eta (z - 50 - R), on what the actor sees."""
    world, dt = table.world, table.tables.months_a_turn
    for id, side in table.tables.sides.items():
        drift = pull_over(side.noun.decision.drift, dt)
        if drift:
            references = world.references[id]
            gaps = gaps_of(side, seen_levels(world, side), table.tables.start, references)
            world.references[id] = [r + drift * d for r, d in zip(references, gaps, strict=True)]


def _regain_capital(table: Table) -> None:
    for actor in table.scenario.actors:
        if actor.capital:
            more = actor.capital.regain * table.tables.months_a_turn
            have = table.world.capital[actor.id]
            table.world.capital[actor.id] = min(actor.capital.most, have + more)


def _report(table: Table, turn: int) -> TurnReport:
    calendar, log, world = table.calendar, table.log, table.world
    first, last = calendar.day_of(turn), calendar.day_of(turn + 1)
    dates = [
        Happening("date", known.id, day, known.says)
        for known in table.scenario.theatre.calendar
        if first <= (day := (known.on - calendar.startex).days) < last
    ]
    happenings = sorted([*dates, *log.happenings], key=lambda h: h.day)
    return TurnReport(
        turn=turn,
        starts=calendar.start_of(turn),
        ends=calendar.start_of(turn + 1),
        before=log.before,
        levels={id: world.levels[at] for at, id in enumerate(table.tables.ids)},
        flags=dict(world.flags),
        decisions=tuple(log.decisions),
        acts=tuple(log.acts),
        happenings=tuple(happenings),
        state_hash="" if table.lean else state_hash(table.tables, world),
    )
