"""Giving inputs at the pauses they belong to, whatever lies between: scripts and corrections.

A pause has a name that stays when other pauses come or go: `start`, `turn 3`, `turn 3 reaction
seoul`, `ruling seoul.3.initiative`, `end of turn 3`, `finished`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from engine.errors import PlayError
from engine.play.exercise import Exercise
from engine.play.journal.entries import Plain
from engine.play.journal.inputs import pause_of, ruled
from engine.record import HOLD, Adjudication, Finished, Pause, Ruling

FINISHED = "finished"
NAME = re.compile(
    r"start|finished|(end of )?turn [1-9]\d{0,3}|turn [1-9]\d{0,3} reaction \w+|ruling [\w.]+"
)


@dataclass(frozen=True, slots=True)
class Item:
    """An input and the pause it belongs to. `source` tells where it comes from, for messages."""

    at: str
    kind: str
    data: Plain
    author: str = ""
    source: int = 0


@dataclass(frozen=True, slots=True)
class Dropped:
    """An item that could not be given, and why."""

    item: Item
    why: str


class Hand(Protocol):
    """What gives inputs to an exercise."""

    @property
    def exercise(self) -> Exercise:
        """The exercise that is played."""

    def give(self, kind: str, data: Plain, author: str = "") -> object:
        """Give an input; PlayError where it does not fit."""


def pause_name(pause: Plain) -> str:
    """Return the name of a pause."""
    at, turn = pause["at"], pause["turn"]
    if at == "choices" and pause["phase"] == "reaction":
        return f"turn {turn} reaction {pause['seats'][0]}"
    if at == "choices":
        return f"turn {turn}"
    if at == "ruling":
        return f"ruling {pause['act']}"
    return f"end of turn {pause['ended']}" if at == "turn_end" else str(at)


class Drive:
    """Plays on, giving each item at its pause, to the pause named or to the end.

    Seats nobody answers for hold, and rolls nobody rules on stand. `pauses` plays and gives each
    pause as it comes; `dropped` then holds what could not be given.
    """

    def __init__(
        self, hand: Hand, items: Iterable[Item], until: str = "", author: str = ""
    ) -> None:
        self.hand, self.until, self.author = hand, until, author
        self.dropped = list[Dropped]()
        self._waiting = dict[str, list[Item]]()
        for item in items:
            self._waiting.setdefault(item.at, []).append(item)

    def pauses(self) -> Iterator[Pause]:
        """Play, and give each pause once it is reached and before it is answered."""
        while True:
            name = pause_name(pause_of(self.hand.exercise))
            for item in self._waiting.pop(name, ()):
                self._give(item)
            pause = self.hand.exercise.pause
            if isinstance(pause, Finished) and name != FINISHED:
                yield pause  # ENDEX was called: what belongs to it comes next
                continue
            if name in (FINISHED, self.until) or self._passed():
                break
            _go_on(self.hand, self.author)
            if self.hand.exercise.pause is not None:
                yield self.hand.exercise.pause
        never = "the exercise does not come to that pause"
        left = [Dropped(item, never) for items in self._waiting.values() for item in items]
        self.dropped = sorted([*self.dropped, *left], key=lambda d: d.item.source)

    def _passed(self) -> bool:
        """Tell whether the turn of the pause to stop at is over."""
        digits = re.search(r"turn (\d+)|\.(\d+)\.", self.until)
        if digits is None:
            return False
        pause = pause_of(self.hand.exercise)
        return bool(pause["at"] == "turn_end" and pause["ended"] >= int(digits[1] or digits[2]))

    def _give(self, item: Item) -> None:
        try:
            self.hand.give(item.kind, item.data, item.author)
        except PlayError as error:
            self.dropped.append(Dropped(item, str(error)))

    def play(self) -> list[Dropped]:
        """Play without a word, and return what could not be given."""
        for _ in self.pauses():
            pass
        return self.dropped


def _go_on(hand: Hand, author: str) -> None:
    """Answer what is still open without changing anything, and play on."""
    exercise = hand.exercise
    for seat in exercise.awaited():
        hand.give("choose", holding(exercise, seat), author)
    if isinstance(exercise.pause, Adjudication):
        try:
            exercise.check_advance()
        except PlayError:
            hand.give("rule", ruled(Ruling()), author)
    hand.give("advance", {}, author)


def holding(exercise: Exercise, seat: str) -> Plain:
    """Return the choice that lets a seat's turn pass, or its first possible move."""
    pause = exercise.pause
    options = [o.move for o in pause.seats[seat].options if o.possible]  # type: ignore[union-attr]
    move = HOLD if HOLD in options else options[0]
    return {"seat": seat, "move": move, "note": "", "by": "script"}
