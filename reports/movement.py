"""The levels that moved most over a turn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.model import Effect, Level, Scenario
from engine.model.free import SIZES
from engine.model.months import DAYS_A_MONTH
from engine.record import Happening, TurnReport
from engine.rules.conditions import Facts, Scope, compile_condition
from engine.rules.effects import Shape, kernel
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


def pushed(event: Happening, report: TurnReport, names: Names, most: int = 2) -> tuple[str, ...]:
    """Return how the levels an inject moved changed over its turn.

    A level's change stands beside the inject of the turn that pushed it that way more than all
    others together, and by half of the change or more; beside none where there is no such inject.
    """
    own = _pushes(event, report, names)
    if not own:
        return ()
    fired = [each for each in report.happenings if each.kind == "inject" and each is not event]
    others = [_pushes(each, report, names) for each in fired]
    told = []
    for change in moved(report, names, len(names.levels)):
        way = 1.0 if change.after > change.before else -1.0
        push = way * own.get(change.level, 0.0)
        rest = sum(max(0.0, way * other.get(change.level, 0.0)) for other in others)
        if push > rest and 2.0 * push >= abs(change.after - change.before):
            told.append(change_of(change.level, report, names))
    return tuple(told[:most])


def _pushes(event: Happening, report: TurnReport, names: Names) -> dict[str, float]:
    """Return by level what an inject comes to at its turn's end: as it was scaled, or made up.

    Amounts are those that were written, as the uncertainties stand, not those drawn about them.
    """
    ends = (report.ends - names.scenario.startex).days
    months, sums = (ends - event.day) / DAYS_A_MONTH, dict[str, float]()
    for level, amount_, delay, ramp in (*_written(event, names), *_made_up(event, names)):
        by = event.scale * amount_ * kernel(months, Shape(delay, ramp, 1.0, 1.0))
        sums[level] = sums.get(level, 0.0) + by
    return sums


def _written(event: Happening, names: Names) -> Iterator[tuple[str, float, float, float]]:
    """Give the level, amount, delay and ramp of each effect of a planned inject."""
    for noun in names.scenario.injects:
        for effect in noun.effects if noun.id == event.id else ():
            yield effect.on, written_amount(effect, names.scenario), effect.delay, effect.ramp


def written_amount(effect: Effect, scenario: Scenario) -> float:
    """Return the amount of an effect as it is written, with the uncertainties as they stand."""
    scope = Scope({}, {one.id: one.value for one in scenario.uncertainties}, ())
    return float(compile_condition(effect.by, scope)(Facts((), {}, 0, 0.0, ())))


def _made_up(event: Happening, names: Names) -> Iterator[tuple[str, float, float, float]]:
    """Give the same of an inject made up at the table."""
    for effect in event.effects:
        size = SIZES[effect.size] * names.span(effect.on)
        yield effect.on, size if effect.direction == "up" else -size, effect.delay, effect.ramp


def sense_of(level: Level, change: float) -> str:
    """Return the direction of a change in a word."""
    if level.bad == "none":
        return "up" if change > 0 else "down"
    return "worse" if (change > 0) == (level.bad == "high") else "better"
