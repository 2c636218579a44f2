"""Claims behind a statement, each with whose view it is and what stands against it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from engine.model import Claim, Ledger
from reports.wording import words


@dataclass(frozen=True, slots=True)
class Cited:
    """A claim something rests on: its id, what it says, whose view it is, what contradicts it."""

    id: str
    says: str
    holder: str
    against: tuple[Cited, ...] = ()


def holder(claim: Claim) -> str:
    """Return whose view a claim is and how firmly the source puts it."""
    return f"{claim.holder} ({words(claim.holder_type)}, {claim.confidence})"


def cited(ids: Iterable[str], ledger: Ledger) -> tuple[Cited, ...]:
    """Return claims with the claims that contradict them; one that is nowhere is said to be so."""
    return tuple(_cited(id, ledger, deep=True) for id in ids)


def _cited(id: str, ledger: Ledger, *, deep: bool) -> Cited:
    claim = ledger.claims.get(id)
    if claim is None:
        return Cited(id, "in no claims file", "nobody")
    others = claim.disagrees_with if deep else ()
    against = tuple(_cited(each, ledger, deep=False) for each in others)
    return Cited(id, claim.says, holder(claim), against)
