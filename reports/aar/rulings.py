"""What was adjudicated: the odds, the roll, what was ruled, by whom and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from engine.play.journal.entries import Entry, Plain
from engine.record import Act, Result
from engine.rules.adjudication import degree, odds_after
from reports.aar.people import People
from reports.aar.record import Record
from reports.recalled import act_says
from reports.rolls import Roll, roll_of
from reports.timeline import RESULTS
from reports.wording import fraction


@dataclass(frozen=True, slots=True)
class Row:
    """One uncertain move.

    `odds` are the model's, before any argument; `by_roll` is what they and the roll came to. `how`
    tells what arguments made of them.
    `against` tells that a ruling gave another result, or that arguments turned success or failure.
    `freely` tells that the white cell ruled in free mode: nobody saw the roll, so nothing is
    against it, and `by_roll` is only what it would have been.
    """

    turn: int
    day: date
    seat: str
    move: str
    odds: float
    roll: float
    by_roll: str
    result: str
    how: str
    by: str
    reason: str
    against: bool
    freely: bool

    @property
    def told(self) -> Roll:
        """The odds and the roll in figures, with the bounds between which the roll fell."""
        return roll_of(odds_after(self.odds), self.roll)


def rulings(record: Record, people: People) -> tuple[Row, ...]:
    """Return every adjudicated move of the path, in the order of play."""
    given = {str(entry.pause.get("act")): entry for entry in record.inputs("rule")}
    rows = []
    for report, act in record.acts():
        entry = given.get(act.id)
        if (act.odds < 1.0 and not act.called_off) or entry is not None:
            rows.append(_row(record, people, report.turn, act, entry))
    return tuple(rows)


def overturned(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return the rulings against the roll."""
    return tuple(row for row in rows if row.against)


def _row(record: Record, people: People, turn: int, act: Act, entry: Entry | None) -> Row:
    data = entry.data if entry else {}
    base = _base(record, act, data)
    proposed = degree(odds_after(base), act.roll)
    overruled = bool(data.get("result"))
    freely = overruled and record.setup["mode"] == "free"
    moved = overruled or bool(data.get("balance") or data.get("dice") or data.get("rating"))
    return Row(
        turn=turn,
        day=record.date_of(act.day),
        seat=record.names.actor(act.actor),
        move=record.names.behind(people.text(act_says(act, record.names)).rstrip(" .")),
        odds=base,
        roll=act.roll,
        by_roll=RESULTS[proposed],
        result=RESULTS[act.result],
        how="ruled freely" if freely else how(data) + _weighed(base, act, data),
        by=_by(people, data, entry) if moved else "",
        reason=people.text(reason(data, act)),
        against=moved and not freely and _overturned(proposed, act.result, overruled=overruled),
        freely=freely,
    )


def _base(record: Record, act: Act, data: Plain) -> float:
    """Return the model's odds of a move before any argument; a free move is on no menu."""
    noun = record.names.noun(act.actor, act.move)
    if noun and noun.odds < 1.0:
        return noun.odds
    if not data.get("balance") or data.get("rating") or data.get("dice"):
        return act.odds
    return odds_after(act.odds, -data["balance"], record.scenario.rules.argument)


def _weighed(base: float, act: Act, data: Plain) -> str:
    """Return what arguments made of the odds: ": odds .70 become .75, done below .50"."""
    argued = data.get("balance") or data.get("rating")
    if not argued or data.get("dice") or data.get("result"):
        return ""
    after, before = roll_of(act.odds, act.roll), fraction(odds_after(base))
    return f": odds {before} become {after.odds}, {RESULTS[act.result]} {after.within}".rstrip()


def _overturned(proposed: Result, result: Result, *, overruled: bool) -> bool:
    """Tell whether a ruling went against the roll, and did not only shade it."""
    if overruled:
        return result != proposed
    return (proposed in ("done", "partial")) != (result in ("done", "partial"))


def how(data: Plain) -> str:
    """Return by which way the result was come to."""
    if data.get("result"):
        return f"ruled {RESULTS.get(data['result'], str(data['result']))}"
    if data.get("rating"):
        return f"argument rated {data['rating']}"
    if data.get("dice"):
        return f"two dice showed {data['dice']}"
    if data.get("balance"):
        return f"net arguments {data['balance']:+g}".replace("-", "−")
    return "the roll stood"


def reason(data: Plain, act: Act) -> str:
    """Return why it was ruled so, "" where that is no more than how it was."""
    given = str(data.get("reason") or act.ruling_reason)
    return "" if given == how(data) else given


def _by(people: People, data: Plain, entry: Entry | None) -> str:
    return people.person(str(data.get("by") or (entry.author if entry else ""))) or "the white cell"
