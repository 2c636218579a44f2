"""What stands on the shelf to be played: told by name at once, looked into one by one.

What reads and checks the files is imported when it is first needed, after the screen is up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from engine.errors import WhitecellError
from reports.wording import counted, full_date

if TYPE_CHECKING:
    from batch.opening import Request
    from batch.plan import Study
    from batch.tables import Schema
    from engine.content.library import Library
    from engine.content.packs import Pack
    from engine.model import Scenario
    from engine.model.copies import ContentCopy


@dataclass(frozen=True, slots=True)
class Entry:
    """A scenario on the shelf. `trouble` says what is wrong with it, empty when it is sound.

    `path` is its file, None where it has none of its own, as in a zip. An entry with neither a
    scenario nor trouble has not been looked into yet.
    """

    id: str
    title: str
    scenario: Scenario | None = None
    trouble: str = ""
    path: Path | None = None

    @property
    def looked_into(self) -> bool:
        """Whether it is known to be sound or not."""
        return self.scenario is not None or bool(self.trouble)

    @property
    def frame(self) -> str:
        """How long it is, when it begins and how many seats it has."""
        if self.scenario is None:
            return ""
        turns, seats = self.scenario.turns, counted(len(self.scenario.actors), "seat")
        length = f"a {turns.unit}" if turns.length == 1 else f"{turns.length} {turns.unit}s"
        opens = full_date(self.scenario.startex)
        return f"{counted(turns.count, 'turn')} of {length} · {seats} · STARTEX {opens}"


class Shelf(Protocol):
    """Anything scenarios can be taken from. All raise WhitecellError where they cannot."""

    @property
    def packs(self) -> tuple[Path, ...]:
        """The packs that were named to be looked in, besides those that are found anyway."""

    def entries(self) -> Sequence[Entry]:
        """Return what there is, each by its name at least."""

    def look_into(self, entry: Entry) -> Entry:
        """Return an entry that tells whether it is sound. Called beside the event loop."""

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
        self.packs = tuple(packs)

    @cached_property
    def _packs(self) -> list[Pack]:
        from engine.content.packs import found_packs

        return found_packs(self.packs)

    @cached_property
    def _library(self) -> Library:
        from engine.content.library import Library

        return Library(self._packs)

    def entries(self) -> list[Entry]:
        """Return every scenario by its title, none of them looked into."""
        from engine.content.catalogue import Catalogue

        items = Catalogue(self._packs).items("scenario")
        files = ((item, Path(item.path)) for item in items)
        return [
            Entry(item.id, item.title, path=path if path.is_file() else None)
            for item, path in files
        ]

    def look_into(self, entry: Entry) -> Entry:
        """Return an entry with its scenario, loaded to see whether it is sound."""
        try:
            return replace(entry, scenario=self.load(entry.id), trouble="")
        except WhitecellError as error:
            return replace(entry, scenario=None, trouble=str(error))

    def load(self, id: str, variant: str | None = None, lens: str | None = None) -> Scenario:
        """Return a scenario with a variant and a lens applied."""
        return self._library.load(id, variant, lens)

    def copy(self, id: str, variant: str | None = None, lens: str | None = None) -> ContentCopy:
        """Return the texts of a scenario, for a journal to keep."""
        return self._library.copy(id, variant, lens)

    def read(self, copy: ContentCopy) -> Scenario:
        """Return the scenario of such texts."""
        from engine.content.copies import load_copy

        return load_copy(copy)

    def study(self, request: Request) -> tuple[Study, Schema]:
        """Return the plan of many runs, and the columns of their tables."""
        from batch.opening import opened

        return opened(self._library, request)
