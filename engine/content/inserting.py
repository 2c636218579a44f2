"""New injects in the text of a scenario file: everything else stays byte for byte."""

from __future__ import annotations

from collections.abc import Mapping

from engine.content.msel import block
from engine.content.nodes import Mapping as Tree
from engine.content.reading import Document


class NoPlace(Exception):
    """A file into which nothing can be put so."""


def with_injects(document: Document, injects: Mapping[str, Mapping[str, object]]) -> str:
    """Return a scenario's text with injects added after those it has."""
    tree, text = document.tree, document.source.text
    if tree is None:
        raise NoPlace("the scenario cannot be read")
    entry = tree.entries.get("injects")
    if entry is None:
        return text.rstrip("\n") + "\n\ninjects:\n" + block(injects)
    node = entry.node
    if not isinstance(node, Tree) or not node.entries:
        raise NoPlace("write 'injects:' with its events below it, or leave it out")
    if node.mark.line == entry.mark.line:
        raise NoPlace("write the events below 'injects:', each on lines of its own, not in { }")
    taken = sorted(set(injects) & node.entries.keys())
    if taken:
        raise NoPlace(f"there is an inject called '{taken[0]}' already")
    indent = next(iter(node.entries.values())).mark.column - 1
    lines = text.splitlines(keepends=True)
    below = [
        other.mark.line for other in tree.entries.values() if other.mark.line > entry.mark.line
    ]
    end = min(below) - 1 if below else len(lines)
    while end > entry.mark.line and not _written(lines[end - 1]):
        end -= 1
    if not lines[end - 1].endswith("\n"):
        lines[end - 1] += "\n"
    return "".join([*lines[:end], block(injects, indent), *lines[end:]])


def _written(line: str) -> bool:
    """Tell whether a line holds more than blanks or a comment."""
    return bool(line.strip()) and not line.lstrip().startswith("#")
