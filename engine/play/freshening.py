"""Fresh luck from now on: every draw not consumed yet comes from another root, whatever its place.

A choice consumes its draws when it is made, a lead time at the choice, magnitude and roll at the
execution, detection at the sighting, noise at the turn's end. What was drawn ahead of its time,
the engine's choices at an open pause, who will sight an act and which events are still to come in
the turn, is therefore drawn anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from heapq import heapify

from engine.model import Seen
from engine.play.agenda import Kind, push
from engine.play.choosing import Sitting
from engine.play.freely import seen_of
from engine.play.happenings import expect, hazard_luck, open_hazards
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
    _hazards_anew(table)
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


def _hazards_anew(table: Table) -> None:
    """Draw anew which events nobody decides happen in what is left of a turn under way.

    Of a chance p a turn, with a share f of its days gone without it, p (1 - f) / (1 - p f) is left.
    """
    world, cues = table.world, table.tables.cues
    if any(due.kind == Kind.CHOICE for due in world.agenda):
        return  # the turn's events are not drawn before its choices are due
    first, ends = table.calendar.day_of(world.turn), table.turn_ends()
    gone, left = (world.day + 1 - first) / (ends - first), ends - world.day - 1
    world.agenda[:] = [
        due for due in world.agenda if due.kind != Kind.INJECT or cues[due.ref].hazard is None
    ]
    heapify(world.agenda)
    for id, chance in open_hazards(table):
        if left and world.fired_on.get(id, -1) < first:
            still = chance * (1.0 - gone) / (1.0 - chance * gone)
            if hazard_luck(table, id) < still:
                wait = int(hazard_luck(table, f"{id}:day") * left)
                expect(table, id, world.day + 1 + wait)


def _spread(table: Table, act: Act, number: int, seen: Seen, slot: int) -> None:
    """Put on the agenda who will sight an act, by the luck that is the table's now."""
    phase: Phase = "reaction" if act.id.endswith(".reaction") else "initiative"
    where = place(act.chosen_turn, phase)
    for observer, pair in table.tables.watchers[act.actor]:
        if table.luck.roll(Purpose.DETECTION, pair, where) < seen.chance:
            day = act.day + seen.delay
            push(table.world, day, Kind.SIGHTING, observer, slot, f"{number}")
