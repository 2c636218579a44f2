"""The stage a scenario is set on: levels, flags, couplings, known dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

FlagValue = bool | int | str


@dataclass(frozen=True, slots=True)
class Level:
    """An indicator or a relation: one number of the world's state.

    `start` is the theatre's reference x_0, `opening` the value at STARTEX and the anchor it is
    pulled to; they differ where a scenario changes the start. `pull` is the monthly share of the
    way back to the anchor (kappa), `noise` the monthly standard deviation (sigma). Seats in
    `seen_by` (empty: all) see it at every turn's end; the others the value last published, once
    every `published` months (0: only the opening value).
    """

    id: str
    name: str
    unit: str
    low: float
    high: float
    start: float
    opening: float
    pull: float
    noise: float
    bad: Literal["high", "low", "none"] = "none"
    seen_by: tuple[str, ...] = ()
    published: int = 0
    is_relation: bool = False
    says: str = ""
    claims: tuple[str, ...] = ()
    judgement: str = ""


@dataclass(frozen=True, slots=True)
class Flag:
    """A named fact that changes at once: a switch, a phase with listed values, or a count."""

    id: str
    name: str
    kind: Literal["switch", "phase", "count"]
    start: FlagValue
    values: tuple[str, ...] = ()
    seen_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coupling:
    """How much `target` is pushed a month by each unit `source` stands above its reference."""

    source: str
    target: str
    by: float
    claims: tuple[str, ...] = ()
    judgement: str = ""


@dataclass(frozen=True, slots=True)
class KnownDate:
    """A dated event of the calendar that everyone knows of."""

    id: str
    on: date
    says: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Theatre:
    """The stage: levels (indicators and relations, sorted by id), flags, couplings, calendar."""

    id: str
    name: str
    levels: tuple[Level, ...]
    flags: tuple[Flag, ...]
    couplings: tuple[Coupling, ...]
    calendar: tuple[KnownDate, ...]
    description: str = ""
