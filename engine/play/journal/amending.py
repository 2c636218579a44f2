"""Correcting one earlier input: later ones are given again where they still apply."""

from __future__ import annotations

from dataclasses import dataclass, field

from engine.errors import PlayError
from engine.play.exercise import Exercise
from engine.play.journal.contents import Derived
from engine.play.journal.derived import turn_end
from engine.play.journal.driving import Drive, Dropped, Item, pause_name
from engine.play.journal.entries import GOING_ON, INPUTS, Entry, Plain, check_shape, full
from engine.play.journal.inputs import do, pause_of
from engine.play.journal.replaying import Replay
from engine.record import TurnEnded


@dataclass(frozen=True, slots=True)
class Step:
    """An input of the corrected line, with the pause and state it meets."""

    kind: str
    data: Plain
    author: str
    pause: Plain
    before: str


@dataclass(slots=True)
class Amendment:
    """A corrected line of play: its inputs after `start`, what fell away and why.

    `turns` holds what is to be kept of the turns that end in it, by the number of steps before.
    """

    start: int
    exercise: Exercise
    steps: list[Step] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    turns: dict[int, tuple[Derived, Derived]] = field(default_factory=dict)

    def give(self, kind: str, data: Plain, author: str = "") -> None:
        """Do an input and keep it; PlayError where it does not fit."""
        step = Step(kind, data, author, pause_of(self.exercise), self.exercise.state_hash())
        do(self.exercise, kind, data)
        self.steps.append(step)
        if kind == "advance" and isinstance(self.exercise.pause, TurnEnded):
            self.turns[len(self.steps)] = turn_end(self.exercise, 0)


def amended(replay: Replay, position: int, change: Plain | None) -> Amendment:
    """Return the line of play with one input changed, or dropped where `change` is None.

    Raises PlayError where there is no such input behind the table, or the change does not fit.
    """
    path = replay.tree.path()
    places = {entry.seq: index for index, entry in enumerate(path)}
    if position not in places:
        raise PlayError(f"there is no input {position} on the way to the table")
    wrong = path[places[position]]
    if wrong.kind in GOING_ON:
        what = "ENDEX" if wrong.kind == "endex" else "going on"
        raise PlayError(f"{what} cannot be amended; undo it instead")
    line = Amendment(wrong.parent, replay.at(wrong.parent))
    if change is not None:
        line.give(wrong.kind, _changed(wrong, change), wrong.author)
    until = pause_name(pause_of(replay.at()))
    later = [_item(entry) for entry in path[places[position] + 1 :] if entry.kind != "advance"]
    line.dropped = Drive(line, later, until, "amend").play()
    return line


def _changed(entry: Entry, change: Plain) -> Plain:
    """Return what an input holds after a change; PlayError where it cannot hold that."""
    if unknown := change.keys() - INPUTS[entry.kind].keys():
        raise PlayError(f"this input ({entry.kind}) has no {min(unknown)!r}")
    data = {**full(entry.kind, entry.data), **change}
    try:
        check_shape(entry.seq, entry.kind, data)
    except ValueError as error:
        raise PlayError(str(error)) from None
    return data


def _item(entry: Entry) -> Item:
    return Item(pause_name(entry.pause), entry.kind, entry.data, entry.author, entry.seq)
