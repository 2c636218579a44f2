"""The list of events: when each falls, and what it does."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date

from engine.content.documents.scenario import HazardPart, InjectPart
from engine.content.documents.words import as_date
from engine.content.linking.flags import link_counts, link_sets
from engine.content.linking.moves import World, link_effects
from engine.content.linking.sheet import TRUTH, Sheet
from engine.content.nodes import Loc
from engine.content.problems import quoted
from engine.model import Hazard, Inject, Turns

AT = re.compile(r"turn ([0-9]{1,3})(?: day ([0-9]{1,3}))?")


def link_injects(
    parts: Mapping[str, InjectPart], startex: date, turns: Turns, sheet: Sheet, world: World
) -> tuple[Inject, ...]:
    """Return the injects in the order of the file."""
    return tuple(
        _inject(id_, part, startex, turns, sheet, world, parts) for id_, part in parts.items()
    )


def _inject(
    id_: str,
    part: InjectPart,
    startex: date,
    turns: Turns,
    sheet: Sheet,
    world: World,
    others: Collection[str],
) -> Inject:
    """Return one inject."""
    loc: list[str | int] = ["injects", id_]
    scope = world.scope
    _check_whole(part, sheet, loc, world)
    world.people.of_cast(part.to, sheet, [*loc, "to"])
    when = part.when
    claims, judgement = sheet.grounds(loc, part, world.claims, None)
    return Inject(
        id=id_,
        says=part.says,
        day=_day(part, startex, turns, sheet, [*loc, "at"]),
        when=None if when is None else sheet.condition([*loc, "when"], when, scope, "state", TRUTH),
        once=part.once,
        contingency=part.contingency,
        effects=link_effects(part.effects, sheet, [*loc, "effects"], scope),
        sets=link_sets(part.sets, scope.flags, sheet, [*loc, "sets"]),
        counts=link_counts(part.counts, scope.flags, sheet, [*loc, "counts"]),
        audience=world.people.seeing(part.to, sheet, [*loc, "to"]),
        claims=claims,
        judgement=judgement,
        expects=part.expects.strip(),
        objective=part.objective,
        hazard=None if part.hazard is None else _hazard(part.hazard, sheet, loc, world, others),
    )


def _check_whole(part: InjectPart, sheet: Sheet, loc: Loc, world: World) -> None:
    """Report an inject that nothing fires, two things that fire one, an objective there is not."""
    if part.objective is not None and part.objective > world.objectives:
        message = f"there is no objective {part.objective}, only {world.objectives}"
        sheet.report([*loc, "objective"], "WC105", message)
    if part.at is None and part.when is None and part.hazard is None and not part.contingency:
        message = "an inject needs at:, when:, hazard: or contingency: true"
        sheet.report(loc, "WC109", message, key=True)
    if part.hazard is not None and (part.at is not None or part.when is not None):
        message = "an event of chance has no at: or when: of its own"
        sheet.report([*loc, "hazard"], "WC109", message, key=True)


def _hazard(
    part: HazardPart, sheet: Sheet, loc: Loc, world: World, others: Collection[str]
) -> Hazard:
    """Return an event's chance, with the injects and levels that raise or lower it."""
    place = [*loc, "hazard"]
    for name in part.after:
        if name not in others:
            sheet.unknown([*place, "after", name], "WC214", "inject", name, others, key=True)
    leans = [
        (sheet.level([*place, "leans_on", name], name, world.scope, key=True), slope)
        for name, slope in part.leans_on.items()
    ]
    known = tuple((level, slope) for level, slope in leans if level is not None)
    return Hazard(part.chance, tuple(part.after.items()), known, part.half_life)


def _day(part: InjectPart, startex: date, turns: Turns, sheet: Sheet, loc: Loc) -> int | None:
    """Return the day an inject falls on, counted from STARTEX."""
    if part.at is None:
        return None
    day = _when(part.at, startex, turns, sheet, loc)
    if day is None:
        return 0
    if day < 0:
        message = f"this is before STARTEX, {startex.isoformat()}"
        sheet.report(loc, "WC407", message, _later(part.at, startex, turns))
        return 0
    return day


def _later(text: str, startex: date, turns: Turns) -> str:
    """Return the same day of a later year, where it falls into the exercise."""
    from engine.content.documents.meaning import date_meant

    end = turns.start_of(startex, turns.count + 1).isoformat()
    years = (startex.year, startex.year + 1)
    same = [f"{year}{text[4:]}" for year in years]
    meant = next((day for day in same if startex.isoformat() <= day < end), "")
    return f"perhaps {meant}" if date_meant(meant) else ""


def _when(text: str, startex: date, turns: Turns, sheet: Sheet, loc: Loc) -> int | None:
    """Return the days from STARTEX that `turn 3`, `turn 3 day 5` or a date mean."""
    match = AT.fullmatch(text)
    if match is None:
        return _dated(text, startex, sheet, loc)
    turn, day = int(match[1]), int(match[2] or 1)
    if turn < 1 or turn > 999 or day < 1:
        sheet.report(loc, "WC407", "turns and days are counted from 1")
        return None
    begins, next_one = turns.start_of(startex, turn), turns.start_of(startex, turn + 1)
    length = (next_one - begins).days
    if day > length:
        sheet.report(loc, "WC407", f"turn {turn} has only {length} days")
        return None
    return (begins - startex).days + day - 1


def _dated(text: str, startex: date, sheet: Sheet, loc: Loc) -> int | None:
    """Return the days from STARTEX to a date."""
    try:
        return (as_date(text) - startex).days
    except ValueError as error:
        from engine.content.documents.meaning import month_end, time_meant

        looks_dated = text[:1].isdigit() and text.count("-") == 2
        message = str(error) if looks_dated else f"{quoted(text)} is no time for an inject"
        meant = month_end(text) if message.startswith("there is no") else time_meant(text)
        hint = f"perhaps {meant}" if meant and not meant.startswith("the last") else meant
        hint = hint or "write 'turn 3', 'turn 3 day 5' or a date 2026-01-31"
        sheet.report(loc, "WC108", message, hint)
        return None
