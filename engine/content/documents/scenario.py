"""The scenario document: everything an exercise is played from, by name."""

from typing import Annotated, Any, Literal

from pydantic_core import PydanticCustomError

from engine.content.documents.common import (
    EffectPart,
    Grounded,
    LensPart,
    MeasurePart,
    OverridesPart,
)
from engine.content.documents.declaring import BeforeValidator, Field, Strict, WithJsonSchema
from engine.content.documents.words import (
    DURATION,
    Day,
    Expression,
    FlagSetting,
    Id,
    LevelName,
    Line,
    Months,
    MoveId,
    Names,
    Number,
    Page,
    StartSetting,
    Time,
)

Unit = Literal["week", "month"]
Ratio = Annotated[float, Field(gt=0, le=1_000, allow_inf_nan=False)]


def _length(value: Any) -> tuple[int, Unit]:
    """Return a turn's length as a number of weeks or months."""
    match = DURATION.fullmatch(value) if isinstance(value, str) else None
    whole = match is not None and match[1].isdecimal() and 1 <= int(match[1]) <= 60
    if match is not None and whole and match[2] != "day":
        return int(match[1]), "week" if match[2] == "week" else "month"
    said = {"said": "a whole number of weeks or months is needed, such as '1 month'"}
    raise PydanticCustomError("WC108", "{said}", said)


_LENGTH_SCHEMA = {"type": "string", "pattern": "^[1-9][0-9]? (?:week|month)s?$"}
Length = Annotated[tuple[int, Unit], BeforeValidator(_length), WithJsonSchema(_LENGTH_SCHEMA)]


class TurnsPart(Strict):
    """How long the exercise is."""

    count: int = Field(12, ge=1, le=60, description="How many turns.")
    length: Length = Field((1, "month"), description="How long a turn is.")


class HazardPart(Strict):
    """The chance of an event nobody in the game decides."""

    chance: float = Field(ge=0, le=1, description="Chance in a month as things stand at STARTEX.")
    after: dict[Id, Ratio] = Field(
        {}, max_length=60, description="Odds ratio for each inject that has happened before."
    )
    leans_on: dict[LevelName, Number] = Field(
        {}, max_length=60, description="Log-odds for a level's whole range above its start."
    )
    half_life: Months = Field(12.0, gt=0, description="How fast an odds ratio fades.")


class InjectPart(Grounded):
    """An event control puts into play."""

    says: Line = Field(description="What the players are told.")
    at: Time | None = Field(None, description="When: 'turn 3', 'turn 3 day 5' or a date.")
    when: Expression | None = Field(None, description="The condition that fires it.")
    hazard: HazardPart | None = Field(
        None, description="A chance tested once a turn; it falls on any day."
    )
    once: bool = Field(True, description="False: it may fire again.")
    contingency: bool = Field(False, description="True: held back, fired by hand.")
    effects: list[EffectPart] = Field([], max_length=60, description="What it changes.")
    sets: dict[Id, FlagSetting] = Field({}, max_length=60, description="Flags it sets.")
    counts: Names = Field([], description="Counts it raises by one.")
    to: Names = Field([], description="Who hears it; none named: all.")
    expects: str = Field(
        "", max_length=1_000, description="What the players are expected to do about it."
    )
    objective: int | None = Field(
        None, ge=1, le=60, description="The objective it serves, by its number in the list."
    )


class JointPart(Strict):
    """What two moves bring together, beyond what each does alone."""

    moves: list[MoveId] = Field(
        min_length=2, max_length=2, description="Two moves of two actors: [row.up, col.left]."
    )
    effects: list[EffectPart] = Field(
        min_length=1, max_length=60, description="What both together change."
    )


class UncertaintyPart(Grounded):
    """A quantity nobody knows."""

    says: Line = Field(description="What it is.")
    value: Number = Field(description="Its value where nothing else is said.")
    range: list[Number] = Field(
        min_length=2, max_length=2, description="Lowest and highest value an analyst may try."
    )


Positive = Annotated[float, Field(gt=0, le=1_000, allow_inf_nan=False)]
Factor = Annotated[float, Field(ge=0, le=10, allow_inf_nan=False)]
Depth = Annotated[int, Field(ge=0, le=2)]


class EpistemicPart(Strict):
    """How far what nobody knows may lie from what the files say, for `claims --sample`."""

    precision: list[Positive] = Field(
        [15.0, 90.0],
        min_length=2,
        max_length=2,
        description="Lowest and highest precision; a draw for each actor, on a log scale.",
    )
    loss: list[Positive] = Field(
        [1.0, 2.25],
        min_length=2,
        max_length=2,
        description="How much more a loss counts than a gain; one draw, in place of 1.5.",
    )
    curvature: list[Positive] = Field(
        [0.75, 2.25],
        min_length=2,
        max_length=2,
        description="Curvature of the value functions; one draw, in place of 1.5.",
    )
    weights: float = Field(
        0.47,
        ge=0,
        le=3,
        description="Half the range of the log factor drawn for each motive's weight.",
    )
    couplings: list[Factor] = Field(
        [0.6, 1.4],
        min_length=2,
        max_length=2,
        description="Factor on all couplings; one draw.",
    )
    effects: list[Factor] = Field(
        [0.7, 1.3],
        min_length=2,
        max_length=2,
        description="Factor on what an actor's moves do and are believed to do; one draw each.",
    )
    bonuses: list[Factor] = Field(
        [0.5, 1.5],
        min_length=2,
        max_length=2,
        description="Factor on the bonuses of answering; one draw.",
    )
    level: list[Depth] = Field(
        [0, 1],
        min_length=2,
        max_length=2,
        description="Lowest and highest depth of anticipation; a draw for each actor.",
    )


