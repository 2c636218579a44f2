"""An open pause that changes under those who answer it: something happened, a seat changed hands.

Choices already sealed stay where they are still possible; the seats of the others are asked anew.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from engine.play.choosing import Answered, Sitting, sit_alone, sit_together
from engine.play.table import Table
from engine.play.views import seat_view
from engine.record import AwaitChoices, SeatView


def sat_again(table: Table, pause: AwaitChoices) -> dict[str, Sitting]:
    """Return the sittings of a pause on the state as it is now."""
    if pause.phase == "initiative":
        return sit_together(table)
    return {seat: sit_alone(table, seat) for seat in pause.seats}


def reopened(
    table: Table,
    pause: AwaitChoices,
    sittings: Mapping[str, Sitting],
    given: Mapping[str, Answered],
    left: Collection[str],
) -> tuple[AwaitChoices, tuple[str, ...]]:
    """Return the pause with fresh options, and the seats whose sealed choice is impossible now.

    A seat of a person that had nothing to choose before, and has now, joins; one that has nothing
    left to choose is not asked any more, unless it is the last.
    """
    people = [s for s in sittings if s in table.people and any(sittings[s].verdict.possible)]
    asked = [seat for seat in sittings if seat in people or seat in left]
    views = {seat: seat_view(table, sittings[seat]) for seat in asked or pause.seats}
    gone = tuple(seat for seat, answer in given.items() if not _stands(views.get(seat), answer))
    return replace(pause, seats=views), gone


def _stands(view: SeatView | None, answer: Answered) -> bool:
    """Tell whether a sealed choice is still possible."""
    if view is None:
        return False
    possible = {option.move for option in view.options if option.possible}
    return answer.free is not None or answer.move in possible


def joined(
    table: Table, pause: AwaitChoices, sittings: Mapping[str, Sitting], seat: str
) -> AwaitChoices:
    """Return the pause with a seat a person has just taken, if it can choose anything now."""
    sitting = sittings.get(seat)
    if sitting is None or seat in pause.seats or not any(sitting.verdict.possible):
        return pause
    asked = [s for s in sittings if s == seat or s in pause.seats]
    views = {s: pause.seats.get(s) or seat_view(table, sittings[s]) for s in asked}
    return replace(pause, seats=views)
