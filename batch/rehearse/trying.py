"""Trying a scenario out from a turn on: a state may be set there, and choices are remembered.

What an author decides in a trial is kept beside the scenario, not in it: after each edit the same
seed, state and choices are played again, and those that no longer apply are named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from engine.errors import PlayError, nearest
from engine.model import Flag, FlagValue, Level, Scenario
from engine.play.exercise import Exercise
from engine.play.table import Prepared
from engine.record import AwaitChoices, Finished, Option, Pause, Phase, TurnEnded

Value = float | FlagValue
Key = tuple[int, str, Phase]
"""A choice: the turn, the seat, and whether it begins or answers."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What is tried: from which turn, under which seed, with what set there and chosen so far."""

    seed: int = 1
    turn: int = 1
    state: Mapping[str, Value] = field(default_factory=dict)
    choices: Mapping[Key, str] = field(default_factory=dict)

    def choosing(self, key: Key, move: str) -> Trial:
        """Return the trial with one more choice, in place of that seat's own there."""
        return replace(self, choices={**self.choices, key: move})


@dataclass(slots=True)
class Tried:
    """What came of a trial: the pauses from its turn on, and what could not be used.

    `options` are what each seat could choose first at the turn, the engine's likeliest first.
    """

    pauses: list[Pause] = field(default_factory=list)
    options: dict[str, tuple[Option, ...]] = field(default_factory=dict)
    dropped: list[str] = field(default_factory=list)

    @property
    def finished(self) -> Finished | None:
        """How it ended."""
        last = self.pauses[-1] if self.pauses else None
        return last if isinstance(last, Finished) else None


def tried(scenario: Scenario, trial: Trial) -> Tried:
    """Play a trial to its end, the engine choosing wherever the author has not.

    The turn is at most the last. PlayError where the state names what the theatre does not have.
    """
    found, prepared = Tried(), Prepared(scenario)
    turn = max(1, min(trial.turn, scenario.turns.count))
    exercise = Exercise(prepared, trial.seed)
    if turn > 1:
        for pause in _played(exercise, trial, found, watched=0):
            if isinstance(pause, TurnEnded) and pause.report.turn == turn - 1:
                break
    if isinstance(exercise.pause, Finished):
        found.pauses = [exercise.pause]
        return found
    if trial.state:
        taken, reports = exercise.snapshot(), exercise.reports
        _set(taken, exercise, trial.state)
        exercise = Exercise.restored(prepared, trial.seed, taken, reports=reports)
    found.pauses = list(_played(exercise, trial, found, watched=turn))
    return found


def _played(exercise: Exercise, trial: Trial, found: Tried, watched: int) -> Iterator[Pause]:
    """Play on, giving turn-ends and the end; note the options at the turn that is watched."""
    for actor in exercise.scenario.actors:
        exercise.hold(actor.id)
    while True:
        pause = exercise.advance()
        if isinstance(pause, AwaitChoices):
            if pause.turn == watched and pause.phase == "initiative":
                found.options = {s: view.options for s, view in pause.seats.items()}
            for seat in pause.seats:
                _answer(exercise, trial, found, (pause.turn, seat, pause.phase))
            continue
        yield pause
        if isinstance(pause, Finished):
            return


def _answer(exercise: Exercise, trial: Trial, found: Tried, key: Key) -> None:
    """Give the remembered choice, or leave this one to the engine."""
    turn, seat, _ = key
    move = trial.choices.get(key)
    if move is not None:
        try:
            exercise.submit(seat, move, by="author")
            return  # noqa: TRY300 - what follows is the other case
        except PlayError as error:
            found.dropped.append(f"turn {turn}: {error}")
    exercise.release(seat, at_once=True)
    exercise.hold(seat)


def _set(taken: dict[str, Any], exercise: Exercise, state: Mapping[str, Value]) -> None:
    """Write levels and flags into a snapshot."""
    insist_on(exercise.scenario, state)
    ids = exercise.table.tables.ids
    kinds = {flag.id: flag.kind for flag in exercise.scenario.theatre.flags}
    for name, value in state.items():
        if name in ids:
            at = ids.index(name)
            taken["levels"][at] = taken["published"][at] = float(value)
        else:
            taken["flags"][name] = int(value) if kinds[name] == "count" else value


def insist_on(scenario: Scenario, state: Mapping[str, Value]) -> None:
    """Raise PlayError where a state names what the theatre has not, or gives it no value of its."""
    levels = {level.id: level for level in scenario.theatre.levels}
    flags = {flag.id: flag for flag in scenario.theatre.flags}
    for name, value in state.items():
        if name in levels:
            _insist_on_level(levels[name], value)
        elif name in flags:
            _insist_on_flag(flags[name], value)
        else:
            near = nearest(name, (*levels, *flags))
            meant = f"; did you mean {near!r}?" if near else ""
            raise PlayError(f"no indicator, relation or flag {name!r}{meant}")


def _insist_on_level(level: Level, value: Value) -> None:
    if isinstance(value, (bool, str)):
        raise PlayError(f"{level.id} is a number, not {value!r}")
    if not level.low <= value <= level.high:
        raise PlayError(f"{level.id} lies between {level.low:g} and {level.high:g}")


def _insist_on_flag(flag: Flag, value: Value) -> None:
    truth = isinstance(value, bool)
    fits = {
        "switch": truth,
        "phase": value in flag.values,
        "count": isinstance(value, (int, float)) and not truth and float(value).is_integer(),
    }
    if not fits[flag.kind]:
        known = {"switch": "true or false", "phase": ", ".join(flag.values)}
        raise PlayError(f"{flag.id} is {known.get(flag.kind, 'a whole number')}")


def state_of(text: str) -> dict[str, Value]:
    """Return a state as people write it, `tension=70, treaty=true`; PlayError where it is none."""
    found: dict[str, Value] = {}
    for part in filter(None, (each.strip() for each in _parts(text))):
        name, sign, value = (each.strip() for each in part.partition("="))
        if not (name and sign and value):
            raise PlayError(f"write NAME=VALUE, not {part!r}")
        found[name] = _value(value)
    return found


def _parts(text: str) -> Iterator[str]:
    """Give the parts between commas outside brackets: `relation(a, b)=2` is one."""
    depth, start = 0, 0
    for at, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if sign in ",;" and depth == 0:
            yield text[start:at]
            start = at + 1
    yield text[start:]


def _value(text: str) -> Value:
    if text.lower() in ("true", "false"):
        return text.lower() == "true"
    try:
        return float(text)
    except ValueError:
        return text
