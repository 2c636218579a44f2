"""Watching content files: the file system is looked at again and again, nothing else is asked."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from engine.content.checking import EXPERIMENTS
from engine.content.packs import FOLDERS, is_pack

EVERY = 0.4
"""Seconds between two looks."""
MOST_FILES = 20_000
PLACES = (*FOLDERS.values(), EXPERIMENTS)
DEEP = 3
"""How many folders above a file its pack may be."""
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
    """Yield the files to look at: those of a pack; a folder's or a file, with the pack it is in.

    A file in no pack is looked at with its neighbours. Some may be told twice.
    """
    for root in (each.absolute() for each in roots):
        pack = next((above for above in (root, *root.parents[:DEEP]) if is_pack(above)), None)
        folders = [pack / place for place in PLACES] if pack else []
        if not root.is_dir():
            yield root
            folders = folders or [root.parent]
        elif pack != root:
            yield from root.glob("**/*.yaml")
        for folder in folders:
            yield from folder.glob("*.yaml")
