"""What is wrong with a batch's folder, or with what is asked of a batch: a mistake of use."""

from __future__ import annotations

from engine.errors import PlayError


class FolderError(PlayError):
    """A folder that holds no batch or not the one that is meant, or a batch that cannot be."""
