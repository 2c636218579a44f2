"""Everything pending, in one heap of plain records with a total order."""

from __future__ import annotations

from heapq import heappop, heappush
from typing import Final

from engine.rules.world import Due, World


class Kind:
    """Classes of records, in the order same-day records are met."""

    TURN_END: Final = 0
    INJECT: Final = 1
    CHOICE: Final = 2
    EXECUTION: Final = 3
    SIGHTING: Final = 4
    RESPONSE: Final = 5


def push(world: World, day: int, kind: int, actor: str = "", slot: int = 0, ref: str = "") -> None:
    """Put a record on the agenda."""
    world.serial += 1
    # made as a tuple is, at half the cost of a named tuple's own constructor
    heappush(world.agenda, tuple.__new__(Due, (day, kind, actor, slot, world.serial, ref)))


def pop(world: World) -> Due:
    """Take the first record off the agenda."""
    return heappop(world.agenda)
