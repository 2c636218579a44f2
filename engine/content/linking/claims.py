"""The claims document to a ledger."""

from __future__ import annotations

from engine.content.documents import ClaimsDocument
from engine.content.linking.sheet import Sheet
from engine.content.problems import quoted
from engine.model import Claim, Ledger, Source


def link_claims(name: str, document: ClaimsDocument, sheet: Sheet) -> Ledger:
    """Return the ledger; sources and contradictions that are not there are reported."""
    sources = {
        id_: Source(id_, part.outlet, part.title, part.date, tuple(part.authors))
        for id_, part in document.sources.items()
    }
    claims = dict[str, Claim]()
    for id_, part in document.claims.items():
        if part.source not in sources:
            loc = ["claims", id_, "source"]
            sheet.unknown(loc, "WC212", "source", part.source, sources)
        loc = ["claims", id_, "disagrees_with"]
        against = sheet.claims(loc, part.disagrees_with, document.claims)
        if id_ in against:
            message = f"{quoted(id_)} stands against itself"
            place: list[str | int] = [*loc, against.index(id_)]
            sheet.report(place, "WC411", message, "name another claim", severity="warning")
        claims[id_] = Claim(
            id_, part.says, part.kind, tuple(part.actors), part.source, part.holder,
            part.holder_type, part.confidence, against, part.paragraph,
        )  # fmt: skip
    for id_ in document.excused:
        if id_ not in claims:
            sheet.unknown(["excused", id_], "WC208", "claim", id_, claims, key=True)
    return Ledger(name, sources, claims, dict(document.excused))
