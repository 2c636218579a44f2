"""Claims as text: what is said, whose view it is, and what stands against it."""

from __future__ import annotations

from collections.abc import Iterable

from cli.talk import spoken_date, wrapped
from engine.model import Claim, Ledger
from reports.citing import holder as holder
from reports.wording import counted


def claim_lines(claim: Claim, ledger: Ledger, columns: int) -> list[str]:
    """Return everything there is about a claim."""
    lines = wrapped(f"{claim.id} · {claim.kind}", columns)
    lines += ["", *wrapped(claim.says, columns, "  "), ""]
    lines += wrapped(holder(claim), columns, "           ", "  held by  ")
    source = ledger.sources.get(claim.source)
    if source is not None:
        place = f", paragraph {claim.paragraph}" if claim.paragraph else ""
        text = f"{source.outlet}, {spoken_date(source.date)}: {source.title}{place}"
        lines += wrapped(text, columns, "           ", "  source   ")
    about = ", ".join(claim.actors) or "everyone"
    lines += wrapped(about, columns, "           ", "  about    ")
    if claim.id in ledger.excused:
        why = f"in no file: {ledger.excused[claim.id]}"
        lines += wrapped(why, columns, "           ", "  used     ")
    against = [ledger.claims[id_] for id_ in claim.disagrees_with if id_ in ledger.claims]
    if against:
        lines += ["", "  stands against"]
        for other in against:
            text = f"{other.id}  {other.says}  [{holder(other)}]"
            lines += wrapped(text, columns, "           ", "    ")
    return lines


def cited_lines(
    ids: Iterable[str], judgement: str | None, ledger: Ledger, columns: int, indent: str
) -> list[str]:
    """Return the claims something rests on, each with its holder and its contradictions."""
    lines = list[str]()
    deeper = indent + " " * 8
    for id_ in ids:
        claim = ledger.claims.get(id_)
        if claim is None:
            lines.append(f"{indent}{id_}  (in no claims file)")
            continue
        text = f"{id_}  {claim.says}  [{holder(claim)}]"
        lines += wrapped(text, columns, deeper, indent)
        if claim.disagrees_with:
            text = f"against it: {', '.join(claim.disagrees_with)}"
            lines += wrapped(text, columns, deeper, deeper)
    if judgement:
        said = "our judgement" if judgement == "judgement" else f"our judgement: {judgement}"
        lines += wrapped(said, columns, deeper, indent)
    return lines


def claims_lines(ledger: Ledger, columns: int) -> list[str]:
    """Return a whole ledger: its sources, and a line a claim."""
    lines = wrapped(f"{ledger.id} · {counted(len(ledger.claims), 'claim')}", columns)
    lines += ["", "SOURCES"]
    for source in ledger.sources.values():
        text = f"{source.id}  {source.outlet}, {spoken_date(source.date)}: {source.title}"
        lines += wrapped(text, columns, "      ", "  ")
    lines += ["", "CLAIMS"]
    for claim in ledger.claims.values():
        lines += wrapped(f"{claim.id}  {claim.says}", columns, "         ", "  ")
    return lines
