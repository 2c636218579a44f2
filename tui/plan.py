"""The plan of one exercise, as it is set up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from engine.model.luck import SEED

if TYPE_CHECKING:
    from engine.play.journal.plan import Mode


@dataclass(frozen=True, slots=True)
class Plan:
    """How an exercise is to be played. Without a `journal` it is kept in the drawer.

    `names` says who sits in a seat, and `anonymous` that no report may; `budget` is the seconds a
    seat has a turn, `second` a folder that takes a copy at every turn's end.
    """

    scenario: str
    people: frozenset[str] = frozenset()
    seed: int = SEED
    variant: str | None = None
    lens: str | None = None
    mode: Mode = "rigid"
    marking: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    anonymous: bool = False
    budget: float | None = None
    second: Path | None = None
    journal: Path | None = None
