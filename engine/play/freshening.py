"""Fresh luck from now on: every draw not consumed yet comes from another root, whatever its place.

A choice consumes its draws when it is made, a lead time at the choice, magnitude and roll at the
execution, detection at the sighting, noise at the turn's end. What was drawn ahead of its time,
the engine's choices at an open pause and who will sight an act, is therefore drawn anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from heapq import heapify

from engine.model import Seen
from engine.play.agenda import Kind, push
from engine.play.choosing import Sitting
from engine.play.freely import seen_of
from engine.play.table import Table
from engine.record import Act, Phase
from engine.rules.choice import weigh
from engine.rules.luck import Luck, Purpose, place


def freshen(
    table: Table, root: int, sittings: Mapping[str, Sitting], *, seen_today: bool
) -> dict[str, Sitting]:
    """Give the table the luck of another root; return the open sittings weighed by it.

    `seen_today` tells whether today's sightings have been met already.
    """
    table.luck = Luck(root, table.luck.replication, table.luck.turns, table.prepared.streams)
    _spread_anew(table, seen_today=seen_today)
    return {
        seat: Sitting(sitting.outlook, weigh(sitting.outlook, table.luck, sitting.verdict.phase))
        for seat, sitting in sittings.items()
    }


def _spread_anew(table: Table, *, seen_today: bool) -> None:
    """Draw anew who will sight the acts that chance decides and whose day has not come."""
    world = table.world
    first = world.day + (1 if seen_today else 0)
    for number, act in enumerate(world.acts):
        seen, slot = seen_of(table, act)
        if seen.chance < 1.0 and act.day + seen.delay >= first:
            kept = [d for d in world.agenda if d.kind != Kind.SIGHTING or d.ref != f"{number}"]
            world.agenda[:] = kept
            heapify(world.agenda)
            _spread(table, act, number, seen, slot)


def _spread(table: Table, act: Act, number: int, seen: Seen, slot: int) -> None:
    """Put on the agenda who will sight an act, by the luck that is the table's now."""
    phase: Phase = "reaction" if act.id.endswith(".reaction") else "initiative"
    where = place(act.chosen_turn, phase)
    for observer, pair in table.tables.watchers[act.actor]:
        if table.luck.roll(Purpose.DETECTION, pair, where) < seen.chance:
            day = act.day + seen.delay
            push(table.world, day, Kind.SIGHTING, observer, slot, f"{number}")
