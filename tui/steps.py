"""The last thing done at the table, in words that give no sealed choice away."""

from __future__ import annotations

from collections.abc import Sequence

from engine.play.journal.entries import Entry
from reports.names import Names

OTHERS = {"rule": "the ruling", "note": "a note", "luck": "fresh luck", "endex": "calling ENDEX"}


def last_step(inputs: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the inputs one key gave, such as a ruling and playing on after it."""
    steps = [entry for entry in inputs if entry.kind != "clock"]
    ruled = [entry.kind for entry in steps[-2:]] == ["rule", "advance"]
    return tuple(steps[-2:] if ruled else steps[-1:])


def says(step: Sequence[Entry], names: Names) -> str:
    """Return what a step was, an empty text where there is none."""
    if not step:
        return ""
    entry = step[0]
    data = entry.data
    if entry.kind == "advance":
        return _played_on(entry)
    if entry.kind in ("choose", "free"):
        return f"{names.actor(data['seat'])}'s choice"
    if entry.kind == "seat":
        holder = "a person" if data["holder"] == "person" else "the engine"
        return f"{names.actor(data['seat'])} to {holder}"
    if entry.kind == "forecast":
        return f"{names.actor(data['seat'])}'s forecast"
    if entry.kind in ("inject", "skip"):
        return f"{'skipping ' if entry.kind == 'skip' else ''}inject {names.spelled(data['id'])}"
    return OTHERS.get(entry.kind) or "an inject made up"


def _played_on(entry: Entry) -> str:
    pause = entry.pause
    if pause["at"] == "turn_end":
        return f"going on from turn {pause['ended']}"
    if pause["at"] == "choices":
        answers = pause["phase"] == "reaction"
        return "playing on after an answer" if answers else "revealing the choices"
    return "playing on" if pause["at"] == "ruling" else "opening the exercise"
