"""The players' manual (SitMan): what every seat may know before STARTEX, and nothing more.

Left out are injects, the white cell's notes, variants, lenses, what decides the outcome, secret
briefs, motives, constraints and beliefs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.model import Actor, Level, Scenario
from reports.names import Names
from reports.pages import html, markdown, marking_of
from reports.wording import amount, full_date, months, period, plain


@dataclass(frozen=True, slots=True)
class Seat:
    """An actor as all see it: its name, what it is, its public brief."""

    name: str
    description: str
    brief: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """An indicator as published at STARTEX; `value` is "" where not every seat ever learns it.

    `then` tells how often it is published, "" where all see it at every turn's end.
    """

    name: str
    unit: str
    says: str
    value: str
    then: str


@dataclass(frozen=True, slots=True)
class Manual:
    """What a players' manual says. `dates` are those still to come at STARTEX."""

    title: str
    brief: tuple[str, ...]
    objectives: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    seats: tuple[Seat, ...]
    readings: tuple[Reading, ...]
    agenda: tuple[tuple[str, str], ...]
    dates: tuple[tuple[str, str], ...]


def manual_of(scenario: Scenario) -> Manual:
    """Return the players' manual of a scenario."""
    names = Names(scenario)
    return Manual(
        title=plain(scenario.title),
        brief=paragraphs(scenario.brief),
        objectives=tuple(plain(goal) for goal in scenario.objectives),
        facts=tuple(_facts(scenario, names)),
        seats=tuple(_seat(actor) for actor in scenario.actors),
        readings=tuple(_reading(names, lv) for lv in scenario.theatre.levels if not lv.is_relation),
        agenda=tuple(_agenda(scenario)),
        dates=tuple(
            (full_date(known.on), plain(known.says))
            for known in sorted(scenario.theatre.calendar, key=lambda k: (k.on, k.id))
            if known.on >= scenario.startex
        ),
    )


def manual_text(scenario: Scenario, marking: str, *, as_html: bool) -> str:
    """Return the players' manual as a page or as Markdown."""
    manual = manual_of(scenario)
    values = {"manual": manual, "marking": marking_of(marking), "title": f"{manual.title}: manual"}
    write = html if as_html else markdown
    return write(f"manual.{'html' if as_html else 'md'}.j2", values)


def paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a text, each on one line."""
    parts = text.replace("\r", "").split("\n\n") if "\n\n" in text else text.split("\n")
    return tuple(told for part in parts if (told := plain(" ".join(part.split()))))


def _facts(scenario: Scenario, names: Names) -> Iterator[tuple[str, str]]:
    turns = scenario.turns
    length = f"{turns.length} {turns.unit}{'s' if turns.length > 1 else ''}"
    yield "STARTEX", full_date(scenario.startex)
    yield "ENDEX", full_date(turns.last_day(scenario.startex))
    yield "Turns", f"{turns.count}, each of {length}"
    yield "Seats", ", ".join(names.actor(actor.id) for actor in scenario.actors)
    yield "Theatre", plain(scenario.theatre.name) or scenario.theatre.id


def _seat(actor: Actor) -> Seat:
    return Seat(plain(actor.name), plain(actor.description), paragraphs(actor.brief))


def _reading(names: Names, level: Level) -> Reading:
    """Return an indicator as the shared table has it: its opening value, though few see it after.

    Only what the others never hear of is left out there, and here.
    """
    told = level.published or not level.seen_by
    value = amount(level.opening, level.high - level.low) if told else ""
    every = months(level.published).removeprefix("1 ")
    then = f"published every {every}" if level.seen_by and told else ""
    return Reading(names.level(level.id), plain(level.unit), plain(level.says), value, then)


def _agenda(scenario: Scenario) -> Iterator[tuple[str, str]]:
    turns, startex = scenario.turns, scenario.startex
    for turn in range(1, turns.count + 1):
        starts, ends = turns.start_of(startex, turn), turns.start_of(startex, turn + 1)
        yield f"Turn {turn}", period(starts, ends)
