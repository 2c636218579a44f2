"""A run as plain text of a given width: dates to the left, what stands beside it to the right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from rich.cells import cell_len

from engine.model import Scenario
from engine.record import TurnReport
from reports.timeline import Line
from reports.wording import BETWEEN, day_month, full_date, period, plain

NARROW = 96
"""Below this width notes stand under the text, not beside it."""

LEFT = 10
"""Cells before the text: "   9 Apr  "."""

NOTES = 40
SIGNS = {"inject": "◆ ", "date": "◇ ", "flag": "▪ "}


def header(scenario: Scenario, seed: int, width: int) -> list[str]:
    """Return the first line: what is played, under which seed, from when."""
    lens = f"lens {plain(scenario.lens)}" if scenario.lens else ""
    parts = [plain(scenario.title), plain(scenario.variant or ""), lens, f"seed {seed}"]
    left = BETWEEN.join(part for part in parts if part)
    right = f"STARTEX {full_date(scenario.startex)}"
    gap = width - cell_len(left) - cell_len(right)
    return [left + " " * gap + right] if gap >= 2 else [*wrapped(left, width), right]


def turn_lines(report: TurnReport, lines: Iterable[Line], width: int) -> list[str]:
    """Return a turn: its heading, then what happened."""
    told = [f"TURN {report.turn}{BETWEEN}{period(report.starts, report.ends)}"]
    for line in lines:
        told += rendered(line, width)
    return told


def rendered(line: Line, width: int) -> list[str]:
    """Return one line of a timeline as lines of text."""
    if line.kind == "endex":
        return wrapped(line.text, width, hang=" " * LEFT)
    if line.kind == "met":
        return _beside("", joined(line.notes or (line.text,), width - LEFT, ", "))
    if line.kind == "moved":
        return _beside("moved", joined(line.notes, width - LEFT, "   "))
    nested = line.kind in ("flag", "joint") and line.depth
    margin = day_month(line.date) if line.date and not nested else ""
    if not line.notes:
        return _beside(margin, _told(line, width - LEFT))
    if width < NARROW:
        below = joined(line.notes, width - LEFT - 2, BETWEEN)
        return _beside(margin, [*_told(line, width - LEFT), *(f"  {row}" for row in below)])
    room = width - LEFT - NOTES - 2
    right = joined(line.notes, NOTES, BETWEEN)
    pairs = zip_longest(_told(line, room), right, fillvalue="")
    return _beside(margin, [f"{padded(a, room)}  {b}".rstrip() for a, b in pairs])


def _told(line: Line, width: int) -> list[str]:
    """Return a line's text wrapped, below its parent or after its sign."""
    indent = "  " * max(0, line.depth - 1)
    lead = "└ " if line.depth else SIGNS.get(line.kind, "")
    if line.kind == "why":
        lead = "  " if line.depth else ""
    return wrapped(line.text, width, lead=indent + lead, hang=" " * len(indent + lead))


def _beside(margin: str, rows: Sequence[str]) -> list[str]:
    """Return rows of text with a margin, such as a date, beside the first."""
    first = f"{margin:>{LEFT - 2}}  " if len(margin) < LEFT - 1 else f"{margin} "
    return [((first if at == 0 else " " * LEFT) + row).rstrip() for at, row in enumerate(rows)]


# --- widths in cells -----------------------------------------------------------------------------


def padded(text: str, room: int) -> str:
    """Return a text filled with spaces up to a width in cells."""
    return text + " " * max(0, room - cell_len(text))


def wrapped(text: str, width: int, lead: str = "", hang: str = "") -> list[str]:
    """Return a text in lines of at most `width` cells; a longer word is cut."""
    rows, row = [], lead
    empty = True
    for word in (piece for each in text.split() for piece in _pieces(each, width - len(hang))):
        if not empty and cell_len(row) + 1 + cell_len(word) > width:
            rows.append(row)
            row, empty = hang, True
        row += word if empty else f" {word}"
        empty = False
    return [*rows, row]


def _pieces(word: str, most: int) -> list[str]:
    if cell_len(word) <= most:
        return [word]
    pieces, piece = [], ""
    for sign in word:
        if piece and cell_len(piece + sign) > most:
            pieces.append(piece)
            piece = ""
        piece += sign
    return [*pieces, piece]


def joined(parts: Iterable[str], width: int, between: str) -> list[str]:
    """Return parts set side by side in as few lines as hold them, long ones wrapped."""
    rows: list[str] = []
    for part in parts:
        if rows and cell_len(rows[-1]) + cell_len(between) + cell_len(part) <= width:
            rows[-1] += between + part
        else:
            rows += wrapped(part, width)
    return rows
