"""Odds from here: roll-outs from a position on fresh luck, counted as they come.

    question = Question(scenario, position_of(contents, path), seat="pyongyang")
    for forecast in forecasts(question, runs=400):
        print(forecast.runs, forecast.shares)

Roll-out `n` of every question about an exercise has the same luck, whatever the position, the seat
or the option: what is drawn for turn 7 is the same from turn 2 and from turn 6, and for every
option. So positions and options are compared in pairs. Luck already consumed stays as it is; what
people have not answered yet, the engine answers.

With a `seat` the roll-outs start from the state as that seat knows it, in the scenario it believes
in (`believed`, `believing`), the others' types drawn anew in each from what it believes of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from batch.believed import Asked, asked
from batch.believing import believed_scenario, types_drawn
from batch.pool import mapped
from batch.positions import Ground, Position
from batch.tally import Forecast, Run, Tally
from engine.model import Scenario
from engine.play.exercise import Exercise
from engine.play.freshening import freshen
from engine.play.seats import play_out
from engine.play.table import Prepared
from engine.record import HOLD, AwaitChoices, Phase
from engine.rules.luck import derived_root
from engine.rules.world import snapshot

CHUNKS = (1, 1, 2, 4, 8)
"""Roll-outs of the first pieces of work, so that first figures come soon; then `CHUNK` each."""
CHUNK = 16
READINGS = 32
"""Readings of the others' types that are kept compiled at a time."""


Asks = tuple[Position, str | None, str | None, bool]
"""A question without its scenario: position, seat, decider, options."""


@dataclass(frozen=True)
class Question:
    """What is asked: odds from a position, of control, or of a seat on its own view.

    `options` asks for the odds after each move the deciding seat may choose now as well: `decider`
    on the true state, or `seat` on its own view.
    """

    scenario: Scenario
    position: Position
    seat: str | None = None
    decider: str | None = None
    options: bool = True

    @property
    def asks(self) -> Asks:
        """Return all of it but the scenario."""
        return self.position, self.seat, self.decider, self.options

    @cached_property
    def key(self) -> str:
        """Return what tells this question from others, so that workers prepare it once."""
        parts = (self.scenario, *self.asks)
        return sha256(repr(parts).encode()).hexdigest()


class Forecaster:
    """A question prepared: gives its roll-outs one by one, by number."""

    def __init__(self, question: Question, check: Callable[[], None] = lambda: None) -> None:
        """Prepare a question. `check` is called before every play-out: it may raise to stop it."""
        self.question, self._check = question, check
        self.ground = Ground(Prepared(question.scenario), question.position)
        self.now = self.ground.here
        self._seat = _SeatGround(self.now, question.seat) if question.seat else None
        self.options = self._options() if question.options else ()

    @property
    def turn(self) -> int:
        """The first turn whose end is still to come."""
        return self.now.turn

    def empty(self) -> Tally:
        """Return a tally with nothing counted yet."""
        tables = self.now.table.tables
        ids, bounds = tables.ids, tuple(zip(tables.low, tables.high, strict=True))
        outcomes = tuple(outcome.id for outcome in self.question.scenario.outcomes)
        turns = self.question.scenario.turns.count
        return Tally(outcomes, ids, bounds, self.turn, turns, self.options)

    def play(self, number: int) -> tuple[Run, dict[str, str]]:
        """Return a roll-out, and the outcome of the same luck after each option."""
        root = derived_root(self.question.position.seed, "odds", number)
        main = self._rolled(root, None)
        after = {option: self._rolled(root, option).outcome for option in self.options}
        return main, after

    def count(self, first: int, count: int) -> Tally:
        """Return what some roll-outs gave, from number `first` on."""
        tally = self.empty()
        for number in range(first, first + count):
            tally.add(*self.play(number))
        return tally

    def _rolled(self, root: int, option: str | None) -> Run:
        self._check()
        if self._seat is not None:
            exercise = self._seat.stand(root, choosing=option is not None)
        else:
            exercise = self.ground.stand()
            exercise.freshen(root)
        if option is not None:
            seat = self.question.seat or self.question.decider
            assert seat is not None
            exercise.submit(seat, option)
        exercise.entrust()
        outcome = play_out(exercise).outcome
        ends = exercise.table.world.history[self.turn - 1 :]
        return Run(outcome, tuple((end.turn, end.levels) for end in ends))

    def _options(self) -> tuple[str, ...]:
        """Return the moves the deciding seat may choose now, to hold first."""
        if self._seat is not None:
            view = self._seat.view()
        else:
            pause = self.now.pause
            seats = pause.seats if isinstance(pause, AwaitChoices) else {}
            view = seats.get(self.question.decider or "")
        moves = [o.move for o in view.options if o.possible] if view else []
        return tuple(sorted(moves, key=lambda move: move != HOLD))


