"""What happened in a turn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from engine.model import FlagValue
from engine.model.free import FreeEffect
from engine.record.acts import Act, Decision


@dataclass(frozen=True, slots=True)
class Happening:
    """An inject that was fired or skipped, a known date that passed, or a flag that changed.

    An inject fired by hand may be edited: `says` is what was told, `scale` what its effects were
    multiplied by, `reason` why, or why it was skipped; the reason is the white cell's alone. One
    made up at the table bears its `effects`; those of others are the scenario's.
    """

    kind: Literal["inject", "skip", "date", "flag"]
    id: str
    day: int
    says: str
    cause: str = ""
    audience: tuple[str, ...] = ()
    scale: float = 1.0
    reason: str = ""
    edited: bool = False
    effects: tuple[FreeEffect, ...] = ()


@dataclass(frozen=True, slots=True)
class TurnReport:
    """What happened in a turn, and the levels before and after it."""

    turn: int
    starts: date
    ends: date
    before: Mapping[str, float]
    levels: Mapping[str, float]
    flags: Mapping[str, FlagValue]
    decisions: tuple[Decision, ...]
    acts: tuple[Act, ...]
    happenings: tuple[Happening, ...]
    state_hash: str
