"""How commands speak: data on standard output, talk on standard error, text that wraps."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from engine.content.problems import inert

if TYPE_CHECKING:
    from pathlib import Path

    from engine.content.library import Library

NARROWEST = 40
PIPED = 80
WIDEST = 110
LEAST = 20
"""Cells of a table's first column under which it does not wrap."""


def write(text: str = "") -> None:
    """Write a line of data."""
    print(text)


def write_json(data: dict[str, Any]) -> None:
    """Write data as JSON, its keys in the order given; signs a terminal obeys stand escaped."""
    import json

    text = json.dumps(data, ensure_ascii=False, indent=2)
    print("".join(s if s.isprintable() or s == "\n" else json.dumps(s)[1:-1] for s in text))


def say(text: str) -> None:
    """Say a line to the person at the terminal."""
    print(text, file=sys.stderr)


def say_unread(library: Library, experiment: Path | None = None) -> None:
    """Warn of settings of what a library loaded that nothing reads, a line each.

    Those of an experiment are told where they stand in it.
    """
    from engine.content.settings import UNREAD

    own = library.check([experiment]) if experiment and library.unread else []
    found = [problem for problem in own if problem.code == UNREAD]
    written = [problem.where for problem in found]
    left = [
        problem
        for problem in library.unread
        if not any(place.endswith(f".{problem.where}") for place in written)
    ]
    for problem in (*found, *left):
        say(f"{problem}; {problem.hint}" if problem.hint else str(problem))


def on_terminal() -> bool:
    """Tell whether there is a whole terminal to show a screen on."""
    return all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def spoken_date(day: date) -> str:
    """Return a date as people write it: 1 Jan 2026."""
    return f"{day.day} {day:%b %Y}"


def width() -> int:
    """Return the columns to fill: the terminal's, 80 where there is none."""
    from shutil import get_terminal_size

    if not sys.stdout.isatty():
        return PIPED
    return max(NARROWEST, min(WIDEST, get_terminal_size((PIPED, 24)).columns))


def story_width(asked: int | None = None) -> int:
    """Return the cells of a line of a story: those asked for, the terminal's, 110 without one."""
    return asked or (width() if sys.stdout.isatty() else WIDEST)


def wrapped(text: str, columns: int, indent: str = "", first: str | None = None) -> list[str]:
    """Return a text as lines no wider than `columns`, its paragraphs kept apart.

    `first` stands in place of the indent before the first line. Signs a terminal would act on are
    shown as escapes.
    """
    from rich.cells import cell_len

    lines = list[str]()
    start = indent if first is None else first
    for paragraph in text.strip().split("\n"):
        line = start
        for word in inert(paragraph).split():
            gap = "" if line in (start, indent) else " "
            if gap and cell_len(line + gap + word) > columns:
                lines.append(line)
                line, gap = indent, ""
            line += gap + word
        lines.append(line.rstrip())
        start = indent
    return lines


def table(rows: Iterable[tuple[str, ...]], columns: int, indent: str = "  ") -> list[str]:
    """Return rows as aligned columns, the last of which wraps.

    Where there is little room beside the others and it does not fit, the first wraps to make room;
    where that would not do, the last stands below.
    """
    from rich.cells import cell_len

    cells = [tuple(inert(cell) for cell in row) for row in rows]
    if not cells:
        return []
    widths = [max(cell_len(row[at]) for row in cells) for at in range(len(cells[0]))]
    before = cell_len(indent) + sum(widths[:-1]) + 2 * len(widths[:-1])
    below = before > columns - 20 and before + widths[-1] > columns
    room = columns - (before + widths[-1] - widths[0])
    if below and len(widths) > 2 and room >= _least(row[0] for row in cells):
        widths[0], below = room, False
    return [line for row in cells for line in _set(row, widths, columns, indent, below)]


def _least(texts: Iterable[str]) -> int:
    """Return the cells a first column needs where it wraps."""
    from rich.cells import cell_len

    return max(LEAST, *(cell_len(word) for text in texts for word in text.split()))


def _set(
    row: tuple[str, ...], widths: list[int], columns: int, indent: str, below: bool
) -> Iterator[str]:
    """Give a row's lines; a first cell wider than its column goes on under itself."""
    from rich.cells import cell_len

    *cells, last = row
    over = list[str]()
    if cells and cell_len(cells[0]) > widths[0]:
        cells[0], *over = wrapped(cells[0], widths[0], "  ", "")
    padded = [cell + " " * (w - cell_len(cell)) for cell, w in zip(cells, widths, strict=False)]
    head = indent + "  ".join([*padded, ""])
    if below:
        lines = [head, *wrapped(last, columns, indent * 2)]
    else:
        lines = wrapped(last, columns, " " * cell_len(head), head)
    yield from (line.rstrip() for line in (*lines, *(indent + text for text in over)))
