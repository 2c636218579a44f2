"""The MSEL as a table: what is planned, and where a journal is at hand what was delivered."""

from __future__ import annotations

from engine.model import Inject, Scenario
from reports.aar.injects import injects
from reports.aar.people import People
from reports.aar.record import Record
from reports.export.tables import Sheet, Value
from reports.holding import in_words
from reports.names import Names
from reports.wording import capital, listing, plain, signed, words

PLANNED = (
    "id",
    "title",
    "at",
    "date",
    "says",
    "audience",
    "expected response",
    "objective",
    "kind",
    "condition",
    "effects",
    "claims",
)
DELIVERED = ("status", "delivered", "told", "reason")


def planned_sheet(scenario: Scenario) -> Sheet:
    """Return the MSEL of a scenario, dated injects first, those held back last.

    `at` is "turn 4" or "turn 2 day 16" as an author writes it, "" where no day is set; `condition`
    tells in words what must hold.
    """
    names = Names(scenario)
    rows = [_row(scenario, names, noun) for noun in _in_order(scenario)]
    return Sheet("MSEL", PLANNED, rows)


def delivered_sheet(record: Record, people: People) -> Sheet:
    """Return the MSEL of a journal: planned against delivered, improvised injects last."""
    nouns = list(_in_order(record.scenario))
    told = injects(record, people)
    rows = []
    for at, row in enumerate(told):
        noun = nouns[at] if at < len(nouns) else None
        planned = _row(record.scenario, record.names, noun) if noun else {"title": row.name}
        rows.append(
            {
                **planned,
                "status": row.status,
                "delivered": row.delivered if row.day else "",
                "told": row.says if row.day else "",
                "reason": row.reason,
            }
        )
    return Sheet("MSEL", (*PLANNED, *DELIVERED), rows)


def _in_order(scenario: Scenario) -> list[Inject]:
    return sorted(scenario.injects, key=lambda n: (n.contingency, n.day is None, n.day or 0, n.id))


def _row(scenario: Scenario, names: Names, noun: Inject) -> dict[str, Value]:
    at, date = _moment(scenario, noun)
    return {
        "id": noun.id,
        "title": words(noun.id),
        "at": at,
        "date": date,
        "says": noun.says,
        "audience": listing(names.actor(id) for id in noun.audience) if noun.audience else "all",
        "expected response": noun.expects,
        "objective": noun.objective if noun.objective is not None else "",
        "kind": _kind(noun),
        "condition": capital(in_words(noun.when.tree, names)) if noun.when is not None else "",
        "effects": "; ".join(_effects(names, noun)),
        "claims": ", ".join(noun.claims),
    }


def _kind(noun: Inject) -> str:
    if noun.contingency:
        return "contingency"
    if noun.hazard is not None:
        return "by chance"
    if noun.day is None:
        return "conditional"
    return "dated, if its condition holds" if noun.when is not None else "dated"


def _moment(scenario: Scenario, noun: Inject) -> tuple[str, str]:
    """Return when an inject is due, as an author writes it, and the date."""
    if noun.day is None:
        return "", ""
    startex = scenario.startex
    day = startex.fromordinal(startex.toordinal() + noun.day)
    turn = 1
    while scenario.turns.start_of(startex, turn + 1) <= day:
        turn += 1
    into = (day - scenario.turns.start_of(startex, turn)).days
    at = f"turn {turn} day {into + 1}" if into else f"turn {turn}"
    return at, day.isoformat()


def _effects(names: Names, noun: Inject) -> list[str]:
    """Return what an inject does, in words: "Russian aid −50, over 3 months; war: ceasefire"."""
    told = []
    for effect in noun.effects:
        by = effect.by.text
        amount = signed(float(by), 1) if _is_number(by) else plain(by)
        over = f" over {effect.ramp:g} months" if effect.ramp else ""
        told.append(f"{names.level(effect.on)} {amount}{over}")
    told += [names.flag(id, value).rstrip(".") for id, value in noun.sets]
    return told


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
