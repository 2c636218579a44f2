"""What was written down at the table: observations, strengths, issues, the hot wash."""

from __future__ import annotations

from dataclasses import dataclass, replace

from engine.play.journal.comparing import given_again
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
UNSIGNED = "no author given"


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

    A note changes nothing, so one that was undone together with a move still stands as said. One
    that a correction gave again is the same note, told as it stands on the path. Where some notes
    have an author, those that have none say so.
    """
    told = [_told(record, same) for same in _written(record)]
    unnamed = UNSIGNED if any(by for _, by in told) else ""
    rows = (_note(record, people, entry, by) for entry, by in told)
    return tuple(replace(row, author=row.author or unnamed) for row in rows)


def _written(record: Record) -> list[list[Entry]]:
    """Return every note with those that stand in its place after corrections, oldest first."""
    entries = record.replay.contents.entries
    again, found = given_again(entries), dict[int, list[Entry]]()
    for entry in entries:
        if entry.kind == "note":
            same = found.get(again.get(entry.seq, 0), [])
            same.append(entry)
            found[entry.seq] = same
    return [same for seq, same in found.items() if seq == same[0].seq]


def _told(record: Record, same: list[Entry]) -> tuple[Entry, str]:
    """Return the note that stands on the path, else the last, and who wrote the first."""
    on = {entry.seq for entry in record.path}
    standing = [entry for entry in same if entry.seq in on]
    return (standing or same)[-1], same[0].author


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


def _note(record: Record, people: People, entry: Entry, author: str) -> Note:
    data = entry.data
    seat, objective = data.get("seat"), data.get("objective")
    kind = str(data.get("kind") or OBSERVATION)
    return Note(
        kind=kind if kind in KINDS else OBSERVATION,
        moment=record.moment(entry),
        text=people.text(data.get("text", "")),
        author=people.person(author),
        seat=record.names.actor(seat) if isinstance(seat, str) and seat else "",
        objective=objective if type(objective) is int else None,
        owner=people.text(data.get("owner") or ""),
        due=people.text(data.get("due") or ""),
    )
