"""Watching content files: the file system is looked at again and again, nothing else is asked."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

EVERY = 0.4
"""Seconds between two looks."""
MOST_FILES = 20_000
PLACES = ("actors", "scenarios", "scenarios/theatres", "scenarios/claims")
Stamps = dict[Path, tuple[int, int]]


def changes(
    roots: Iterable[Path], before: Stamps | None = None, every: float = EVERY
) -> Iterator[list[Path]]:
    """Yield the content files that were saved, made or removed since the last look.

    `before` is what an earlier look saw, so that nothing saved meanwhile is missed.
    """
    watched = list(roots)
    before = stamps(watched) if before is None else before
    while True:
        sys.stdout.flush()
        time.sleep(every)
        now = stamps(watched)
        if now != before:
            yield sorted({path for path, _ in now.items() ^ before.items()})
            before = now


def stamps(roots: Iterable[Path]) -> Stamps:
    """Return when each content file below some places was last saved, and its size."""
    found: Stamps = {}
    for path in _files(roots):
        try:
            stat = path.stat()
        except OSError:
            continue
        found[path] = (stat.st_mtime_ns, stat.st_size)
        if len(found) >= MOST_FILES:
            break
    return found


def _files(roots: Iterable[Path]) -> Iterator[Path]:
    """Yield the files to look at: those of a pack, of a folder, or a file with its whole pack."""
    for root in roots:
        if root.is_dir():
            folders = (
                [root / place for place in PLACES] if (root / "scenarios").is_dir() else [root]
            )
            for folder in folders:
                yield from folder.glob("*.yaml")
        else:
            yield root
            yield from (other for other in root.parent.glob("*.yaml") if other != root)
