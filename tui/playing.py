"""One exercise at the table: what is waited for, who sits where, and how the levels went.

Every input goes through the session, so it is on disk before anything of it shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from engine.model import Actor, Level
from engine.play.exercise import Exercise
from engine.play.journal.session import Session
from engine.record import (
    Adjudication,
    AwaitChoices,
    Decision,
    Explanation,
    Finished,
    Pause,
    Ruling,
    TurnEnded,
    TurnReport,
)
from reports.names import Names
from reports.timeline import Chronicle, Line
from reports.wording import full_date, listing, period
from tui import steps
from tui.shelf import Plan


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the table waits for, and the key that comes next."""

    says: str
    key: str
    action: str
    does: str


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat as the console shows it."""

    id: str
    name: str
    by_person: bool
    sign: str
    state: str
    capital: float | None
    most: float


class Playing:
    """An exercise under way. Screens read it and give it answers; the engine decides."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.scenario = session.exercise.scenario
        self.names: Names = Names(self.scenario)
        self.levels = self.names.levels
        self.ruler = ""
        self._open = True
        self._retell()

    @property
    def exercise(self) -> Exercise:
        """The exercise as it stands; another object after going back."""
        return self.session.exercise

    @property
    def journal(self) -> Path:
        """The file all of it is kept in."""
        return self.session.path

    @property
    def plan(self) -> Plan:
        """How it was set up."""
        data = self.session.contents.setup.data
        people = frozenset(data["people"])
        return Plan(
            data["scenario"], people, data["seed"], data["variant"], data["rulings"], self.journal
        )

    def close(self) -> None:
        """Let go of the journal."""
        if self._open:
            self._open = False
            self.session.close()

    # --- the loop --------------------------------------------------------------------------------

    def advance(self) -> Pause:
        """Play on to the next pause."""
        pause = self.session.advance()
        if isinstance(pause, TurnEnded):
            self._tell(pause.report)
        return pause

    def choose(self, seat: str, move: str, by: str) -> None:
        """Choose for an open seat; it is on disk when this returns."""
        self.session.submit(seat, move, by=by)

    def rule(self, ruling: Ruling) -> None:
        """Rule on the move that is due, and play on."""
        self.session.rule(ruling)
        self.advance()

    def switch(self, seat: str) -> None:
        """Give a seat to a person or back to the engine, from the next choice on."""
        if seat in self.exercise.people:
            self.session.release(seat)
        else:
            self.session.hold(seat)

    # --- going back ------------------------------------------------------------------------------

    def last_step(self) -> str:
        """Return what `undo` would take back, an empty text where there is nothing."""
        return steps.says(steps.last_step(self.session.inputs), self.names)

    def undo(self) -> str:
        """Take back the last step; return what it was. It can be brought back."""
        says = self.last_step()
        self.session.undo(max(1, len(steps.last_step(self.session.inputs))))
        self._retell()
        return says

    def undo_turn(self) -> None:
        """Go back to the start of the turn; at its start, to that of the turn before."""
        self.session.undo_turn()
        self._retell()

    @property
    def coming(self) -> int:
        """The number of the turn under way, or of the one that comes next."""
        return self.exercise.turn

    def redo(self) -> str:
        """Bring back what was last taken back; return the last step of it."""
        self.session.redo()
        self._retell()
        return self.last_step()

    def _retell(self) -> None:
        """Tell the exercise anew from its first turn."""
        self.chronicle = Chronicle(self.scenario)
        self.history = {id: [level.opening] for id, level in self.levels.items()}
        self._told: list[tuple[TurnReport, tuple[Line, ...]]] = []
        for report in self.exercise.reports:
            self._tell(report)

    def _tell(self, report: TurnReport) -> None:
        for id, value in report.levels.items():
            self.history[id].append(value)
        self._told.append((report, self.chronicle.turn(report)))

    # --- where it stands -------------------------------------------------------------------------

    @property
    def pause(self) -> Pause | None:
        """Where the table stands, None before the first turn."""
        return self.exercise.pause

    @property
    def finished(self) -> Finished | None:
        """How it ended, or None."""
        return self.pause if isinstance(self.pause, Finished) else None

    @property
    def turn(self) -> int:
        """The turn that is shown: the one under way, or the one that has just ended."""
        pause = self.pause
        if isinstance(pause, TurnEnded):
            return pause.report.turn
        if isinstance(pause, Finished):
            return len(self.exercise.reports)
        return self.exercise.turn

    def under_way(self) -> bool:
        """Whether a turn has begun and not ended."""
        return isinstance(self.pause, AwaitChoices | Adjudication)

    def so_far(self) -> TurnReport:
        """Return the turn that is shown: its report, or what has happened in it until now."""
        if self.exercise.reports and not self.under_way():
            return self.exercise.reports[-1]
        table = self.exercise.table
        turn, log = table.world.turn, table.log
        return TurnReport(
            turn=turn,
            starts=table.calendar.start_of(turn),
            ends=table.calendar.start_of(turn + 1),
            before=dict(log.before),
            levels=dict(zip(table.tables.ids, table.world.levels, strict=True)),
            flags={},
            decisions=tuple(log.decisions),
            acts=tuple(log.acts),
            happenings=tuple(log.happenings),
            state_hash="",
        )

    def told(self) -> list[tuple[TurnReport, tuple[Line, ...]]]:
        """Return every turn until now with its lines, the one under way last."""
        if not self.under_way():
            return self._told
        report = self.so_far()
        return [*self._told, (report, self.chronicle.turn(report))]

    def acts(self) -> dict[str, str]:
        """Return what every move carried out until now was, by its id."""
        acts = [act for report, _ in self.told() for act in report.acts]
        return {act.id: f"{self.names.actor(act.actor)} {act.says}" for act in acts}

    def explanations(self, turn: int) -> tuple[Explanation, ...]:
        """Return why each seat chose as it did in a turn, in the order it happened."""
        reports = [report for report, _ in self.told() if report.turn == turn]
        decisions = reports[0].decisions if reports else ()
        return tuple(each.explanation for each in decisions if each.explanation)

    # --- what the console says -------------------------------------------------------------------

    def title(self) -> str:
        """Return the line over the table."""
        scenario, plan = self.scenario, self.plan
        calendar = self.exercise.table.calendar
        when = period(calendar.start_of(self.turn), calendar.start_of(self.turn + 1))
        turn = f"turn {self.turn}/{scenario.turns.count}"
        variant = scenario.variant or plan.variant or "main"
        return f"{scenario.title} · {turn} · {when} · {variant} · seed {plan.seed}"

    def waiting(self) -> Waiting:
        """Return what is waited for and which key comes next."""
        pause = self.pause
        if pause is None:
            opens = full_date(self.scenario.startex)
            return Waiting(f"STARTEX {opens}.", "n", "next", "play turn 1")
        if isinstance(pause, AwaitChoices):
            return self._waiting_for_choices(pause)
        if isinstance(pause, Adjudication):
            who = self.names.actor(pause.actor)
            return Waiting(f"A move of {who} is to be ruled on.", "a", "rule", "rule on it")
        if isinstance(pause, Finished) or pause.report.turn >= self.scenario.turns.count:
            return Waiting("ENDEX: the last turn is over.", "n", "next", "see the outcome")
        turn = pause.report.turn
        return Waiting(f"Turn {turn} is over.", "n", "next", f"play turn {turn + 1}")

    def _waiting_for_choices(self, pause: AwaitChoices) -> Waiting:
        missing = [self.names.actor(seat) for seat in self.exercise.awaited()]
        if not missing:
            return Waiting("All choices are in, sealed.", "n", "next", "reveal and play on")
        who = listing(missing)
        if pause.phase == "reaction":
            return Waiting(f"{who} may answer.", "d", "decide", f"answer for {missing[0]}")
        verb = "chooses" if len(missing) == 1 else "choose"
        return Waiting(f"{who} {verb}.", "d", "decide", f"decide for {missing[0]}")

    def seats(self) -> tuple[Seat, ...]:
        """Return the seats as they stand, in the order of the cast."""
        chosen = {each.actor: each for each in self.so_far().decisions if self.pause}
        return tuple(self._seat(actor, chosen.get(actor.id)) for actor in self.scenario.actors)

    def _seat(self, actor: Actor, decision: Decision | None) -> Seat:
        held = actor.id in self.exercise.people
        sign, state = self._state(actor.id, decision)
        capital = self.exercise.table.world.capital.get(actor.id)
        most = actor.capital.most if actor.capital else 0.0
        return Seat(actor.id, actor.name, held, sign, state, capital, most)

    def _state(self, seat: str, decision: Decision | None) -> tuple[str, str]:
        pause = self.pause
        if isinstance(pause, AwaitChoices) and seat in pause.seats:
            return ("●", "chooses") if seat in self.exercise.awaited() else ("✓", "sealed")
        if decision is None:
            return "·", "waits"
        return ("–", "holds") if decision.held else ("✓", "moves")

    def changes(self) -> dict[str, float]:
        """Return how far each level went in the last turn that ended; levels move at its end."""
        return {id: past[-1] - past[-2] if past[1:] else 0.0 for id, past in self.history.items()}

    def level_name(self, level: Level) -> str:
        """Return a level's name, a relation's as short as its actors can be told apart."""
        if not level.is_relation:
            return self.names.level(level.id)
        ends = self.names.level(level.id).removeprefix("relation ").split("–")
        return "–".join(end[:3].upper() for end in ends)
