"""Several packs as one: the first that has a file wins, the others are shadowed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from engine.content.packs import Pack
from engine.content.reading import Document


@dataclass(frozen=True)
class Shelf:
    """Packs in the order they are looked in; `still` ones are looked into once for each name."""

    packs: Sequence[Pack]
    still: bool = False
    _ids: dict[str, list[str]] = field(default_factory=dict, compare=False, repr=False)
    _read: dict[tuple[str, str], Document | None] = field(
        default_factory=dict, compare=False, repr=False
    )

    def at(self, folder: Path) -> Pack | None:
        """Return the pack in a folder, which remembers what it has read, None where none is."""
        here = folder.resolve()
        return next((pack for pack in self.packs if pack.folder.resolve() == here), None)

    def ids(self, kind: str) -> list[str]:
        """Return every id of a kind, sorted."""
        if not self.still:
            return self._looked_for(kind)
        if kind not in self._ids:
            self._ids[kind] = self._looked_for(kind)
        return self._ids[kind]

    def _looked_for(self, kind: str) -> list[str]:
        return sorted({id_ for pack in self.packs for id_ in pack.ids(kind)})

    def holders(self, kind: str, id_: str) -> list[Pack]:
        """Return the packs that have an id; the first one's file is used."""
        return [pack for pack in self.packs if id_ in pack.ids(kind)]

    def read(self, kind: str, id_: str) -> Document | None:
        """Return the file of an id as read, None where no pack has it."""
        if not self.still:
            return self._read_now(kind, id_)
        if (kind, id_) not in self._read:
            self._read[kind, id_] = self._read_now(kind, id_)
        return self._read[kind, id_]

    def _read_now(self, kind: str, id_: str) -> Document | None:
        for pack in self.packs:
            document = pack.read(kind, id_)
            if document is not None:
                return document
        return None
