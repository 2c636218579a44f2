"""The part of the actor document that says what an actor can do."""

from typing import Annotated, Any, Literal

from pydantic_core import PydanticCustomError

from engine.content.documents.common import EffectPart, Grounded
from engine.content.documents.declaring import (
    BeforeValidator,
    Discriminator,
    Field,
    Strict,
    Tag,
    WithJsonSchema,
)
from engine.content.documents.words import (
    Days,
    Expression,
    FlagSetting,
    Id,
    Line,
    Months,
    MoveId,
    Names,
)
from engine.content.plover import CATEGORIES
from engine.model.months import DAYS_A_MONTH

Chance = Annotated[float, Field(ge=0, le=1)]
Instrument = Literal["D", "I", "M", "E"]
OFTEN_SEEN = {"overt": (1.0, 0.0), "mixed": (0.6, DAYS_A_MONTH), "covert": (0.35, 2 * DAYS_A_MONTH)}


def _category(value: Any) -> str:
    """Return a PLOVER category."""
    if isinstance(value, str) and value in CATEGORIES:
        return value
    said = {"said": "a PLOVER category is needed", "choices": sorted(CATEGORIES)}
    raise PydanticCustomError("WC106", "{said}", said)


Category = Annotated[str, BeforeValidator(_category), WithJsonSchema({"enum": sorted(CATEGORIES)})]


class PloverPart(Strict):
    """The type of act."""

    category: Category = Field(description="A PLOVER category, such as CONSULT.")
    mode: str = Field("", max_length=60, description="The mode within the category.")
    intensity: float | None = Field(
        None, ge=-10, le=10, description="From hostile to helpful; none: the category's."
    )


class TriangularLead(Strict):
    """A lead time between a least and a longest."""

    law: Literal["triangular"] = Field("triangular", description="The law.")
    min: Days = Field(description="The shortest.")
    mode: Days = Field(description="The most likely.")
    max: Days = Field(description="The longest.")


class MeanLead(Strict):
    """A lead time with a given mean."""

    law: Literal["exponential", "fixed"] = Field(description="The law.")
    mean: Days = Field(description="The mean.")


def _lead_form(value: Any) -> str:
    """Tell which way a lead time is written."""
    if isinstance(value, dict):
        return "mean" if value.get("law", "triangular") != "triangular" else "triangular"
    return "fixed"


Lead = Annotated[
    Annotated[TriangularLead, Tag("triangular")]
    | Annotated[MeanLead, Tag("mean")]
    | Annotated[Days, Tag("fixed")],
    Discriminator(_lead_form),
]


class SightPart(Strict):
    """How a move is seen."""

    chance: Chance = Field(description="Chance that an observer sees it.")
    delay: Days = Field(0.0, description="How long until it is known whose it was.")


def _sight(value: Any) -> Any:
    """Return what a word such as `covert` stands for, written out."""
    if isinstance(value, str) and value in OFTEN_SEEN:
        chance, delay = OFTEN_SEEN[value]
        return {"chance": chance, "delay": f"{delay} days"}
    if isinstance(value, dict):
        return value
    said = {
        "said": "overt, mixed, covert or {chance: 0.4, delay: 2 months} is needed",
        "choices": sorted(OFTEN_SEEN),
    }
    raise PydanticCustomError("WC106", "{said}", said)


Sight = Annotated[
    SightPart,
    BeforeValidator(_sight),
    WithJsonSchema(
        {
            "anyOf": [
                {"enum": sorted(OFTEN_SEEN)},
                {
                    "type": "object",
                    "required": ["chance"],
                    "additionalProperties": False,
                    "properties": {"chance": {"type": "number"}, "delay": {"type": "string"}},
                },
            ]
        }
    ),
]


class AnswerPart(Strict):
    """How much a move is called for by another."""

    bonus: float = Field(ge=-1, le=1, description="What answering is worth at once.")
    window: Months = Field(2.0, description="Over how long that fades.")


def _answer_form(value: Any) -> str:
    """Tell which way an answer is written."""
    return "part" if isinstance(value, dict) else "bonus"


Answer = Annotated[
    Annotated[AnswerPart, Tag("part")]
    | Annotated[Annotated[float, Field(ge=-1, le=1)], Tag("bonus")],
    Discriminator(_answer_form),
]


class MovePart(Grounded):
    """Something the actor can do."""

    slot: int = Field(ge=1, le=55, description="Its permanent number, never used again.")
    says: Line = Field(description="An order to read in a menu: 'Send an envoy.'")
    tells: Line = Field(description="The same told of the actor: 'sends an envoy'.")
    instrument: list[Instrument] = Field(
        min_length=1, max_length=4, description="Diplomacy, information, military, economy."
    )
    plover: PloverPart = Field(description="The type of act.")
    target: Names = Field([], description="Whom it is aimed at: an actor or several.")
    requires: Expression | None = Field(
        None, description="The condition it needs, when it is chosen and on its day."
    )
    cost: float = Field(0.0, ge=0, le=0.15, description="What it costs the actor.")
    capital: float = Field(0.0, ge=0, le=100, description="Political capital it takes.")
    lead: Lead = Field(0.0, description="From the choice to the act.")
    seen: Sight = Field(SightPart(chance=1.0), description="Who sees it, and how soon.")
    odds: Chance = Field(1.0, description="Chance that it succeeds.")
    effects: list[EffectPart] = Field(
        [], max_length=60, description="What it changes when it succeeds."
    )
    failure_effects: list[EffectPart] = Field(
        [], max_length=60, description="What it changes when it fails."
    )
    sets: dict[Id, FlagSetting] = Field(
        {}, max_length=60, description="Flags it sets when it succeeds."
    )
    counts: Names = Field([], description="Counts it raises by one when it succeeds.")
    responds_to: dict[MoveId, Answer] = Field(
        {}, max_length=200, description="Moves of others it answers, each with its bonus."
    )
    response_only: bool = Field(False, description="True: possible only as an answer.")
    spread: float = Field(0.25, ge=0, le=3, description="Lognormal sd of its effects' factor.")
    cooldown: Months = Field(2.0, description="How long it cannot be chosen again.")
    fatigue: float = Field(0.6, ge=0, le=1, description="What repeating it leaves of its effects.")
    tags: list[Id] = Field([], max_length=20, description="Words to sort moves by.")
