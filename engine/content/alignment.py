"""From a character inside a value to its place in the file."""

from __future__ import annotations

from engine.content.marks import Mark
from engine.content.nodes import Scalar


def stretch(node: Scalar, start: int, end: int) -> Mark:
    """Return the mark of `text[start:end]` of a value that may be quoted or span lines."""
    if not isinstance(node.value, str):
        return node.mark
    places = _places(node)
    if not places:
        return node.mark
    line, column = places[min(start, len(places) - 1)]
    last_line, last_column = places[min(max(start, end - 1), len(places) - 1)]
    length = last_column - column + 1 if last_line == line else 1
    return Mark(node.mark.source, line, column, max(1, length))


def _places(node: Scalar) -> list[tuple[int, int]]:
    """Return line and column of each character of a value, found by walking the source.

    Exact for plain values and for quoted ones on one line; where lines are folded or characters
    escaped it is as near as the walk gets.
    """
    mark, source, value = node.mark, node.mark.source, str(node.value)
    line = mark.line + 1 if node.style == "block" else mark.line
    column = 1 if node.style == "block" else mark.column + (node.style == "quoted")
    places = list[tuple[int, int]]()
    for sign in value:
        line, column = _advance(source.lines, line, column, sign)
        if line > len(source.lines):
            break
        places.append((line, column))
        column += 1
    return places


def _advance(lines: tuple[str, ...], line: int, column: int, sign: str) -> tuple[int, int]:
    """Return the next place at which a character stands; any space stands for any other."""
    while line <= len(lines):
        text = lines[line - 1]
        if sign.isspace():
            return (line, column) if column <= len(text) else (line, max(1, len(text)))
        at = text.find(sign, column - 1)
        if at >= 0:
            return line, at + 1
        line, column = line + 1, 1
    return line, column
