"""The drawer exercises are kept in: a folder of journals, each told before it is opened."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

from platformdirs import user_data_path

SUFFIX = ".whitecell"
TOURED = "tour-seen"
MOST = 40
"""How many exercises are told of, the latest first."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An exercise in the drawer. `trouble` says why it cannot be read, empty when it can."""

    path: Path
    title: str
    turn: str = ""
    when: str = ""
    seats: tuple[str, ...] = ()
    frame: str = ""
    trouble: str = ""
    finished: bool = False


class Drawer:
    """A folder of journals; the platform's own place for data where none is named."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or user_data_path("whitecell", appauthor=False) / "exercises"

    def place(self, scenario: str) -> Path:
        """Return a name for a new exercise that nothing has yet."""
        day = datetime.now().astimezone().date().isoformat()
        stem = f"{re.sub(r'[^0-9A-Za-z_-]+', '_', scenario)[:80]}-{day}"
        names = (self.folder / f"{stem}-{number}{SUFFIX}" for number in count(1))
        return next(each for each in names if not _taken(each))

    @property
    def batches(self) -> Path:
        """The folder beside it that batches are kept in."""
        return self.folder.parent / "batches"

    def prepare(self) -> None:
        """Make the folder where it is not there yet."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            from engine.play.journal.faults import JournalError, reason

            raise JournalError(str(self.folder), reason(error)) from None

    @property
    def toured(self) -> bool:
        """Whether the tour was seen or skipped on this machine."""
        return (self.folder.parent / TOURED).exists()

    def note_tour(self) -> None:
        """Remember that the tour was seen; where that cannot be kept it is shown again."""
        with suppress(OSError):
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            (self.folder.parent / TOURED).touch()

    def kept(self) -> list[Kept]:
        """Return the exercises in it, the one last played first."""
        try:
            found = [each for each in self.folder.glob(f"*{SUFFIX}") if each.is_file()]
        except OSError:
            return []
        if not found:
            return []
        from tui.kept import told

        return [told(each) for each in sorted(found, key=_touched, reverse=True)[:MOST]]


def _taken(path: Path) -> bool:
    return any(each.exists() or each.is_symlink() for each in (path, Path(f"{path}.lock")))


def _touched(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
