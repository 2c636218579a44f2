"""Flags, and the values that may be given to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from engine.content.documents.theatre import FlagPart
from engine.content.linking.sheet import Sheet
from engine.content.nodes import Loc
from engine.content.problems import listed, quoted
from engine.errors import nearest
from engine.model import Flag, FlagValue


def link_flag(id_: str, part: FlagPart, sheet: Sheet, seen_by: tuple[str, ...]) -> Flag:
    """Return a flag; its kind follows from what is said of it."""
    loc: list[str | int] = ["flags", id_]
    if part.values is not None and part.count:
        message = "a flag is a phase with values or a count, not both"
        sheet.report([*loc, "count"], "WC109", message)
    if part.values is not None and len(set(part.values)) < len(part.values):
        sheet.report([*loc, "values"], "WC109", "a value is listed twice")
    start = part.start
    if part.values is not None:
        flag = Flag(id_, part.name, "phase", start, tuple(part.values), seen_by)
    elif part.count:
        flag = Flag(id_, part.name, "count", start, (), seen_by)
    else:
        flag = Flag(id_, part.name, "switch", start, (), seen_by)
    fits(flag, start, sheet, [*loc, "start"])
    return flag


def fits(flag: Flag, value: object, sheet: Sheet, loc: Loc) -> bool:
    """Tell whether a flag can take a value; where it cannot, say so."""
    if flag.kind == "phase":
        good = isinstance(value, str) and value in flag.values
        near = nearest(str(value), flag.values)
        hint = f"did you mean {quoted(near)}?" if near else ""
        wanted = f"one of {listed(flag.values)} is needed"
    elif flag.kind == "count":
        good = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 1_000_000
        hint, wanted = "", "a whole number of at least 0 is needed"
    else:
        good = isinstance(value, bool)
        hint = "a flag with other values lists them under values:"
        wanted = "true or false is needed"
    if not good:
        message = f"flag {quoted(flag.id)} cannot be {quoted(_spoken(value))}: {wanted}"
        sheet.report(loc, "WC409", message, hint)
    return good


def _spoken(value: object) -> str:
    """Return a value as it is written in a file."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def link_sets(
    sets: Mapping[str, FlagValue], flags: Mapping[str, Flag], sheet: Sheet, loc: Loc
) -> tuple[tuple[str, FlagValue], ...]:
    """Return what is set, each flag known and each value possible."""
    for name, value in sets.items():
        if name not in flags:
            sheet.unknown([*loc, name], "WC205", "flag", name, flags, key=True)
        else:
            fits(flags[name], value, sheet, [*loc, name])
    return tuple(sets.items())


def link_counts(
    names: Iterable[str], flags: Mapping[str, Flag], sheet: Sheet, loc: Loc
) -> tuple[str, ...]:
    """Return the counts to raise, each of them known and a count."""
    names = tuple(names)
    counts = [flag.id for flag in flags.values() if flag.kind == "count"]
    for index, name in enumerate(names):
        place = [*loc, index]
        if name not in flags:
            sheet.unknown(place, "WC205", "flag", name, counts)
        elif flags[name].kind != "count":
            sheet.report(place, "WC409", f"flag {quoted(name)} is no count and cannot be raised")
    return names
