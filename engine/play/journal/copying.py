"""Copies of a journal: whole or not there at all, synced, and read back before they count."""

from __future__ import annotations

import errno
import fcntl
import os
from contextlib import suppress
from pathlib import Path

from engine.play.journal.faults import JournalError, reason

UNASKED = (errno.EINVAL, errno.ENOTSUP)
"""What a file system answers that syncs files and no folders."""


def put_bytes(path: Path, data: bytes) -> None:
    """Write a file, sync it and read it back. JournalError says why it could not be done."""
    try:
        with path.open("wb") as file:
            file.write(data)
            file.flush()
            sync(file.fileno())
        if path.read_bytes() != data:
            raise JournalError(str(path), "the copy is not what was written; is the disk sound?")
    except OSError as error:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        raise JournalError(str(path), reason(error)) from None


def name_file(new: Path, target: Path, *, over: bool) -> None:
    """Give a file its name, in place of another only if `over`, and sync the folder."""
    try:
        if over:
            new.replace(target)
        else:
            give_name(new, target)
        sync_folder(target.parent)
    except OSError as error:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        raise JournalError(str(target), reason(error)) from None


def give_name(new: Path, target: Path) -> None:
    """Give a file its name; FileExistsError where that is taken."""
    try:
        os.link(new, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without links, such as a stick's
        if target.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from None
        new.rename(target)
    else:
        new.unlink()


def sync_folder(folder: Path) -> None:
    """Wait until a folder's list of names is on its disk, where its file system can be asked."""
    file = os.open(folder, os.O_RDONLY)
    try:
        sync(file)
    except OSError as error:
        if error.errno not in UNASKED:
            raise
    finally:
        os.close(file)


def sync(file: int) -> None:
    """Wait until a file or a folder is on its disk, and not in the disk's own memory (macOS)."""
    full = getattr(fcntl, "F_FULLFSYNC", None)
    if full is not None:
        with suppress(OSError):  # a disk that knows no such thing
            fcntl.fcntl(file, full)
            return
    os.fsync(file)


def keep_former(path: Path, schema: int) -> Path:
    """Keep a journal as an older version wrote it, beside it, before it is written in a newer form.

    One kept before is left as it is. Return where it is kept.
    """
    for number in range(1, 1000):
        more = "" if number == 1 else f"-{number}"
        kept = path.with_name(f"{path.name}.schema-{schema}{more}")
        if not kept.exists():
            _copied(path, kept)
            return kept
    raise JournalError(str(path), "there are a thousand former versions beside it already")


def _copied(source: Path, target: Path) -> None:
    new = target.with_name(target.name + ".new")
    try:
        data = source.read_bytes()
    except OSError as error:
        raise JournalError(str(source), reason(error)) from None
    put_bytes(new, data)
    name_file(new, target, over=False)
