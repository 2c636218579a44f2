"""Who answers a pause: a person through a screen, a script, or the engine. One way for all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from engine.play.exercise import Exercise
from engine.record import (
    HOLD,
    Adjudication,
    AwaitChoices,
    Finished,
    Pause,
    Ruling,
    SeatView,
)


class Answers(Protocol):
    """Anything that can answer for a seat."""

    def choose(self, view: SeatView) -> str:
        """Return the id of one of the view's possible moves."""


class Script:
    """Plays a list of moves by turn, and holds where the list is silent or the move impossible."""

    def __init__(self, moves: Mapping[int, str] | Sequence[str]) -> None:
        self._moves = dict(moves) if isinstance(moves, Mapping) else dict(enumerate(moves, 1))

    def choose(self, view: SeatView) -> str:
        """Return the scripted move of the turn."""
        possible = [option.move for option in view.options if option.possible]
        wanted = self._moves.get(view.turn, HOLD) if view.phase == "initiative" else HOLD
        return wanted if wanted in possible else _hold(possible)


class Likeliest:
    """Always takes the option the engine holds likeliest."""

    def choose(self, view: SeatView) -> str:
        """Return the possible option of greatest probability."""
        return max(
            (o for o in view.options if o.possible), key=lambda o: (o.probability, -o.slot)
        ).move


def _hold(possible: Sequence[str]) -> str:
    return HOLD if HOLD in possible else possible[0]


def pauses(exercise: Exercise, answers: Mapping[str, Answers] | None = None) -> Iterator[Pause]:
    """Play to the end, answering from `answers` and accepting every roll; yield each pause."""
    given = answers or {}
    while True:
        pause = exercise.advance()
        yield pause
        if isinstance(pause, Finished):
            return
        if isinstance(pause, AwaitChoices):
            for seat, view in pause.seats.items():
                exercise.submit(seat, given[seat].choose(view), by="script")
        elif isinstance(pause, Adjudication):
            exercise.rule(Ruling())


def play_out(exercise: Exercise, answers: Mapping[str, Answers] | None = None) -> Finished:
    """Play to the end and return how it ended."""
    for pause in pauses(exercise, answers):
        if isinstance(pause, Finished):
            return pause
    raise AssertionError("an exercise ends with its outcome")
