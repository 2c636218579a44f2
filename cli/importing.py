"""`whitecell import msel`: a list of events from a table into a scenario."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

from cli.packed import Packs
from cli.talk import say, write
from engine.content.assembly import Assembly
from engine.content.inserting import NoPlace, with_injects
from engine.content.library import Library, pack_of
from engine.content.msel import Cells, Events, Unreadable, block, cells_of, events_of
from engine.content.packs import found_packs, shown
from engine.content.problems import Problem, has_errors, settled
from engine.content.reading import read_text
from engine.content.rendering import rendered_all
from engine.content.shelf import Shelf
from reports.wording import counted

MISUSED = 2


def import_(
    what: Literal["msel"],
    file: Path,
    /,
    *,
    into: Path | None = None,
    dry_run: bool = False,
    pack: Packs = None,
) -> int:
    """Take a list of events (MSEL) from a CSV or XLSX table.

    Columns: id, title, at, says, audience, expected response, objective. An event without a time is
    held back as a contingency. Without --into the injects are written to standard output.

    Parameters
    ----------
    what
        What the table holds: msel.
    file
        The table.
    into
        The scenario file they are added to; everything else in it stays as it is.
    dry_run
        Say what would be written, and write nothing.
    pack
        Another pack to look names up in.
    """
    try:
        cells = cells_of(file)
    except Unreadable as error:
        return _refused(f"{shown(file)}: {error}")
    if into is None:
        events = events_of(cells)
        if _told(events):
            write("injects:\n" + block(events.injects).rstrip("\n"))
        return MISUSED if events.problems else 0
    return _added(into.with_suffix(".yaml"), cells, Library(found_packs(pack or ())), dry_run)


def _added(path: Path, cells: Cells, library: Library, dry_run: bool) -> int:
    """Add the events of a table to a scenario file, its cast and objectives held against them."""
    scenario = library.load(str(path))
    names = {actor.id: actor.name for actor in scenario.actors}
    events = events_of(cells, names, scenario.objectives)
    if not _told(events):
        return MISUSED
    return _inserted(path, events, library, dry_run=dry_run)


def _inserted(path: Path, events: Events, library: Library, *, dry_run: bool) -> int:
    """Add events to a scenario file, if it is still right with them."""
    own = pack_of(path)
    try:
        text = with_injects(own.read_path(path), events.injects)
    except NoPlace as error:
        return _refused(f"{shown(path)}: {error}")
    assembly = Assembly(Shelf([own, *library.packs]))
    assembly.scenario(path.stem, read_text(text, shown(path)))
    if has_errors(assembly.problems):
        _tell(settled(assembly.problems))
        return MISUSED
    if dry_run:
        write(block(events.injects).rstrip("\n"))
    else:
        beside = path.with_name(f".{path.name}.new")
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
    done = "would go" if dry_run else "added"
    say(f"{counted(len(events.injects), 'inject')} {done} to {shown(path)}")
    return 0


def _told(events: Events) -> bool:
    """Say what is wrong with a table or left out of it; tell whether it can be used."""
    _tell(events.problems)
    if events.left_out:
        say(f"left out: {', '.join(events.left_out[:20])}")
    return not events.problems


def _tell(problems: list[Problem]) -> None:
    """Write problems to standard error."""
    sys.stderr.write(rendered_all(problems))


def _refused(said: str) -> int:
    """Say why nothing was done."""
    say(f"whitecell: {said}")
    return MISUSED
