"""Content files brought to the format of this version, everything else in them byte for byte.

A step takes a file from one schema number to the next. Files from before the format had numbers
count as schema 0; all that step 0 does is write the number. What comes of the steps is read again:
where it does not say the same as before with the number, the file is left as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.content.documents import KINDS
from engine.content.marks import Mark
from engine.content.nodes import Mapping as Tree
from engine.content.nodes import Scalar, plain
from engine.content.packs import shown
from engine.content.problems import Problem, file_problem, has_errors, problem_at
from engine.content.reading import Document, read_file, read_text

NOW = 1
BOM = "\ufeff"
"""The sign some editors put before a file's text."""
Step = Callable[[Document], str]


@dataclass(frozen=True)
class Migrated:
    """A file looked at: the schema it had, its text in today's, or what is in the way."""

    path: Path
    schema: int
    text: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def needed(self) -> bool:
        """Whether the file is to be written anew."""
        return not self.problems and self.schema < NOW


def _numbered(document: Document) -> str:
    """Return a file of schema 0 with the number 1: in place of its 0, or beside its kind."""
    assert document.tree is not None
    lines = document.source.text.splitlines(keepends=True)
    entry, kind = document.tree.entries.get("schema"), document.tree.entries["kind"]
    if entry is not None:
        return _put(lines, entry.node.mark, "1", entry.node.mark.length)
    if _sign(lines, document.tree.mark) == "{":
        return _put(lines, kind.mark, "schema: 1, ")
    at = kind.node.mark.line
    bare = lines[at - 1].rstrip("\r\n")
    end = lines[at - 1][len(bare) :] or "\n"
    below = " " * (kind.mark.column - 1) + "schema: 1" + end
    return "".join([*lines[: at - 1], bare + end, below, *lines[at:]])


def _sign(lines: Sequence[str], mark: Mark) -> str:
    """Return the sign at a place."""
    return lines[mark.line - 1][mark.column - 1 : mark.column]


def _put(lines: Sequence[str], mark: Mark, text: str, over: int = 0) -> str:
    """Return lines as one text with another text put at a place, over some of its signs."""
    line, start = lines[mark.line - 1], mark.column - 1
    changed = f"{line[:start]}{text}{line[start + over :]}"
    return "".join([*lines[: mark.line - 1], changed, *lines[mark.line :]])


STEPS: Mapping[int, Step] = {0: _numbered}


def migrated(path: Path) -> Migrated:
    """Return a file brought to today's format, or what is in the way."""
    document = read_file(path, shown(path))
    if document.tree is None or has_errors(document.problems):
        return Migrated(path, NOW, problems=document.problems)
    kind = document.tree.get("kind")
    if not (isinstance(kind, Scalar) and kind.value in KINDS):
        message = "this is no content file: its first key is not kind: with a known kind"
        return Migrated(path, NOW, problems=(file_problem(shown(path), "WC101", message),))
    schema = _schema_of(document)
    if schema is None or schema > NOW:
        mark = document.tree.entries["schema"].node.mark
        message = f"schema {NOW} is the newest this version knows"
        found = problem_at(mark, "WC101", message, where="schema", hint="use a newer Whitecell")
        return Migrated(path, NOW, problems=(found,))
    text = document.source.text
    for number in range(schema, NOW):
        text = STEPS[number](read_text(text, shown(path)))
    if not _same(document.tree, text):
        mark = document.tree.entries["kind"].mark
        message = "the number cannot be written: the file would say something else with it"
        hint = f"write schema: {NOW} by hand, as the first key after kind"
        found = problem_at(mark, "WC101", message, where="schema", hint=hint)
        return Migrated(path, schema, problems=(found,))
    return Migrated(path, schema, BOM * document.data.startswith(BOM.encode()) + text)


def _same(tree: Tree, text: str) -> bool:
    """Return whether a text says what a tree says, and that it is of today's format."""
    again = read_text(text, "").tree
    return again is not None and plain(again) == {**plain(tree), "schema": NOW}


def _schema_of(document: Document) -> int | None:
    """Return the schema a file says it is in, 0 where it says none, None where it is no number."""
    node = document.tree.get("schema") if document.tree is not None else None
    if node is None:
        return 0
    value = node.value if isinstance(node, Scalar) else None
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None
