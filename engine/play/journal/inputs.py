"""Inputs on an exercise: what each kind asks of the table, checked before it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from math import isfinite
from typing import Any, get_args

from engine.errors import PlayError
from engine.play.exercise import Exercise
from engine.play.freely import LONGEST
from engine.play.journal.asides import check_clock, check_forecast, check_note
from engine.play.journal.entries import Entry, Plain, full
from engine.play.journal.freedom import effects_of, free_of, seats_of
from engine.record import Adjudication, AwaitChoices, Degree, Finished, Rating, Ruling, TurnEnded

HOLDERS = ("person", "engine")
MOST_ROOT = 2**128
AFTER_ENDEX = ("note", "luck", "clock")
"""Inputs that are taken once the exercise is over."""


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


# --- what fits ------------------------------------------------------------------------------------


def check(exercise: Exercise, kind: str, data: Plain) -> None:
    """Raise PlayError where an input does not fit the table as it stands."""
    if isinstance(exercise.pause, Finished) and kind not in AFTER_ENDEX:
        raise PlayError("the exercise is over; undo, or branch from an earlier turn")
    _CHECKS[kind](exercise, full(kind, data))


def _check_seat(exercise: Exercise, data: Plain) -> None:
    exercise.check_seat(data["seat"])
    if data["holder"] not in HOLDERS:
        raise PlayError(f"a seat is held by a person or the engine, not {data['holder']!r}")


def _check_inject(exercise: Exercise, data: Plain) -> None:
    exercise.check_inject(data["id"], data["scale"])
    if data["says"] is not None:
        _check_told(data["says"])


def _check_told(text: str) -> None:
    if not 0 < len(text.strip()) <= LONGEST:
        raise PlayError(f"an inject is told in 1 to {LONGEST} signs")


def _check_luck(exercise: Exercise, data: Plain) -> None:
    if not 0 <= data["root"] < MOST_ROOT:
        raise PlayError("a root of luck is a number from 0")


def _check_seam(exercise: Exercise, data: Plain) -> None:
    raise PlayError("a seam is sewn by opening a journal, not by an input")


def _check_improvised(exercise: Exercise, data: Plain) -> None:
    _check_told(data["says"])
    exercise.check_improvised(data["says"], effects_of(data), seats_of(data))


Checks = Callable[[Exercise, Plain], None]
_CHECKS: dict[str, Checks] = {
    "advance": lambda e, d: e.check_advance(),
    "choose": lambda e, d: e.check_choice(d["seat"], d["move"]),
    "free": lambda e, d: e.check_free(d["seat"], free_of(d)),
    "rule": lambda e, d: e.check_ruling(_ruling(d)),
    "seat": _check_seat,
    "inject": _check_inject,
    "skip": lambda e, d: e.check_skip(d["id"]),
    "improvise": _check_improvised,
    "forecast": check_forecast,
    "note": check_note,
    "clock": check_clock,
    "luck": _check_luck,
    "endex": lambda e, d: e.check_end(),
    "seam": _check_seam,
}


# --- what is done ---------------------------------------------------------------------------------


def do(exercise: Exercise, kind: str, data: Plain) -> tuple[str, ...]:
    """Do an input; PlayError where it does not fit. Return the seats it has asked anew."""
    check(exercise, kind, data)
    act = _DEEDS.get(kind)
    return act(exercise, full(kind, data)) or () if act else ()


def _seat(exercise: Exercise, data: Plain) -> None:
    take = exercise.hold if data["holder"] == "person" else exercise.release
    take(data["seat"], at_once=data["at_once"])


def _inject(exercise: Exercise, data: Plain) -> tuple[str, ...]:
    told = {name: data[name] for name in ("says", "scale", "reason", "at_once")}
    return exercise.inject(data["id"], **told)


def _advance(exercise: Exercise, data: Plain) -> None:
    exercise.advance()


def _end(exercise: Exercise, data: Plain) -> None:
    exercise.end(data["reason"])


Deeds = Callable[[Exercise, Plain], tuple[str, ...] | None]
_DEEDS: dict[str, Deeds] = {
    "advance": _advance,
    "choose": lambda e, d: e.submit(d["seat"], d["move"], note=d["note"], by=d["by"]),
    "free": lambda e, d: e.propose(d["seat"], free_of(d), note=d["note"], by=d["by"]),
    "rule": lambda e, d: e.rule(_ruling(d)),
    "seat": _seat,
    "inject": _inject,
    "skip": lambda e, d: e.skip(d["id"], d["reason"]),
    "improvise": lambda e, d: e.improvise(d["says"], effects_of(d), seats_of(d)),
    "luck": lambda e, d: e.freshen(d["root"]),
    "endex": _end,
}
"""What acts on the exercise; forecasts, notes and the clock are only kept."""


def _ruling(data: Plain) -> Ruling:
    for name, kind in (("result", Degree), ("rating", Rating)):
        if data[name] is not None and data[name] not in get_args(kind):
            known = ", ".join(get_args(kind))
            raise PlayError(f"there is no {name} {data[name][:20]!r}; there are {known}")
    if not isfinite(data["balance"]):
        raise PlayError("the balance of arguments is a number")
    return Ruling(**data)


# --- in words -------------------------------------------------------------------------------------


def place_of(entry: Entry, turns: int) -> str:
    """Return the turn an input belongs to, of so many: "STARTEX", "turn 4", "ENDEX" after all."""
    if entry.kind == "setup":
        return "STARTEX"
    turn = entry.pause["turn"]
    return f"turn {turn}" if turn <= turns else "ENDEX"


def says(entry: Entry) -> str:
    """Return an input in a few words."""
    data = full(entry.kind, entry.data)
    if entry.kind == "rule":
        return f"ruling on {entry.pause.get('act')}: {data.get('result') or 'accepted'}"
    if entry.kind == "inject":
        edited = data["says"] is not None or data["scale"] != 1.0
        return f"inject {data['id']}{', edited' if edited else ''}"
    if entry.kind == "note":
        return "note" if data["kind"] == "observation" else f"note ({data['kind']})"
    return _TOLD[entry.kind].format_map(data)


_TOLD = {
    "advance": "go on",
    "choose": "{seat} chooses {move}",
    "free": "{seat} moves freely: {says:.60}",
    "seat": "{seat} is held by {holder}",
    "skip": "inject {id} is skipped",
    "improvise": "improvised inject: {says:.60}",
    "forecast": "{seat} forecasts {about}",
    "clock": "clock of {seat}: {state}, {left:.0f} s left",
    "luck": "fresh luck",
    "endex": "ENDEX is called",
    "seam": "goes on under another engine",
    "undo": "undo to {to}",
    "redo": "redo to {to}",
    "branch": "branch {name!r} at {at}",
    "switch": "to branch {name!r}",
    "amend": "amend {of}",
    "setup": "set-up of {scenario}, seed {seed}",
}
