"""Inputs that change nothing in the world: notes, forecasts, the turn clock. Kept, and checked."""

from __future__ import annotations

from math import isclose, isfinite
from typing import Literal, get_args

from engine.errors import PlayError
from engine.play.exercise import Exercise
from engine.play.journal.entries import Plain
from engine.record import FREE, HOLD, AwaitChoices, TurnEnded
from engine.rules.sums import added

NoteKind = Literal["observation", "strength", "issue", "hot_wash"]
ClockState = Literal["start", "pause", "resume", "stop"]
LONGEST = 200
"""Signs the owner of an issue and its due date may have; a note may be of any length."""


def check_note(exercise: Exercise, data: Plain) -> None:
    """Raise PlayError where a note's tags mean nothing here."""
    if data["kind"] not in get_args(NoteKind):
        known = ", ".join(get_args(NoteKind))
        raise PlayError(f"a note is one of {known}, not {data['kind'][:20]!r}")
    if max(len(data[name]) for name in ("owner", "due")) > LONGEST:
        raise PlayError(f"an issue's owner and its due date have at most {LONGEST} signs")
    if data["seat"] is not None:
        exercise.check_seat(data["seat"])
    objectives = len(exercise.scenario.objectives)
    if data["objective"] is not None and not 0 <= data["objective"] < objectives:
        raise PlayError(
            f"there is no objective {data['objective']}; there are {objectives}, from 0"
        )


def check_clock(exercise: Exercise, data: Plain) -> None:
    """Raise PlayError where the turn clock cannot say that."""
    exercise.check_seat(data["seat"])
    if data["state"] not in get_args(ClockState):
        known = ", ".join(get_args(ClockState))
        raise PlayError(f"a clock is told to {known}, not {data['state'][:20]!r}")
    if not (isfinite(data["left"]) and data["left"] >= 0):
        raise PlayError("a clock has some seconds left, or none")


def check_forecast(exercise: Exercise, data: Plain) -> None:
    """Raise PlayError where a forecast is not one, or comes too late."""
    exercise.check_seat(data["seat"])
    known = _classes(exercise, data["seat"], data["about"])
    shares = data["shares"]
    for name, share in shares.items():
        if name not in known:
            near = ", ".join(sorted(known))
            raise PlayError(f"{name[:60]!r} cannot be forecast here; there are {near}"[:300])
        if type(share) not in (int, float) or not 0.0 <= share <= 1.0:
            raise PlayError(f"the share of {name} lies between 0 and 1")
    if not isclose(added(shares.values()), 1.0, abs_tol=1e-6):
        raise PlayError("the shares of a forecast sum to 1")


def _classes(exercise: Exercise, seat: str, about: str) -> set[str]:
    """Return what a forecast may give shares to."""
    if about == "outcome":
        return {outcome.id for outcome in exercise.scenario.outcomes}
    word, _, actor = about.partition(":")
    if word != "move" or actor not in exercise.table.tables.sides:
        raise PlayError(f"a forecast is about 'outcome' or 'move:ACTOR', not {about[:60]!r}")
    if actor == seat:
        raise PlayError(f"{seat} knows its own moves; forecast another's")
    if not before_choices(exercise):
        raise PlayError("moves are forecast before the turn's choices are revealed")
    return {HOLD, FREE, *(play.id for play in exercise.table.tables.sides[actor].plays)}


def before_choices(exercise: Exercise) -> bool:
    """Return whether the next choices are not revealed yet."""
    pause = exercise.pause
    if isinstance(pause, AwaitChoices):
        return pause.phase == "initiative"
    left = exercise.turn <= exercise.scenario.turns.count
    return left and (pause is None or isinstance(pause, TurnEnded))
