"""One writer at a time: a lock beside the journal that names its holder and dies with it.

The lock is the system's, on `FILE.lock`; the text in that file only says who. A process that is
killed leaves the file and loses the lock, so nothing that is stale ever blocks.
"""

from __future__ import annotations

import errno
import fcntl
import getpass
import json
import os
import socket
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from engine.play.journal.faults import Busy, JournalError, reason

_UNSUPPORTED = {errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS, errno.EOPNOTSUPP}
_HELD: set[str] = set()
"""What this process holds: the system's locks do not part one process from itself."""

Kind = Literal["journal", "batch"]
_USED: dict[str, Kind] = {}


def used() -> list[tuple[str, Kind]]:
    """Return what this process has written under a lock, in order: files, and of what each is."""
    return sorted(_USED.items())


class Lock:
    """The right to write a journal, from `Lock(path)` until `release`."""

    def __init__(self, path: Path) -> None:
        self._journal = path
        self._path = path.with_name(path.name + ".lock")
        self._key = os.path.realpath(path)
        if self._key in _HELD:
            raise Busy(str(path), "it is open in this program already")
        self._file = self._taken()
        _HELD.add(self._key)

    def used_for(self, kind: Kind) -> None:
        """Note what is written under this lock, for `used`: it is there and can be gone on with."""
        _USED[self._key] = kind

    def _taken(self) -> int:
        """Return the locked file, made anew where another was taken away under us."""
        while True:
            file = self._opened()
            try:
                fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                if error.errno not in _UNSUPPORTED:
                    holder = _holder(file)
                    os.close(file)
                    raise Busy(str(self._journal), holder) from None
            if self._is_there(file):
                _sign(file)
                return file
            os.close(file)

    def _opened(self) -> int:
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
        try:
            return os.open(self._path, flags, 0o644)
        except OSError as error:
            raise JournalError(str(self._journal), reason(error)) from None

    def _is_there(self, file: int) -> bool:
        try:
            return os.path.samestat(os.fstat(file), self._path.stat())
        except OSError:
            return False

    def release(self) -> None:
        """Let others write."""
        if self._key not in _HELD:
            return
        _HELD.discard(self._key)
        if self._is_there(self._file):
            self._path.unlink(missing_ok=True)
        os.close(self._file)


def _sign(file: int) -> None:
    """Write into the lock who holds it; a full disk leaves it unsigned."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError):
        user = str(os.getuid())
    since = datetime.now().astimezone().isoformat(timespec="seconds")
    who = {"pid": os.getpid(), "host": socket.gethostname(), "user": user, "since": since}
    try:
        os.ftruncate(file, 0)
        os.pwrite(file, json.dumps(who).encode(), 0)
    except OSError:
        return


def _holder(file: int) -> str:
    """Return a sentence that names the holder."""
    try:
        who: Any = json.loads(os.pread(file, 2000, 0))
    except (OSError, ValueError):
        who = None
    if not isinstance(who, Mapping):
        return "it is being written by another process; it can be viewed meanwhile"
    name, pid, host, since = (_shown(who.get(key)) for key in ("user", "pid", "host", "since"))
    return (
        f"it is being written by {name} (process {pid} on {host}, since {since}); "
        "it can be viewed meanwhile"
    )


def _shown(value: object) -> str:
    return "".join(c for c in str(value)[:40] if c.isprintable()) or "unknown"
