"""An influence map as lines of text: each level with what moves it, pushes it and watches it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reports.influence.links import Influence, Link
from reports.wording import plain, with_sign

UP, DOWN = "▲", "▼"
LABEL = 11


def influence_lines(found: Influence, columns: int) -> Iterator[str]:
    """Give the lines of a map, wide at most `columns`."""
    for level in found.scenario.theatre.levels:
        yield from level_lines(found, level.id, columns)
        yield ""


def level_lines(found: Influence, id: str, columns: int) -> Iterator[str]:
    """Give the lines of one level: its name and range, then who moves, pushes and watches it."""
    level = next(each for each in found.scenario.theatre.levels if each.id == id)
    span = f"{level.low:g} to {level.high:g}, opens at {level.opening:g}"
    yield f"{plain(level.name)} · {id} · {span}"
    moved = found.onto(id, "move")
    yield from _row("raised by", [_named(x, x.source) for x in moved if x.by > 0], columns)
    yield from _row("lowered by", [_named(x, x.source) for x in moved if x.by < 0], columns)
    events = found.onto(id, "inject")
    yield from _row("events", [f"{_way(x)} {_named(x, x.source)}" for x in events], columns)
    pairs = found.onto(id, "joint")
    yield from _row("jointly", [f"{_way(x)} {_named(x, x.source)}" for x in pairs], columns)
    pushed = found.onto(id, "coupling")
    yield from _row("pushed by", [f"{_way(x)} {_named(x, x.source)}" for x in pushed], columns)
    pushes = found.out_of(id, "coupling")
    yield from _row("pushes", [f"{_way(x)} {_named(x, x.target)}" for x in pushes], columns)
    watched = found.out_of(id, "motive")
    yield from _row("watched by", [_watching(x) for x in watched], columns)
    if not (moved or events or pairs or pushed):
        yield from _row("moved by", ["nothing but chance"], columns)
    if not (watched or pushes):
        yield from _row("watched by", ["nobody, and pushes nothing"], columns)


def _way(link: Link) -> str:
    return UP if link.by > 0 else DOWN


def _named(link: Link, name: str) -> str:
    return f"{plain(name)} {with_sign(link.by)}"


def _watching(link: Link) -> str:
    wants = "wants more" if link.by > 0 else "wants less"
    return f"{plain(link.target)} ({wants}, {with_sign(link.by)} a unit, weight {link.weight:.0%})"


def _row(label: str, parts: Iterable[str], columns: int) -> Iterator[str]:
    """Give one sort of links, further lines below the first."""
    lead, line = f"  {label:<{LABEL}}", ""
    for part in parts:
        longer = f"{line}, {part}" if line else part
        if line and len(lead) + len(longer) > columns:
            yield f"{lead}{line},"
            lead, longer = " " * (LABEL + 2), part
        line = longer
    if line:
        yield lead + line
