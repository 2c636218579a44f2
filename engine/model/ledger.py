"""The ledger of claims: who said what, how firmly, and who contradicts it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Source:
    """A published text a claim comes from."""

    id: str
    outlet: str
    title: str
    date: date
    authors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """One paraphrased claim: whose view it is, how firmly held, and what contradicts it."""

    id: str
    says: str
    kind: str
    actors: tuple[str, ...]
    source: str
    holder: str
    holder_type: str
    confidence: str
    disagrees_with: tuple[str, ...] = ()
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class Ledger:
    """A set of claims with their sources; `excused` says why some are used nowhere."""

    id: str
    sources: Mapping[str, Source] = field(default_factory=dict)
    claims: Mapping[str, Claim] = field(default_factory=dict)
    excused: Mapping[str, str] = field(default_factory=dict)
