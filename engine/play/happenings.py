"""Injects, flags and red lines: what fires, and what a change of a flag sets off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from engine.model import FlagValue
from engine.model.free import FreeEffect
from engine.model.months import DAYS_A_MONTH
from engine.play import agenda, sightings
from engine.play.freely import pushes_of
from engine.play.table import Table
from engine.record import Happening
from engine.rules.adjudication import magnitude, sigma
from engine.rules.conditions import Facts, Test
from engine.rules.luck import Purpose
from engine.rules.tables import Chance, Cue, Push
from engine.rules.world import World, truth

MOST_FIRINGS = 20
"""How often conditional injects may fire in one turn before the rest are held back."""


BY_HAND, IMPROVISED = "by hand", "improvised"


def fire(table: Table, id: str, cause: str = "msel") -> None:
    """Fire an inject: its effects start, its flags change, everyone it addresses hears it."""
    noun = table.tables.cues[id].noun
    happening = Happening("inject", id, table.world.day, noun.says, cause, noun.audience)
    _fire(table, happening, table.tables.cues[id].pushes)
    change_flags(table, noun.sets, noun.counts, cause=id)


def fire_by_hand(
    table: Table, id: str, says: str | None, scale: float, reason: str, *, early: bool
) -> None:
    """Fire an inject now, with another text where one is given and its effects scaled.

    One that happens once has then happened: `early` strikes it from the days to come.
    """
    noun, day = table.tables.cues[id].noun, table.world.day
    if early and noun.once and noun.day is not None and id not in table.world.skipped:
        table.world.skipped.append(id)
    edited = scale != 1.0 or says is not None
    text = noun.says if says is None else says
    told = Happening("inject", id, day, text, BY_HAND, noun.audience, scale, reason, edited)
    _fire(table, told, table.tables.cues[id].pushes)
    change_flags(table, noun.sets, noun.counts, cause=id)


def improvise(
    table: Table, says: str, effects: tuple[FreeEffect, ...], audience: tuple[str, ...]
) -> None:
    """Fire an inject nobody wrote beforehand; its id is the next `improvised_1`."""
    taken = table.world.fired.keys() | table.tables.cues.keys()
    id = next(n for i in range(1, 10_000) if (n := f"{IMPROVISED}_{i}") not in taken)
    told = Happening("inject", id, table.world.day, says, IMPROVISED, audience, effects=effects)
    _fire(table, told, pushes_of(table.tables, effects))


def skip(table: Table, id: str, reason: str) -> None:
    """Strike an inject from the MSEL."""
    table.world.skipped.append(id)
    says = table.tables.cues[id].noun.says
    table.log.happenings.append(
        Happening("skip", id, table.world.day, says, BY_HAND, reason=reason)
    )


def spent(table: Table, id: str) -> bool:
    """Tell whether an inject will not fire any more by itself: it has, and does so once."""
    noun = table.tables.cues[id].noun
    return table.world.fired.get(id, 0) > 0 and (noun.once or noun.day is not None)


def _fire(table: Table, told: Happening, pushes: Sequence[Push]) -> None:
    """Count an inject, start its effects and log it."""
    world, id = table.world, told.id
    number = world.fired.get(id, 0)
    world.fired[id] = number + 1
    world.fired_on[id] = world.day
    world.fired_now += 1
    for at, push in enumerate(pushes):
        amount = push.amount * told.scale * _factor(table, id, number, at, push)
        world.impulses.append((push.level, amount, world.day, push.shape))
    table.log.happenings.append(told)


def _factor(table: Table, id: str, number: int, at: int, push: Push) -> float:
    if not push.spread:
        return 1.0
    return magnitude(push.spread, table.luck.firing(id, number, at))


def due(table: Table, id: str, fired: int = 0) -> None:
    """Fire a dated inject on its day, if its condition holds.

    A hazard does not happen where it has been fired since its day was drawn: it had been `fired`
    so many times then.
    """
    cue = table.tables.cues[id]
    if id in table.world.skipped:
        return
    if cue.hazard is not None:
        if table.world.fired.get(id, 0) == fired:
            fire(table, id, cause="hazard")
    elif cue.when is None or cue.when(truth(table.tables, table.world)):
        fire(table, id)


def roll_hazards(table: Table) -> None:
    """Let the events nobody decides happen in the turn or not, as its start has it."""
    world = table.world
    for id, chance in open_hazards(table):
        if hazard_luck(table, id) < chance:
            wait = int(hazard_luck(table, f"{id}:day") * (table.turn_ends() - world.day))
            if wait:
                expect(table, id, world.day + wait)
            else:
                fire(table, id, cause="hazard")


def open_hazards(table: Table) -> Iterator[tuple[str, float]]:
    """Give the events nobody decides that may still happen, with the chance of each in a turn."""
    dt = table.tables.months_a_turn
    for cue in table.tables.hazards:
        if cue.hazard is not None and _waits(table.world, cue):
            yield cue.noun.id, 1.0 - (1.0 - hazard_now(table, cue.hazard)) ** dt


def hazard_luck(table: Table, name: str) -> float:
    """Return this turn's draw for an event nobody decides, or with `:day` for the day of it."""
    turns = table.luck.turns
    row = table.luck.row(Purpose.HAZARD, name, lambda g: g.random(turns))
    return row[table.world.turn - 1]


