"""When Whitecell itself breaks: a report beside the journal, and one message for the room.

A report holds where it broke and in which versions. It never holds the values of variables, nor
what an error says, which may quote them: they may be what a seat keeps from the others.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from itertools import count
from pathlib import Path
from shlex import quote

from textual.worker import WorkerFailed

from tui import safe

FRAMES = 40


def cause(error: BaseException) -> BaseException:
    """Return what broke, also where it broke in a worker."""
    return error.error if isinstance(error, WorkerFailed) else error


def report(error: BaseException, journal: Path | None, folder: Path) -> Path | None:
    """Write a report beside the journal, else into a folder; return where, None if nowhere."""
    text = told(error, journal)
    place = journal or folder / "whitecell"
    for start in (place, Path(tempfile.gettempdir()) / place.name):
        with suppress(OSError):
            return _written(start, text)
    return None


def _written(start: Path, text: str) -> Path:
    for number in count(1):
        path = start.with_name(f"{start.name}.fault-{number}.txt")
        try:
            file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        except FileExistsError:
            continue
        with os.fdopen(file, "w", encoding="utf-8", errors="replace") as out:
            out.write(text)
        return path
    raise AssertionError


def told(error: BaseException, journal: Path | None) -> str:
    """Return what a report says: kinds of faults and places in the code, no messages either."""
    versions = (_version("whitecell"), _version("textual"), platform.python_version(), sys.platform)
    lines = [
        "Whitecell stopped on a fault of its own.",
        f"When: {datetime.now().astimezone().isoformat(timespec='seconds')}",
        f"Journal: {journal or 'none'}",
        "Whitecell {}, Textual {}, Python {}, {}".format(*versions),
    ]
    for each in _chain(error):
        trace = traceback.TracebackException.from_exception(each, limit=-FRAMES)
        lines += ["", f"{type(each).__name__}, the innermost call last:", *trace.stack.format()]
    return safe.clean("\n".join(lines))


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield a fault and what it came of, at most ten of them."""
    found: BaseException | None = error
    for _ in range(10):
        if found is None:
            return
        yield found
        found = found.__cause__ or found.__context__


def message(error: BaseException, journal: Path | None, written: Path | None) -> str:
    """Return what is said once the terminal is restored."""
    lines = [f"Whitecell stopped on a fault of its own ({type(error).__name__})."]
    if journal is not None:
        lines += [
            f"Nothing is lost: every input is in {journal}",
            f"Go on with: whitecell resume {quote(str(journal))}",
        ]
    lines.append(f"Report: {written}" if written else "A report could not be written.")
    return "\n".join(safe.line(each) for each in lines)


def _version(name: str) -> str:
    try:
        from importlib.metadata import version

        return version(name)
    except (ImportError, OSError):
        return "unknown"
