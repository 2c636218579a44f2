"""The actor document: what an actor wants, what holds it back, what it believes."""

from typing import Annotated, Any, Literal

from pydantic_core import PydanticCustomError

from engine.content.documents.common import Grounded, ValuePart
from engine.content.documents.declaring import BeforeValidator, Field, Strict, WithJsonSchema
from engine.content.documents.moves import MovePart
from engine.content.documents.words import (
    ClaimId,
    Days,
    Expression,
    Id,
    LevelName,
    Line,
    Months,
    MoveId,
    Names,
    Number,
    Page,
)

Weight = Annotated[float, Field(gt=0, le=1e6)]
Chance = Annotated[float, Field(ge=0, le=1)]


def _clip(value: Any) -> float | None:
    """Return a number of scales, None for `off`."""
    if value == "off":
        return None
    if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 < value <= 1e6:
        return float(value)
    said = {"said": "a number above 0 is needed, or off"}
    raise PydanticCustomError("WC104", "{said}", said)


def _level(value: Any) -> Any:
    """Return a depth of reasoning as a word."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Clip = Annotated[
    float | None, BeforeValidator(_clip), WithJsonSchema({"type": ["number", "string"]})
]


Level = Annotated[
    Literal["0", "1", "2", "ch", "qre"],
    BeforeValidator(_level),
    WithJsonSchema({"enum": [0, 1, 2, "ch", "qre", "0", "1", "2"]}),
]


class DecisionPart(Strict):
    """How the actor chooses."""

    precision: float = Field(
        40.0, ge=0, le=1e6, description="Lambda: how surely the better move is chosen."
    )
    level: Level = Field("1", description="How many steps ahead the actor thinks about the others.")
    reaction_delay: Days = Field(6.0, description="From seeing a move to answering it.")
    friction: float = Field(0.03, ge=0, le=1, description="What any move costs against holding.")
    drift: float = Field(
        0.03, ge=0, le=0.1, description="How fast references follow what is, a month."
    )
    must_move: bool = Field(False, description="True: holding is not possible.")
    horizon: int = Field(12, ge=1, le=120, description="How many months ahead effects count.")
    discount: float = Field(0.95, gt=0, le=1, description="What a month later is worth.")
    forgetting: float = Field(
        0.02, ge=0, le=1, description="How fast beliefs go back to where they began, a month."
    )
    value: ValuePart = Field(ValuePart(), description="The value function of all motives.")


class CapitalPart(Strict):
    """A pool of political capital."""

    start: float = Field(ge=0, le=100, description="Points at STARTEX.")
    most: float = Field(100.0, ge=0, le=100, description="Most points the pool can hold.")
    regain: float = Field(0.0, ge=0, le=100, description="Points gained back a month.")


class SwitchPart(Strict):
    """Another weight while a condition holds."""

    when: Expression = Field(description="The condition.")
    weight: float = Field(ge=0, le=1e6, description="The weight while it holds.")


class MotivePart(Grounded):
    """Something the actor wants."""

    weight: Weight = Field(description="How much it counts against the other motives.")
    says: Line = Field(description="What the actor wants.")
    watches: dict[LevelName, Number] = Field(
        max_length=100, min_length=1, description="Points gained for each unit a level rises."
    )
    aspiration: Number = Field(0.0, description="Points above the start the actor aims at.")
    salience: dict[LevelName, Number] = Field(
        {},
        max_length=100,
        description="How the weight grows as a level rises above its start, per 50 units.",
    )
    weight_when: list[SwitchPart] = Field(
        [], max_length=20, description="Other weights under conditions."
    )
    value: ValuePart = Field(ValuePart(), description="A value function of its own.")
    scale: float = Field(50.0, gt=0, le=1e6, description="Points that count as one.")
    clip: Clip = Field(2.0, description="Most scales a gap counts; off: no limit.")
    disputed_by: list[ClaimId] = Field([], max_length=100, description="Claims that say otherwise.")


class ConstraintPart(Grounded):
    """Something that holds the actor back."""

    kind: Literal["hard", "soft", "red_line"] = Field(
        description="hard forbids, soft costs, a red line also answers those who cross it."
    )
    on: Names = Field([], description="Own moves it holds back.")
    when: Expression | None = Field(None, description="The condition under which it holds.")
    says: Line = Field(description="What holds the actor back.")
    penalty: float | None = Field(None, ge=0, le=0.3, description="What breaking it costs (soft).")
    breach: Expression | None = Field(
        None, description="How many points it is broken by; none: 50 (soft)."
    )
    crossed_by: list[MoveId] = Field(
        [], max_length=100, description="Moves of others that cross it, as actor.move (red line)."
    )
    resolve: Chance = Field(0.5, description="How firmly it is held (red line).")
    answers: dict[Id, float] = Field(
        {},
        max_length=60,
        description="Own moves that answer a crossing, each with its bonus (red line).",
    )
    window: Months = Field(2.0, gt=0, description="How long they stay open (red line).")
    disputed_by: list[ClaimId] = Field([], max_length=100, description="Claims that say otherwise.")


class TypePart(Strict):
    """One reading of what the actor is like."""

    says: Line = Field(description="The reading in a sentence.")
    weights: dict[Id, Weight] = Field(
        {}, description="Weights of motives under this reading; the others keep theirs."
    )
    resolve: Chance | None = Field(None, description="How firm it is under this reading.")
    claims: list[ClaimId] = Field([], description="Claims this rests on.")


class PerceptionPart(Strict):
    """What the actor thinks another is."""

    types: dict[Id, Chance] = Field(
        {}, max_length=20, description="Chance given to each type of the other."
    )
    resolve: Chance | None = Field(None, description="How firm it thinks the other is.")
    claims: list[ClaimId] = Field([], description="Claims this rests on.")


class ActorDocument(Strict):
    """An actor."""

    kind: Literal["actor"] = Field(description="Always actor.")
    schema_: Literal[1] = Field(alias="schema", description="The version of the format: 1.")
    name: Line = Field(description="Its name on screen.")
    description: Page = Field("", description="Who this is.")
    brief: Page = Field("", description="The role sheet everyone may read.")
    secret_brief: Page = Field("", description="What only this seat may read.")
    decision: DecisionPart = Field(DecisionPart(), description="How it chooses.")
    capital: CapitalPart | None = Field(None, description="Its pool of political capital.")
    motives: dict[Id, MotivePart] = Field(
        max_length=60, min_length=1, description="What it wants, by id."
    )
    constraints: dict[Id, ConstraintPart] = Field(
        {}, max_length=100, description="What holds it back, by id."
    )
    types: dict[Id, TypePart] = Field({}, description="Readings of this actor, by id.")
    type: Id | None = Field(None, description="The reading that is true; none: the motives' own.")
    perceives: dict[Id, PerceptionPart] = Field(
        {}, max_length=50, description="What it thinks of others."
    )
    believes: dict[MoveId, dict[LevelName, Number]] = Field(
        {}, max_length=300, description="Amounts it expects of moves in place of the true ones."
    )
    moves: dict[Id, MovePart] = Field({}, max_length=55, description="What it can do, by id.")
