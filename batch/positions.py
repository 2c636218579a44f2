"""A place in an exercise, as plain data that travels, and how to stand there again and again.

A position is how the exercise was set up, or a snapshot to go on from, and the inputs since. It is
replayed once; then every roll-out starts from the last turn's end and this turn's inputs.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from engine.play.exercise import Exercise
from engine.play.journal.contents import Contents
from engine.play.journal.entries import Entry
from engine.play.journal.inputs import do
from engine.play.table import Prepared
from engine.record import TurnEnded

Input = tuple[str, dict[str, Any]]
"""An input's kind and its data, as the journal has them."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where an exercise stands. `taken` is a snapshot to start from, None for STARTEX."""

    seed: int
    replication: int = 0
    people: tuple[str, ...] = ()
    rulings: bool = False
    inputs: tuple[Input, ...] = ()
    taken: Mapping[str, Any] | None = None
    root: int | None = None

    @property
    def luck(self) -> int:
        """The root the next draws would come from."""
        return self.seed if self.root is None else self.root


def position_of(contents: Contents, path: Iterable[Entry]) -> Position:
    """Return the position a path of a journal leads to; a seam in it is where it starts."""
    data, entries = contents.setup.data, list(path)
    seams = [at for at, entry in enumerate(entries) if entry.kind == "seam"]
    after = entries[seams[-1] + 1 :] if seams else entries
    inputs = tuple((entry.kind, entry.data) for entry in after)
    plain = Position(
        data["seed"], data["replication"], tuple(data["people"]), data["rulings"], inputs
    )
    return _sewn(contents, plain, entries[seams[-1]]) if seams else plain


def _sewn(contents: Contents, plain: Position, seam: Entry) -> Position:
    kept = {(d.entry, d.kind): d.text for d in contents.derived}
    return taken_up(plain, kept[seam.data["snapshot"], "snapshot"], plain.inputs)


def taken_up(plain: Position, snapshot: str, inputs: tuple[Input, ...] = ()) -> Position:
    """Return a position told from a snapshot, as a journal keeps it, and the inputs since."""
    state = json.loads(snapshot)
    return replace(
        plain,
        people=tuple(state["people"]),
        rulings=state["rulings"],
        inputs=inputs,
        taken=state["world"],
        root=int(state["root"]),
    )


class Ground:
    """A position to stand on any number of times; what led to its turn is played once."""

    def __init__(self, prepared: Prepared, position: Position) -> None:
        self.prepared, self.last = prepared, position
        self.here = begun(prepared, position)
        for at, (kind, data) in enumerate(position.inputs, 1):
            do(self.here, kind, data)
            if isinstance(self.here.pause, TurnEnded):
                self.last = _ended(self.here, position, position.inputs[at:])

    def stand(self) -> Exercise:
        """Return another exercise at the position: the last turn's end, and this turn's inputs."""
        exercise = begun(self.prepared, self.last)
        for kind, data in self.last.inputs:
            do(exercise, kind, data)
        return exercise


def begun(prepared: Prepared, position: Position) -> Exercise:
    """Return the exercise a position's inputs are to be given to."""
    options: dict[str, Any] = {
        "replication": position.replication,
        "people": position.people,
        "white_cell": position.rulings,
        "lean": True,
    }
    if position.taken is None:
        return Exercise(prepared, position.luck, **options)
    return Exercise.restored(prepared, position.luck, dict(position.taken), **options)


def _ended(exercise: Exercise, position: Position, rest: tuple[Input, ...]) -> Position:
    """Return the position again, told from the turn's end an exercise stands at."""
    return Position(
        position.seed,
        position.replication,
        tuple(sorted(exercise.people)),
        exercise.table.white_cell,
        rest,
        exercise.snapshot(),
        exercise.table.luck.seed,
    )
