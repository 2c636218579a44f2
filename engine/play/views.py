"""What each seat is shown when it must choose: its own options on what it can see."""

from __future__ import annotations

from engine.play.choosing import Sitting
from engine.play.glimpses import known_to
from engine.play.table import Table
from engine.record import SeatView, Sighting
from engine.rules.explanation import options_of


def seat_view(table: Table, sitting: Sitting) -> SeatView:
    """Return a seat's filtered view at a pause: nothing comes from what it cannot see."""
    outlook, verdict = sitting.outlook, sitting.verdict
    seat, world = verdict.seat, table.world
    actor = table.tables.sides[seat].noun
    levels = dict(zip(table.tables.ids, outlook.facts.levels, strict=True))
    causes = sorted({cause for _, cause, _ in verdict.standing.invited.values() if cause})
    return SeatView(
        actor=seat,
        name=actor.name,
        turn=world.turn,
        day=world.day,
        phase=verdict.phase,
        brief=actor.brief,
        secret_brief=actor.secret_brief,
        levels=levels,
        flags=dict(outlook.facts.flags),
        sightings=sightings_of(table, seat),
        because_of=tuple(causes),
        options=options_of(outlook, verdict, responses=True),
        capital=world.capital.get(seat),
    )


def sightings_of(table: Table, seat: str) -> tuple[Sighting, ...]:
    """Return the moves a seat knows of, its own included, in the order it learnt of them."""
    return tuple(
        Sighting(act.id, act.actor, act.move, act.says, day, act.called_off)
        for act, day in known_to(table, seat)
    )
