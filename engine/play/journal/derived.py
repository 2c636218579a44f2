"""What follows from the inputs and is kept at turn ends: a snapshot, and the turn in plain words.

Nothing is lost where these are: every state can be had again by replay.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from engine.play.exercise import Exercise
from engine.play.journal.chain import canonical
from engine.play.journal.contents import Derived
from engine.play.table import Prepared
from engine.record import Finished, TurnEnded, TurnReport


def turn_end(exercise: Exercise, entry: int) -> tuple[Derived, Derived]:
    """Return what is kept of a turn that has just ended."""
    table = exercise.table
    state = {
        "world": exercise.snapshot(),
        "people": sorted(exercise.people),
        "rulings": table.white_cell,
        "root": str(table.luck.seed),
        "hash": exercise.state_hash(),
    }
    snapshot = Derived(entry, "snapshot", canonical(state))
    return snapshot, Derived(entry, "events", canonical(events(exercise)))


def ending(finished: Finished, entry: int) -> Derived:
    """Return what is kept of ENDEX, so that a drawer need not replay to know of it."""
    return Derived(entry, "ending", canonical({"outcome": finished.outcome}))


def events(exercise: Exercise) -> dict[str, Any]:
    """Return what happened in the turn that has just ended."""
    assert isinstance(exercise.pause, TurnEnded)
    report = exercise.pause.report
    acts = [
        {"day": a.day, "actor": a.actor, "move": a.move, "id": a.id, "result": a.result}
        for a in report.acts
    ]
    happenings = [
        {"day": h.day, "kind": h.kind, "id": h.id, "cause": h.cause} for h in report.happenings
    ]
    choices = [
        {"day": d.day, "actor": d.actor, "phase": d.phase, "chosen": d.chosen, "by": d.by}
        for d in report.decisions
    ]
    levels = {id: value.hex() for id, value in report.levels.items()}
    return {
        "turn": report.turn,
        "starts": report.starts.isoformat(),
        "acts": acts,
        "happenings": happenings,
        "choices": choices,
        "levels": levels,
        "hash": report.state_hash,
    }


def digest(text: str) -> str:
    """Return the SHA-256 of a kept text."""
    return sha256(text.encode()).hexdigest()


def restored(
    prepared: Prepared, replication: int, snapshot: str, reports: Iterable[TurnReport] = ()
) -> Exercise:
    """Return an exercise that stands at the turn's end a snapshot was taken at."""
    state = json.loads(snapshot)
    return Exercise.restored(
        prepared,
        int(state["root"]),
        state["world"],
        reports=reports,
        replication=replication,
        people=state["people"],
        white_cell=state["rulings"],
    )
