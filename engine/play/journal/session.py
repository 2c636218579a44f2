"""A session: an exercise tied to its journal, every input on disk before it counts.

    with Session.create(path, library.copy("post_war_aid_cut"), load_copy, Plan(seed=7)) as session:
        pause = session.advance()
        session.submit("pyongyang", "seek_beijing", note="before the congress")
        session.undo()

Read `session.exercise` as freely as any exercise, and answer it only through the session: the
methods have the same names. After `undo`, `redo`, `switch`, `branch` and `amend` the exercise is
another object, standing where the table now stands. An input that does not fit raises PlayError and
leaves no trace; one that cannot be written raises Unwritten, has had no effect, and may be given
again. `Session.open` raises Busy where somebody else writes the file: `contents.read_contents` with
`replaying.Replay` then shows it without touching it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from engine.errors import PlayError
from engine.model.copies import ContentCopy
from engine.play.exercise import Exercise
from engine.play.journal.amending import Amendment, Step, amended
from engine.play.journal.answering import Answering
from engine.play.journal.contents import Contents, Derived
from engine.play.journal.derived import digest, ending, turn_end
from engine.play.journal.entries import GOING_ON, Entry, Plain, full
from engine.play.journal.faults import Differs, JournalError, Unwritten
from engine.play.journal.inputs import check, do, pause_of
from engine.play.journal.plan import Plan, check_plan, clean, now, setup_entry
from engine.play.journal.replaying import Loader, Replay, versions
from engine.play.journal.second import Second
from engine.play.journal.store import Store
from engine.play.journal.tree import Branch
from engine.record import Finished, TurnEnded
from engine.rules.luck import derived_root

__all__ = ["Plan", "Session", "clean"]

WallClock = Callable[[], datetime]


class Session(Answering):
    """An exercise under way and the journal that keeps it. Made by `create` and `open`."""

    def __init__(
        self, store: Store, contents: Contents, loader: Loader, author: str, *, seam: bool = False
    ) -> None:
        self.author = clean(author)
        self.wall: WallClock = now
        self._store, self._replay = store, Replay(contents, loader)
        self._tree = self._replay.tree
        self._next = len(contents.entries) + 1
        self._kept = {(d.entry, d.kind) for d in contents.derived}
        self._derived: list[Derived] = []
        self.contents = contents
        self.second: Second | None = None
        self._second_fault = ""
        try:
            self.exercise: Exercise = self._replay.at()
        except Differs:
            if not seam:
                raise
            self._sew()

    # --- opening and closing ---------------------------------------------------------------------

    @classmethod
    def create(
        cls, path: Path, copy: ContentCopy, loader: Loader, plan: Plan, *, author: str = ""
    ) -> Self:
        """Begin an exercise in a new file. JournalError where it cannot be made there."""
        scenario = loader(copy)
        check_plan(plan, (actor.id for actor in scenario.actors))
        setup = setup_entry(copy, plan, scenario.title, clean(author))
        contents = Contents(str(path), copy, (setup,), "")
        Replay(contents, loader).start()
        if plan.second is not None:
            Second(path, Path(plan.second)).check(setup, new=True)
        session = cls(Store.create(path, setup, copy), contents, loader, author)
        session._copy_on(plan.second)
        return session

    @classmethod
    def open(
        cls,
        path: Path,
        loader: Loader,
        *,
        author: str = "",
        seam: bool = False,
        second: str | None = None,
    ) -> Self:
        """Go on with an exercise where it was left.

        Differs tells that this engine does not come to the recorded states; with `seam` the
        exercise then goes on from its last snapshot, and the seam is recorded. `second` is a folder
        for copies; where none is named they go on into the folder of before if there is one of
        this exercise in it.
        """
        store, contents = Store.open(path)
        try:
            session = cls(store, contents, loader, author, seam=seam)
            session._copy_on(second or contents.setup.data["second"], new=second is not None)
        except BaseException:
            store.close()
            raise
        return session

    def close(self) -> None:
        """Keep what follows from the last inputs, and let go of the file."""
        try:
            self._store.append((), self._derived)
            self._copy()
        except Unwritten:
            pass  # what is derived can be reckoned anew
        finally:
            self._store.close()
            if self.second is not None:
                self.second.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # --- reading ---------------------------------------------------------------------------------

    @property
    def path(self) -> Path:
        """The journal's file."""
        return self._store.path

    @property
    def position(self) -> int:
        """The number of the input the table stands behind; 1 is the set-up."""
        return self._tree.head

    @property
    def entries(self) -> int:
        """How many entries the journal holds."""
        return self._next - 1

    @property
    def branch_name(self) -> str:
        """The branch on the table."""
        return self._tree.current.name

    @property
    def branches(self) -> tuple[Branch, ...]:
        """The branches, oldest first."""
        return tuple(self._tree.branches.values())

    @property
    def inputs(self) -> tuple[Entry, ...]:
        """The inputs that lead to the position on the table, oldest first."""
        return tuple(self._tree.path())

    @property
    def log(self) -> tuple[Entry, ...]:
        """Every input of every line of play, in the order they were given, undone ones too."""
        return tuple(node for node in self._tree.nodes.values() if node.seq > 1)

    @property
    def second_fault(self) -> str:
        """Why there is no copy of the last turn on the second disk, "" where all is well."""
        return self.second.fault if self.second is not None else self._second_fault

    @property
    def can_redo(self) -> bool:
        """Whether there is something to bring back."""
        return bool(self._tree.current.undone)

    # --- moving ----------------------------------------------------------------------------------

    def undo(self, steps: int = 1) -> None:
        """Take back the last inputs; nothing is deleted. PlayError where there are none.

        What the turn clock said goes with the input it follows and is no step of its own.
        """
        inputs = [entry for entry in self._tree.path() if entry.kind != "clock"]
        if not 1 <= steps <= len(inputs):
            raise PlayError("there is nothing to take back")
        self.undo_to(inputs[-steps].parent)

    def undo_to(self, position: int) -> None:
        """Take back every input after one of this path; 1 is the set-up."""
        behind = {1, *(entry.seq for entry in self._tree.path())} - {self.position}
        if position not in behind:
            raise PlayError(f"input {position} is not behind the table")
        self._move("undo", {"to": position}, position)

    def undo_turn(self, turn: int | None = None) -> None:
        """Take back to the start of a turn: of the one under way where none is named."""
        wanted = turn if turn is not None else self._turn_to_undo()
        self.undo_to(self.start_of(wanted))

    def start_of(self, turn: int) -> int:
        """Return the position at which a turn of this path begins, before its first choice."""
        at = 1
        for entry in self._tree.path():
            if entry.kind == "advance" and entry.pause["turn"] == turn:
                return at
            at = entry.seq
        if self.exercise.table.world.turn == turn:
            return at
        raise PlayError(f"turn {turn} has not begun")

    def _turn_to_undo(self) -> int:
        """Return the turn under way; at its very start, the one before."""
        turn = self.exercise.table.world.turn
        return turn if self.start_of(turn) != self.position else max(turn - 1, 1)

    def redo(self) -> None:
        """Bring back what the last undo took back. PlayError where nothing can be."""
        if not self.can_redo:
            raise PlayError("there is nothing to bring back")
        to = self._tree.current.undone[-1]
        self._move("redo", {"to": to}, to)

    def branch(self, name: str = "", *, at: int | None = None, fresh_luck: bool = False) -> str:
        """Begin a branch at a position, on the same luck or on fresh; return its name."""
        name = clean(name).strip()[:60] or self._tree.next_branch()
        where = self.position if at is None else at
        if name in self._tree.branches:
            raise PlayError(f"there is a branch {name!r} already")
        if where not in self._tree.nodes:
            raise PlayError(f"there is no input {where} to branch at")
        exercise = self._replay.at(where)
        entries = [self._entry("branch", {"name": name, "at": where})]
        if fresh_luck:
            root = derived_root(self._replay.setup.data["seed"], name, where)
            step = Step("luck", {"root": root}, "", pause_of(exercise), exercise.state_hash())
            entries.append(self._written(self._next + 1, where, step))
            do(exercise, "luck", {"root": root})
        self._write(entries)
        self.exercise = exercise
        return name

    def switch(self, name: str) -> None:
        """Put another branch on the table."""
        if name not in self._tree.branches:
            raise PlayError(f"there is no branch {name!r}")
        self._move("switch", {"name": name}, self._tree.branches[name].head)

    def amend(self, position: int, change: Plain | None) -> Amendment:
        """Correct one earlier input, keep the later ones that still apply, name those that do not.

        `change` holds what is to be other in the input, such as {"move": "hold"}; None drops it.
        The former line of play stays in the file. A note without an author stays without one.
        """
        result = amended(self._replay, position, change)
        dropped = [gone.item.source for gone in result.dropped]
        data = {"of": position, "at": result.start, "dropped": dropped}
        entries, parent = [self._entry("amend", data)], result.start
        for seq, step in enumerate(result.steps, self._next + 1):
            again = self._written(seq, parent, step)
            entries.append(replace(again, author=step.author) if step.kind == "note" else again)
            parent = seq
        first = self._next
        self._write(entries)
        self.exercise = result.exercise
        for steps, kept in result.turns.items():
            self._keep(replace(derived, entry=first + steps) for derived in kept)
        return result

    # --- writing ---------------------------------------------------------------------------------

    def give(self, kind: str, data: Plain, author: str = "") -> tuple[str, ...]:
        """Give an input by its kind (see `entries.INPUTS`): checked, written, and then done.

        Return the seats whose sealed choice fell away by it, and which are asked anew.
        """
        data = full(kind, data)
        check(self.exercise, kind, data)
        entry = self._entry(kind, data)
        self._write([replace(entry, author=author) if author else entry])
        anew = do(self.exercise, kind, data)
        if kind in GOING_ON:
            self._gone_on()
        return anew

    def _gone_on(self) -> None:
        """Keep what follows from a turn's end, or from ENDEX, and copy the file."""
        pause = self.exercise.pause
        if isinstance(pause, TurnEnded | Finished):
            self._copy()
        if isinstance(pause, TurnEnded):
            kept = turn_end(self.exercise, self.position)
            self._keep(kept)
            self._replay.marks.put(self.exercise.reports, self.position, kept[0].text)
        elif isinstance(pause, Finished):
            self._keep([ending(pause, self.position)])

    def _move(self, kind: str, data: Plain, to: int) -> None:
        """Record a move of the head and stand there. The place is made first, so none is lost."""
        exercise = self._replay.at(to)
        self._write([self._entry(kind, data)])
        self.exercise = exercise

    def _sew(self) -> None:
        """Stand at the last snapshot, and record that another engine goes on from there."""
        node = self._replay.last_snapshot()
        self.exercise = self._replay.snapshot(node)
        if node != self.position:
            self._write([self._entry("undo", {"to": node})])
        kept = next(
            d.text for d in self.contents.derived if (d.entry, d.kind) == (node, "snapshot")
        )
        data = {"snapshot": node, "hash": digest(kept), "versions": versions()}
        self._write([self._entry("seam", data)])

    def _entry(self, kind: str, data: Plain) -> Entry:
        """Return the next entry, of an input that meets the table as it is."""
        pause, before = pause_of(self.exercise), self.exercise.state_hash()
        return self._written(self._next, self.position, Step(kind, data, "", pause, before))

    def _written(self, seq: int, parent: int, step: Step) -> Entry:
        """Return an entry of a step, with its author and the time on the wall."""
        wall = self.wall().isoformat(timespec="milliseconds")
        author = step.author or self.author
        return Entry(seq, step.kind, parent, author, wall, step.pause, step.before, step.data)

    def _write(self, entries: Sequence[Entry]) -> None:
        self._store.append(entries, self._derived)
        self._derived = []
        for entry in entries:
            self._tree.take(entry)
        self._next += len(entries)

    def _copy_on(self, folder: str | None, *, new: bool = True) -> None:
        """Make copies in a folder from here on, or keep why that cannot be done."""
        if folder is None:
            return
        second = Second(self.path, Path(folder))
        try:
            second.check(self.contents.entries[0], new=new)
        except JournalError as error:
            self._second_fault = f"{error.path}: no copies on the second disk: {error.says}"
        else:
            self.second = second

    def _copy(self) -> None:
        if self.second is not None:
            self.second.put(self._store.tip)

    def _keep(self, found: Iterable[Derived]) -> None:
        for derived in found:
            if (derived.entry, derived.kind) not in self._kept:
                self._kept.add((derived.entry, derived.kind))
                self._derived.append(derived)
