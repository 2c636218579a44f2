"""The MSEL as a table: what is planned, and where a journal is at hand what was delivered."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model import Effect, Inject, Scenario
from engine.rules.compiled import compile_scenario
from engine.rules.tables import Cue
from reports.aar.injects import in_order, injects
from reports.aar.people import People
from reports.aar.record import Record
from reports.export.tables import Sheet, Value
from reports.holding import in_words
from reports.names import Names
from reports.wording import capital, change, listing, months, percent, words

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
    names, cues = Names(scenario), compile_scenario(scenario).cues
    rows = [_row(scenario, names, cues[noun.id]) for noun in in_order(scenario)]
    return Sheet("MSEL", PLANNED, rows)


def delivered_sheet(record: Record, people: People) -> Sheet:
    """Return the MSEL of a journal: planned against delivered, improvised injects last."""
    cues = compile_scenario(record.scenario).cues
    rows = []
    for row in injects(record, people):
        cue = cues.get(row.id)
        planned = _row(record.scenario, record.names, cue) if cue else {"title": row.name}
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


def _row(scenario: Scenario, names: Names, cue: Cue) -> dict[str, Value]:
    noun = cue.noun
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
        "effects": "; ".join(_effects(names, cue)),
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


def _effects(names: Names, cue: Cue) -> list[str]:
    """Return what an inject does in figures, a text for each effect and each flag it sets.

    "Russian aid −50.0, after 2 months, over 3 months, half-life 12 months", "War: ceasefire".
    """
    pairs = zip(cue.noun.effects, cue.pushes, strict=True)
    told = [", ".join(_effect(names, effect, push.amount)) for effect, push in pairs]
    return told + [names.flag(id, value).rstrip(".") for id, value in cue.noun.sets]


def _effect(names: Names, effect: Effect, amount: float) -> Iterator[str]:
    """Yield what an effect does to its level, and its times where it has them."""
    yield f"{names.level(effect.on)} {change(amount)}"
    if effect.delay:
        yield f"after {months(effect.delay)}"
    if effect.ramp:
        yield f"over {months(effect.ramp)}"
    if effect.lasting >= 1:
        yield "for good"
        return
    yield f"half-life {months(effect.half_life)}"
    if effect.lasting:
        yield f"{percent(effect.lasting)} for good"