class _SeatGround:
    """Where a seat's roll-outs start: what it knows, and what it believes of the others."""

    def __init__(self, exercise: Exercise, seat: str) -> None:
        self.seat, self.luck = seat, exercise.table.luck
        self.scenario = exercise.scenario
        known: Asked = asked(exercise, seat)
        self.phase: Phase | None = known.phase
        self.taken: dict[str, Any] = snapshot(known.world)
        self.held = known.world.beliefs[seat]
        self._readings: dict[tuple[tuple[str, str], ...], Prepared] = {}

    def stand(self, root: int, *, choosing: bool) -> Exercise:
        """Return an exercise on the luck of a root; `choosing`: at the seat's own choice."""
        types = types_drawn(self.seat, root, self.held)
        exercise = Exercise.restored(
            self._reading(types),
            root,
            self.taken,
            replication=self.luck.replication,
            people=[self.seat] if choosing else [],
            lean=True,
        )
        freshen(exercise.table, root, {}, seen_today=self.phase == "reaction")
        if choosing:
            exercise.advance()
        return exercise

    def view(self) -> Any:
        """Return what the seat is shown at its choice, None where it is not asked for one now."""
        if self.phase is None:
            return None
        pause = self.stand(0, choosing=True).pause
        return pause.seats.get(self.seat) if isinstance(pause, AwaitChoices) else None

    def _reading(self, types: dict[str, str]) -> Prepared:
        key = tuple(sorted(types.items()))
        if key not in self._readings:
            if len(self._readings) >= READINGS:
                self._readings.pop(next(iter(self._readings)))
            scenario = believed_scenario(self.scenario, self.seat, types)
            self._readings[key] = Prepared(scenario)
        return self._readings[key]


# --- many roll-outs -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Piece:
    question: Question
    first: int
    count: int


def pieces(runs: int) -> Iterator[tuple[int, int]]:
    """Give the pieces of work, (first, count): small ones first, so that figures come soon."""
    first, sizes = 0, iter(CHUNKS)
    while first < runs:
        count = min(next(sizes, CHUNK), runs - first)
        yield first, count
        first += count


def forecasts(question: Question, runs: int, workers: int = 1) -> Iterator[Forecast]:
    """Give the forecast as it grows, the last after `runs` roll-outs.

    The figures after any number of runs do not depend on the workers.
    """
    jobs = (_Piece(question, first, count) for first, count in pieces(runs))
    total: Tally | None = None
    for tally in mapped(_counted, jobs, workers):
        total = tally if total is None else total.plus(tally)
        yield total.forecast(runs)


_PREPARED: dict[str, Forecaster] = {}


def _counted(piece: _Piece) -> Tally:
    """Return what some roll-outs gave; the question asked last stays prepared."""
    key = piece.question.key
    if key not in _PREPARED:
        _PREPARED.clear()
        _PREPARED[key] = Forecaster(piece.question)
    return _PREPARED[key].count(piece.first, piece.count)
