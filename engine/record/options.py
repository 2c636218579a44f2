"""A seat's options as they stood when it chose, and what decided between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from engine.model import FlagValue

HOLD = "hold"
FREE = "free"
"""The id every free move goes by; no file's move may have it."""
Phase = Literal["initiative", "reaction"]
Degree = Literal["done", "partial", "near_miss", "failed"]
"""How well a move that was carried out went."""
Result = Literal["done", "partial", "near_miss", "failed", "called_off"]
"""What came of a move: its degree of success, or that it was not carried out on its day."""
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
