"""One exercise: the only loop. Ask `advance` for the next pause, answer it, ask again.

    exercise = Exercise(scenario, seed=7, people={"pyongyang"})
    while not isinstance(pause := exercise.advance(), Finished):
        if isinstance(pause, AwaitChoices):
            for seat, view in pause.seats.items():
                exercise.submit(seat, view.options[0].move)

Seats nobody holds are decided by the engine and never pause. The same scenario, seed and inputs
give the same states, told by `state_hash`, whoever gave the inputs and in whatever order.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from engine.errors import PlayError
from engine.model import Outcome, Scenario
from engine.model.free import FreeMove
from engine.play import executing, happenings, recalling, reopening
from engine.play.agenda import Kind
from engine.play.calendar import Clock, Steps
from engine.play.cast import check_cast
from engine.play.choosing import Answered, Deputy, Sitting, settle_all, sit_alone, sit_together
from engine.play.closing import close_turn
from engine.play.freely import check_free
from engine.play.freshening import freshen
from engine.play.injecting import Injecting
from engine.play.sightings import sighted
from engine.play.table import Log, Prepared, Table, new_table
from engine.play.views import seat_view
from engine.record import (
    FREE,
    Adjudication,
    AwaitChoices,
    Finished,
    Pause,
    Phase,
    Ruling,
    TurnEnded,
    TurnReport,
)
from engine.rules.outcomes import measured, outcome_of, reasons
from engine.rules.world import Due, Pending, restore, snapshot, state_hash, truth


class Exercise(Injecting):
    """A scenario being played under one seed.

    `people` are the seats held by persons or scripts, `white_cell` asks for a ruling on every
    uncertain move, `lean` leaves out explanations and hashes for batches. A `deputy` chooses for
    seats where no person is asked. Raises PlayError where an answer does not fit the pause.
    """

    def __init__(
        self,
        scenario: Scenario | Prepared,
        seed: int,
        *,
        replication: int = 0,
        people: Iterable[str] = (),
        white_cell: bool = False,
        lean: bool = False,
        deputy: Deputy | None = None,
    ) -> None:
        self._deputy = deputy
        prepared = scenario if isinstance(scenario, Prepared) else Prepared(scenario)
        self.prepared, self.seed, self.replication = prepared, seed, replication
        self._table: Table = new_table(prepared, seed, replication, lean)
        self._table.white_cell = white_cell
        self._start()
        for seat in people:
            self.hold(seat)

    def _start(self, reports: Iterable[TurnReport] = ()) -> None:
        self.reports: list[TurnReport] = list(reports)
        self.pause: Pause | None = TurnEnded(self.reports[-1]) if self.reports else None
        self.outcome: Outcome | None = None
        self._given: dict[str, Answered] = {}
        self._left = set[str]()
        self._sittings: dict[str, Sitting] = {}
        self._ruling: Ruling | None = None
        self._clock = Clock(self._table.world, self._after_turn, self._handle)

    # --- reading ---------------------------------------------------------------------------------

    @property
    def scenario(self) -> Scenario:
        """The scenario being played."""
        return self.prepared.scenario

    @property
    def table(self) -> Table:
        """The state and its tables, for readers inside the house; change nothing here."""
        return self._table

    @property
    def turn(self) -> int:
        """The number of the turn under way, from 1."""
        return self._table.world.turn

    @property
    def today(self) -> date:
        """The date the exercise has reached."""
        return self._table.calendar.date_of(self._table.world.day)

    @property
    def people(self) -> frozenset[str]:
        """The seats held by persons."""
        return frozenset(self._table.people)

    def date_of(self, day: int) -> date:
        """Return the date of a day counted from STARTEX."""
        return self._table.calendar.date_of(day)

    def state_hash(self) -> str:
        """Return the hash of the state as it is."""
        return state_hash(self._table.tables, self._table.world)

    def measures(self) -> dict[str, float]:
        """Return the expectations' measures over the turns so far."""
        return dict(measured(self._table.tables, self._table.world))

    def awaited(self) -> tuple[str, ...]:
        """Return the open seats that have not answered yet, in order of their ids."""
        if not isinstance(self.pause, AwaitChoices):
            return ()
        closed = self._given.keys() | self._left
        return tuple(seat for seat in self.pause.seats if seat not in closed)

    @property
    def sealed(self) -> frozenset[str]:
        """The open seats whose choice is in, to be replaced until `advance`."""
        return frozenset(self._given)

    def choice_of(self, seat: str) -> str:
        """Return the move an open seat has sealed, "" where it has not."""
        return self._given[seat].move if seat in self._given else ""

    # --- answering -------------------------------------------------------------------------------

    def hold(self, seat: str, *, at_once: bool = False) -> None:
        """Let a person hold a seat from the next choice on; `at_once`, from an open pause on."""
        self.check_seat(seat)
        self._table.people.add(seat)
        if at_once and isinstance(self.pause, AwaitChoices):
            self._left.discard(seat)
            self.pause = reopening.joined(self._table, self.pause, self._sittings, seat)

    def release(self, seat: str, *, at_once: bool = False) -> None:
        """Give a seat back to the engine from the next choice on; `at_once`, this one too.

        A choice the person has sealed stands; only what is still open falls to the engine.
        """
        self.check_seat(seat)
        self._table.people.discard(seat)
        if at_once and isinstance(self.pause, AwaitChoices) and seat in self.pause.seats:
            self._left.add(seat)

    def entrust(self) -> None:
        """Leave everything not answered yet to the engine, here and from here on."""
        self._table.people.clear()
        self._table.white_cell = False
        if not isinstance(self.pause, Finished):
            self.pause = None

    def check_seat(self, seat: str) -> None:
        """Raise PlayError where there is no such seat."""
        check_cast([seat], self._table.seats())

    def submit(self, seat: str, move: str, *, note: str = "", by: str = "person") -> None:
        """Choose for an open seat; a later call replaces the choice until `advance`."""
        self.check_choice(seat, move)
        self._given[seat] = Answered(move, by, note)

    def propose(self, seat: str, free: FreeMove, *, note: str = "", by: str = "person") -> None:
        """Answer for an open seat with a free move; replaceable until `advance`."""
        self.check_free(seat, free)
        self._given[seat] = Answered(FREE, by, note, free)

    def check_free(self, seat: str, free: FreeMove) -> None:
        """Raise PlayError where `propose` would."""
        self._check_open(seat)
        check_free(self._table.tables, seat, free)

    def _check_open(self, seat: str) -> AwaitChoices:
        if not isinstance(self.pause, AwaitChoices) or seat not in self.pause.seats:
            raise PlayError(f"{seat} is not asked for a choice now")
        if seat in self._left:
            raise PlayError(f"the engine holds {seat}; take the seat first")
        return self.pause

    def check_choice(self, seat: str, move: str) -> None:
        """Raise PlayError where `submit` would."""
        pause = self._check_open(seat)
        options = {option.move: option for option in pause.seats[seat].options}
        if move not in options:
            raise PlayError(f"{seat} has no move {move!r}")
        if not options[move].possible:
            raise PlayError(f"{seat} cannot {move} now: {options[move].blocks[0].says}")

    def rule(self, ruling: Ruling) -> None:
        """Answer an adjudication: accept the model's result, shift, roll, rate or override it."""
        self.check_ruling(ruling)
        self._ruling = ruling

    def check_ruling(self, ruling: Ruling) -> None:
        """Raise PlayError where `rule` would."""
        if not isinstance(self.pause, Adjudication):
            raise PlayError("nothing waits for a ruling now")
        if ruling.dice is not None and not 2 <= ruling.dice <= 12:
            raise PlayError("two dice show 2 to 12")
        if ruling.result is not None and not (ruling.reason.strip() and ruling.by.strip()):
            raise PlayError("an override needs a reason and a name")

    def end(self, reason: str = "") -> Finished:
        """Call ENDEX at a turn's end, before its time: the outcome is that of the path so far."""
        self.check_end()
        self.pause = finished = replace(self._finish(self.reports[-1]), called=reason)
        self._clock.stop()
        return finished

    def check_end(self) -> None:
        """Raise PlayError where `end` would."""
        if not isinstance(self.pause, TurnEnded):
            raise PlayError("ENDEX is called at a turn's end: play on to it, or undo to the last")
        if self._over():
            raise PlayError("this was the last turn: go on to the outcome")

    def freshen(self, root: int) -> None:
        """Draw from another root whatever luck is not consumed yet; what happened stays."""
        answers = isinstance(self.pause, AwaitChoices) and self.pause.phase == "reaction"
        self._sittings = freshen(self._table, root, self._sittings, seen_today=answers)
        if isinstance(self.pause, AwaitChoices):
            views = {s: seat_view(self._table, self._sittings[s]) for s in self.pause.seats}
            self.pause = replace(self.pause, seats=views)
        elif isinstance(self.pause, Adjudication):
            pending = self._table.world.pending[self.pause.act]
            self.pause = executing.adjudication(self._table, pending)

    # --- the loop --------------------------------------------------------------------------------

    def advance(self) -> Pause:
        """Play on to the next pause. PlayError names who is awaited if an answer is missing."""
        if isinstance(self.pause, Finished):
            return self.pause
        self.check_advance()
        self.pause = self._clock.run()
        if isinstance(self.pause, Finished):
            self._clock.stop()
        return self.pause

    def check_advance(self) -> None:
        """Raise PlayError where an answer is missing."""
        if missing := self.awaited():
            raise PlayError(f"waiting for {', '.join(missing)}")
        if isinstance(self.pause, Adjudication) and self._ruling is None:
            raise PlayError(f"waiting for a ruling on {self.pause.act}")

    def _handle(self, due: Due) -> Steps | None:
        kind = due.kind
        if kind == Kind.EXECUTION:
            return self._execution(due.ref)
        if kind == Kind.RESPONSE:
            return self._reaction(due.actor)
        if kind == Kind.CHOICE:
            return self._initiative()
        if kind == Kind.TURN_END:
            return self._turn_end()
        if kind == Kind.SIGHTING:
            sighted(self._table, due.actor, int(due.ref))
        else:
            happenings.due(self._table, due.ref, due.slot)
        return None

    def _initiative(self) -> Steps | None:
        happenings.roll_hazards(self._table)
        happenings.test_conditions(self._table)
        return self._choices(sit_together(self._table), "initiative")

    def _reaction(self, seat: str) -> Steps | None:
        return self._choices({seat: sit_alone(self._table, seat)}, "reaction")

    def _choices(self, sittings: dict[str, Sitting], phase: Phase) -> Steps | None:
        """Let some seats choose: at once where no person is among them."""
        people = [
            s for s in sittings if s in self._table.people and any(sittings[s].verdict.possible)
        ]
        if people:
            return self._await(sittings, phase, people)
        deputy = self._deputy
        settle_all(self._table, sittings, deputy(self._table, phase, sittings) if deputy else {})
        return None

    def _await(self, sittings: dict[str, Sitting], phase: Phase, people: list[str]) -> Steps:
        self._given, self._left, self._sittings = {}, set(), sittings
        views = {seat: seat_view(self._table, sittings[seat]) for seat in people}
        world = self._table.world
        yield from self._clock.ask(AwaitChoices(world.turn, world.day, phase, views))
        settle_all(self._table, self._sittings, self._given)
        self._given, self._sittings = {}, {}

    def _execution(self, id: str) -> Steps | None:
        pending = self._table.world.pending[id]
        barred = recalling.objection(self._table, pending)
        if barred is not None:
            recalling.call_off(self._table, pending, barred)
            return None
        question = executing.adjudication(self._table, pending) if self._table.white_cell else None
        if question is not None:
            return self._ask_ruling(pending, question)
        self._carry_out(pending, None)
        return None

    def _ask_ruling(self, pending: Pending, question: Adjudication) -> Steps:
        self._ruling = None
        yield from self._clock.ask(question)
        self._carry_out(pending, self._ruled())

    def _ruled(self) -> Ruling | None:
        """Return what was ruled meanwhile, which no type checker sees where it was set to None."""
        return self._ruling

    def _carry_out(self, pending: Pending, ruling: Ruling | None) -> None:
        del self._table.world.pending[pending.id]
        executing.execute(self._table, pending, ruling)

    def _turn_end(self) -> Steps:
        report = close_turn(self._table)
        self._table.log = Log(report.levels)
        self.reports.append(report)
        yield from self._clock.ask(TurnEnded(report))
        yield from self._after_turn()

    def _after_turn(self) -> Steps:
        """Finish where a turn that has ended was the last; a snapshot goes on from here too."""
        if self._table.world.history and self._over():
            yield from self._clock.ask(self._finish(self.reports[-1] if self.reports else None))

    def _over(self) -> bool:
        world, endex = self._table.world, self._table.tables.endex
        early = endex is not None and bool(endex(truth(self._table.tables, world)))
        return early or world.turn > self.scenario.turns.count

    def _finish(self, report: TurnReport | None = None) -> Finished:
        tables, world = self._table.tables, self._table.world
        self.outcome = outcome_of(tables, world)
        because = reasons(tables, world, self.outcome)
        return Finished(self.outcome.id, self.outcome.says, because, report)

    # --- snapshots -------------------------------------------------------------------------------

    def snapshot(self) -> dict[str, Any]:
        """Return the state at a turn's end as JSON-ready data; PlayError in the middle of one."""
        if self.pause is not None and not isinstance(self.pause, TurnEnded):
            raise PlayError("a snapshot is taken at a turn's end")
        return snapshot(self._table.world)

    @classmethod
    def restored(
        cls,
        scenario: Scenario | Prepared,
        seed: int,
        taken: dict[str, Any],
        *,
        reports: Iterable[TurnReport] = (),
        **options: Any,
    ) -> Exercise:
        """Return an exercise that goes on from a snapshot as the first one would have.

        With the `reports` of the turns so far it stands at the last one's end, as the first did.
        """
        exercise = cls(scenario, seed, **options)
        people = exercise.people
        exercise._table.world = restore(taken)
        exercise._table.people = set(people)
        exercise._table.log = exercise._table.fresh_log()
        exercise._start(reports)
        return exercise
