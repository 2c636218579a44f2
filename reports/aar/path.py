"""The path taken, turn by turn, and the same path laid over the cloud of engine runs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from batch.cloud import Cloud
from reports.aar.people import ENGINE, People
from reports.aar.record import Record
from reports.aar.surprises import apart, beyond
from reports.ending import ending
from reports.movement import moved
from reports.timeline import Chronicle, Line
from reports.wording import amount, full_date, period

MOST_CHARTS = 6
MOST_MOVED = 4
MAIN = ("move", "response", "inject", "date", "flag", "joint", "hold", "skip")


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the full timeline; `date` is "" where it belongs to the turn as a whole."""

    date: str
    text: str
    notes: tuple[str, ...]
    kind: str
    depth: int
    by_person: bool


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn: when, what happened in full, what moved most, and the hash of its last state."""

    turn: int
    period: str
    lines: tuple[Told, ...]
    moved: tuple[str, ...]
    state_hash: str

    @property
    def main(self) -> tuple[Told, ...]:
        """The lines that tell what happened, without the reasons."""
        return tuple(line for line in self.lines if line.kind in MAIN)


@dataclass(frozen=True, slots=True)
class Course:
    """A level as played, beside the cloud. Values are in its unit, STARTEX first.

    `bands` is empty where there is no cloud. `says` tells where it ended, in words.
    """

    level: str
    name: str
    unit: str
    low: float
    high: float
    days: tuple[date, ...]
    played: tuple[float, ...]
    bands: dict[str, list[float]]
    says: str


def turns(record: Record, people: People) -> tuple[Turn, ...]:
    """Return the path turn by turn."""
    chronicle = Chronicle(record.scenario, in_full=True)
    persons = {d.act for _, d in record.decisions() if d.by != ENGINE and d.act}
    return tuple(
        Turn(
            report.turn,
            period(report.starts, report.ends),
            tuple(_told(line, persons, people) for line in chronicle.turn(report) if line.text),
            tuple(each.text for each in moved(report, record.names, MOST_MOVED)),
            report.state_hash,
        )
        for report in record.reports
    )


def endex(record: Record) -> tuple[str, ...]:
    """Return the last lines: ENDEX, the outcome, what its condition met; none while under way."""
    if record.finished is None:
        return ()
    return tuple(line.text for line in ending(record.finished, record.names))


def _told(line: Line, persons: set[str], people: People) -> Told:
    return Told(
        date=full_date(line.date) if line.date else "",
        text=people.text(line.text),
        notes=tuple(people.text(note) for note in line.notes),
        kind=line.kind,
        depth=line.depth,
        by_person=line.id in persons,
    )


def courses(record: Record, cloud: Cloud | None, most: int = MOST_CHARTS) -> tuple[Course, ...]:
    """Return the levels most worth seeing: those objectives name, then those furthest out."""
    if not record.reports:
        return ()
    ids = _worth_seeing(record, cloud)[:most]
    starts = [record.scenario.startex, *(report.ends for report in record.reports)]
    return tuple(_course(record, cloud, id, tuple(_axis(record, starts))) for id in ids)


def _axis(record: Record, days: list[date]) -> list[date]:
    """Return STARTEX and every turn's end, those still to come too."""
    turns, startex = record.scenario.turns, record.scenario.startex
    left = range(len(days), turns.count + 1)
    return [*days, *(turns.start_of(startex, at + 1) for at in left)]


def _worth_seeing(record: Record, cloud: Cloud | None) -> list[str]:
    goals = " ".join(record.scenario.objectives)
    levels = [lv for lv in record.scenario.theatre.levels if lv.high > lv.low]
    named = [lv.id for lv in levels if lv.name and _in(lv.name, goals)]
    first, last = record.reports[0].before, record.reports[-1]
    out = {}
    for lv in levels:
        change = abs(last.levels[lv.id] - first[lv.id]) / (lv.high - lv.low)
        rank = cloud.rank(lv.id, last.turn, last.levels[lv.id]) if cloud else 0.5
        out[lv.id] = change + abs(rank - 0.5)
    ranked = sorted(out, key=lambda level: (-out[level], level))
    return list(dict.fromkeys([*named[:4], *ranked]))


def _in(name: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE) is not None


def _course(record: Record, cloud: Cloud | None, id: str, days: tuple[date, ...]) -> Course:
    level, reports = record.names.levels[id], record.reports
    played = (reports[0].before[id], *(report.levels[id] for report in reports))
    bands = cloud.bands(id) if cloud else {}
    values = [*played, *(value for band in bands.values() for value in band)]
    room = (max(values) - min(values)) * 0.06 or 1.0
    return Course(
        level=id,
        name=record.names.level(id),
        unit=level.unit,
        low=max(level.low, min(values) - room),
        high=min(level.high, max(values) + room),
        days=days,
        played=played,
        bands=bands,
        says=_says(record, cloud, id, played),
    )


def _says(record: Record, cloud: Cloud | None, id: str, played: tuple[float, ...]) -> str:
    span = record.names.span(id)
    told = (
        f"{amount(played[0], span)} at STARTEX, {amount(played[-1], span)} at the last turn's end"
    )
    if cloud is None or not apart(id, played[-1], cloud, len(played) - 1, record.names):
        return told
    rank = cloud.rank(id, len(played) - 1, played[-1])
    return f"{told}: {beyond(rank)}"
