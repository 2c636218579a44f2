"""Places in a text: which file, which line, which column."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple


@dataclass(frozen=True)
class SourceText:
    """A text as read, with the name it is spoken of by (a path, or `--set`)."""

    path: str
    text: str = field(repr=False)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines without their ends; only LF, CRLF and CR end a line."""
        return tuple(self.text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))

    def line(self, number: int) -> str:
        """Return a line by its number, counted from 1; empty where there is none."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""


class Mark(NamedTuple):
    """A stretch of one line: line and column from 1, columns and length in characters."""

    source: SourceText
    line: int = 1
    column: int = 1
    length: int = 1

    @property
    def path(self) -> str:
        """The name of the text this stands in."""
        return self.source.path
