"""What is wrong with a batch's folder, or with what is asked of a batch: a mistake of use.

Beside it, what is no mistake: a folder that can no longer be written, its disk being full.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from engine.errors import PlayError


class FolderError(PlayError):
    """A folder that holds no batch or not the one that is meant, or a batch that cannot be."""


class UnwrittenError(PlayError):
    """A batch's folder took nothing more: no space is left, or it may not be written any longer."""


@contextmanager
def written(folder: Path) -> Iterator[None]:
    """Raise UnwrittenError for what the system refuses while a batch's folder is written."""
    try:
        yield
    except OSError as error:
        raise UnwrittenError(f"{folder} cannot be written: {reason(error)}") from error


def reason(error: OSError) -> str:
    """Return why the system refused something, in its words."""
    return (error.strerror or "no reason is given").lower()
