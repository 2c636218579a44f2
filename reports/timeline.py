"""What happened in a turn as lines: moves, answers below what they answer, injects, who held.

    chronicle = Chronicle(scenario)
    for report in exercise.reports:
        for line in chronicle.turn(report): ...

A chronicle is for the white cell: it hides nothing, and marks what was covert. Feed it the turns
in order; it remembers why a move was chosen until the day it is carried out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile
from typing import Literal

from engine.model import Scenario
from engine.record import Act, Decision, Happening, Result, TurnReport
from reports.crossed import crossed, is_line
from reports.deeds import deed
from reports.movement import Moved, moved, pushed
from reports.names import Names
from reports.reasons import beside, why
from reports.recalled import act_says
from reports.rolls import RESULTS as RESULTS
from reports.rolls import roll_of, ruled
from reports.together import together
from reports.together import told as told_together
from reports.waiting import waiting
from reports.wording import day_month, listing, percent, plain, sentence

Kind = Literal[
    "move",
    "response",
    "inject",
    "skip",
    "date",
    "flag",
    "why",
    "joint",
    "hold",
    "moved",
    "endex",
    "met",
]

TAILS: dict[Result, str] = {
    "done": "",
    "partial": ", and half succeeds",
    "near_miss": ", and falls just short",
    "failed": ", and it comes to nothing",
    "called_off": "",
}
"""What is put behind an act's own words; those of one that was called off say it all."""

MADE_UP = "made up at the table"
CAUSES = {"condition": "as its condition came true", "improvised": MADE_UP}
"""What set an inject off, in words, where the record's own is none."""

VAIN: dict[Result, str] = {
    "near_miss": " (it had fallen just short)",
    "failed": " (it had come to nothing)",
}
"""What is said of an act that brought nothing; it was tried in sight and may be answered."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a timeline.

    `text` is a sentence, `notes` what stands beside it ("41%", "likelier: hold 52%"). `depth` is
    1 and more below what a line answers, explains or follows from. `id` names the act, inject,
    flag or date told of. Lines without a day belong to the turn as a whole.
    """

    kind: Kind
    text: str
    notes: tuple[str, ...] = ()
    day: int | None = None
    date: date | None = None
    depth: int = 0
    id: str = ""
    actor: str = ""
    because_of: str | None = None
    probability: float | None = None
    odds: float | None = None
    roll: float | None = None
    result: Result | None = None
    moved: tuple[Moved, ...] = ()


