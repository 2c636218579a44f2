"""Decisions and acts, made at every choice of every run: compiled where the engine is.

They are never changed. They are not frozen and set themselves up, at a quarter of the cost.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from engine.model.free import FreeMove
from engine.record.options import HOLD, Block, Explanation, Phase, Result, Way


@dataclass(init=False, slots=True, unsafe_hash=True)
class Decision:
    """A seat's answer to one pause: a move, hold, or a `free` move, whose probability is 0."""

    actor: str
    turn: int
    day: int
    phase: Phase
    chosen: str
    probability: float
    by: str
    act: str | None
    because_of: str | None
    explanation: Explanation | None
    free: FreeMove | None

    def __init__(
        self,
        actor: str,
        turn: int,
        day: int,
        phase: Phase,
        chosen: str,
        probability: float,
        by: str,
        act: str | None,
        because_of: str | None,
        explanation: Explanation | None = None,
        free: FreeMove | None = None,
    ) -> None:
        self.actor, self.turn, self.day, self.phase = actor, turn, day, phase
        self.chosen, self.probability, self.by = chosen, probability, by
        self.act, self.because_of = act, because_of
        self.explanation, self.free = explanation, free

    def __reduce__(self) -> tuple[object, ...]:
        return _again(self)

    @property
    def held(self) -> bool:
        """Whether the seat let its turn pass."""
        return self.chosen == HOLD


@dataclass(init=False, slots=True, unsafe_hash=True)
class Act:
    """A move that was executed. `id` is `actor.turn.phase` of the choice; `because_of` an act.

    One that was called off on its day bears what `barred` it, and `says` so.
    """

    id: str
    actor: str
    move: str
    says: str
    chosen_turn: int
    chosen_day: int
    turn: int
    day: int
    kind: Way
    because_of: str | None
    probability: float
    odds: float
    roll: float
    result: Result
    ruled_by: str
    ruling_reason: str
    barred: Block | None

    def __init__(
        self,
        id: str,
        actor: str,
        move: str,
        says: str,
        chosen_turn: int,
        chosen_day: int,
        turn: int,
        day: int,
        kind: Way,
        because_of: str | None,
        probability: float,
        odds: float,
        roll: float,
        result: Result,
        ruled_by: str = "",
        ruling_reason: str = "",
        barred: Block | None = None,
    ) -> None:
        self.id, self.actor, self.move, self.says = id, actor, move, says
        self.chosen_turn, self.chosen_day, self.turn, self.day = chosen_turn, chosen_day, turn, day
        self.kind, self.because_of, self.probability = kind, because_of, probability
        self.odds, self.roll, self.result = odds, roll, result
        self.ruled_by, self.ruling_reason, self.barred = ruled_by, ruling_reason, barred

    def __reduce__(self) -> tuple[object, ...]:
        return _again(self)

    @property
    def called_off(self) -> bool:
        """Whether it was not carried out on its day."""
        return self.result == "called_off"


def _again(made: Decision | Act) -> tuple[object, ...]:
    """Return how another process makes it: a compiled class holds what pickle does not look for."""
    return type(made), tuple(getattr(made, each.name) for each in fields(made))
