"""An author's desk: a file of a pack, what is wrong with the pack, and a trial of its scenario.

Nothing here draws. The files are only read; they are written in the author's own editor.
"""

from __future__ import annotations

import os
import shlex
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from batch.rehearse.trying import Trial, Tried, tried
from engine.content.library import Library
from engine.content.memo import Memo
from engine.content.packs import FOLDERS, built_in, found_packs, shown
from engine.content.problems import Problem
from engine.errors import WhitecellError
from engine.model import Scenario

MOST_KEPT = 5_000
"""Things made that are kept from check to check."""
LARGEST = 4_000_000
"""Bytes of a file that are shown; a larger one is refused by the checker too."""
EDITORS = ("vi", "vim", "nvim", "nano", "emacs", "micro", "kak", "ne", "mg")
"""Editors that take `+LINE` before the file."""
Stamps = frozenset[tuple[Path, int, int]]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one look at the files found. `scenario` is None where it cannot be built."""

    lines: tuple[str, ...]
    problems: tuple[Problem, ...]
    elsewhere: tuple[Problem, ...]
    scenario: Scenario | None
    tried: Tried | None
    fault: str
    at: datetime

    @property
    def verdict(self) -> str:
        """How many problems there are, of each sort."""
        every = (*self.problems, *self.elsewhere)
        counts = [
            f"{count} {kind}{'s' if count > 1 else ''}"
            for kind in ("error", "warning", "hint")
            if (count := sum(each.severity == kind for each in every))
        ]
        return ", ".join(counts) or "no problems"


@dataclass
class Desk:
    """A file on an author's desk, with its pack and what is tried of its scenario."""

    path: Path
    packs: Sequence[Path] = ()
    trial: Trial = field(default_factory=Trial)
    memo: Memo = field(default_factory=Memo)

    @property
    def pack(self) -> Path:
        """The folder of the pack the file stands in; its own folder where it stands alone."""
        parent = self.path.absolute().parent
        for place in FOLDERS.values():
            root = parent
            for name in reversed(Path(place).parts):
                if root.name != name:
                    break
                root = root.parent
            else:
                return root
        return parent

    @property
    def came_along(self) -> bool:
        """Whether the file came with the program: it is read, and written nowhere but in a copy."""
        own = built_in()
        return own is not None and own.resolve() == self.pack.resolve()

    @property
    def is_scenario(self) -> bool:
        """Whether the file is one of a scenario."""
        return self.path.absolute().parent.name not in ("actors", "theatres", "claims")

    def stamps(self) -> Stamps:
        """Return when each file of the pack was last saved, and its size."""
        return frozenset(self._stamps())

    def _stamps(self) -> Iterator[tuple[Path, int, int]]:
        folders = {self.path.absolute().parent, *(self.pack / p for p in FOLDERS.values())}
        for folder in sorted(folders):
            for path in sorted(folder.glob("*.yaml")):
                try:
                    stat = path.stat()
                except OSError:
                    continue
                yield path, stat.st_mtime_ns, stat.st_size

    def read(self) -> Reading:
        """Look at the files anew: check the pack, build the scenario, play the trial again."""
        library = Library(found_packs([self.pack, *self.packs]))
        if len(self.memo.made) > MOST_KEPT:
            self.memo = Memo()
        whole = self.pack / "scenarios"
        found = library.check([self.pack if whole.is_dir() else self.path], self.memo)
        here = shown(self.path)
        own = tuple(p for p in found if _same(p.path, here, self.path))
        others = tuple(p for p in found if p not in own)
        scenario, played, fault = None, None, ""
        if self.is_scenario:
            try:
                scenario = library.load(str(self.path.absolute()))
                played = tried(scenario, self.trial)
            except WhitecellError as error:
                fault = str(error)
        now = datetime.now().astimezone()
        return Reading(self._lines(), own, others, scenario, played, fault, now)

    def _lines(self) -> tuple[str, ...]:
        """Return the lines of the file, none where it cannot be read."""
        try:
            with self.path.open("rb") as file:
                return tuple(file.read(LARGEST).decode(errors="replace").splitlines())
        except OSError:
            return ()


def _same(one: str, here: str, path: Path) -> bool:
    return one == here or Path(one).absolute() == path.absolute()


def editor_chosen() -> bool:
    """Return whether the author has said which editor it is."""
    return bool(os.environ.get("VISUAL") or os.environ.get("EDITOR"))


def editor_for(path: Path, line: int) -> list[str] | None:
    """Return the words that open a file in the author's editor, None where there is none.

    The editor is `$VISUAL`, else `$EDITOR`, else a usual one that is installed. No shell reads it.
    """
    chosen = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        words = shlex.split(chosen)
    except ValueError:
        words = []
    if not words:
        words = [each for each in ("nano", "vim", "vi") if shutil.which(each)][:1]
    if not words or shutil.which(words[0]) is None:
        return None
    at = [f"+{line}"] if Path(words[0]).name in EDITORS and line > 1 else []
    return [*words, *at, str(path)]
