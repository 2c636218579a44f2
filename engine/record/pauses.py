"""Where an exercise stops: for choices, a ruling, a turn's end, ENDEX; and what a seat is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from engine.model import FlagValue
from engine.record.options import Degree, Option, Phase
from engine.record.turns import TurnReport


@dataclass(frozen=True, slots=True)
class Sighting:
    """A move as one observer knows it: when it learnt of it and whose it was.

    Only its own actor knows of one that was called off.
    """

    act: str
    actor: str
    move: str
    says: str
    day: int
    called_off: bool = False


@dataclass(frozen=True, slots=True)
class SeatView:
    """What one seat may know when it chooses: nothing here is hidden from it."""

    actor: str
    name: str
    turn: int
    day: int
    phase: Phase
    brief: str
    secret_brief: str
    levels: Mapping[str, float]
    flags: Mapping[str, FlagValue]
    sightings: tuple[Sighting, ...]
    because_of: tuple[str, ...]
    options: tuple[Option, ...]
    capital: float | None = None


@dataclass(frozen=True, slots=True)
class AwaitChoices:
    """The open seats must choose, unseen by one another. `seats` maps each to its own view."""

    turn: int
    day: int
    phase: Phase
    seats: Mapping[str, SeatView]


@dataclass(frozen=True, slots=True)
class Adjudication:
    """An uncertain move is due: the white cell may accept the model's result or rule otherwise."""

    act: str
    actor: str
    move: str
    says: str
    turn: int
    day: int
    odds: float
    roll: float
    proposed: Degree


Rating = Literal["absurd", "very weak", "weak", "average", "strong", "very strong"]


@dataclass(frozen=True, slots=True)
class Ruling:
    """The white cell's answer to an adjudication; as made, it accepts the model's result.

    `balance` is the net number of arguments for (+) or against (-), each worth half a logit.
    `dice` is a typed roll of two dice, 2..12, that succeeds at 7 or more, each net argument moving
    that by one. `rating` is an umpire's of a matrix argument, in sixths, with the engine's roll.
    `result` overrides all, and needs a reason and a name. No mode moves any later luck.
    """

    result: Degree | None = None
    reason: str = ""
    by: str = ""
    balance: float = 0.0
    dice: int | None = None
    rating: Rating | None = None


@dataclass(frozen=True, slots=True)
class TurnEnded:
    """The turn is over."""

    report: TurnReport


@dataclass(frozen=True, slots=True)
class Finished:
    """ENDEX: the outcome class, its sentence, and the values its conditions met.

    `called` is why the white cell ended it before its time; None where it came to its end.
    """

    outcome: str
    says: str
    because: tuple[tuple[str, float | FlagValue], ...] = ()
    report: TurnReport | None = field(default=None)
    called: str | None = None


Pause = AwaitChoices | Adjudication | TurnEnded | Finished
