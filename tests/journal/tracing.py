"""A player for a trace of system calls, and what the trace tells: `tracing FOLDER LEVEL`."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from tests.journal.making import create, wander

INPUTS = 20
CALL = re.compile(r"^\d+ +(\w+)\((.*)$")
FILE = re.compile(r"^(?:AT_FDCWD|\d+)<([^>]*)>")


def late(trace: str) -> tuple[int, int]:
    """Return the acknowledgements in a trace, and how many came while something was not on disk.

    A file that was written to is not on disk until it is synced; a folder in which the rollback
    file was removed is not until the folder is.
    """
    unsynced, total, early = set[str](), 0, 0
    for line in trace.splitlines():
        call = CALL.match(line)
        if call is None:
            continue
        name, rest = call.groups()
        if name == "write" and "ack " in rest:
            total += 1
            early += bool(unsynced)
            continue
        found = FILE.match(rest)
        file = found[1].removesuffix(" (deleted)") if found else ""
        if name in ("pwrite64", "ftruncate") and "small.whitecell" in file:
            if not file.endswith(".lock"):
                unsynced.add(file)
        elif name in ("fsync", "fdatasync"):
            unsynced.discard(file)
        elif name == "unlink" and "-journal" in rest:
            gone = rest.split('"')[1]
            unsynced.discard(gone)
            unsynced.add(str(Path(gone).parent))
    return total, early


def main(folder: Path, level: str) -> None:
    """Play, and say after each input that it is done."""
    with create(folder / "small.whitecell") as session:
        session._store._connection.execute(f"PRAGMA synchronous = {level}")
        for number in range(1, INPUTS + 1):
            wander(session, 3, number)
            os.write(1, f"ack {number}\n".encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