class Chronicle:
    """Turns reports into lines, in order, remembering choices and acts across turns.

    Moves not taken have their short names; `in_full`, the sentences of their menus.
    """

    def __init__(
        self, scenario: Scenario, reports: Iterable[TurnReport] = (), *, in_full: bool = False
    ) -> None:
        self.scenario, self.names, self.in_full = scenario, Names(scenario), in_full
        self._acts: dict[str, Act] = {}
        self._choices: dict[str, Decision] = {}
        for report in reports:
            self.turn(report)

    def turn(self, report: TurnReport) -> tuple[Line, ...]:
        """Return the lines of a turn: what happened day by day, who held, what moved most."""
        self._acts.update((act.id, act) for act in report.acts)
        self._choices.update((d.act, d) for d in report.decisions if d.act is not None)
        lines = [*self._events(report), *self._waiting(report)]
        changes = moved(report, self.names)
        if changes:
            lines.append(Line("moved", "", tuple(change.text for change in changes), moved=changes))
        return tuple(lines)

    def date_of(self, day: int) -> date:
        """Return the date of a day counted from STARTEX."""
        return self.scenario.startex + timedelta(days=day)

    def decision(self, act: str) -> Decision | None:
        """Return the choice an act was carried out on."""
        return self._choices.get(act)

    # --- what happened, day by day ---------------------------------------------------------------

    def _events(self, report: TurnReport) -> Iterator[Line]:
        tree = _Tree(report)
        for event in tree.roots:
            yield from self._told(event, tree, 0, report)

    def _told(
        self, event: Act | Happening, tree: _Tree, depth: int, report: TurnReport
    ) -> Iterator[Line]:
        if isinstance(event, Act):
            yield from self._act(event, depth, report.turn)
        else:
            yield self._happening(event, depth, report)
        for child in tree.below(event):
            yield from self._told(child, tree, depth + 1, report)

    def _act(self, act: Act, depth: int, turn: int) -> Iterator[Line]:
        choice = self._choices.get(act.id)
        secrecy = self.names.secrecy(act.actor, act.move)
        told = self.names.behind(plain(act_says(act, self.names)).strip().rstrip(" ."))
        if act.because_of and not act.called_off:
            told += f", answering {self._cause(act.because_of, turn, [act.actor])}"
            before = self._acts.get(act.because_of)
            told += self._learnt(act, before) + VAIN.get(before.result, "") if before else ""
        yield Line(
            kind="response" if act.because_of else "move",
            text=sentence(f"{self.names.actor(act.actor)} {told}{TAILS[act.result]}"),
            notes=self._notes(act, choice, secrecy),
            day=act.day,
            date=self.date_of(act.day),
            depth=depth,
            id=act.id,
            actor=act.actor,
            because_of=act.because_of,
            probability=act.probability,
            odds=act.odds,
            roll=act.roll,
            result=act.result,
        )
        if choice is not None and choice.explanation is not None:
            reason = why(choice.explanation, self.names)
            yield Line("why", reason, depth=depth, id=act.id, actor=act.actor)
        yield from self._together(act, depth + 1, turn)

    def _learnt(self, act: Act, before: Act) -> str:
        """Return by when an actor knew of a hidden act it answers, "" of an open one or its own."""
        secrecy = self.names.secrecy(before.actor, before.move)
        noun = self.names.noun(before.actor, before.move)
        if not secrecy or (noun is not None and act.actor in noun.targets):
            return ""
        day = day_month(self.date_of(act.chosen_day))
        return f", a {secrecy} move it knew of by {day}"

    def _together(self, act: Act, depth: int, turn: int) -> Iterator[Line]:
        """Give a line for each act that brought more because this one was done too."""
        before = takewhile(lambda each: each.id != act.id, self._acts.values())
        for found in together(act, before, self.names):
            other = deed(found.other, turn, self._acts.values(), self.names)
            amounts = told_together(found.amounts, self.names)
            text = f"Together with {other}: {amounts} in full force."
            yield Line("joint", text, day=act.day, date=self.date_of(act.day), depth=depth)

    def _notes(self, act: Act, choice: Decision | None, secrecy: str) -> tuple[str, ...]:
        notes = ["free move" if act.kind == "free" else percent(act.probability)]
        if choice is not None and choice.explanation is not None:
            notes.append(beside(choice.explanation, self.names, in_full=self.in_full))
        if secrecy:
            notes.append(secrecy)
        if act.chosen_turn != act.turn:
            notes.append(f"chosen {day_month(self.date_of(act.chosen_day))}")
        if act.called_off:
            return tuple(note for note in notes if note)
        if act.ruled_by:
            notes.append(ruled(act, self.names))
        elif act.odds < 1.0:
            notes.append(f"{roll_of(act.odds, act.roll).told}: {RESULTS[act.result]}")
        return tuple(note for note in notes if note)

    def _cause(self, cause: str, turn: int, seats: Sequence[str]) -> str:
        """Return what seats answer or leave open, so that it cannot be mistaken for another deed.

        Whom it was meant for is told where that is none of them, and its sentence does not say so.
        """
        act = self._acts.get(cause)
        if act is None:
            return crossed(cause, seats[0], self.names) if is_line(cause) else "an earlier act"
        told = deed(act, turn, self._acts.values(), self.names)
        return told if "“" in told else told + self.names.meant_for(act.actor, act.move, seats)

    def _happening(self, event: Happening, depth: int, report: TurnReport) -> Line:
        notes = []
        text = sentence(plain(event.says))
        if event.kind == "flag":
            text = self.names.flag(event.id, _flag_value(event, report))
        elif event.kind == "skip":
            text = f"Struck from the MSEL, it does not happen: “{text}”"
            notes += [f"reason: {plain(event.reason)}"] if event.reason.strip() else []
        if event.kind == "inject":
            notes += [*pushed(event, report, self.names), *self._delivery(event)]
        return Line(
            kind=event.kind,
            text=text,
            notes=tuple(notes),
            day=event.day,
            date=min(self.date_of(event.day), report.ends - timedelta(days=1)),
            depth=depth,
            id=event.id,
        )

    def _delivery(self, event: Happening) -> Iterator[str]:
        """Return who an inject was told to and what set it off, where that is not the usual."""
        if event.audience:
            yield f"told to {listing(self.names.actor(id) for id in event.audience)}"
        if event.cause not in ("msel", ""):
            yield CAUSES.get(event.cause, event.cause)
        if event.scale != 1.0:
            yield f"effects × {event.scale:g}".replace("-", "−")
        elif event.edited:
            yield "edited"
        if event.reason.strip():
            yield plain(event.reason)

    # --- the turn as a whole ---------------------------------------------------------------------

    def _waiting(self, report: TurnReport) -> Iterator[Line]:
        under_way = [c.actor for id, c in self._choices.items() if id not in self._acts]
        acted = {act.actor for act in report.acts if not act.called_off}
        told = waiting(
            report.decisions,
            acted,
            under_way,
            self.names,
            lambda act, seats: self._cause(act, report.turn, seats),
        )
        if told:
            yield Line("hold", told)


def _flag_value(event: Happening, report: TurnReport) -> bool | int | str:
    """Return the value a flag took: the turn's last unless the event's text says otherwise."""
    last = report.flags.get(event.id, "")
    text = event.says.removeprefix(f"{event.id} = ")
    if text == str(last):
        return last
    return {"True": True, "False": False}.get(text, text)


class _Tree:
    """A turn's events by day, each act below the act it answers, each flag below its cause."""

    def __init__(self, report: TurnReport) -> None:
        self._below: dict[str, list[Act | Happening]] = {}
        self.roots: list[Act | Happening] = []
        parents = {act.id for act in report.acts}
        parents |= {h.id for h in report.happenings if h.kind == "inject"}
        events: list[Act | Happening] = [*report.happenings, *report.acts]
        for event in sorted(events, key=_order):
            cause = event.because_of if isinstance(event, Act) else event.cause
            known = cause in parents and (isinstance(event, Act) or event.kind == "flag")
            (self._below.setdefault(str(cause), []) if known else self.roots).append(event)

    def below(self, event: Act | Happening) -> list[Act | Happening]:
        """Return what stands below an event; each thing is told once."""
        return self._below.pop(event.id, []) if _may_cause(event) else []


def _order(event: Act | Happening) -> tuple[int, bool]:
    """Order by day; within it, what a condition called forth comes behind what made it true."""
    called = isinstance(event, Happening) and event.cause == "condition"
    return event.day, called and event.kind == "inject"


def _may_cause(event: Act | Happening) -> bool:
    return isinstance(event, Act) or event.kind == "inject"
