"""Injects, flags and red lines: what fires, and what a change of a flag sets off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from engine.model import FlagValue
from engine.play import sightings
from engine.play.table import Table
from engine.record import Happening
from engine.rules.adjudication import magnitude
from engine.rules.compiled import red_line_entries
from engine.rules.conditions import Test
from engine.rules.effects import Impulse
from engine.rules.luck import Purpose
from engine.rules.tables import Cue, Entry, Push
from engine.rules.world import truth

MOST_FIRINGS = 20
"""How often conditional injects may fire in one turn before the rest are held back."""


def fire(table: Table, id: str, cause: str = "msel") -> None:
    """Fire an inject: its effects start, its flags change, everyone it addresses hears it."""
    cue, world = table.tables.cues[id], table.world
    number = world.fired.get(id, 0)
    world.fired[id] = number + 1
    world.fired_now += 1
    for at, push in enumerate(cue.pushes):
        factor = _factor(table, id, number, at, push)
        world.impulses.append(Impulse(push.level, push.amount * factor, world.day, push.shape))
    noun = cue.noun
    happening = Happening("inject", id, world.day, noun.says, cause, noun.audience)
    table.log.happenings.append(happening)
    change_flags(table, noun.sets, noun.counts, cause=id)


def _factor(table: Table, id: str, number: int, at: int, push: Push) -> float:
    if not push.spread:
        return 1.0
    row = table.luck.row(Purpose.INJECT, id, lambda g: g.standard_normal(256))
    return magnitude(push.spread, row[(number * 8 + at) % 256])


def due(table: Table, id: str) -> None:
    """Fire a dated inject on its day, if its condition holds."""
    cue = table.tables.cues[id]
    if cue.when is None or cue.when(truth(table.tables, table.world)):
        fire(table, id)


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
    cues = [table.tables.cues[id] for id in sorted(table.tables.cues)]
    cues = [c for c in cues if _waits(table, c) and _turned(table, f"inject:{c.noun.id}", c.when)]
    lines = [x for x in _red_lines(table) if _turned(table, f"{x.seat}:{x.constraint}", x.when)]
    for cue in cues:
        if _waits(table, cue) and table.world.fired_now < MOST_FIRINGS:
            fire(table, cue.noun.id, cause="condition")
    for line in lines:
        cause = f"red line {line.constraint}"
        sightings.open_window(table, line.seat, cause, "", line.entries)


def _waits(table: Table, cue: Cue) -> bool:
    noun = cue.noun
    spent = noun.once and table.world.fired.get(noun.id, 0) > 0
    return cue.when is not None and noun.day is None and not noun.contingency and not spent


def _turned(table: Table, key: str, when: Test | None) -> bool:
    """Return whether a condition holds now and did not when last tested."""
    holds = when is not None and bool(when(truth(table.tables, table.world)))
    crossed = table.world.crossed
    before = key in crossed
    if holds and not before:
        crossed.append(key)
    elif before and not holds:
        crossed.remove(key)
    return holds and not before


class _RedLine(NamedTuple):
    seat: str
    constraint: str
    entries: list[Entry]
    when: Test


def _red_lines(table: Table) -> Iterator[_RedLine]:
    """Give the red lines a state can cross."""
    for seat, side in table.tables.sides.items():
        for bar in side.bars:
            if bar.noun.kind == "red_line" and bar.when is not None and bar.noun.answers:
                yield _RedLine(seat, bar.noun.id, red_line_entries(side, bar), bar.when)
