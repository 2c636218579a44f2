"""The choices of a turn: sealed and simultaneous in the initiative, one seat in a reaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from engine.model.free import FreeMove
from engine.play import sightings
from engine.play.agenda import Kind, push
from engine.play.freely import settle_free
from engine.play.table import Table
from engine.record import HOLD, Decision, Phase
from engine.rules.adjudication import lead_days
from engine.rules.choice import Verdict, weigh
from engine.rules.explanation import explain
from engine.rules.luck import Purpose, place
from engine.rules.outlook import Outlook
from engine.rules.world import Pending, Use


@dataclass(frozen=True, slots=True)
class Answered:
    """What somebody other than the engine chose for a seat, and why."""

    move: str
    by: str
    note: str = ""
    free: FreeMove | None = None


class Sitting:
    """A seat about to choose: what it sees and what the engine would do."""

    __slots__ = ("outlook", "verdict")

    def __init__(self, outlook: Outlook, verdict: Verdict) -> None:
        self.outlook, self.verdict = outlook, verdict


Deputy = Callable[[Table, Phase, Mapping[str, Sitting]], Mapping[str, Answered]]
"""Chooses in the engine's stead for seats nobody holds; those it leaves out stay the engine's."""


def sit_together(table: Table) -> dict[str, Sitting]:
    """Return every seat's sitting for the initiative, on the state as it is."""
    outlooks = table.look_round()
    return {o.viewer: Sitting(o, weigh(o, table.luck, "initiative")) for o in outlooks}


def sit_alone(table: Table, seat: str) -> Sitting:
    """Return one seat's sitting for a reaction."""
    outlook = table.look(seat)
    return Sitting(outlook, weigh(outlook, table.luck, "reaction"))


def settle(table: Table, sitting: Sitting, answered: Answered | None) -> None:
    """Make a seat's choice: the engine's, or the one given, and record it."""
    if answered is not None and answered.free is not None:
        settle_free(table, sitting, answered.free, answered.by, answered.note)
        return
    verdict = sitting.verdict
    by = answered.by if answered else "engine"
    at = verdict.at(answered.move) if answered else verdict.chosen
    play = verdict.standing.side.plays[at] if at >= 0 else None
    chosen = play.id if play else HOLD
    chance = verdict.chance(at) if at >= 0 else 1.0
    act, cause = None, None
    if play is not None and play.noun is not None:
        cause = verdict.cause(play.slot)
        act = _prepare(table, verdict, at, chance, cause)
    explanation = None
    if not table.lean and play is not None:
        note = answered.note if answered else ""
        explanation = explain(sitting.outlook, verdict, chosen, by, note)
    decision = Decision(
        actor=verdict.seat,
        turn=table.world.turn,
        day=table.world.day,
        phase=verdict.phase,
        chosen=chosen,
        probability=chance,
        by=by,
        act=act,
        because_of=cause,
        explanation=explanation,
    )
    table.log.decisions.append(decision)


def settle_all(
    table: Table, sittings: Mapping[str, Sitting], given: Mapping[str, Answered]
) -> None:
    """Make the choices of those who sit, in the order of the actors' ids."""
    for seat, sitting in sittings.items():
        settle(table, sitting, given.get(seat))


def _prepare(table: Table, verdict: Verdict, at: int, chance: float, cause: str | None) -> str:
    """Start preparing a chosen move; return the id of the act it will be."""
    world, seat = table.world, verdict.seat
    play = verdict.standing.side.plays[at]
    move = play.noun
    assert move is not None
    uses = world.uses.setdefault(seat, {})
    use = uses.get(move.slot)
    used = use.left(world.day, table.tables.keep) if use else 0.0
    factor = play.fatigue**used
    uses[move.slot] = Use(used + 1.0, world.day)
    if seat in world.capital:
        world.capital[seat] -= move.capital
    if cause is not None:
        sightings.close_windows(table, seat, move.slot)
    id = f"{seat}.{world.turn}.{verdict.phase}"
    pending = Pending(
        id=id,
        actor=seat,
        slot=move.slot,
        turn=world.turn,
        day=world.day,
        phase=verdict.phase,
        because_of=cause,
        probability=chance,
        factor=factor,
    )
    world.pending[id] = pending
    roll = table.luck.roll(Purpose.LEAD, seat, place(world.turn, verdict.phase))
    push(world, world.day + lead_days(move.lead, roll), Kind.EXECUTION, seat, move.slot, id)
    return id
