"""Everything pending, in one heap of plain records with a total order."""

from __future__ import annotations

from enum import IntEnum
from heapq import heappop, heappush

from engine.rules.world import Due, World


class Kind(IntEnum):
    """Classes of records, in the order same-day records are met."""

    TURN_END = 0
    INJECT = 1
    CHOICE = 2
    EXECUTION = 3
    SIGHTING = 4
    RESPONSE = 5


def push(world: World, day: int, kind: Kind, actor: str = "", slot: int = 0, ref: str = "") -> None:
    """Put a record on the agenda."""
    world.serial += 1
    # made as a tuple is, at half the cost of a named tuple's own constructor
    heappush(world.agenda, tuple.__new__(Due, (day, int(kind), actor, slot, world.serial, ref)))


def pop(world: World) -> Due:
    """Take the first record off the agenda."""
    return heappop(world.agenda)
