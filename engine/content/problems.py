"""What is wrong with content: located, coded, with a hint, and readable as a sentence."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from engine.content.marks import Mark, SourceText
from engine.errors import nearest

Severity = Literal["error", "warning", "hint"]
LONGEST_MESSAGE = 290
LONGEST_NAME = 48
MOST_PROBLEMS = 200
"""Problems of one file that are told; nobody mends more at once."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong at one place. `excerpt` is the line it stands in; `where` the dotted key."""

    path: str
    line: int
    column: int
    length: int
    severity: Severity
    code: str
    message: str
    where: str = ""
    hint: str = ""
    excerpt: str = ""

    def __str__(self) -> str:
        """Return the first line of the rendered problem."""
        where = f" ({inert(self.where)})" if self.where else ""
        place = f"{inert(self.path)}:{self.line}:{self.column}"
        return f"{place}: {self.severity}[{self.code}]: {self.message}{where}"

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Key to sort by: file, place, code."""
        return (self.path, self.line, self.column, self.code, self.message)

    def as_json(self) -> dict[str, str | int]:
        """Return the problem as plain data; the excerpt stays behind."""
        keys = ("path", "line", "column", "length", "severity", "code", "message", "where", "hint")
        return {key: getattr(self, key) for key in keys}


def problem_at(
    mark: Mark,
    code: str,
    message: str,
    *,
    where: str = "",
    hint: str = "",
    severity: Severity = "error",
) -> Problem:
    """Return a problem at a mark, its texts shortened and without control characters."""
    return Problem(
        mark.path,
        mark.line,
        mark.column,
        max(1, mark.length),
        severity,
        code,
        shortened(inert(message), LONGEST_MESSAGE),
        shortened(inert(where), 120),
        shortened(inert(hint), LONGEST_MESSAGE),
        mark.source.line(mark.line),
    )


def file_problem(path: str, code: str, message: str, hint: str = "") -> Problem:
    """Return a problem with a file as a whole."""
    return problem_at(Mark(SourceText(path, "")), code, message, hint=hint)


def inert(text: str) -> str:
    """Return a text in which whatever a terminal would not print as a sign stands escaped."""
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else escaped(sign) for sign in text)


def escaped(sign: str) -> str:
    """Return a sign as a visible escape, a line end or tab as a space."""
    if sign in "\n\t\r":
        return " "
    return sign.encode("unicode_escape").decode("ascii")


def shortened(text: str, most: int) -> str:
    """Return a text cut to at most so many characters, the cut marked."""
    return text if len(text) <= most else text[: most - 1] + "…"


def quoted(name: object) -> str:
    """Return a name from content between quotes, short and inert."""
    return f"'{shortened(inert(str(name)), LONGEST_NAME)}'"


def listed(names: Iterable[str], most: int = 8) -> str:
    """Return names as a short list for a message."""
    known = list(names)
    more = f" and {len(known) - most} more" if len(known) > most else ""
    return ", ".join(inert(shortened(name, LONGEST_NAME)) for name in known[:most]) + more


def did_you_mean(
    name: str, known: Iterable[str], kind: str = "", first: Collection[str] = ()
) -> str:
    """Return a hint with the nearest name, else the list of what is known, some of it `first`."""
    names = sorted(set(known), key=lambda one: (one not in first, one))
    near = nearest(name, names)
    if near is not None:
        return f"did you mean {quoted(near)}?"
    if not names:
        return f"there are no {kind}" if kind else ""
    return f"known {kind}: {listed(names)}" if kind else f"known: {listed(names)}"


def settled(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems sorted, each once, without hints about a place that has an error.

    Of those that say the same the gravest is told, with the shortest hint.
    """
    found = sorted(
        set(problems),
        key=lambda problem: (problem.order, problem.severity != "error", len(problem.hint)),
    )
    unique = [each for at, each in enumerate(found) if not at or each.order != found[at - 1].order]
    wrong = {(p.path, p.line, p.column) for p in unique if p.severity == "error"}
    return [p for p in unique if p.severity != "hint" or (p.path, p.line, p.column) not in wrong]


def has_errors(problems: Iterable[Problem]) -> bool:
    """Tell whether any problem is an error."""
    return any(problem.severity == "error" for problem in problems)