def expect(table: Table, id: str, day: int) -> None:
    """Put an event nobody decides on the agenda."""
    fired = table.world.fired.get(id, 0)
    agenda.push(table.world, day, agenda.Kind.INJECT, slot=fired, ref=id)


def hazard_now(table: Table, hazard: Chance) -> float:
    """Return a hazard's chance a month, as events and levels stand."""
    world, tables = table.world, table.tables
    score = hazard.base
    for inject, weight in hazard.after:
        if inject in world.fired_on:
            age = (world.day - world.fired_on[inject]) / DAYS_A_MONTH
            score += weight * 2.0 ** (-age / hazard.half_life)
    for level, slope in hazard.leans_on:
        width = tables.high[level] - tables.low[level]
        score += slope * (world.levels[level] - tables.start[level]) / width
    return sigma(score)


def change_flags(
    table: Table, sets: Iterable[tuple[str, FlagValue]], counts: Iterable[str], cause: str
) -> None:
    """Change flags at once, log each with its cause, and test what waits on conditions."""
    world, changed = table.world, False
    for id, value in sets:
        if world.flags[id] != value:
            world.flags[id], changed = value, True
            _log_flag(table, id, cause)
    for id in counts:
        world.flags[id], changed = int(world.flags[id]) + 1, True
        _log_flag(table, id, cause)
    if changed:
        test_conditions(table)


def _log_flag(table: Table, id: str, cause: str) -> None:
    text = f"{id} = {table.world.flags[id]}"
    table.log.happenings.append(Happening("flag", id, table.world.day, text, cause))


def test_conditions(table: Table) -> None:
    """Fire the injects and open the red lines whose condition has turned true.

    All are tested before any fires, so that a condition two injects toggle is seen to turn.
    """
    tables, world = table.tables, table.world
    if not tables.waiting and not tables.lines:
        return
    facts = truth(tables, world)
    cues = [c for c in tables.waiting if _waits(world, c) and _turned(world, facts, c.key, c.when)]
    lines = [line for line in tables.lines if _turned(world, facts, line.key, line.when)]
    for cue in cues:
        if _waits(world, cue) and world.fired_now < MOST_FIRINGS:
            fire(table, cue.noun.id, cause="condition")
    for line in lines:
        cause = f"red line {line.constraint}"
        sightings.open_window(table, line.seat, cause, "", line.entries)


def _waits(world: World, cue: Cue) -> bool:
    """Return whether an inject may still fire: neither struck nor, if it does so once, spent."""
    noun = cue.noun
    return not (noun.id in world.skipped or (noun.once and world.fired.get(noun.id, 0) > 0))


def _turned(world: World, facts: Facts, key: str, when: Test | None) -> bool:
    """Return whether a condition holds now and did not when last tested."""
    holds = when is not None and bool(when(facts))
    before = key in world.crossed
    if holds and not before:
        world.crossed.append(key)
    elif before and not holds:
        world.crossed.remove(key)
    return holds and not before
