"""What was written down at the table: observations, strengths, issues, the hot wash."""

from __future__ import annotations

from dataclasses import dataclass

from engine.play.journal.entries import Entry
from reports.aar.people import People
from reports.aar.record import Record

OBSERVATION, STRENGTH, ISSUE, HOT_WASH = "observation", "strength", "issue", "hot_wash"
KINDS = {
    STRENGTH: "Strengths",
    ISSUE: "Issues",
    OBSERVATION: "Observations",
    HOT_WASH: "Hot wash",
}


@dataclass(frozen=True, slots=True)
class Note:
    """One note. `seat` is an actor's name or "", `objective` an index into the objectives."""

    kind: str
    moment: str
    text: str
    author: str
    seat: str
    objective: int | None
    owner: str
    due: str


@dataclass(frozen=True, slots=True)
class Improvement:
    """One line of the improvement table. `owner` and `due` are "" where nobody has said."""

    number: int
    issue: str
    objective: str
    owner: str
    due: str


def notes(record: Record, people: People) -> tuple[Note, ...]:
    """Return every note of the path, and those written on other branches of this exercise too.

    A note changes nothing, so one that was undone together with a move still stands as said.
    """
    entries = (e for e in record.replay.contents.entries if e.kind == "note")
    return tuple(_note(record, people, entry) for entry in entries)


def of_kind(rows: tuple[Note, ...], kind: str) -> tuple[Note, ...]:
    """Return the notes of a kind, in the order written."""
    return tuple(row for row in rows if row.kind == kind)


def improvements(record: Record, rows: tuple[Note, ...]) -> tuple[Improvement, ...]:
    """Return the improvement table: every issue, numbered in the order noted."""
    goals = record.scenario.objectives
    return tuple(
        Improvement(
            at,
            note.text,
            _goal(note.objective, len(goals)),
            note.owner,
            note.due,
        )
        for at, note in enumerate(of_kind(rows, ISSUE), 1)
    )


def _goal(index: int | None, goals: int) -> str:
    """Return an objective's number as people count, "" where there is none."""
    return str(index + 1) if index is not None and 0 <= index < goals else ""


def _note(record: Record, people: People, entry: Entry) -> Note:
    data = entry.data
    seat, objective = data.get("seat"), data.get("objective")
    kind = str(data.get("kind") or OBSERVATION)
    return Note(
        kind=kind if kind in KINDS else OBSERVATION,
        moment=record.moment(entry),
        text=people.text(data.get("text", "")),
        author=people.person(entry.author),
        seat=record.names.actor(seat) if isinstance(seat, str) and seat else "",
        objective=objective if type(objective) is int else None,
        owner=people.text(data.get("owner") or ""),
        due=people.text(data.get("due") or ""),
    )
