"""What stands around the sections of a report: its title, facts, contents, and how to repeat it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from shlex import quote

from engine.play.journal.tree import MAIN
from reports.aar.decisions import NOBODY, Row, by_persons, forced
from reports.aar.gathering import Aar, Options
from reports.aar.notes import KINDS, Note, of_kind
from reports.aar.objectives import untagged
from reports.aar.summary import played_dates
from reports.rolls import RULE
from reports.wording import counted, full_date, listing, plain


@dataclass(frozen=True, slots=True)
class Head:
    """Titles and facts of a report, the same for every form it is written in.

    `contents` pairs a section's id with its title; `number` gives its place among them.
    """

    exercise: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    contents: tuple[tuple[str, str], ...]
    number: dict[str, int]
    notes: tuple[tuple[str, tuple[Note, ...]], ...]
    persons: tuple[Row, ...]
    forced: str
    untagged: str
    rule: str
    branch: str
    odds_runs: int
    commands: tuple[str, ...]
    provenance: tuple[tuple[str, str], ...]


def head_of(aar: Aar, odds_runs: int) -> Head:
    """Return the head of a report."""
    scenario = aar.record.scenario
    contents = tuple(_contents(aar))
    spelled = aar.record.names.spelled
    variant = spelled(scenario.variant) if scenario.variant else ""
    parts = [variant, f"lens {aar.record.names.lens(scenario.lens)}" if scenario.lens else ""]
    subtitle = " · ".join(part for part in (*parts, played_dates(aar.record)) if part)
    return Head(
        exercise=plain(scenario.title),
        subtitle=subtitle,
        facts=tuple(_facts(aar)),
        contents=contents,
        number={id: at for at, (id, _) in enumerate(contents, 1)},
        notes=tuple((t, rows) for kind, t in KINDS.items() if (rows := of_kind(aar.notes, kind))),
        persons=by_persons(aar.decisions),
        forced=_forced(aar),
        untagged=untagged(aar.objectives),
        rule=RULE,
        branch=aar.people.text(aar.record.branch),
        odds_runs=odds_runs,
        commands=tuple(_commands(aar, odds_runs)),
        provenance=tuple(_provenance(aar)),
    )


def _contents(aar: Aar) -> Iterator[tuple[str, str]]:
    yield "improvement", "Improvement table"
    yield "objectives", "Objectives and evidence"
    yield "notes", "What was said"
    yield "path", "The path taken"
    yield "cloud", "The played path over the engine's"
    if aar.odds:
        yield "odds", "How the odds moved"
    yield "surprises", "Surprises"
    yield "decisions", "Decisions by people"
    yield "rulings", "Adjudication"
    yield "injects", "Injects: planned and delivered"
    if aar.retaken:
        yield "retaken", "Taken back and corrected"
    if aar.forecasts:
        yield "forecasts", "Forecasts"
    if aar.branches:
        yield "branches", "Branches compared"
    yield "replay", "How to repeat this exercise"


def _facts(aar: Aar) -> Iterator[tuple[str, str]]:
    record, names = aar.record, aar.record.names
    if aar.played:
        yield "Played", _hours(*aar.played)
    held = {row.seat for row in aar.decisions if row.by_person}
    yield "People's seats", listing(_sitting(aar)) if held else "no seat"
    rest = [names.actor(a.id) for a in record.scenario.actors if names.actor(a.id) not in held]
    yield "Engine's seats", listing(rest) if rest else "no seat"
    yield "Turns", _turns(aar)
    mode = record.setup.get("mode")
    yield "Adjudication", str(mode) if mode else "semi-free" if record.setup["rulings"] else "rigid"
    yield "Branch", aar.people.text(record.branch)
    yield "Seed", str(record.setup["seed"])
    if aar.people.anonymous:
        yield "Participants", "not named"


def _hours(began: datetime, ended: datetime) -> str:
    """Return when an exercise was played, the day it ended on named where it is another."""
    day, last = full_date(began), full_date(ended)
    if began == ended:
        return day
    until = f"{ended:%H:%M}" if last == day else f"{last}, {ended:%H:%M}"
    return f"{day}, {began:%H:%M} to {until} UTC"


def _forced(aar: Aar) -> str:
    """Return what is said of the times a person was asked who had nothing to choose."""
    times = forced(aar.decisions)
    if not times:
        return ""
    return f"Left out: {counted(times, 'time')} a person was asked who could do but one thing."


def _sitting(aar: Aar) -> Iterator[str]:
    """Give each seat people chose for, with who did and in how many of its decisions."""
    for actor in aar.record.scenario.actors:
        name = aar.record.names.actor(actor.id)
        asked = [row for row in aar.decisions if row.seat == name]
        rows = [row for row in asked if not row.forced]
        whos = Counter(row.who for row in rows if row.by_person)
        named = not aar.people.anonymous and set(whos) != {NOBODY}
        told = ", ".join(f"{who}: {n}" if named else str(n) for who, n in whos.items())
        if any(row.by_person for row in asked):
            yield f"{name} ({told or 0} of {counted(len(rows), 'decision')})"


def _turns(aar: Aar) -> str:
    turns = aar.record.scenario.turns
    length = f"{turns.length} {turns.unit}{'s' if turns.length > 1 else ''}"
    return f"{len(aar.turns)} of {turns.count}, each {length}"


def _commands(aar: Aar, odds_runs: int) -> Iterator[str]:
    quoted = quote(plain(Path(aar.record.replay.path).name))
    yield f"whitecell replay {quoted}"
    yield f"whitecell replay {quoted} --verify"
    yield " ".join(["whitecell report", quoted, *_asked(aar, odds_runs), "--output aar.html"])


def _asked(aar: Aar, odds_runs: int) -> Iterator[str]:
    """Give what was asked for that a report has not of itself."""
    usual, runs = Options(), aar.cloud.runs if aar.cloud else 0
    if aar.record.branch != MAIN:
        yield f"--branch {quote(plain(aar.record.branch))}"
    if runs != usual.runs:
        yield f"--runs {runs}"
    if odds_runs != usual.odds:
        yield f"--odds {odds_runs}"
    if aar.people.anonymous:
        yield "--anonymous"


def _provenance(aar: Aar) -> Iterator[tuple[str, str]]:
    record = aar.record
    yield "Journal", plain(Path(record.replay.path).name)
    yield (
        "Entries",
        f"{len(record.replay.contents.entries)}, the last sealed {record.replay.contents.tip}",
    )
    yield "State", record.exercise.state_hash()
    versions = record.setup["versions"]
    yield "Begun with", ", ".join(f"{plain(k)} {plain(v)}" for k, v in sorted(versions.items()))
    if aar.cloud:
        first = record.setup["replication"] + 1
        last = first + aar.cloud.runs - 1
        yield "Engine runs", f"seed {record.setup['seed']}, replications {first} to {last}"
