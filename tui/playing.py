"""One exercise at the table: the loop, going back, and how the levels went.

Every input goes through the session, so it is on disk before anything of it shows. What the table
waits for and who sits where is told by `tui.standing`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from engine.errors import PlayError
from engine.model import Level
from engine.model.free import FreeMove
from engine.play.exercise import Exercise
from engine.play.journal.plan import plan_of
from engine.play.journal.session import Session
from engine.play.journal.tree import MAIN
from engine.record import (
    Adjudication,
    AwaitChoices,
    Explanation,
    Finished,
    Happening,
    Pause,
    Ruling,
    TurnEnded,
    TurnReport,
)
from reports.names import Names
from reports.recalled import act_says
from reports.timeline import Chronicle, Line
from tui import steps
from tui.plan import Plan


class Playing:
    """An exercise under way. Screens read it and give it answers; the engine decides."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.scenario = session.exercise.scenario
        self.names: Names = Names(self.scenario)
        self.levels = self.names.levels
        self.token = object()  # stands for this exercise: what is kept by it is never another's
        self.ruler = ""
        self.locked = False  # the table shows only what everybody may know
        self.before_leaving: Callable[[], None] = _nothing
        self._open = True
        self.retell()

    @property
    def exercise(self) -> Exercise:
        """The exercise as it stands; another object after going back."""
        return self.session.exercise

    @property
    def journal(self) -> Path:
        """The file all of it is kept in."""
        return self.session.path

    @property
    def branch(self) -> str:
        """The branch on the table, "" where it is the exercise's first line."""
        name = self.session.branch_name
        return "" if name == MAIN else name

    @property
    def plan(self) -> Plan:
        """How it was set up."""
        data = self.session.contents.setup.data
        kept = plan_of(data)
        return Plan(
            data["scenario"],
            frozenset(kept.people),
            kept.seed,
            data["variant"],
            data["lens"],
            kept.adjudication,
            kept.marking,
            kept.names,
            kept.anonymous,
            kept.budget,
            Path(kept.second) if kept.second else None,
            self.journal,
        )

    def close(self) -> None:
        """Let go of the journal, once what runs beside it has said its last."""
        if self._open:
            self._open = False
            self.before_leaving()
            self.session.close()

    # --- the loop --------------------------------------------------------------------------------

    def advance(self) -> Pause:
        """Play on to the next pause."""
        pause = self.session.advance()
        if isinstance(pause, TurnEnded):
            self._tell(pause.report)
        return pause

    def end(self, reason: str) -> None:
        """Call ENDEX at a turn's end; it is on disk when this returns."""
        self.session.end(reason)

    def may_end(self) -> bool:
        """Whether ENDEX may be called here: a turn is over, and it is not the last."""
        try:
            self.exercise.check_end()
        except PlayError:
            return False
        return True

    def choose(self, seat: str, move: str | FreeMove, by: str) -> None:
        """Choose for an open seat, off the menu or freely; it is on disk when this returns."""
        if isinstance(move, FreeMove):
            self.session.propose(seat, move, by=by)
        else:
            self.session.submit(seat, move, by=by)

    def rule(self, ruling: Ruling) -> None:
        """Rule on the move that is due; it is on disk when this returns, and `advance` plays on."""
        self.session.rule(ruling)

    @property
    def ruled(self) -> bool:
        """Whether the move that is due is ruled on and only waits to be played on."""
        kinds = [entry.kind for entry in self.session.inputs]
        played = max((at for at, kind in enumerate(kinds) if kind == "advance"), default=0)
        return isinstance(self.pause, Adjudication) and "rule" in kinds[played:]

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
        self.retell()
        return says

    def undo_turn(self) -> None:
        """Go back to the start of the turn; at its start, to that of the turn before."""
        self.session.undo_turn()
        self.retell()

    @property
    def coming(self) -> int:
        """The number of the turn under way, or of the one that comes next."""
        return self.exercise.turn

    def redo(self) -> str:
        """Bring back what was last taken back; return the last step of it."""
        self.session.redo()
        self.retell()
        return self.last_step()

    def retell(self) -> None:
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
    def open_seats(self) -> tuple[str, ...]:
        """The seats that are asked for a choice now."""
        return tuple(self.pause.seats) if isinstance(self.pause, AwaitChoices) else ()

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

    def begun(self) -> bool:
        """Whether anything has happened in a turn that has not ended.

        Once a turn is closed the next has begun: what is fired before it is played belongs to it.
        """
        fired = self.exercise.table.log.happenings
        return self.under_way() or (bool(fired) and self.coming <= self.scenario.turns.count)

    def so_far(self) -> TurnReport:
        """Return the turn that is shown: its report, or what has happened in it until now."""
        if self.exercise.reports and not self.under_way():
            return self.exercise.reports[-1]
        return self._unended()

    def _unended(self) -> TurnReport:
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
        """Return every turn until now with its lines, one that has not ended last."""
        if not self.begun():
            return self._told
        report = self._unended()
        return [*self._told, (report, self.chronicle.turn(report))]

    def happened(self) -> list[Happening]:
        """Return all that happened until now, also what was fired before the next turn's play."""
        told = [each for report, _ in self.told() for each in report.happenings]
        return told if self.begun() else [*told, *self.exercise.table.log.happenings]

    def acts(self) -> dict[str, str]:
        """Return what every move carried out until now was, by its id."""
        acts = [act for report, _ in self.told() for act in report.acts]
        behind, actor = self.names.behind, self.names.actor
        return {act.id: f"{actor(act.actor)} {behind(act_says(act, self.names))}" for act in acts}

    def argument_for(self, act: str) -> str:
        """Return why its seat says that a free move should work, "" of others: the white cell's."""
        free = self.exercise.table.world.free.get(act)
        return free.argument if free else ""

    def explanations(self, turn: int) -> tuple[Explanation, ...]:
        """Return why each seat chose as it did in a turn, in the order it happened."""
        reports = [report for report, _ in self.told() if report.turn == turn]
        decisions = reports[0].decisions if reports else ()
        return tuple(each.explanation for each in decisions if each.explanation)

    def changes(self) -> dict[str, float]:
        """Return how far each level went in the last turn that ended; levels move at its end."""
        return {id: past[-1] - past[-2] if past[1:] else 0.0 for id, past in self.history.items()}

    def level_name(self, level: Level) -> str:
        """Return a level's name, a relation's as short as its actors can be told apart."""
        if not level.is_relation:
            return self.names.level(level.id)
        ends = self.names.level(level.id).removeprefix("relation ").split("–")
        return "–".join(end[:3].upper() for end in ends)


def _nothing() -> None:
    """Do nothing."""
