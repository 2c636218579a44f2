"""Scenarios of arms from the texts a batch keeps: what arms have in common is read once."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from engine.content.assembly import Assembly
from engine.content.copies import TextPack, load_copy
from engine.content.memo import Memo
from engine.content.shelf import Shelf
from engine.model import Scenario
from engine.model.copies import ContentCopy

KEPT = 4
"""Sets of texts that are remembered as they were read: a batch has one for each scenario."""


@dataclass(frozen=True)
class _Read:
    """Texts as they were read, and what was made of them."""

    shelf: Shelf
    memo: Memo = field(default_factory=Memo)


def scenario_of_arm(copy: ContentCopy) -> Scenario:
    """Return the scenario of a copy, as `load_copy` does; its errors are raised here too."""
    read = _read(copy.texts, copy.actors)
    document = read.shelf.read("scenario", copy.name)
    if document is None:
        return load_copy(copy)
    assembly = Assembly(read.shelf, memo=read.memo)
    settings = dict(copy.settings)
    made = assembly.scenario(copy.name, document, copy.variant, copy.lens, settings)
    return made or load_copy(copy)


@lru_cache(maxsize=KEPT)
def _read(texts: tuple[tuple[str, str], ...], actors: tuple[str, ...]) -> _Read:
    return _Read(Shelf([TextPack(texts=dict(texts), actors=actors)], still=True))
