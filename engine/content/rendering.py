"""Problems as text: the sentence, the line it is about, a caret below it, a hint."""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len

from engine.content.problems import Problem, inert

WIDEST = 96
"""Most cells of a source line that are shown."""
NEAR = 8 * WIDEST
"""Most signs of a source line that are looked at, on either side of where the mark begins."""


def rendered(problem: Problem) -> str:
    """Return a problem as the lines a person reads."""
    lines = [str(problem)]
    if problem.excerpt:
        lines += excerpt(problem)
    if problem.hint:
        gutter = " " * (len(str(problem.line)) + 2) if problem.excerpt else "    "
        lines.append(f"{gutter}= help: {problem.hint}")
    return "\n".join(lines)


def rendered_all(problems: Iterable[Problem]) -> str:
    """Return problems as text, a line end after each."""
    return "".join(rendered(problem) + "\n" for problem in problems)


COMMANDS = {"error": "error", "warning": "warning", "hint": "notice"}


def annotation(problem: Problem) -> str:
    """Return a problem as a workflow command that GitHub shows beside the line."""
    place = {
        "file": _escaped(problem.path, ":,"),
        "line": str(problem.line),
        "col": str(problem.column),
        "endColumn": str(problem.column + problem.length - 1),
        "title": _escaped(problem.code, ":,"),
    }
    where = f" ({inert(problem.where)})" if problem.where else ""
    hint = f"; {problem.hint}" if problem.hint else ""
    said = _escaped(f"{problem.message}{where}{hint}")
    given = ",".join(f"{key}={value}" for key, value in place.items())
    return f"::{COMMANDS[problem.severity]} {given}::{said}"


def _escaped(text: str, also: str = "") -> str:
    """Return a text without what would end it early: percent signs, line ends, further signs."""
    text = inert(text).replace("%", "%25")
    for sign in also:
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def excerpt(problem: Problem) -> list[str]:
    """Return the source line with its number, and the line with carets below it."""
    line, at = problem.excerpt, problem.column - 1
    end = at + min(problem.length, NEAR)
    cut = [line[max(0, at - NEAR) : at], line[at:end], line[end : end + NEAR]]
    before, marked, after = windowed(*map(inert, cut))
    number = f" {problem.line} | "
    carets = "^" * max(1, cell_len(marked))
    blank = " " * (len(number) - 2)
    return [
        (number + before + marked + after).rstrip(),
        f"{blank}| {' ' * cell_len(before)}{carets}",
    ]


def windowed(before: str, marked: str, after: str) -> tuple[str, str, str]:
    """Cut a line that is too wide to a window around what is marked."""
    if cell_len(before + marked + after) <= WIDEST:
        return before, marked, after
    if cell_len(before) > WIDEST // 2:
        before = "…" + tail(before, WIDEST // 2 - 1)
    marked = head(marked, WIDEST - cell_len(before))
    room = WIDEST - cell_len(before + marked)
    return before, marked, head(after, room)


def head(text: str, room: int) -> str:
    """Return as much of a text's start as fits in `room` cells, a cut marked."""
    if cell_len(text) <= room:
        return text
    kept = text[: max(0, room - 1)]
    while kept and cell_len(kept) > room - 1:
        kept = kept[:-1]
    return kept + "…" if room > 0 else ""


def tail(text: str, room: int) -> str:
    """Return as much of a text's end as fits in `room` cells."""
    kept = text[-room:]
    while kept and cell_len(kept) > room:
        kept = kept[1:]
    return kept
