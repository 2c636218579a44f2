"""The levels that moved most over a turn."""

from __future__ import annotations

from dataclasses import dataclass

from engine.model import Level
from engine.record import TurnReport
from reports.names import Names
from reports.wording import amount

MOST = 6
LEAST_SHARE = 0.01
"""A change smaller than this share of a level's range is left out."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A level's change over a turn. `sense` is better, worse, up or down."""

    level: str
    before: float
    after: float
    share: float
    sense: str
    text: str


def moved(report: TurnReport, names: Names, most: int = MOST) -> tuple[Moved, ...]:
    """Return the levels that moved most, by share of their range, the largest first."""
    found = []
    for id, level in names.levels.items():
        before, after = report.before[id], report.levels[id]
        span = level.high - level.low
        share = abs(after - before) / span if span else 0.0
        shown = amount(before, span), amount(after, span)
        if share >= LEAST_SHARE and shown[0] != shown[1]:
            sense = sense_of(level, after - before)
            arrow = "▲" if after > before else "▼"
            text = f"{names.level(id)} {shown[0]} → {shown[1]} {arrow} {sense}"
            found.append(Moved(id, before, after, share, sense, text))
    return tuple(sorted(found, key=lambda m: (-m.share, m.level))[:most])


def sense_of(level: Level, change: float) -> str:
    """Return the direction of a change in a word."""
    if level.bad == "none":
        return "up" if change > 0 else "down"
    return "worse" if (change > 0) == (level.bad == "high") else "better"
