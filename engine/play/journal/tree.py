"""The tree of an exercise: which inputs lead to each position, and where each branch stands.

Inputs are nodes, each after the one it followed. Undo, redo, branch and switch move heads and
take nothing away. It is reckoned from the entries alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from engine.play.journal.entries import Entry

MAIN = "main"


def what_if(branch: str, says: str = "") -> str:
    """Return the banner of what is of another branch than the first line, "" for that line's own.

    `says` stands in place of the branch's name where that is not to be told.
    """
    return f"WHAT IF: {says or branch}" if branch not in ("", MAIN) else ""


@dataclass(slots=True)
class Branch:
    """A named head. `start` is the node it was made at, `parent` the branch it was made from."""

    name: str
    head: int
    start: int = 1
    parent: str = ""
    undone: list[int] = field(default_factory=list)


class Tree:
    """Every input with its place, every branch with its head; `current` is on the table."""

    def __init__(self, setup: Entry) -> None:
        self.nodes: dict[int, Entry] = {setup.seq: setup}
        self.branches = {MAIN: Branch(MAIN, setup.seq, setup.seq)}
        self.current = self.branches[MAIN]

    @property
    def head(self) -> int:
        """The input the position on the table follows; 1 is the set-up."""
        return self.current.head

    def take(self, entry: Entry) -> None:
        """Add the next entry; ValueError says why it cannot follow."""
        if entry.parent != self.head:
            raise ValueError(f"entry {entry.seq} does not follow entry {self.head}")
        if entry.is_input:
            self.nodes[entry.seq] = entry
            self.current.head = entry.seq
            self.current.undone.clear()
        elif entry.kind == "undo":
            self._undo(entry)
        elif entry.kind == "redo":
            self._redo(entry)
        elif entry.kind == "branch":
            self._branch(entry)
        elif entry.kind == "switch":
            self.current = self._known(entry)
        elif entry.kind == "amend":
            self._amend(entry)
        else:
            raise ValueError(f"entry {entry.seq} is a second set-up")

    def path(self, to: int | None = None) -> list[Entry]:
        """Return the inputs from the set-up's first to a node, the head where none is named."""
        found, at = list[Entry](), self.head if to is None else to
        while at != 1:
            node = self.nodes[at]
            found.append(node)
            at = node.parent
        return found[::-1]

    def aside(self) -> list[int]:
        """Return the nodes no branch leads to any more: what was undone or amended."""
        led = {node.seq for branch in self.branches.values() for node in self.path(branch.head)}
        return sorted(self.nodes.keys() - led - {1})

    def fresh(self, branch: Branch) -> bool:
        """Return whether a branch draws other luck than where it was made: its parent's there.

        So of a branch that begins with luck of its own, or takes fresh luck later; but not of one
        made from such a branch and on the same luck as that.
        """
        before, now = (
            {entry.data["root"] for entry in self.path(to) if entry.kind == "luck"}
            for to in (branch.start, branch.head)
        )
        return bool(now - before)

    def next_branch(self) -> str:
        """Return a name no branch has yet."""
        return next(n for i in range(2, 10_000) if (n := f"branch {i}") not in self.branches)

    def _undo(self, entry: Entry) -> None:
        to = entry.data["to"]
        if to not in {1, *(node.seq for node in self.path())} or to == self.head:
            raise ValueError(f"entry {entry.seq} undoes to {to}, which is not behind the head")
        self.current.undone.append(self.head)
        self.current.head = to

    def _redo(self, entry: Entry) -> None:
        undone = self.current.undone
        if not undone or undone[-1] != entry.data["to"]:
            raise ValueError(f"entry {entry.seq} brings back what was not undone")
        self.current.head = undone.pop()

    def _branch(self, entry: Entry) -> None:
        name, at = entry.data["name"], entry.data["at"]
        if name in self.branches or at not in self.nodes:
            raise ValueError(f"entry {entry.seq} cannot branch at {at} as {name[:40]!r}")
        self.current = self.branches[name] = Branch(name, at, at, self.current.name)

    def _known(self, entry: Entry) -> Branch:
        branch = self.branches.get(entry.data["name"])
        if branch is None:
            raise ValueError(f"entry {entry.seq} goes to a branch there is not")
        return branch

    def _amend(self, entry: Entry) -> None:
        of, at = entry.data["of"], entry.data["at"]
        if of not in {node.seq for node in self.path()} or self.nodes[of].parent != at:
            raise ValueError(f"entry {entry.seq} amends {of}, which is not behind the head")
        self.current.head = at
        self.current.undone.clear()


def tree_of(entries: Iterable[Entry]) -> Tree:
    """Return the tree of a journal's entries; ValueError names one that cannot follow."""
    first, *rest = entries
    tree = Tree(first)
    for entry in rest:
        tree.take(entry)
    return tree
