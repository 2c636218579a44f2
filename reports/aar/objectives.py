"""The objectives with what bears on them: notes and injects tagged, indicators their words name.

Evidence is what somebody tagged, and the levels an objective names. That an actor it names moved
proves nothing: only the turns are told. The judgement is left to people.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from reports.aar.injects import Row as Inject
from reports.aar.notes import Note
from reports.aar.people import People
from reports.aar.record import Record
from reports.movement import sense_of
from reports.wording import amount, listing, words


@dataclass(frozen=True, slots=True)
class Indicator:
    """A level's value at STARTEX and where the table stands, and whether that is better."""

    name: str
    before: str
    after: str
    sense: str


@dataclass(frozen=True, slots=True)
class Objective:
    """One objective and its evidence.

    `injects` tells those meant for it and their fate. `named` tells in which turns the actors it
    names moved, which is no evidence yet.
    """

    number: int
    text: str
    notes: tuple[Note, ...]
    indicators: tuple[Indicator, ...]
    injects: tuple[str, ...]
    named: str


def objectives(
    record: Record, people: People, notes: tuple[Note, ...], injects: tuple[Inject, ...]
) -> tuple[Objective, ...]:
    """Return every objective of the scenario with its evidence."""
    return tuple(
        _objective(record, people, at, goal, tuple(n for n in notes if n.objective == at), injects)
        for at, goal in enumerate(record.scenario.objectives)
    )


def untagged(goals: tuple[Objective, ...]) -> str:
    """Return to which objectives no note was tagged, "" where each has one."""
    bare = [goal.number for goal in goals if not goal.notes]
    if len(bare) == len(goals):
        return "No note was tagged to an objective." if bare else ""
    noun = "objective" if len(bare) == 1 else "objectives"
    return f"No note was tagged to {noun} {listing(map(str, bare))}." if bare else ""


def _objective(
    record: Record,
    people: People,
    at: int,
    goal: str,
    tagged: tuple[Note, ...],
    injects: tuple[Inject, ...],
) -> Objective:
    actors = _named(goal, ((a.id, a.name) for a in record.scenario.actors))
    return Objective(
        number=at + 1,
        text=people.text(goal),
        notes=tagged,
        indicators=tuple(_indicators(record, goal, actors)),
        injects=tuple(f"{row.name}: {row.status}" for row in injects if row.objective == at + 1),
        named=_named_actors(record, actors),
    )


def _named_actors(record: Record, actors: list[str]) -> str:
    """Return in which turns the actors an objective names moved, and that this proves nothing."""
    told = []
    for id in actors:
        turns = sorted(
            {report.turn for report, act in record.acts() if act.actor == id and not act.called_off}
        )
        if turns:
            word = "turn" if len(turns) == 1 else "turns"
            told.append(f"{record.names.actor(id)} in {word} {listing(str(t) for t in turns)}")
    when = "; ".join(told)
    return f"When those it names moved, which is no evidence yet: {when}." if told else ""


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
