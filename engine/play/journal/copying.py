"""Copies of a journal: whole or not there at all, and read back before they count."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from engine.play.journal.faults import JournalError, reason


def copy_journal(source: Path, target: Path, *, over: bool) -> None:
    """Copy a file beside its place, sync it, read it back, and give it its name.

    `over` replaces what is there; else a file of that name is an error. JournalError says why it
    could not be done; the target is then as it was.
    """
    new = target.with_name(target.name + ".new")
    try:
        data = source.read_bytes()
        _written(new, data)
        if new.read_bytes() != data:
            raise JournalError(str(target), "the copy is not what was written; is the disk sound?")
        if over:
            new.replace(target)
        else:
            os.link(new, target)
            new.unlink()
        _sync(target.parent)
    except OSError as error:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        raise JournalError(str(target), reason(error)) from None


def _written(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    file = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def keep_former(path: Path, schema: int) -> Path:
    """Keep a journal as an older version wrote it, beside it, before it is written in a newer form.

    One kept before is left as it is. Return where it is kept.
    """
    for number in range(1, 1000):
        more = "" if number == 1 else f"-{number}"
        kept = path.with_name(f"{path.name}.schema-{schema}{more}")
        if not kept.exists():
            copy_journal(path, kept, over=False)
            return kept
    raise JournalError(str(path), "there are a thousand former versions beside it already")
