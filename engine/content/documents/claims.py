"""The claims document: sources, and who said what."""

from typing import Literal

from engine.content.documents.declaring import Field, Strict
from engine.content.documents.words import ClaimId, Day, Id, Line, Names

ClaimKind = Literal["motive", "constraint", "expectation", "fact", "indicator", "recommendation"]
HolderType = Literal["author", "analyst", "official", "state_media", "outlet"]


class SourcePart(Strict):
    """A published text claims come from."""

    outlet: Line = Field(description="Who published it.")
    title: Line = Field(description="Its title.")
    date: Day = Field(description="When it was published.")
    authors: list[Line] = Field([], max_length=100, description="Who wrote it.")


class ClaimPart(Strict):
    """One statement of a source, told in other words."""

    says: Line = Field(description="The claim as a paraphrase, never the source's sentence.")
    actors: Names = Field([], description="The actors it is about; none: all.")
    kind: ClaimKind = Field(description="What sort of statement it is.")
    source: Id = Field(description="The id of the source it stands in.")
    paragraph: int = Field(0, ge=0, le=100_000, description="The paragraph it stands in.")
    holder: Line = Field(description="Whose view it is.")
    holder_type: HolderType = Field(description="What sort of person or body holds it.")
    confidence: Literal["high", "med", "low"] = Field(
        description="How firmly the source puts it: flatly, as likely, or as possible."
    )
    disagrees_with: list[ClaimId] = Field(
        [], max_length=100, description="Claims it stands against."
    )


class ClaimsDocument(Strict):
    """A ledger of claims."""

    kind: Literal["claims"] = Field(description="Always claims.")
    schema_: Literal[1] = Field(alias="schema", description="The version of the format: 1.")
    sources: dict[Id, SourcePart] = Field(
        max_length=500, description="The texts the claims come from, by id."
    )
    claims: dict[ClaimId, ClaimPart] = Field(max_length=5_000, description="The claims, by id.")
    excused: dict[ClaimId, Line] = Field(
        {}, max_length=5_000, description="Claims no file uses, each with the reason why not."
    )
