"""Scenarios of arms from the texts a batch keeps: what arms have in common is read once."""

from __future__ import annotations

from functools import lru_cache

from engine.content.copies import TextPack
from engine.content.library import Library
from engine.content.memo import Memo
from engine.model import Scenario
from engine.model.copies import ContentCopy

KEPT = 4
"""Sets of texts that are remembered as they were read: a batch has one for each scenario."""


def scenario_of_arm(copy: ContentCopy) -> Scenario:
    """Return the scenario of a copy, as `load_copy` does; its errors are raised here too."""
    library = _library(copy.texts, copy.actors)
    return library.load(copy.name, copy.variant, copy.lens, dict(copy.settings))


@lru_cache(maxsize=KEPT)
def _library(texts: tuple[tuple[str, str], ...], actors: tuple[str, ...]) -> Library:
    return Library([TextPack(texts=dict(texts), actors=actors)], memo=Memo())
