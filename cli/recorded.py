"""What commands share that read or write a journal: opening, playing on, inputs from a file."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from cli.orderly import orderly
from cli.scripts import taken
from cli.talk import say, write
from engine.content.copies import load_copy
from engine.content.inputs import InputsDocument, read_inputs
from engine.content.library import Library
from engine.content.packs import found_packs
from engine.errors import WhitecellError
from engine.model import Scenario
from engine.model.copies import ContentCopy
from engine.play.exercise import Exercise
from engine.play.journal.contents import Contents, read_contents
from engine.play.journal.driving import NAME, Drive, Dropped, Item, pause_name
from engine.play.journal.entries import Entry, Plain, full
from engine.play.journal.inputs import do
from engine.play.journal.replaying import Replay, changed_versions
from engine.play.journal.session import Plan, Session
from engine.record import Pause, TurnEnded
from reports.run import run_text


class Loose:
    """An exercise that nobody records, given inputs like one that is."""

    def __init__(self, exercise: Exercise) -> None:
        self.exercise = exercise

    def give(self, kind: str, data: Plain, author: str = "") -> None:
        """Do an input."""
        do(self.exercise, kind, data)


def read(path: Path) -> Replay:
    """Return a journal ready to be replayed, without locking it; say what is odd about it."""
    contents = read_contents(path)
    tell_changes(contents)
    return Replay(contents, load_copy)


def tell_changes(contents: Contents) -> None:
    """Say on standard error what is damaged, and what has changed since an exercise began."""
    for fault in contents.faults:
        say(f"whitecell: {contents.path}: {fault}; it is left aside")
    if changed := changed_versions(contents.setup):
        say(f"whitecell: {contents.path}: other versions than it was begun with: {changed}")
    if files := changed_files(contents.copy):
        listed = ", ".join(files)
        say(f"whitecell: {contents.path}: its own copy is played; changed since: {listed}")


def changed_files(copy: ContentCopy) -> list[str]:
    """Return the files that say something else now than when an exercise began."""
    kept = copy.digests()
    try:
        library = Library(found_packs())
        now = library.copy(copy.name, copy.variant, copy.lens, dict(copy.settings)).digests()
    except WhitecellError:
        return []
    return sorted(place for place in kept.keys() & now.keys() if kept[place] != now[place])


@contextmanager
def opened(
    path: Path, author: str = "", *, seam: bool = False, second: Path | None = None
) -> Iterator[Session]:
    """Give a journal open for writing; say what is odd about it."""
    folder = str(second.absolute()) if second else None
    with orderly():
        session = Session.open(path, load_copy, author=author, seam=seam, second=folder)
        with session:
            tell_changes(session.contents)
            yield session
        tell_copies(session)


def tell_copies(session: Session) -> None:
    """Say why the last copy on the second disk could not be made, if it could not."""
    if session.second_fault:
        say(f"whitecell: {session.second_fault}")


def script(path: Path) -> InputsDocument:
    """Return a file of inputs."""
    return read_inputs(path, NAME)


def items_of(document: InputsDocument) -> list[Item]:
    """Return the inputs of a file as the engine takes them."""
    items = list[Item]()
    for number, part in enumerate(document.inputs, 1):
        kind, data = taken(part)
        items.append(Item(part.at, kind, data, part.author, number))
    return items


def still_to_give(items: Iterable[Item], given: Iterable[Entry]) -> list[Item]:
    """Return the items a journal does not hold yet, so that a script goes on where it was cut."""
    held = [(pause_name(e.pause), e.kind, full(e.kind, e.data)) for e in given]
    left = list[Item]()
    for item in items:
        key = (item.at, item.kind, item.data)
        if key in held:
            held.remove(key)
        else:
            left.append(item)
    return left


def tell_dropped(dropped: Iterable[Dropped]) -> None:
    """Say which inputs could not be given."""
    for gone in dropped:
        what = gone.item.kind
        say(f"whitecell: input {gone.item.source} ({what} at {gone.item.at}) left out: {gone.why}")


def told(drive: Drive, scenario: Scenario, seed: int, room: int) -> None:
    """Play on and tell the story, each turn once it is on disk."""
    exercise = drive.hand.exercise
    before = [TurnEnded(report) for report in exercise.reports]
    for line in run_text(scenario, seed, _flushed([*before], drive.pauses()), room):
        write(line)
    sys.stdout.flush()


def _flushed(before: list[Pause], pauses: Iterator[Pause]) -> Iterator[Pause]:
    yield from before
    for pause in pauses:
        yield pause
        sys.stdout.flush()


def plan_of(document: InputsDocument | None, seed: int, second: Path | None = None) -> Plan:
    """Return the set-up a file of inputs asks for, with a folder for copies."""
    folder = str(second.absolute()) if second else None
    if document is None:
        return Plan(seed, second=folder)
    names = ("rulings", "mode", "marking", "names", "anonymous", "budget")
    told = {name: getattr(document, name) for name in names}
    return Plan(seed, tuple(document.people), second=folder, **told)
