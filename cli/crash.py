"""The last line of defence: what nobody foresaw is told in two lines and kept in a report.

The report holds the traceback and the versions, never the values of variables, which may be what
players wrote or were told in secret.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import traceback
from datetime import UTC, datetime
from pathlib import Path
from shlex import quote

from platformdirs import user_log_path

from cli.talk import say
from cli.version import version


def report(error: BaseException) -> None:
    """Keep a report of an error and say where it is, and how to go on with what it wrote."""
    text = written(error)
    place = _kept(text)
    what = f"{type(error).__name__} in Whitecell itself"
    say(f"whitecell: {what}; a report without your data is in {place}" if place else text)
    for line in rescue():
        say(f"whitecell: {line}")


def written(error: BaseException) -> str:
    """Return the report of an error."""
    frames = traceback.TracebackException.from_exception(error, capture_locals=False, compact=True)
    ours = f"Whitecell {version()}"
    system = f"{ours}, Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    places = "".join(frames.stack.format())
    return f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC, {system}\n\n{places}\n{_names(error)}\n"


def _names(error: BaseException) -> str:
    """Return the kinds of an error and of what caused it; their messages may quote players."""
    kinds, found = list[str](), error.__cause__ or error.__context__
    kinds.append(type(error).__name__)
    while found is not None and len(kinds) < 10:
        kinds.append(type(found).__name__)
        found = found.__cause__ or found.__context__
    return " caused by ".join(kinds)


def rescue() -> list[str]:
    """Return, of each journal and batch this process has written, how to go on with it."""
    lock, found = sys.modules.get("engine.play.journal.lock"), list[str]()
    for file, kind in lock.used() if lock else ():
        if kind == "journal":
            found.append(f"everything shown is safe; go on with: whitecell resume {quote(file)}")
        else:
            folder = quote(str(Path(file).parent))
            found.append(
                f"what is done is kept; go on with: whitecell batch --resume --out {folder}"
            )
    return found


def _kept(text: str) -> str:
    """Write a report where reports go; return its place, or nothing where it cannot be written."""
    name = f"whitecell-{datetime.now(UTC):%Y%m%d-%H%M%S}-{os.getpid()}.txt"
    for folder in (user_log_path("whitecell"), Path(tempfile.gettempdir())):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            file = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(file, "w", encoding="utf-8") as out:
                out.write(text)
        except OSError:
            continue
        return str(folder / name)
    return ""
