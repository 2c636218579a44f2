"""The objectives with what bears on them: notes tagged, indicators and acts their words name.

What an objective names is found by name in its text: levels by their names, acts by actors. It is
evidence laid side by side for the people who judge, not a judgement.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from engine.record import Act
from reports.aar.injects import Row as Inject
from reports.aar.notes import Note
from reports.aar.people import People
from reports.aar.record import Record
from reports.movement import sense_of
from reports.wording import amount, words

MOST_ACTS = 6


@dataclass(frozen=True, slots=True)
class Indicator:
    """A level's value at STARTEX and where the table stands, and whether that is better."""

    name: str
    before: str
    after: str
    sense: str


@dataclass(frozen=True, slots=True)
class Deed:
    """An act that bears on an objective."""

    day: date
    says: str
    answering: str


@dataclass(frozen=True, slots=True)
class Objective:
    """One objective and its evidence.

    `more` counts the acts that are not listed; `injects` tells those meant for it and their fate.
    """

    number: int
    text: str
    notes: tuple[Note, ...]
    indicators: tuple[Indicator, ...]
    acts: tuple[Deed, ...]
    more: int
    injects: tuple[str, ...]


def objectives(
    record: Record, people: People, notes: tuple[Note, ...], injects: tuple[Inject, ...]
) -> tuple[Objective, ...]:
    """Return every objective of the scenario with its evidence."""
    return tuple(
        _objective(record, people, at, goal, tuple(n for n in notes if n.objective == at), injects)
        for at, goal in enumerate(record.scenario.objectives)
    )


def _objective(
    record: Record,
    people: People,
    at: int,
    goal: str,
    tagged: tuple[Note, ...],
    injects: tuple[Inject, ...],
) -> Objective:
    actors = _named(goal, ((a.id, a.name) for a in record.scenario.actors))
    bearing = [act for _, act in record.acts() if _bears(record, act, actors)]
    return Objective(
        number=at + 1,
        text=people.text(goal),
        notes=tagged,
        indicators=tuple(_indicators(record, goal, actors)),
        acts=tuple(_deed(record, people, act) for act in bearing[:MOST_ACTS]),
        more=max(0, len(bearing) - MOST_ACTS),
        injects=tuple(f"{row.name}: {row.status}" for row in injects if row.objective == at + 1),
    )


def _bears(record: Record, act: Act, actors: list[str]) -> bool:
    """Tell whether an act is between two of the actors named, or by the only one named."""
    if act.actor not in actors:
        return False
    if len(actors) == 1:
        return True
    noun = record.names.noun(act.actor, act.move)
    return noun is not None and any(target in actors for target in noun.targets)


def _deed(record: Record, people: People, act: Act) -> Deed:
    cause = next((a for _, a in record.acts() if a.id == act.because_of), None)
    answering = record.names.deed(cause.actor, cause.move) if cause else ""
    says = f"{record.names.actor(act.actor)} {people.text(act.says).rstrip(' .')}"
    return Deed(record.date_of(act.day), says, answering)


def _indicators(record: Record, goal: str, actors: list[str]) -> Iterable[Indicator]:
    if not record.reports:
        return
    first, last = record.reports[0].before, record.reports[-1].levels
    levels = [lv for lv in record.scenario.theatre.levels if not lv.is_relation]
    called = [(lv.id, name) for lv in levels for name in (lv.name, words(lv.id)) if name]
    named = _named(goal, called)
    pairs = [
        level.id
        for level in record.scenario.theatre.levels
        if level.is_relation and sum(f"{id}" in _parts(level.id) for id in actors) == 2
    ]
    for id in dict.fromkeys([*named, *pairs]):
        span = record.names.span(id)
        before, after = amount(first[id], span), amount(last[id], span)
        change = last[id] - first[id]
        sense = "unchanged" if before == after else sense_of(record.names.levels[id], change)
        yield Indicator(record.names.level(id), before, after, sense)


def _parts(id: str) -> set[str]:
    """Return the actors of a relation's id."""
    return {part.strip() for part in id.removeprefix("relation(").removesuffix(")").split(",")}


def _named(text: str, things: Iterable[tuple[str, str]]) -> list[str]:
    """Return the ids of the things a text names, in the text's order."""
    found = []
    for id, name in things:
        place = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)
        if place:
            found.append((place.start(), id))
    return [id for _, id in sorted(found)]
