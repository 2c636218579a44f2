"""The MSEL as planned against what was delivered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from engine.model import Inject, Scenario
from engine.record import Happening, TurnReport
from reports.aar.people import People
from reports.aar.record import Record
from reports.timeline import MADE_UP
from reports.wording import day_month, full_date, listing

BY_HAND, DATED, CONDITION = "by hand", "msel", "condition"
STILL = "still to come"
AS_PLANNED = ("delivered", "held back", "did not arise", STILL)
"""What may become of a planned inject without departing from the plan."""


@dataclass(frozen=True, slots=True)
class Row:
    """One inject. `planned` is when or on what it was to come, `delivered` when it did.

    `status` is a word or two: delivered, fired by hand, edited, skipped, held back, still to
    come, did not arise, made up at the table. `day` is None where nothing was delivered;
    `objective` counts from 1. `id` is "" of one made up.
    """

    id: str
    name: str
    planned: str
    delivered: str
    status: str
    says: str
    audience: str
    reason: str
    day: date | None
    as_planned: bool
    objective: int | None = None

    @property
    def told(self) -> str:
        """The inject and what became of it: "settlement (skipped)", or the name of one made up."""
        return f"{self.name} ({self.status})" if self.id else self.name


def injects(record: Record, people: People) -> tuple[Row, ...]:
    """Return planned injects in the order of the MSEL, then those made up at the table."""
    fired: dict[str, list[Happening]] = {}
    for report in record.reports:
        for told in _firings(report):
            fired.setdefault(told.id, []).append(told)
    nouns = in_order(record.scenario)
    rows = [_planned(record, people, noun, fired.pop(noun.id, [])) for noun in nouns]
    left = [told for each in fired.values() for told in each]
    rows += [
        _improvised(record, people, told, f"{f'no. {at}' if len(left) > 1 else 'one'} {MADE_UP}")
        for at, told in enumerate(sorted(left, key=lambda t: t.day), 1)
    ]
    return tuple(rows)


def _firings(report: TurnReport) -> Iterable[Happening]:
    return (h for h in report.happenings if h.kind in ("inject", "skip"))


def in_order(scenario: Scenario) -> list[Inject]:
    """Return the injects in the order of the MSEL: dated ones first, those held back last."""
    return sorted(scenario.injects, key=lambda n: (n.contingency, n.day is None, n.day or 0, n.id))


def _planned(record: Record, people: People, noun: Inject, told: list[Happening]) -> Row:
    fired = [each for each in told if each.kind == "inject"]
    skipped = next((each for each in told if each.kind == "skip"), None)
    first = fired[0] if fired else None
    status = _status(record, noun, fired, skipped is not None)
    days = [record.date_of(each.day) for each in fired]
    reasons = [each.reason for each in told if each.reason]
    return Row(
        id=noun.id,
        name=record.names.spelled(noun.id),
        planned=_plan(record, noun),
        delivered=listing(full_date(day) for day in days) if days else "not delivered",
        status=status,
        says=people.text(first.says if first else noun.says),
        audience=_audience(record, first.audience if first else noun.audience),
        reason=people.text("; ".join(reasons)),
        day=days[0] if days else None,
        as_planned=status in AS_PLANNED,
        objective=noun.objective,
    )


def _plan(record: Record, noun: Inject) -> str:
    if noun.contingency:
        return "held for the white cell"
    if noun.hazard is not None:
        return "by chance"
    if noun.day is None:
        return "when its condition holds"
    day = day_month(record.date_of(noun.day))
    return f"{day}, if its condition holds" if noun.when is not None else day


def _status(record: Record, noun: Inject, fired: list[Happening], skipped: bool) -> str:
    if any(each.edited for each in fired):
        return "edited"
    if any(each.cause == BY_HAND for each in fired):
        return "fired by hand"
    if fired:
        return "delivered"
    if skipped:
        return "skipped"
    if noun.contingency:
        return "held back"
    last = record.reports[-1].ends if record.reports else record.scenario.startex
    if record.finished is None and (noun.day is None or record.date_of(noun.day) >= last):
        return STILL
    return "did not arise"


def _improvised(record: Record, people: People, told: Happening, name: str) -> Row:
    day = record.date_of(told.day)
    return Row(
        id="",
        name=name,
        planned="not planned",
        delivered=full_date(day),
        status=MADE_UP,
        says=people.text(told.says),
        audience=_audience(record, told.audience),
        reason=people.text(told.reason),
        day=day,
        as_planned=False,
    )


def _audience(record: Record, audience: tuple[str, ...]) -> str:
    return listing(record.names.actor(id) for id in audience) if audience else "all"
