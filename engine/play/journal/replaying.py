"""Replay: the recorded inputs under the recorded seed, compared entry by entry as they go."""

from __future__ import annotations

import json
import platform
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version

from engine.errors import PlayError, WhitecellError
from engine.model import Scenario
from engine.model.copies import ContentCopy
from engine.play.exercise import Exercise
from engine.play.journal.contents import Contents
from engine.play.journal.derived import digest, restored
from engine.play.journal.entries import Entry, Plain
from engine.play.journal.faults import Damaged, Differs, JournalError
from engine.play.journal.inputs import do, pause_of, says
from engine.play.journal.marks import Marks
from engine.play.journal.tree import Tree, tree_of
from engine.play.table import Prepared
from engine.record import TurnEnded
from engine.rules.world import SEMANTICS

Loader = Callable[[ContentCopy], Scenario]
"""Makes a scenario of its texts; `engine.content.copies.load_copy` is one."""


def versions() -> dict[str, str | int]:
    """Return what reckons here: our version, Python's, numpy's, and the engine's meaning."""
    found: dict[str, str | int] = {"python": platform.python_version(), "semantics": SEMANTICS}
    for name in ("whitecell", "numpy"):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "unknown"
    return found


def changed_versions(setup: Entry) -> str:
    """Return what reckons otherwise here than where an exercise began, or an empty text."""
    here, there = versions(), setup.data["versions"]
    parts = [f"{k} {there.get(k)!s:.20} → {v}" for k, v in here.items() if there.get(k) != v]
    return ", ".join(parts)


class Replay:
    """A journal's contents, able to bring back any position of its tree.

    Raises Damaged where the entries do not make a tree, or the copy no scenario.
    """

    def __init__(self, contents: Contents, loader: Loader) -> None:
        self.take(contents)
        self.prepared = _prepared(self.path, contents.copy, loader)
        self.marks = Marks(self.prepared, self.setup.data["replication"])

    def take(self, contents: Contents) -> None:
        """Take up what the same journal holds by now."""
        self.contents = contents
        self.path, self.setup = contents.path, contents.setup
        self._kept = {(d.entry, d.kind): d.text for d in contents.derived}
        try:
            self.tree: Tree = tree_of(contents.entries)
        except ValueError as error:
            raise Damaged(self.path, f"the file is damaged: {error}") from None

    def start(self, *, lean: bool = False) -> Exercise:
        """Return the exercise as it was set up."""
        data = self.setup.data
        try:
            return Exercise(
                self.prepared,
                data["seed"],
                replication=data["replication"],
                people=data["people"],
                white_cell=data["rulings"],
                lean=lean,
            )
        except (PlayError, ValueError, TypeError) as error:
            raise Damaged(self.path, f"the file is damaged: {error}") from None

    def at(self, node: int | None = None) -> Exercise:
        """Return the exercise at a node of the tree, the head where none is named.

        Every entry on the way is compared with what is met; Differs names the first that is not
        as recorded.
        """
        path = self.tree.path(node)
        exercise, rest = self.marks.nearest(path) or self.begin(path)
        self.follow(exercise, rest)
        return exercise

    def begin(self, path: list[Entry]) -> tuple[Exercise, list[Entry]]:
        """Return where a path is replayed from, and the entries after that.

        It is the set-up, or the last seam: the snapshot another engine went on from.
        """
        seams = [at for at, entry in enumerate(path) if entry.kind == "seam"]
        if not seams:
            return self.start(), path
        seam = path[seams[-1]]
        return self.snapshot(seam.data["snapshot"], seam.data["hash"]), path[seams[-1] + 1 :]

    def snapshot(self, node: int, hash_: str = "") -> Exercise:
        """Return the exercise at a turn's end as the snapshot kept there has it."""
        replication = self.setup.data["replication"]
        text = self._kept.get((node, "snapshot"))
        if text is not None and hash_ in ("", digest(text)):
            with self.trusting(f"the snapshot of entry {node}"):
                return restored(self.prepared, replication, text)
        raise Damaged(self.path, f"the file is damaged: the snapshot of entry {node} is missing")

    @contextmanager
    def trusting(self, what: str) -> Iterator[None]:
        """Turn the many ways a kept text can be senseless into one Damaged that names it."""
        try:
            yield
        except (ArithmeticError, AttributeError, LookupError, RecursionError) as error:
            raise Damaged(self.path, f"the file is damaged: {what} makes no sense") from error
        except (TypeError, ValueError, WhitecellError) as error:
            raise Damaged(self.path, f"the file is damaged: {what} makes no sense") from error

    def last_snapshot(self) -> int:
        """Return the last node on the way to the head that play can go on from by its snapshot."""
        kept = {d.entry: d.text for d in self.contents.derived if d.kind == "snapshot"}
        last = self.prepared.scenario.turns.count
        with self.trusting("a snapshot"):
            for entry in reversed(self.tree.path()):
                if entry.seq in kept and json.loads(kept[entry.seq])["world"]["turn"] <= last:
                    return entry.seq
        raise JournalError(self.path, "there is no snapshot to go on from")

    def follow(self, exercise: Exercise, path: Iterable[Entry]) -> None:
        """Do recorded inputs one after the other, each compared before it is done."""
        for entry in path:
            self.compare(exercise, entry)
            try:
                do(exercise, entry.kind, entry.data)
            except WhitecellError as error:
                raise self._differs(entry, f"it no longer fits: {error}") from None
            except Exception as error:
                raise self._differs(entry, f"the engine fails on it ({error!r:.80})") from error
            text = self._kept.get((entry.seq, "snapshot"))
            if text is not None and isinstance(exercise.pause, TurnEnded):
                self.marks.put(exercise.reports, entry.seq, text)

    def compare(self, exercise: Exercise, entry: Entry) -> None:
        """Raise Differs where an exercise is not as an entry met it."""
        here: Plain = pause_of(exercise)
        if here != entry.pause:
            raise self._differs(entry, f"recorded at {entry.pause}, now at {here}")
        found = exercise.state_hash()
        if found != entry.before:
            what = f"recorded state {entry.before[:12]}, now {found[:12]}"
            raise self._differs(entry, what)

    def _differs(self, entry: Entry, what: str) -> JournalError:
        turn = entry.pause.get("turn")
        changed = changed_versions(self.setup) or "the same versions as recorded"
        first = f"entry {entry.seq} (turn {turn}, {says(entry)}) is the first that differs"
        return Differs(self.path, f"{first}: {what}; {changed}")


def _prepared(path: str, copy: ContentCopy, loader: Loader) -> Prepared:
    try:
        return Prepared(loader(copy))
    except WhitecellError as error:
        first = str(error).partition("\n")[0][:200]
        says_ = f"its copy of the content cannot be played by this version: {first}"
        raise JournalError(path, says_) from None
