"""Content from a copy of its texts, wherever the files are now or whatever they have become."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from engine.content.library import Library
from engine.content.packs import FOLDERS, Pack
from engine.content.reading import Document, read_text
from engine.model import Scenario
from engine.model.copies import ContentCopy

NOWHERE = Path("copy")


@dataclass(frozen=True)
class TextPack(Pack):
    """A pack that stands in memory: its texts by their place, and the ids of absent actors."""

    folder: Path = NOWHERE
    texts: Mapping[str, str] = field(default_factory=dict)
    actors: tuple[str, ...] = ()

    def ids(self, kind: str) -> list[str]:
        """Return the ids of a kind, sorted; absent actors are known by name."""
        start = f"{FOLDERS[kind]}/"
        held = [
            place[len(start) : -len(".yaml")]
            for place in self.texts
            if place.startswith(start) and "/" not in place[len(start) :]
        ]
        return sorted({*held, *(self.actors if kind == "actor" else ())})

    def files(self, kind: str) -> list[Path]:
        """Return no files: there are none."""
        return []

    def read(self, kind: str, id_: str) -> Document | None:
        """Return the text of an id as read, None where there is none."""
        place = f"{FOLDERS[kind]}/{id_}.yaml"
        text = self.texts.get(place)
        return None if text is None else read_text(text, place)


def load_copy(copy: ContentCopy) -> Scenario:
    """Return the scenario of a copy, as it was when the copy was taken.

    Raises NotFoundError or ContentError where the texts no longer say a scenario.
    """
    library = Library([TextPack(texts=dict(copy.texts), actors=copy.actors)])
    return library.load(copy.name, copy.variant, copy.lens, dict(copy.settings))
