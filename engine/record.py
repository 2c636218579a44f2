"""The nouns of a played exercise: options, choices, acts, reports, and what each seat is shown.

All are frozen and plain. Utilities are in units of U, probabilities in 0..1, days count from
STARTEX (day 0), turns from 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from engine.model import FlagValue
from engine.model.free import FreeEffect, FreeMove

HOLD = "hold"
FREE = "free"
"""The id every free move goes by; no file's move may have it."""
Phase = Literal["initiative", "reaction"]
Result = Literal["done", "partial", "near_miss", "failed"]
Way = Literal["move", "response", "free"]
"""How an act came about: of its own accord, as an answer, or as a free move."""
Shares = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Why a move is not possible now, with the expression tested and the values it met."""

    reason: Literal["requires", "constraint", "cooldown", "pending", "capital", "response_only"]
    id: str
    says: str
    expression: str = ""
    values: tuple[tuple[str, float | FlagValue], ...] = ()
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Response:
    """What another actor may do after a move, and how likely the deciding seat thinks it."""

    actor: str
    move: str
    probability: float


@dataclass(frozen=True, slots=True)
class Option:
    """One move as a seat sees it when it chooses.

    `utility` = sum of `motives` + sum of `anticipation` - `cost` - `friction` - sum of
    `penalties` + `bonus`, exactly to rounding. A blocked option has probability 0.
    """

    move: str
    slot: int
    says: str
    blocks: tuple[Block, ...]
    utility: float
    probability: float
    rank: int
    motives: Shares
    anticipation: Shares
    cost: float
    friction: float
    penalties: Shares
    bonus: float
    luck: float
    odds: float
    because_of: str | None
    responses: tuple[Response, ...] = ()
    believed: tuple[tuple[str, float, float], ...] = ()

    @property
    def possible(self) -> bool:
        """Whether the seat may choose it now."""
        return not self.blocks


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a seat moved as it did: every option as it stood, best first, and what decided.

    `lucky` is true where the choice was not the option of highest utility. `by` is "engine", or
    who chose instead; `engine_choice` is what the engine would have done.
    """

    actor: str
    turn: int
    phase: Phase
    chosen: str
    options: tuple[Option, ...]
    engine_choice: str
    by: str = "engine"
    note: str = ""

    @property
    def choice(self) -> Option:
        """The option that was chosen."""
        return self.option(self.chosen)

    @property
    def next_best(self) -> Option | None:
        """The likeliest other option, or None where nothing else was possible."""
        others = [o for o in self.options if o.possible and o.move != self.chosen]
        return max(others, key=lambda o: (o.probability, -o.slot), default=None)

    @property
    def lucky(self) -> bool:
        """Whether luck, and not utility, decided."""
        best = max((o for o in self.options if o.possible), key=lambda o: (o.utility, -o.slot))
        return self.choice.move != best.move

    def option(self, move: str) -> Option:
        """Return the option of that move; KeyError where the actor has no such move."""
        for option in self.options:
            if option.move == move:
                return option
        raise KeyError(move)


@dataclass(init=False, slots=True, unsafe_hash=True)
class Decision:
    """A seat's answer to one pause: a move, hold, or a `free` move, whose probability is 0.

    Never changed. Like an act it is made for every choice of every run, so it is not frozen and
    sets itself up, at a quarter of the cost.
    """

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

    @property
    def held(self) -> bool:
        """Whether the seat let its turn pass."""
        return self.chosen == HOLD


@dataclass(init=False, slots=True, unsafe_hash=True)
class Act:
    """A move that was executed. `id` is `actor.turn.phase` of the choice; `because_of` an act.

    Never changed; not frozen for the same reason as a decision.
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
    ) -> None:
        self.id, self.actor, self.move, self.says = id, actor, move, says
        self.chosen_turn, self.chosen_day, self.turn, self.day = chosen_turn, chosen_day, turn, day
        self.kind, self.because_of, self.probability = kind, because_of, probability
        self.odds, self.roll, self.result = odds, roll, result
        self.ruled_by, self.ruling_reason = ruled_by, ruling_reason


@dataclass(frozen=True, slots=True)
class Happening:
    """An inject that was fired or skipped, a known date that passed, or a flag that changed.

    An inject fired by hand may be edited: `says` is what was told, `scale` what its effects were
    multiplied by, `reason` why, or why it was skipped; the reason is the white cell's alone. One
    made up at the table bears its `effects`; those of others are the scenario's.
    """

    kind: Literal["inject", "skip", "date", "flag"]
    id: str
    day: int
    says: str
    cause: str = ""
    audience: tuple[str, ...] = ()
    scale: float = 1.0
    reason: str = ""
    edited: bool = False
    effects: tuple[FreeEffect, ...] = ()


@dataclass(frozen=True, slots=True)
class TurnReport:
    """What happened in a turn, and the levels before and after it."""

    turn: int
    starts: date
    ends: date
    before: Mapping[str, float]
    levels: Mapping[str, float]
    flags: Mapping[str, FlagValue]
    decisions: tuple[Decision, ...]
    acts: tuple[Act, ...]
    happenings: tuple[Happening, ...]
    state_hash: str


@dataclass(frozen=True, slots=True)
class Sighting:
    """A move as one observer knows it: when it learnt of it and whose it was."""

    act: str
    actor: str
    move: str
    says: str
    day: int


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
    proposed: Result


Rating = Literal["absurd", "very weak", "weak", "average", "strong", "very strong"]


@dataclass(frozen=True, slots=True)
class Ruling:
    """The white cell's answer to an adjudication; as made, it accepts the model's result.

    `balance` is the net number of arguments for (+) or against (-), each worth half a logit.
    `dice` is a typed roll of two dice, 2..12, that succeeds at 7 or more, each net argument moving
    that by one. `rating` is an umpire's of a matrix argument, in sixths, with the engine's roll.
    `result` overrides all, and needs a reason and a name. No mode moves any later luck.
    """

    result: Result | None = None
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
    """ENDEX: the outcome class, its sentence, and the values its conditions met."""

    outcome: str
    says: str
    because: tuple[tuple[str, float | FlagValue], ...] = ()
    report: TurnReport | None = field(default=None)


Pause = AwaitChoices | Adjudication | TurnEnded | Finished
