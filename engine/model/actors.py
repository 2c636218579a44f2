"""A profile: what an actor wants, what holds it back, what it believes and can do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from engine.model.conditions import Condition
from engine.model.theatre import FlagValue


@dataclass(frozen=True, slots=True)
class Effect:
    """What an executed move or a fired inject does to one level over time.

    `by` is the full amount (a number, or an expression of the uncertainties); it begins after
    `delay` months, grows over `ramp` months, then decays with `half_life` months down to the
    `lasting` share. `spread` is its own lognormal sd, None to share the move's factor.
    """

    on: str
    by: Condition
    delay: float = 0.0
    ramp: float = 0.0
    half_life: float = 12.0
    lasting: float = 0.0
    spread: float | None = None


@dataclass(frozen=True, slots=True)
class Lead:
    """Days between a choice and its execution: triangular, exponential or fixed."""

    law: Literal["triangular", "exponential", "fixed"]
    low: float
    mode: float
    high: float

    @property
    def mean(self) -> float:
        """Mean of the law in days."""
        return (self.low + self.mode + self.high) / 3 if self.law == "triangular" else self.mode


@dataclass(frozen=True, slots=True)
class Seen:
    """Chance that an observer sights a move, and the days until it knows whose it was."""

    chance: float
    delay: int


@dataclass(frozen=True, slots=True)
class Invitation:
    """A move of another actor this move may answer: bonus in units of U, decaying over months."""

    actor: str
    move: str
    bonus: float
    window: float


@dataclass(frozen=True, slots=True)
class Plover:
    """The type of act in PLOVER: category, mode, and intensity on the -10..10 scale."""

    category: str
    mode: str
    intensity: float


@dataclass(frozen=True, slots=True)
class Move:
    """Something an actor can do. `slot` is permanent: the move's place in the rolled luck.

    `says` is an order to be read in a menu ("Send an envoy"), `tells` the same told of the actor
    ("sends an envoy"). `odds` is the chance of success, 1 where nothing is adjudicated.
    `spread` is the sd of the lognormal factor of its effects. `fatigue` multiplies the effects
    for each own past use, `cooldown` is in months and counts from the choice.
    """

    id: str
    slot: int
    says: str
    tells: str
    instrument: tuple[str, ...]
    plover: Plover
    targets: tuple[str, ...]
    requires: Condition | None
    cost: float
    capital: float
    lead: Lead
    seen: Seen
    odds: float
    effects: tuple[Effect, ...]
    failure_effects: tuple[Effect, ...]
    sets: tuple[tuple[str, FlagValue], ...]
    counts: tuple[str, ...]
    responds_to: tuple[Invitation, ...]
    response_only: bool
    spread: float
    cooldown: float
    fatigue: float
    tags: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    judgement: str = ""


@dataclass(frozen=True, slots=True)
class ValueRule:
    """How a gap of u (in scales) is valued. See `engine.rules.values` for the formulae."""

    family: Literal["need", "linear", "kinked", "prospect"] = "need"
    curvature: float = 1.5
    loss: float = 1.5


@dataclass(frozen=True, slots=True)
class Motive:
    """Something an actor wants: points gained for each unit a watched level rises.

    `weight` is normalised over the actor's motives. `salience` scales it with levels, `switches`
    replaces it while a condition holds. `clip` is None when off.
    """

    id: str
    says: str
    weight: float
    watches: tuple[tuple[str, float], ...]
    aspiration: float
    salience: tuple[tuple[str, float], ...]
    switches: tuple[tuple[Condition, float], ...]
    value: ValueRule
    scale: float
    clip: float | None
    claims: tuple[str, ...] = ()
    judgement: str = ""


@dataclass(frozen=True, slots=True)
class Constraint:
    """What holds an actor back.

    hard: its own moves `on` are impossible while `when` holds (always, if None).
    soft: they cost `penalty` x max(0, breach)/50, `breach` in points (None: the whole penalty).
    red_line: the owner may not cross it (`on`), and others crossing it (`crossed_by`, pairs of
    actor and move, or `when` turning true) opens a window with the bonuses of `answers`;
    `resolve` in 0..1 is how firmly it is held, `window` how many months the answers stay open.
    """

    id: str
    kind: Literal["hard", "soft", "red_line"]
    says: str
    on: tuple[str, ...]
    when: Condition | None
    penalty: float
    breach: Condition | None
    crossed_by: tuple[tuple[str, str], ...]
    resolve: float
    answers: tuple[tuple[str, float], ...]
    claims: tuple[str, ...] = ()
    disputed_by: tuple[str, ...] = ()
    judgement: str = ""
    window: float = 2.0


@dataclass(frozen=True, slots=True)
class ActorType:
    """One reading of what an actor is like: its own weights by motive, and its resolve."""

    id: str
    says: str
    weights: tuple[tuple[str, float], ...]
    resolve: float | None = None
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Perception:
    """What an actor thinks another is: chances over that actor's types, and its resolve."""

    of: str
    types: tuple[tuple[str, float], ...]
    resolve: float | None = None
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Belief:
    """An amount an actor expects from a move in place of the true one, by actor, move, level."""

    actor: str
    move: str
    on: str
    by: float
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """How an actor chooses: lambda, depth of anticipation, friction, drift of its references."""

    precision: float = 40.0
    level: Literal["0", "1", "2", "ch", "qre"] = "1"
    reaction_delay: int = 6
    friction: float = 0.03
    drift: float = 0.03
    must_move: bool = False
    horizon: int = 12
    discount: float = 0.95
    forgetting: float = 0.02


@dataclass(frozen=True, slots=True)
class Capital:
    """A pool of political capital: points at STARTEX, most it can hold, points a month back."""

    start: float
    most: float
    regain: float


@dataclass(frozen=True, slots=True)
class Actor:
    """A profile: what an actor wants, what holds it back, what it believes and can do."""

    id: str
    name: str
    description: str
    brief: str
    secret_brief: str
    decision: Decision
    motives: tuple[Motive, ...]
    constraints: tuple[Constraint, ...]
    types: tuple[ActorType, ...]
    type: str | None
    perceives: tuple[Perception, ...]
    believes: tuple[Belief, ...]
    moves: tuple[Move, ...]
    capital: Capital | None = None
