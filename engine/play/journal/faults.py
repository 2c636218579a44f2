"""What can be wrong with a journal, each in one clear line."""

from __future__ import annotations

import errno
import sqlite3

from engine.errors import WhitecellError

FULL = "the disk is full, so nothing was recorded; free some space and do it again"
REFUSED = "the disk refused the write (full, a quota, a fault?), so nothing was recorded"
READ_ONLY = "the file or its folder cannot be written to; it can still be viewed"
_BY_SQLITE = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_IOERR: REFUSED,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_PERM: READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: READ_ONLY,
    sqlite3.SQLITE_BUSY: "another program holds the file; close it and try again",
    sqlite3.SQLITE_LOCKED: "another program holds the file; close it and try again",
    sqlite3.SQLITE_NOTADB: "this is not a journal of Whitecell",
    sqlite3.SQLITE_CORRUPT: "the file is damaged: its pages do not fit together",
    sqlite3.SQLITE_TOOBIG: "something in the file is larger than a journal may hold",
    sqlite3.SQLITE_NOMEM: "there is not enough memory",
}
_BY_SYSTEM = {
    errno.ENOENT: "there is no such file or folder",
    errno.ENOTDIR: "there is no such folder",
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: FULL,
    errno.EACCES: "you may not read or write here",
    errno.EPERM: "you may not read or write here",
    errno.EROFS: READ_ONLY,
    errno.EISDIR: "this is a folder, not a journal",
    errno.EEXIST: "there is a file of that name already",
    errno.ENAMETOOLONG: "the name is too long",
}


class JournalError(WhitecellError):
    """A journal cannot be used as asked. `path` is the file, `says` the reason."""

    def __init__(self, path: str, says: str) -> None:
        super().__init__(path, says)
        self.path, self.says = path, says

    def __str__(self) -> str:
        """Return the line a user reads."""
        return f"{self.path}: {self.says}"


class Damaged(JournalError):
    """The file is not what was written: cut, changed, or not a journal at all."""


class Busy(JournalError):
    """Another process writes the journal; `says` names it. It can be viewed meanwhile."""


class Differs(JournalError):
    """Replay meets another state than the one recorded; `says` names the first such entry."""


class Unwritten(JournalError):
    """An input could not be recorded. It has had no effect, and may be given again."""


UNREADABLE = (sqlite3.Error, UnicodeError, OverflowError, MemoryError)
"""What SQLite's door to Python raises on a damaged file: its messages may be no text themselves."""


def reason(error: Exception) -> str:
    """Return in words why the disk or the database refused."""
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", None) or 0
        return _BY_SQLITE.get(code & 0xFF, "the file cannot be read as a journal")
    if isinstance(error, OSError) and error.errno is not None:
        return _BY_SYSTEM.get(error.errno) or (error.strerror or "it cannot be used").lower()
    if isinstance(error, UnicodeError):
        return _BY_SQLITE[sqlite3.SQLITE_CORRUPT]
    return "it cannot be read as a journal"
