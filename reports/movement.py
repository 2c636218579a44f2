"""The levels that moved most over a turn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from engine.model import Effect, Level
from engine.record import TurnReport
from engine.rules.conditions import Facts, Scope, compile_condition
from reports.names import Names
from reports.wording import amount

MOST = 6
LEAST_SHARE = 0.02
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
            text = f"{change_of(id, report, names)} {arrow} {sense}"
            found.append(Moved(id, before, after, share, sense, text))
    return tuple(sorted(found, key=lambda m: (-m.share, m.level))[:most])


def change_of(id: str, report: TurnReport, names: Names) -> str:
    """Return a level's change over a turn as "Russian aid 100 → 67"."""
    span = names.span(id)
    before, after = amount(report.before[id], span), amount(report.levels[id], span)
    return f"{names.level(id)} {before} → {after}"


def pushed(inject: str, report: TurnReport, names: Names, most: int = 2) -> tuple[str, ...]:
    """Return how the levels an inject acts on changed over its turn, where they went its way.

    What went the other way was moved by something else, and is not told beside it.
    """
    for noun in names.scenario.injects:
        if noun.id == inject:
            ways = _ways(noun.effects, names)
            changes = (
                change
                for change in moved(report, names, len(names.levels))
                if (change.after - change.before) * ways.get(change.level, 0.0) > 0.0
            )
            return tuple(change_of(m.level, report, names) for m in changes)[:most]
    return ()


def _ways(effects: Iterable[Effect], names: Names) -> dict[str, float]:
    """Return by level what some effects come to in full, as the uncertainties stand."""
    parameters = {one.id: one.value for one in names.scenario.uncertainties}
    scope, sums = Scope({}, parameters, ()), dict[str, float]()
    for effect in effects:
        by = compile_condition(effect.by, scope)(Facts((), {}, 0, 0.0, ()))
        sums[effect.on] = sums.get(effect.on, 0.0) + float(by)
    return sums


def sense_of(level: Level, change: float) -> str:
    """Return the direction of a change in a word."""
    if level.bad == "none":
        return "up" if change > 0 else "down"
    return "worse" if (change > 0) == (level.bad == "high") else "better"
