"""Inputs on an exercise: what each kind asks of the table, checked before it is done."""

from __future__ import annotations

from dataclasses import asdict
from math import isfinite
from typing import Any, get_args

from engine.errors import PlayError
from engine.play.exercise import Exercise
from engine.play.journal.entries import Entry, Plain
from engine.record import Adjudication, AwaitChoices, Finished, Rating, Result, Ruling, TurnEnded

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


def ruled(ruling: Ruling) -> Plain:
    """Return a ruling as plain data."""
    return asdict(ruling)


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
    elif kind == "seam":
        raise PlayError("a seam is sewn by opening a journal, not by an input")
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
    for name, kind in (("result", Result), ("rating", Rating)):
        if data[name] is not None and data[name] not in get_args(kind):
            known = ", ".join(get_args(kind))
            raise PlayError(f"there is no {name} {data[name][:20]!r}; there are {known}")
    if not isfinite(data["balance"]):
        raise PlayError("the balance of arguments is a number")
    return Ruling(**data)


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
        "seam": "goes on under another engine",
        "undo": "undo to {to}",
        "redo": "redo to {to}",
        "branch": "branch {name!r} at {at}",
        "switch": "to branch {name!r}",
        "amend": "amend {of}",
        "setup": "set-up of {scenario}, seed {seed}",
    }
    text = texts[entry.kind]
    return text if entry.kind == "rule" else text.format_map(data)
