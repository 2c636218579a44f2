"""Inputs on an exercise: what each kind asks of the table, checked before it is done."""

from __future__ import annotations

from typing import Any, get_args

from engine.errors import PlayError
from engine.play.exercise import Exercise
from engine.play.journal.entries import Entry, Plain
from engine.record import Adjudication, AwaitChoices, Finished, Result, Ruling, TurnEnded

HOLDERS = ("person", "engine")
MOST_ROOT = 2**128


def pause_of(exercise: Exercise) -> Plain:
    """Return where an exercise waits, as plain data."""
    pause = exercise.pause
    world = exercise.table.world
    place: dict[str, Any] = {"turn": world.turn, "day": world.day}
    if pause is None:
        return {"at": "start", **place}
    if isinstance(pause, AwaitChoices):
        return {"at": "choices", **place, "phase": pause.phase, "seats": sorted(pause.seats)}
    if isinstance(pause, Adjudication):
        return {"at": "ruling", **place, "act": pause.act}
    if isinstance(pause, TurnEnded):
        return {"at": "turn_end", **place, "ended": pause.report.turn}
    assert isinstance(pause, Finished)
    return {"at": "finished", **place, "outcome": pause.outcome}


def check(exercise: Exercise, kind: str, data: Plain) -> None:
    """Raise PlayError where an input does not fit the table as it stands."""
    if isinstance(exercise.pause, Finished) and kind not in ("note", "luck"):
        raise PlayError("the exercise is over; undo, or branch from an earlier turn")
    if kind == "choose":
        exercise.check_choice(data["seat"], data["move"])
    elif kind == "rule":
        exercise.check_ruling(_ruling(data))
    elif kind == "seat":
        exercise.check_seat(data["seat"])
        if data["holder"] not in HOLDERS:
            raise PlayError(f"a seat is held by a person or the engine, not {data['holder']!r}")
    elif kind == "inject":
        exercise.check_inject(data["id"])
    elif kind == "advance":
        exercise.check_advance()
    elif kind == "luck" and not 0 <= data["root"] < MOST_ROOT:
        raise PlayError("a root of luck is a number from 0")


def do(exercise: Exercise, kind: str, data: Plain) -> None:
    """Do an input; PlayError where it does not fit."""
    check(exercise, kind, data)
    if kind == "choose":
        exercise.submit(data["seat"], data["move"], note=data["note"], by=data["by"])
    elif kind == "rule":
        exercise.rule(_ruling(data))
    elif kind == "seat" and data["holder"] == "person":
        exercise.hold(data["seat"])
    elif kind == "seat":
        exercise.release(data["seat"])
    elif kind == "inject":
        exercise.inject(data["id"])
    elif kind == "advance":
        exercise.advance()
    elif kind == "luck":
        exercise.freshen(data["root"])


def _ruling(data: Plain) -> Ruling:
    result = data["result"]
    if result is not None and result not in get_args(Result):
        raise PlayError(f"no result {str(result)[:20]!r}; there are {', '.join(get_args(Result))}")
    return Ruling(result, data["reason"], data["by"])


def says(entry: Entry) -> str:
    """Return an input in a few words."""
    data = entry.data
    texts = {
        "advance": "go on",
        "choose": "{seat} chooses {move}",
        "rule": f"ruling on {entry.pause.get('act')}: {data.get('result') or 'accepted'}",
        "seat": "{seat} is held by {holder}",
        "inject": "inject {id}",
        "note": "note",
        "luck": "fresh luck",
        "undo": "undo to {to}",
        "redo": "redo to {to}",
        "branch": "branch {name!r} at {at}",
        "switch": "to branch {name!r}",
        "amend": "amend {of}",
        "setup": "set-up of {scenario}, seed {seed}",
    }
    text = texts[entry.kind]
    return text if entry.kind == "rule" else text.format_map(data)
