"""Parts that several documents share."""

from typing import Any, Literal

from engine.content.documents.declaring import Field, Strict
from engine.content.documents.words import (
    ClaimId,
    Expression,
    Id,
    Judgement,
    LevelName,
    Line,
    Months,
)


class Grounded(Strict):
    """Something that names the claims it rests on, or says that it is judgement."""

    claims: list[ClaimId] = Field(
        [], max_length=100, description="Claims this rests on, such as AI-38."
    )
    judgement: Judgement | None = Field(
        None, description="Why it is there, where no claim supports it (or true)."
    )


class EffectPart(Strict):
    """A change of one level, spread over time."""

    on: LevelName = Field(description="The indicator, or relation(a, b), that changes.")
    by: Expression = Field(
        description=(
            "How far it moves the anchor: a number, or an expression of the uncertainties. The "
            "level follows at its pull while the effect fades, so it moves by less: pull 0.25 and "
            "a half life of 12 months, by 65% of it at most; pull 0.1 and 3 months, by 21%."
        )
    )
    delay: Months = Field(0.0, description="How long after the move the change begins.")
    ramp: Months = Field(0.0, description="Over how long it grows to its full amount.")
    half_life: Months = Field(12.0, description="How long until half of it has worn off.")
    lasting: float = Field(0.0, ge=0, le=1, description="The share that never wears off.")
    spread: float | None = Field(
        None, ge=0, le=3, description="Its own lognormal sd (else it shares the move's factor)."
    )


class ValuePart(Strict):
    """How gains and losses against the reference are valued."""

    family: Literal["need", "linear", "kinked", "prospect"] | None = Field(
        None, description="The family of the value function."
    )
    curvature: float | None = Field(
        None, gt=0, le=10, description="How fast gains stop to count and losses press (need)."
    )
    loss: float | None = Field(
        None, ge=0.1, le=10, description="How much more a loss counts than a gain."
    )


class MeasurePart(Strict):
    """A quantity named once, used in conditions and expectations."""

    is_: Expression = Field(alias="is", description="The expression it stands for.")
    says: str = Field("", description="What it tells.")


class OverridesPart(Grounded):
    """A variant or a lens: settings under a name."""

    says: str = Field("", max_length=1_000, description="What is different.")
    set: dict[str, Any] = Field(
        max_length=200,
        description="An uncertainty's name, or a dotted path into the files, and its value.",
    )


class LensPart(OverridesPart):
    """A lens: a reading of the scenario, with a name of its own."""

    title: str = Field("", max_length=120, description="Its name on screen; else its id in words.")


class DisagreementPart(Strict):
    """A question the sources answer in two ways, each answer a lens."""

    says: Line = Field(description="What they disagree about.")
    between: list[Id] = Field(
        min_length=2, max_length=2, description="The two lenses: [this_reading, that_reading]."
    )
