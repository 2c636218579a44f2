"""What stands on the shelf to be played, and the plan of one exercise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from batch.opening import Request, opened
from batch.plan import Study
from batch.tables import Schema
from engine.content.copies import load_copy
from engine.content.library import Item, Library
from engine.content.packs import found_packs
from engine.errors import WhitecellError
from engine.model import Scenario
from engine.model.copies import ContentCopy
from engine.model.luck import SEED
from engine.play.journal.plan import Mode
from reports.wording import full_date


@dataclass(frozen=True, slots=True)
class Entry:
    """A scenario on the shelf. `trouble` says what is wrong with it, empty when it is sound.

    `path` is its file, None where it has none of its own, as in a zip.
    """

    id: str
    title: str
    scenario: Scenario | None
    trouble: str = ""
    path: Path | None = None

    @property
    def frame(self) -> str:
        """How long it is, when it begins and how many seats it has."""
        if self.scenario is None:
            return ""
        turns, seats = self.scenario.turns, len(self.scenario.actors)
        length = f"a {turns.unit}" if turns.length == 1 else f"{turns.length} {turns.unit}s"
        opens = full_date(self.scenario.startex)
        return f"{turns.count} turns of {length} · {seats} seats · STARTEX {opens}"


@dataclass(frozen=True, slots=True)
class Plan:
    """How an exercise is to be played. Without a `journal` it is kept in the drawer.

    `names` says who sits in a seat, and `anonymous` that no report may; `budget` is the seconds a
    seat has a turn, `second` a folder that takes a copy at every turn's end.
    """

    scenario: str
    people: frozenset[str] = frozenset()
    seed: int = SEED
    variant: str | None = None
    lens: str | None = None
    mode: Mode = "rigid"
    marking: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    anonymous: bool = False
    budget: float | None = None
    second: Path | None = None
    journal: Path | None = None


class Shelf(Protocol):
    """Anything scenarios can be taken from. All raise WhitecellError where they cannot."""

    def entries(self) -> Sequence[Entry]:
        """Return what there is."""

    def load(self, id: str, variant: str | None = None, lens: str | None = None) -> Scenario:
        """Return a scenario with a variant and a lens applied."""

    def copy(self, id: str, variant: str | None = None, lens: str | None = None) -> ContentCopy:
        """Return the texts of a scenario, for a journal to keep."""

    def read(self, copy: ContentCopy) -> Scenario:
        """Return the scenario of such texts."""

    def study(self, request: Request) -> tuple[Study, Schema]:
        """Return the plan of many runs, and the columns of their tables."""


class PackShelf:
    """The shelf of the packs on this machine."""

    def __init__(self, packs: Sequence[Path] = ()) -> None:
        self._library = Library(found_packs(packs))

    def entries(self) -> list[Entry]:
        """Return every scenario, loaded to see whether it is sound."""
        return [self._entry(item) for item in self._library.scenarios()]

    def _entry(self, item: Item) -> Entry:
        path = Path(item.path) if Path(item.path).is_file() else None
        try:
            return Entry(item.id, item.title, self.load(item.id), "", path)
        except WhitecellError as error:
            return Entry(item.id, item.title, None, str(error), path)

    def load(self, id: str, variant: str | None = None, lens: str | None = None) -> Scenario:
        """Return a scenario with a variant and a lens applied."""
        return self._library.load(id, variant, lens)

    def copy(self, id: str, variant: str | None = None, lens: str | None = None) -> ContentCopy:
        """Return the texts of a scenario, for a journal to keep."""
        return self._library.copy(id, variant, lens)

    def read(self, copy: ContentCopy) -> Scenario:
        """Return the scenario of such texts."""
        return load_copy(copy)

    def study(self, request: Request) -> tuple[Study, Schema]:
        """Return the plan of many runs, and the columns of their tables."""
        return opened(self._library, request)
