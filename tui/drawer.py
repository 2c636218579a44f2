"""The drawer exercises are kept in: a folder of journals, each told before it is opened."""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

from platformdirs import user_data_path

from engine.errors import WhitecellError
from engine.play.journal.contents import Contents, read_contents
from engine.play.journal.entries import Entry
from engine.play.journal.faults import JournalError, reason
from engine.play.journal.tree import tree_of
from reports.wording import full_date, words

SUFFIX = ".whitecell"
TOURED = "tour-seen"
MOST = 40
"""How many exercises are told of, the latest first."""
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Kept:
    """An exercise in the drawer. `trouble` says why it cannot be read, empty when it can."""

    path: Path
    title: str
    turn: str = ""
    when: str = ""
    seats: tuple[str, ...] = ()
    frame: str = ""
    trouble: str = ""
    finished: bool = False


class Drawer:
    """A folder of journals; the platform's own place for data where none is named."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or user_data_path("whitecell", appauthor=False) / "exercises"

    def place(self, scenario: str) -> Path:
        """Return a name for a new exercise that nothing has yet."""
        day = datetime.now().astimezone().date().isoformat()
        stem = f"{re.sub(r'[^0-9A-Za-z_-]+', '_', scenario)[:80]}-{day}"
        names = (self.folder / f"{stem}-{number}{SUFFIX}" for number in count(1))
        return next(each for each in names if not _taken(each))

    @property
    def batches(self) -> Path:
        """The folder beside it that batches are kept in."""
        return self.folder.parent / "batches"

    def prepare(self) -> None:
        """Make the folder where it is not there yet."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise JournalError(str(self.folder), reason(error)) from None

    @property
    def toured(self) -> bool:
        """Whether the tour was seen or skipped on this machine."""
        return (self.folder.parent / TOURED).exists()

    def note_tour(self) -> None:
        """Remember that the tour was seen; where that cannot be kept it is shown again."""
        with suppress(OSError):
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            (self.folder.parent / TOURED).touch()

    def kept(self) -> list[Kept]:
        """Return the exercises in it, the one last played first."""
        try:
            found = [each for each in self.folder.glob(f"*{SUFFIX}") if each.is_file()]
        except OSError:
            return []
        return [told(each) for each in sorted(found, key=_touched, reverse=True)[:MOST]]


def told(path: Path) -> Kept:
    """Return what there is to say of a journal without replaying it."""
    try:
        return _told(path, read_contents(path))
    except (WhitecellError, ValueError, LookupError) as error:
        says = error.says if isinstance(error, JournalError) else str(error)
        return Kept(path, path.name, trouble=says)


def _told(path: Path, contents: Contents) -> Kept:
    data, inputs = contents.setup.data, tree_of(contents.entries).path()
    last = inputs[-1] if inputs else contents.setup
    turn = last.pause.get("turn", 1)
    outcome = _outcome(contents, {entry.seq for entry in inputs})
    variant = f"variant {words(data['variant'])}" if data["variant"] else "as written"
    return Kept(
        path,
        data["title"][:LONGEST],
        outcome or (f"turn {turn}" if inputs and type(turn) is int else "not begun"),
        _when(contents.entries[-1].wall),
        tuple(sorted(_people(data["people"], inputs))),
        f"{variant} · seed {data['seed']}"[:LONGEST],
        finished=bool(outcome),
    )


def _outcome(contents: Contents, path: Container[int]) -> str:
    """Return how it ended where the table stands at ENDEX, else an empty text."""
    for each in contents.derived:
        if each.kind == "ending" and each.entry in path:
            told = json.loads(each.text)
            outcome = words(str(told["outcome"])) if isinstance(told, dict) else ""
            return f"ENDEX: {outcome}"[:LONGEST]
    return ""


def _people(first: Iterable[Any], inputs: Iterable[Entry]) -> set[str]:
    """Return the seats held by persons where the table stands."""
    held = {str(each) for each in first}
    for entry in inputs:
        if entry.kind == "seat":
            change = held.add if entry.data["holder"] == "person" else held.discard
            change(entry.data["seat"])
    return {words(each)[:LONGEST].title() for each in held}


def _when(wall: str) -> str:
    try:
        moment = datetime.fromisoformat(wall).astimezone()
    except (ValueError, OverflowError, OSError):
        return "at an unknown time"
    return f"{full_date(moment.date())}, {moment:%H:%M}"


def _taken(path: Path) -> bool:
    return any(each.exists() or each.is_symlink() for each in (path, Path(f"{path}.lock")))


def _touched(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
