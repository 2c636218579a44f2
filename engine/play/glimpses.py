"""Which acts somebody knows of, and since when."""

from __future__ import annotations

from typing import NamedTuple

from engine.play.table import Table
from engine.record import Act


class Glimpse(NamedTuple):
    """An act, and the day it was learnt of."""

    act: Act
    day: int


def known_to(table: Table, seat: str) -> list[Glimpse]:
    """Return the acts a seat knows of, its own included, in the order it learnt of them."""
    world = table.world
    known = [Glimpse(world.acts[number], day) for _, number, day in world.known.get(seat, ())]
    own = [Glimpse(act, act.day) for act in world.called_off if act.actor == seat]
    return sorted([*known, *own], key=lambda glimpse: glimpse.day) if own else known


def common(table: Table) -> list[Glimpse]:
    """Return the acts every seat knows of, since the day the last one learnt."""
    days: dict[int, list[int]] = {}
    seats = list(table.seats())
    for seat in seats:
        for _, number, day in table.world.known.get(seat, ()):
            days.setdefault(number, []).append(day)
    acts = table.world.acts
    return [
        Glimpse(acts[deed], max(found))
        for deed, found in sorted(days.items())
        if len(found) == len(seats)
    ]


def all_seen(table: Table) -> list[Glimpse]:
    """Return every act, on its own day."""
    acts = [*table.world.acts, *table.world.called_off]
    return [Glimpse(act, act.day) for act in sorted(acts, key=lambda act: act.day)]
