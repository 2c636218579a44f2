"""The nouns of what an audience is shown: frozen, plain, and nothing it may not know."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from engine.model import FlagValue


@dataclass(frozen=True, slots=True)
class LevelSeen:
    """A level as published to an audience; `before` is what it knew a turn earlier."""

    id: str
    name: str
    unit: str
    low: float
    high: float
    bad: str
    before: float
    value: float


@dataclass(frozen=True, slots=True)
class FlagSeen:
    """A flag as an audience knows it."""

    id: str
    name: str
    value: FlagValue


@dataclass(frozen=True, slots=True)
class EventSeen:
    """Something an audience learnt of: an act, an inject, a known date, a flag that changed.

    `day` counts from STARTEX and is that of learning. `answers` is the id of an act it knows.
    `detail` is for the white cell: odds, roll, ruling, reasons.
    """

    kind: str
    id: str
    day: int
    date: date
    actor: str
    says: str
    result: str = ""
    answers: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class TurnSeen:
    """A turn as an audience lived it, with the levels published by its end."""

    turn: int
    starts: date
    ends: date
    over: bool
    events: tuple[EventSeen, ...]
    levels: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class ChoiceSeen:
    """A choice, as the seat that made it may read it again."""

    actor: str
    turn: int
    date: date
    phase: str
    move: str
    says: str
    by: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class OptionSeen:
    """An option of a seat that is asked now; `takes` is its days and political capital in words."""

    move: str
    says: str
    possible: bool
    why_not: tuple[str, ...]
    odds: float
    cost: float
    because_of: str
    takes: str = ""


@dataclass(frozen=True, slots=True)
class AudienceView:
    """All that an audience may know. `brief` is public, `own_brief` and `private` a seat's own.

    `what_if` says that this is a branch and not the exercise itself, "" where it is.
    """

    audience: str
    name: str
    title: str
    brief: str
    own_brief: str
    private: str
    marking: str
    turn: int
    turns: int
    today: date
    pause: str
    waiting: tuple[str, ...]
    sealed: tuple[str, ...]
    levels: tuple[LevelSeen, ...]
    flags: tuple[FlagSeen, ...]
    path: tuple[TurnSeen, ...]
    decisions: tuple[ChoiceSeen, ...] = ()
    preparing: tuple[str, ...] = ()
    options: tuple[OptionSeen, ...] = ()
    choice: str = ""
    outcome: str = ""
    revealed: bool = False
    what_if: str = ""

    def data(self) -> dict[str, Any]:
        """Return it as JSON-ready data."""
        plain: dict[str, Any] = _iso(asdict(self))
        return plain


def _iso(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _iso(item) for key, item in value.items()}
    return [_iso(item) for item in value] if isinstance(value, list | tuple) else value
