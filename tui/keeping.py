"""Beginning an exercise in a new journal, and going on with one that is kept."""

from __future__ import annotations

from pathlib import Path

from engine.errors import WhitecellError
from engine.model import Scenario
from engine.model.copies import ContentCopy
from engine.play.journal import session
from engine.play.journal.contents import Contents
from engine.play.journal.faults import JournalError
from engine.play.journal.replaying import changed_versions
from engine.play.journal.session import Session
from tui.drawer import Drawer
from tui.plan import Plan
from tui.playing import Playing
from tui.shelf import Shelf

AUTHOR = "the table"
TRIES = 20


def begin(shelf: Shelf, drawer: Drawer, plan: Plan) -> Playing:
    """Return the exercise of a plan before its first turn, its journal made.

    Raises WhitecellError where the scenario, its seats or the file are not to be had.
    """
    shelf.load(plan.scenario, plan.variant, plan.lens)
    copy = shelf.copy(plan.scenario, plan.variant, plan.lens)
    played = shelf.read(copy)
    setup = as_kept(plan)
    if plan.journal is not None:
        return Playing(_made(plan.journal, copy, played, setup))
    drawer.prepare()
    return Playing(_in_drawer(drawer, copy, played, setup))


def as_kept(plan: Plan) -> session.Plan:
    """Return a plan in the words a journal keeps it in."""
    return session.Plan(
        plan.seed,
        tuple(sorted(plan.people)),
        mode=plan.mode,
        marking=plan.marking,
        names=plan.names,
        anonymous=plan.anonymous,
        budget=plan.budget,
        second=str(plan.second.absolute()) if plan.second else None,
    )


def _made(path: Path, copy: ContentCopy, played: Scenario, setup: session.Plan) -> Session:
    return Session.create(path, copy, lambda _: played, setup, author=AUTHOR)


def _in_drawer(drawer: Drawer, copy: ContentCopy, played: Scenario, setup: session.Plan) -> Session:
    """Return a session under the next free name; another table may take that name first."""
    for _ in range(TRIES):
        path = drawer.place(copy.name)
        try:
            return _made(path, copy, played, setup)
        except JournalError:
            if drawer.place(copy.name) == path:
                raise
    raise JournalError(str(drawer.folder), "others take every name; try again")


def resume(shelf: Shelf, path: Path) -> Playing:
    """Return the exercise of a journal where it stands. WhitecellError says why it cannot be."""
    return Playing(Session.open(path, shelf.read, author=AUTHOR))


def oddities(shelf: Shelf, contents: Contents) -> list[str]:
    """Return what a journal's players should know: damage beside the record, what has changed."""
    found = [f"{fault}; it is left aside" for fault in contents.faults]
    if changed := changed_versions(contents.setup):
        found.append(f"Other versions than it was begun with: {changed}.")
    if files := _changed_files(shelf, contents.copy):
        found.append(f"The journal's own copy is played; changed since: {', '.join(files)}.")
    return found


def _changed_files(shelf: Shelf, kept: ContentCopy) -> list[str]:
    before = kept.digests()
    try:
        now = shelf.copy(kept.name, kept.variant, kept.lens).digests()
    except WhitecellError:
        return []
    return sorted(place for place in before.keys() & now.keys() if before[place] != now[place])
