"""Content files brought to the format of this version, everything else in them byte for byte.

A step takes a file from one schema number to the next. Files from before the format had numbers
count as schema 0; all that step 0 does is write the number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from engine.content.documents import KINDS
from engine.content.nodes import Scalar
from engine.content.packs import shown
from engine.content.problems import Problem, file_problem, has_errors, problem_at
from engine.content.reading import Document, read_file, read_text

NOW = 1
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
    """Return a file of schema 0 with the number 1: in place of its 0, or below its kind."""
    assert document.tree is not None
    lines = document.source.text.splitlines(keepends=True)
    entry = document.tree.entries.get("schema")
    if entry is not None:
        mark = entry.node.mark
        line = lines[mark.line - 1]
        start = mark.column - 1
        lines[mark.line - 1] = f"{line[:start]}1{line[start + mark.length :]}"
        return "".join(lines)
    at = document.tree.entries["kind"].mark.line
    lines[at - 1] = lines[at - 1].rstrip("\r\n") + "\n"
    return "".join([*lines[:at], "schema: 1\n", *lines[at:]])


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
    return Migrated(path, schema, text)


def _schema_of(document: Document) -> int | None:
    """Return the schema a file says it is in, 0 where it says none, None where it is no number."""
    node = document.tree.get("schema") if document.tree is not None else None
    if node is None:
        return 0
    value = node.value if isinstance(node, Scalar) else None
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None