class RulesPart(Strict):
    """Constants of the model that hold for everyone at the table."""

    argument: float = Field(
        0.5, ge=0, le=5, description="Log-odds that one net argument adds to an uncertain move."
    )
    fade: float = Field(
        0.08, ge=0, lt=1, description="The share of a move's past uses forgotten in a month."
    )
    least_likelihood: float = Field(
        0.02, gt=0, lt=1, description="Least chance of a sighted move under any type of its actor."
    )
    mean_level: float = Field(
        1.5, gt=0, le=5, description="Mean depth of anticipation where an actor's level is ch."
    )
    relation_shift: float = Field(
        0.08,
        ge=0,
        le=1,
        description="Points of relation for a point of intensity, where a move lists none.",
    )


class SayingPart(Grounded):
    """A thing known before the start, and who says so."""

    says: Line = Field(description="What is known, in a sentence or two.")


class OutcomePart(Strict):
    """A class of endings."""

    says: Line = Field(description="The ending in a sentence.")
    when: Expression | None = Field(None, description="The condition at ENDEX.")
    otherwise: bool = Field(False, description="True for the last: all that is left.")


class ContrastPart(Strict):
    """Two variants to compare."""

    a: Id = Field(description="The variant to compare with; `plain` is none.")
    b: Id = Field(description="The variant that should differ; `plain` is none.")


class ExpectationPart(Grounded):
    """What an analyst expects."""

    says: Line = Field(description="The expectation in a sentence.")
    kind: Literal["strict", "weak", "bound", "contested"] = Field(
        description="How firmly it is held, or that it is a bound, or contested."
    )
    measure: Expression = Field(description="What is measured: an expression or a measure.")
    contrast: ContrastPart | None = Field(None, description="Two variants to compare.")
    sign: Literal["+", "-"] | None = Field(None, description="More or less in b than in a.")
    at_most: Number | None = Field(None, description="The bound (kind bound).")


class ScenarioDocument(Strict):
    """A scenario."""

    kind: Literal["scenario"] = Field(description="Always scenario.")
    schema_: Literal[1] = Field(alias="schema", description="The version of the format: 1.")
    extends: Id | None = Field(None, description="A scenario this one changes.")
    title: Line = Field(description="Its title.")
    brief: Page = Field(description="What the players are told at the start.")
    notes: Page = Field("", description="For the facilitator only.")
    dossier: list[SayingPart] = Field(
        [], max_length=60, description="Background everyone may read, each line with its claims."
    )
    objectives: list[Line] = Field([], max_length=60, description="What the exercise is for.")
    seats: list[Names] = Field(
        [],
        max_length=24,
        description="Suggested seats, in one list for each number of teams there may be, a seat a "
        "team; the engine holds the others.",
    )
    theatre: Id = Field(description="The theatre it is set in.")
    claims: Id = Field(description="The ledger of claims it rests on.")
    cast: list[Id] = Field(min_length=1, max_length=24, description="The actors.")
    startex: Day = Field(description="The date it begins.")
    turns: TurnsPart = Field(TurnsPart(), description="How long it is.")
    start: dict[LevelName, StartSetting] = Field(
        {},
        max_length=600,
        description=(
            "Levels and flags that differ at the start. The pull goes back to this value, and "
            "start() means it; couplings count from the theatre's `start`."
        ),
    )
    actors: dict[Id, Any] = Field({}, description="Changes of actors, in the words of their files.")
    theatre_changes: Any = Field({}, description="Changes of the theatre, in its file's words.")
    measures: dict[Id, MeasurePart] = Field(
        {}, max_length=300, description="Named quantities, by id."
    )
    endex: Expression | None = Field(None, description="A condition that ends it early.")
    uncertainties: dict[Id, UncertaintyPart] = Field(
        {}, max_length=200, description="What nobody knows, by id."
    )
    epistemic: EpistemicPart = Field(
        EpistemicPart(), description="Ranges of what nobody knows of minds and mechanisms."
    )
    rules: RulesPart = Field(RulesPart(), description="Constants of the model, for everyone.")
    injects: dict[Id, InjectPart] = Field(
        {}, max_length=500, description="The list of events, by id."
    )
    joint_effects: list[JointPart] = Field(
        [], max_length=2_000, description="What pairs of moves chosen at once bring together."
    )
    variants: dict[Id, OverridesPart] = Field({}, max_length=200, description="Variants, by id.")
    lenses: dict[Id, LensPart] = Field({}, max_length=200, description="Competing readings, by id.")
    outcomes: dict[Id, OutcomePart] = Field(
        max_length=60, min_length=1, description="Classes of endings; the first that holds counts."
    )
    expectations: dict[Id, ExpectationPart] = Field(
        {}, max_length=300, description="What is expected, by id."
    )
