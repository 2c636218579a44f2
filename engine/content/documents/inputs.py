"""What the inputs of a file of inputs hold, one kind after the other."""

from typing import Literal

from engine.content.documents.declaring import Field, Strict

Prose = 10_000


class Short(Strict):
    """A part that may be written as its one main word."""

    short = True


class ChoosePart(Strict):
    """A seat's choice."""

    seat: str = Field(max_length=60, description="The seat that chooses.")
    move: str = Field(max_length=60, description="The move, or hold.")
    note: str = Field("", max_length=Prose, description="Why, in the chooser's words.")
    by: str = Field("script", max_length=200, description="Who chose.")


class FreeEffectPart(Strict):
    """An effect of the palette: 2, 5 or 10% of the indicator's range."""

    on: str = Field(max_length=200, description="The indicator, or relation(a, b).")
    direction: Literal["up", "down"] = Field(description="Which way.")
    size: Literal["minor", "moderate", "major"] = Field(description="How much.")
    delay: float = Field(0.0, ge=0, le=60, description="Months until it begins.")
    ramp: float = Field(0.0, ge=0, le=60, description="Months over which it grows.")


class FreePart(Strict):
    """A seat's move off the menu, with the effects the white cell gives it."""

    seat: str = Field(max_length=60, description="The seat that moves.")
    says: str = Field(max_length=2_000, description="What it does, told of the actor.")
    effects: list[FreeEffectPart] = Field([], max_length=12, description="What it brings.")
    odds: float = Field(1.0, ge=0, le=1, description="Its chance of success.")
    target: str | None = Field(None, max_length=60, description="The seat it is aimed at.")
    argument: str = Field("", max_length=2_000, description="Why it should work.")
    seen: Literal["overt", "mixed", "covert"] = Field("overt", description="Who sights it.")
    instrument: Literal["D", "I", "M", "E"] = Field("D", description="How it may be answered.")
    note: str = Field("", max_length=Prose, description="Why, in the chooser's words.")
    by: str = Field("script", max_length=200, description="Who chose.")


class RulePart(Strict):
    """The white cell's answer to an uncertain move; empty, it accepts the roll."""

    result: str | None = Field(None, max_length=20, description="The result that overrides.")
    reason: str = Field("", max_length=Prose, description="Why; an override needs it.")
    by: str = Field("", max_length=200, description="Who rules; an override needs it.")
    balance: float = Field(0.0, description="Net arguments for (+) or against (-).")
    dice: int | None = Field(None, description="A typed roll of two dice.")
    rating: str | None = Field(None, max_length=20, description="A matrix argument's rating.")


class InjectPart(Short):
    """An inject fired by hand, as written or edited."""

    id: str = Field(max_length=60, description="The inject.")
    says: str | None = Field(None, max_length=2_000, description="Another text.")
    scale: float = Field(1.0, ge=0, le=10, description="What its effects are multiplied by.")
    reason: str = Field("", max_length=Prose, description="Why it was edited.")


class SkipPart(Short):
    """An inject struck from the MSEL."""

    id: str = Field(max_length=60, description="The inject.")
    reason: str = Field("", max_length=Prose, description="Why.")


class ImprovisePart(Short):
    """An inject nobody wrote beforehand."""

    says: str = Field(max_length=2_000, description="What happens.")
    effects: list[FreeEffectPart] = Field([], max_length=12, description="What it brings.")
    audience: list[str] = Field([], max_length=24, description="Who hears it; empty: all.")


class ForecastPart(Strict):
    """How likely a seat holds another's moves of the turn, or the outcomes."""

    seat: str = Field(max_length=60, description="The seat that forecasts.")
    about: str = Field(max_length=80, description="`outcome`, or `move:ACTOR`.")
    shares: dict[str, float] = Field(description="Shares that sum to 1.")


class NotePart(Short):
    """Something written down that changes nothing."""

    text: str = Field(max_length=Prose, description="The note.")
    kind: Literal["observation", "strength", "issue", "hot_wash"] = Field(
        "observation", description="What it is."
    )
    seat: str | None = Field(None, max_length=60, description="The seat it is about.")
    objective: int | None = Field(None, ge=0, description="The objective it bears on, from 0.")
    owner: str = Field("", max_length=200, description="Who mends an issue.")
    due: str = Field("", max_length=200, description="Until when.")


class ClockPart(Strict):
    """The turn clock of a seat."""

    seat: str = Field(max_length=60, description="The seat.")
    state: Literal["start", "pause", "resume", "stop"] = Field(description="What it was told.")
    left: float = Field(ge=0, description="The seconds left then.")


PARTS: dict[str, type[Strict]] = {
    "choose": ChoosePart,
    "free": FreePart,
    "rule": RulePart,
    "inject": InjectPart,
    "skip": SkipPart,
    "improvise": ImprovisePart,
    "forecast": ForecastPart,
    "note": NotePart,
    "clock": ClockPart,
}
"""What stands under each key of an input that is more than a word."""
