"""The theatre document: the stage on which scenarios play."""

from typing import Annotated, Literal

from engine.content.documents.common import DisagreementPart, Grounded, LensPart, MeasurePart
from engine.content.documents.declaring import Field, Strict
from engine.content.documents.words import (
    Day,
    FlagSetting,
    Id,
    LevelName,
    Line,
    Months,
    Names,
    Number,
    Page,
)

Share = Annotated[float, Field(ge=0, le=1)]
Spread = Annotated[float, Field(ge=0, le=1e6)]


class IndicatorPart(Grounded):
    """A number of the world's state."""

    name: Line = Field(description="Its name on screen.")
    unit: str = Field("", max_length=100, description="What it is counted in.")
    range: list[Number] = Field(
        min_length=2, max_length=2, description="Lowest and highest value it can take."
    )
    start: Number = Field(
        description=(
            "Its value before anything happens, which couplings count from. The pull and "
            "start() in conditions go by the scenario's `start`, where that differs."
        )
    )
    pull: Share = Field(0.25, description="Share of the way back to its anchor in a month.")
    noise: Spread = Field(1.0, description="Standard deviation of its chance change in a month.")
    bad: Literal["high", "low", "none"] = Field("none", description="Which end is bad news.")
    seen_by: Names = Field([], description="Actors who see it as it is; none named: all.")
    published: Months = Field(
        0.0, description="How often the others learn its value, in whole months; 0: never."
    )
    says: str = Field("", max_length=1_000, description="What it measures.")


class RelationDefaults(Strict):
    """Pull and noise of every relation that has none of its own."""

    pull: Share = Field(0.25, description="Share of the way back to the anchor in a month.")
    noise: Spread = Field(0.15, description="Standard deviation of the chance change in a month.")


class RelationPart(Grounded):
    """How two actors stand to each other, from -10 to +10."""

    between: list[Id] = Field(min_length=2, max_length=2, description="The two actors.")
    start: float = Field(ge=-10, le=10, description="The value before anything happens.")
    pull: Share | None = Field(None, description="Pull of its own.")
    noise: Spread | None = Field(None, description="Noise of its own.")


class FlagPart(Strict):
    """A fact that changes at once: a switch (true or false), a phase (`values`) or a count."""

    name: Line = Field(description="Its name on screen.")
    start: FlagSetting = Field(description="Its value before anything happens.")
    values: list[Id] | None = Field(
        None, min_length=2, description="The values of a phase, in their usual order."
    )
    count: bool = Field(False, description="True for a count.")
    seen_by: Names = Field([], description="Actors who know it; none named: all.")


class CouplingPart(Grounded):
    """A push of one level by another."""

    from_: LevelName = Field(alias="from", description="The level that pushes.")
    to: LevelName = Field(description="The level that is pushed.")
    by: Number = Field(
        description="Units a month for each unit the first stands above its reference."
    )


class DatePart(Strict):
    """A dated event everyone knows of."""

    on: Day = Field(description="The date.")
    says: Line = Field(description="What happens.")
    claims: list[str] = Field([], description="Claims this rests on.")


class TheatreDocument(Strict):
    """A theatre."""

    kind: Literal["theatre"] = Field(description="Always theatre.")
    schema_: Literal[1] = Field(alias="schema", description="The version of the format: 1.")
    name: Line = Field(description="Its name on screen.")
    description: Page = Field("", description="What this theatre covers.")
    indicators: dict[Id, IndicatorPart] = Field(
        max_length=300, min_length=1, description="Indicators, by id."
    )
    relation_defaults: RelationDefaults = Field(
        RelationDefaults(), description="Pull and noise of relations."
    )
    relations: list[RelationPart] = Field(
        [], max_length=600, description="Relations between actors."
    )
    flags: dict[Id, FlagPart] = Field({}, max_length=300, description="Flags, by id.")
    couplings: list[CouplingPart] = Field([], max_length=500, description="Couplings.")
    calendar: dict[Id, DatePart] = Field({}, max_length=300, description="Known dates, by id.")
    measures: dict[Id, MeasurePart] = Field(
        {}, max_length=300, description="Named quantities, by id."
    )
    lenses: dict[Id, LensPart] = Field(
        {},
        max_length=200,
        description="Readings every scenario of this theatre can be played under, by id.",
    )
    disagreements: dict[Id, DisagreementPart] = Field(
        {}, max_length=100, description="Pairs of lenses that stand against each other, by id."
    )
