"""What the seats decided: who, when, why, and what the engine would have done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from engine.play.journal.entries import Entry
from engine.record import Decision, TurnReport
from reports.aar.people import ROLES, People
from reports.aar.record import Record
from reports.crossed import crossed, is_line
from reports.deeds import deed
from reports.menu import on_menu
from reports.reasons import beside, why
from reports.waiting import occasion
from reports.wording import likelihood, percent

ENGINE, NOBODY = "engine", "the seat"


@dataclass(frozen=True, slots=True)
class Row:
    """One decision. `probability` is what the engine gave to the move that was chosen.

    `engine` is what it would have chosen on the same luck, `engine_probability` how likely that
    was; `reason` is the seat's own note, or the engine's motives; `answering` what it answers or,
    holding, does not. `agrees` tells whether the two chose alike. A `free` move was not on the
    menu, so the engine gave it no probability. `likelier` is the likeliest other move. A `forced`
    one was all the seat could do, so that it tells nothing of who took it.
    """

    turn: int
    day: date
    seat: str
    who: str
    by_person: bool
    answering: str
    chose: str
    reason: str
    probability: float
    word: str
    engine: str
    engine_probability: float
    agrees: bool
    likelier: str
    likelier_probability: float
    free: bool
    forced: bool
    id: str

    @property
    def is_likeliest(self) -> bool:
        """Whether the model gave no other move more than the one chosen."""
        return not self.free and self.probability >= self.likelier_probability

    @property
    def model(self) -> str:
        """What the engine was likeliest to do, and what this luck would have made it do instead."""
        likeliest = self.chose if self.is_likeliest else self.likelier or self.engine
        most = self.probability if self.is_likeliest else self.likelier_probability
        told = f"{'the same' if self.is_likeliest else likeliest} ({percent(most)})"
        if self.engine == likeliest:
            return told
        drawn = "the same" if self.agrees else self.engine
        return f"{told}; on this luck, {drawn} ({percent(self.engine_probability)})"


def decisions(record: Record, people: People) -> tuple[Row, ...]:
    """Return every decision of the path, in the order of play."""
    given = (*record.inputs("choose"), *record.inputs("free"))
    authors = {_key(entry): entry for entry in sorted(given, key=lambda entry: entry.seq)}
    return tuple(
        _row(record, people, report, decision, authors) for report, decision in record.decisions()
    )


def by_persons(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return the decisions that a person took, where there was more than one thing to do."""
    return tuple(row for row in rows if row.by_person and not row.forced)


def forced(rows: tuple[Row, ...]) -> int:
    """Return how often a person was asked who could do but one thing."""
    return sum(row.by_person and row.forced for row in rows)


def _forced(decision: Decision) -> bool:
    told = decision.explanation
    return decision.free is None and told is not None and told.next_best is None


def says_of(record: Record, actor: str, move: str) -> str:
    """Return a move as its menu has it, without the full stop; "Hold" for a turn let pass."""
    return on_menu(actor, move, record.names)


def _chose(record: Record, decision: Decision) -> str:
    if decision.free is not None:
        told = decision.free.says.strip().rstrip(" .")
        return told[:1].upper() + told[1:]
    return says_of(record, decision.actor, decision.chosen)


def _key(entry: Entry) -> tuple[str, object, object]:
    return (str(entry.data.get("seat")), entry.pause.get("turn"), entry.pause.get("phase"))


def _row(
    record: Record,
    people: People,
    report: TurnReport,
    decision: Decision,
    authors: dict[tuple[str, object, object], Entry],
) -> Row:
    told = decision.explanation
    entry = authors.get((decision.actor, decision.turn, decision.phase))
    by_person = decision.by != ENGINE
    engine = told.engine_choice if told else decision.chosen
    other = told.next_best if told else None
    likely = told.option(engine).probability if told else decision.probability
    return Row(
        turn=report.turn,
        day=record.date_of(decision.day),
        seat=record.names.actor(decision.actor),
        who=_who(people, decision, entry) if by_person else ENGINE,
        by_person=by_person,
        answering=_answered(record, people, decision),
        chose=people.text(_chose(record, decision)),
        reason=_reason(record, people, decision, by_person),
        probability=decision.probability,
        word=likelihood(decision.probability),
        engine=people.text(says_of(record, decision.actor, engine)),
        engine_probability=likely,
        agrees=engine == decision.chosen,
        likelier=people.text(says_of(record, decision.actor, other.move)) if other else "",
        likelier_probability=other.probability if other else 0.0,
        free=decision.free is not None,
        forced=_forced(decision),
        id=f"{decision.actor}.{decision.turn}.{decision.phase}",
    )


def _who(people: People, decision: Decision, entry: Entry | None) -> str:
    """Return who chose: by the choice itself, else who sits there, else who typed it."""
    by = "" if decision.by.strip().lower() in ROLES else people.person(decision.by)
    author = people.person(entry.author) if entry else ""
    return by or people.sitting(decision.actor) or author or NOBODY


def _answered(record: Record, people: People, decision: Decision) -> str:
    """Return what a decision answers or leaves unanswered, "" where it is an initiative."""
    if decision.phase != "reaction":
        return ""
    before = people.text(_before(record, decision))
    return f"with {before} before it" if decision.held else f"answering {before}"


def _before(record: Record, decision: Decision) -> str:
    """Return the act or the crossing that a reaction was asked for."""
    cause = decision.because_of or occasion(decision)
    known = [act for _, act in record.acts() if act.day <= decision.day]
    for act in known:
        if act.id == cause:
            return deed(act, decision.turn, known, record.names)
    if cause and is_line(cause):
        return crossed(cause, decision.actor, record.names)
    return "what it saw"


def _reason(record: Record, people: People, decision: Decision, by_person: bool) -> str:
    told = decision.explanation
    if told is None:
        return ""
    if by_person:
        argument = decision.free.argument if decision.free else ""
        return people.text(" ".join(part for part in (told.note.strip(), argument) if part))
    other = beside(told, record.names, in_full=True)
    reason = why(told, record.names)
    return f"{reason} ({other})" if other else reason
