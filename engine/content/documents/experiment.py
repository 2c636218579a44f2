"""The experiment document: which arms of which scenarios are run how often, over which samples."""

from typing import Annotated, Any, Literal

from engine.content.documents.declaring import Field, Strict
from engine.content.documents.words import Id, Line, Number, Page

Share = Annotated[float, Field(gt=0, lt=1, allow_inf_nan=False)]


class PolicyPart(Strict):
    """Settings under a name, tried in every arm: what one actor could do about it."""

    says: str = Field("", max_length=1_000, description="What it is.")
    set: dict[str, Any] = Field(
        max_length=200,
        description="An uncertainty's name, or a dotted path into the files, and its value.",
    )


class SamplePart(Strict):
    """Points of what is not known, at which every arm is run."""

    points: int = Field(ge=1, le=100_000, description="How many points: a Latin hypercube.")
    minds: bool = Field(
        False, description="Draw what nobody knows of minds too, over the scenario's `epistemic`."
    )
    ranges: dict[Id, Annotated[list[Number], Field(min_length=2, max_length=2)]] = Field(
        {}, max_length=200, description="Lowest and highest value, within the declared ones."
    )


class ExperimentDocument(Strict):
    """An experiment."""

    kind: Literal["experiment"] = Field(description="Always experiment.")
    schema_: Literal[1] = Field(alias="schema", description="The version of the format: 1.")
    title: Line = Field(description="The question it asks.")
    says: Page = Field("", description="Why, and how to read what comes out.")
    scenarios: list[Line] = Field(
        min_length=1, max_length=60, description="Ids of scenarios, or paths beside this file."
    )
    variants: list[Id] = Field(
        [], max_length=200, description="Variants; `plain` is none, `all` is plain and every one."
    )
    lenses: list[Id] = Field(
        [], max_length=200, description="Lenses; `plain` is none, `all` is plain and every one."
    )
    policies: dict[Id, PolicyPart] = Field(
        {}, max_length=200, description="Policies to compare, by id, each tried in every arm."
    )
    set: dict[str, Any] = Field({}, max_length=200, description="Settings of all arms.")
    sample: SamplePart | None = Field(None, description="What is sampled, and how often.")
    runs: int | None = Field(
        None, ge=1, le=10_000_000, description="Runs of each arm at each sample point."
    )
    seed: int | None = Field(None, ge=0, description="The seed of all luck and of the sample.")
    stop_at: Share | None = Field(
        None, description="Stop once every outcome share is known to this width."
    )
