"""Moves as a table: those carried out in an exercise, or those a scenario offers."""

from __future__ import annotations

from engine.model import Move, Scenario
from engine.record import Act, Decision
from reports.aar.people import People
from reports.aar.record import Record
from reports.export.tables import Sheet, Value
from reports.names import Names
from reports.recalled import act_says
from reports.wording import listing

PLAYED = (
    "turn",
    "date",
    "actor",
    "move",
    "says",
    "kind",
    "because_of",
    "instrument",
    "plover",
    "intensity",
    "by",
    "probability",
    "engine_choice",
    "odds",
    "roll",
    "result",
    "ruled_by",
    "ruling_reason",
    "note",
    "id",
)
OFFERED = (
    "actor",
    "move",
    "says",
    "instrument",
    "plover",
    "mode",
    "intensity",
    "targets",
    "cost",
    "capital",
    "odds",
    "lead_days",
    "seen",
    "response_only",
    "claims",
)


def played_sheet(record: Record, people: People) -> Sheet:
    """Return the moves carried out, in the order of their days. Shares and odds are in 0..1."""
    chosen = {d.act: d for _, d in record.decisions() if d.act}
    rows = [
        _played(record, people, turn.turn, act, chosen.get(act.id)) for turn, act in record.acts()
    ]
    return Sheet("Moves", PLAYED, rows)


def _played(
    record: Record, people: People, turn: int, act: Act, choice: Decision | None
) -> dict[str, Value]:
    noun = record.names.noun(act.actor, act.move)
    told = choice.explanation if choice else None
    by = choice.by if choice else ""
    return {
        "turn": turn,
        "date": record.date_of(act.day).isoformat(),
        "actor": act.actor,
        "move": act.move,
        "says": people.text(act_says(act, record.names)),
        "kind": act.kind,
        "because_of": act.because_of or "",
        "instrument": "".join(noun.instrument) if noun else "",
        "plover": noun.plover.category if noun else "",
        "intensity": noun.plover.intensity if noun else None,
        "by": people.person(by) if by != "engine" else by,
        "probability": None if act.kind == "free" else act.probability,
        "engine_choice": told.engine_choice if told else "",
        "odds": act.odds,
        "roll": act.roll,
        "result": act.result,
        "ruled_by": people.person(act.ruled_by),
        "ruling_reason": people.text(act.ruling_reason),
        "note": people.text(told.note) if told else "",
        "id": act.id,
    }


def offered_sheet(scenario: Scenario) -> Sheet:
    """Return every move the actors of a scenario have, coded in DIME and PLOVER."""
    names = Names(scenario)
    rows = [_offered(names, actor.id, m) for actor in scenario.actors for m in actor.moves]
    return Sheet("Moves", OFFERED, rows)


def _offered(names: Names, actor: str, move: Move) -> dict[str, Value]:
    return {
        "actor": actor,
        "move": move.id,
        "says": move.says,
        "instrument": "".join(move.instrument),
        "plover": move.plover.category,
        "mode": move.plover.mode,
        "intensity": move.plover.intensity,
        "targets": listing(move.targets) if move.targets else "",
        "cost": move.cost,
        "capital": move.capital,
        "odds": move.odds,
        "lead_days": round(move.lead.mean, 1),
        "seen": names.secrecy(actor, move.id) or "open",
        "response_only": move.response_only,
        "claims": ", ".join(move.claims),
    }
