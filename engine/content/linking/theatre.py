"""The theatre document to the stage of a scenario."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from engine.content.documents import TheatreDocument
from engine.content.documents.theatre import IndicatorPart, RelationPart
from engine.content.documents.words import level_id, relation_id
from engine.content.linking.flags import fits, link_flag
from engine.content.linking.naming import check_reserved, check_word
from engine.content.linking.people import People
from engine.content.linking.readings import check_disagreements
from engine.content.linking.sheet import Sheet
from engine.content.linking.stability import check_stability
from engine.content.nodes import Loc
from engine.content.problems import did_you_mean, quoted
from engine.model import Coupling, Flag, FlagValue, KnownDate, Level, Theatre

Claims = Iterable[str]


def link_theatre(
    name: str, document: TheatreDocument, sheet: Sheet, people: People, ledger: Claims | None
) -> Theatre:
    """Return the theatre as its file has it; levels and flags sorted by id."""
    claims = set(ledger) if ledger is not None else None
    levels = [
        _indicator(id_, part, sheet, people, claims) for id_, part in document.indicators.items()
    ]
    levels += _relations(document, sheet, people, claims)
    levels.sort(key=lambda level: level.id)
    flags = [
        link_flag(id_, part, sheet, people.seeing(part.seen_by, sheet, ["flags", id_, "seen_by"]))
        for id_, part in document.flags.items()
    ]
    known = {level.id for level in levels}
    couplings = _couplings(document, sheet, known, claims)
    check_stability(tuple(levels), couplings, sheet)
    _check_names(document, sheet)
    check_disagreements(document, sheet)
    return Theatre(
        name,
        document.name,
        tuple(levels),
        tuple(sorted(flags, key=lambda flag: flag.id)),
        couplings,
        _calendar(document, sheet, claims),
        document.description,
    )


def _grounds(
    sheet: Sheet, loc: Loc, part: IndicatorPart, claims: set[str] | None
) -> tuple[tuple[str, ...], str]:
    """Return what an indicator rests on; without a ledger its claims cannot be judged."""
    return sheet.grounds(loc, part, part.claims if claims is None else claims, "warning")


def _indicator(
    id_: str, part: IndicatorPart, sheet: Sheet, people: People, claims: set[str] | None
) -> Level:
    """Return an indicator."""
    loc = ["indicators", id_]
    low, high = part.range
    if not low < high:
        message = "the lowest value of a range is below its highest"
        sheet.report([*loc, "range"], "WC109", message)
    elif not low <= part.start <= high:
        message = f"start {part.start:g} is outside the range {low:g} to {high:g}"
        sheet.report([*loc, "start"], "WC402", message)
    if part.published != round(part.published):
        message = "a whole number of months is needed"
        sheet.report([*loc, "published"], "WC108", message)
    rests_on, judgement = _grounds(sheet, loc, part, claims)
    seen_by = people.seeing(part.seen_by, sheet, [*loc, "seen_by"])
    return Level(
        id_, part.name, part.unit, low, high, part.start, part.start, part.pull, part.noise,
        part.bad, seen_by, round(part.published), False, part.says, rests_on, judgement,
    )  # fmt: skip


def _relations(
    document: TheatreDocument, sheet: Sheet, people: People, claims: set[str] | None
) -> list[Level]:
    """Return the relations as levels, each pair of actors once."""
    found = dict[str, Level]()
    for index, part in enumerate(document.relations):
        loc: list[str | int] = ["relations", index, "between"]
        first, second = part.between
        for place, name in enumerate(part.between):
            people.check(name, sheet, [*loc, place])
            check_word([*loc, place], name, "the actor's file needs another name", sheet)
        id_ = relation_id(first, second)
        if first == second or id_ in found:
            message = f"{id_} stands twice"
            if first == second:
                message = "an actor has no relation to itself"
            sheet.report(loc, "WC411", message)
            continue
        found[id_] = _relation(id_, part, document, people)
        if claims is not None:
            sheet.claims(["relations", index, "claims"], part.claims, claims)
    return list(found.values())


def _relation(id_: str, part: RelationPart, document: TheatreDocument, people: People) -> Level:
    """Return a relation as a level from -10 to +10."""
    defaults = document.relation_defaults
    name = "–".join(people.names.get(actor, actor) for actor in sorted(part.between))
    return Level(
        id_, name, "", -10.0, 10.0, part.start, part.start,
        defaults.pull if part.pull is None else part.pull,
        defaults.noise if part.noise is None else part.noise,
        is_relation=True, claims=tuple(part.claims), judgement=part.judgement or "",
    )  # fmt: skip


def _couplings(
    document: TheatreDocument, sheet: Sheet, known: set[str], claims: set[str] | None
) -> tuple[Coupling, ...]:
    """Return the couplings, sorted; both ends known, no pair twice."""
    found = dict[tuple[str, str], Coupling]()
    for index, part in enumerate(document.couplings):
        loc: list[str | int] = ["couplings", index]
        ends = {"from": level_id(part.from_), "to": level_id(part.to)}
        wrong = [end for end, id_ in ends.items() if id_ not in known]
        for end in wrong:
            sheet.unknown([*loc, end], "WC204", "indicator", ends[end], known)
        rests_on, judgement = sheet.grounds(
            loc, part, part.claims if claims is None else claims, "warning"
        )
        pair = (ends["from"], ends["to"])
        if pair in found:
            sheet.report(loc, "WC411", "this pair of levels is coupled twice")
        if pair[0] == pair[1] and not wrong:
            message = f"{quoted(pair[0])} is coupled to itself: that only changes its pull"
            hint = "weaken or strengthen its pull:, or name another level"
            sheet.report([*loc, "to"], "WC411", message, hint, severity="warning")
        if not wrong:
            found[pair] = Coupling(*pair, part.by, rests_on, judgement)
    return tuple(found[pair] for pair in sorted(found))


def _calendar(
    document: TheatreDocument, sheet: Sheet, claims: set[str] | None
) -> tuple[KnownDate, ...]:
    """Return the known dates in their order."""
    dates = list[KnownDate]()
    for id_, part in document.calendar.items():
        if claims is not None:
            sheet.claims(["calendar", id_, "claims"], part.claims, claims)
        dates.append(KnownDate(id_, part.on, part.says, tuple(part.claims)))
    return tuple(sorted(dates, key=lambda known: (known.on, known.id)))


def _check_names(document: TheatreDocument, sheet: Sheet) -> None:
    """Report names that would mean two things in a condition."""
    for kind in ("indicators", "flags", "measures"):
        check_reserved(kind, getattr(document, kind), sheet)
    for kind in ("flags", "measures"):
        for name in getattr(document, kind):
            if name in document.indicators or (kind == "measures" and name in document.flags):
                message = f"{quoted(name)} already names something else"
                sheet.report([kind, name], "WC410", message, key=True)


def opened(theatre: Theatre, start: Mapping[str, object], sheet: Sheet) -> Theatre:
    """Return the theatre with a scenario's changes at the start."""
    levels = {level.id: level for level in theatre.levels}
    flags = {flag.id: flag for flag in theatre.flags}
    for name, value in start.items():
        loc, id_ = ["start", name], level_id(name)
        if id_ in levels:
            levels[id_] = _opening(levels[id_], value, sheet, loc)
        elif id_ in flags:
            flags[id_] = _first(flags[id_], value, sheet, loc)
        else:
            hint = did_you_mean(name, [*levels, *flags], "names")
            message = f"unknown indicator or flag {quoted(name)}"
            sheet.report(loc, "WC204", message, hint, key=True)
    return replace(theatre, levels=tuple(levels.values()), flags=tuple(flags.values()))


def _opening(level: Level, value: object, sheet: Sheet, loc: Loc) -> Level:
    """Return a level with the value it opens at."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        sheet.report(loc, "WC104", f"a number is needed for {quoted(level.id)}")
        return level
    if not level.low <= value <= level.high:
        message = f"start {value:g} is outside the range {level.low:g} to {level.high:g}"
        sheet.report(loc, "WC402", message)
        return level
    return replace(level, opening=float(value))


def _first(flag: Flag, value: object, sheet: Sheet, loc: Loc) -> Flag:
    """Return a flag with the value it opens at."""
    if not fits(flag, value, sheet, loc):
        return flag
    assert isinstance(value, (bool, int, str))
    first: FlagValue = value
    return replace(flag, start=first)
