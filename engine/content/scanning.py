"""What is open at a place of a text that cannot be parsed: brackets, and the quote before it.

A reading of its own, far simpler than the parser's: it follows quotes, brackets, comments and
blocks of text, so that a mistake can be told by where it began.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

Place = tuple[int, int]
"""Line and column, from 1."""

BLOCK = re.compile(r"(?:^|[:-]\s+)[|>][-+0-9]*\s*(?:#.*)?$")
KEY = re.compile(r"[^\s\"'\[\]{},#&*!|>%@`][^#]*?:(?=\s|$)")
DASHES = re.compile(r"(?:-\s+)+")
PLAIN = re.compile(r"(?:[^,\[\]{}:#]|:(?=\S)|(?<=\S)#)+")
AFTER_KEY = re.compile(r"\s*:(?=\s|$)\s*")
CLOSERS = {"{": "}", "[": "]"}


@dataclass
class Scan:
    """Brackets still open, each with its place, and the last quoted text: where it began, ended.

    `comments` holds where comments begin while a bracket is open.
    """

    lines: tuple[str, ...]
    open: list[tuple[str, Place]] = field(default_factory=list)
    quoted: tuple[Place, Place] | None = None
    closed: Place | None = None
    comments: list[Place] = field(default_factory=list)
    _quote: tuple[str, Place] | None = None
    _block: int | None = None

    def until(self, line: int, column: int) -> Scan:
        """Read everything before a place."""
        for number in range(1, line + 1):
            text = self.lines[number - 1]
            self._line(number, text if number < line else text[: column - 1])
        return self

    def _line(self, number: int, text: str) -> None:
        """Read a line, or the part of it before the place."""
        at = len(text) - len(text.lstrip())
        if self._block is not None:
            if at > self._block or not text.strip():
                return
            self._block = None
        if self._quote is not None:
            at = self._to_closing(number, text, 0)
        elif not self.open:
            if BLOCK.search(text):
                self._block = at
                return
            at = _value(text, at)
        while at < len(text):
            at = self._step(number, text, at)

    def _step(self, number: int, text: str, at: int) -> int:
        """Read one quote, bracket or stretch of plain text, and return where it ends."""
        sign = text[at]
        if sign.isspace():
            return at + 1
        if sign == "#" and (at == 0 or text[at - 1].isspace()):
            self.comments += [(number, at + 1)] if self.open else []
            return len(text)
        if sign in "\"'":
            self._quote = (sign, (number, at + 1))
            return self._after(text, self._to_closing(number, text, at + 1))
        if sign in CLOSERS:
            self.open.append((sign, (number, at + 1)))
            return at + 1
        if not self.open:
            return len(text)
        if sign in "]}":
            if CLOSERS[self.open[-1][0]] == sign:
                self.open.pop()
                self.closed = (number, at + 1)
            return self._after(text, at + 1)
        plain = PLAIN.match(text, at)
        return plain.end() if plain else at + 1

    def _after(self, text: str, at: int) -> int:
        """Return where reading goes on behind a quoted text or bracket outside all brackets."""
        if self.open or self._quote is not None:
            return at
        key = AFTER_KEY.match(text, at)
        return key.end() if key else len(text)

    def _to_closing(self, number: int, text: str, at: int) -> int:
        """Return the place behind the quote's end, the line's end where it is not in this line."""
        assert self._quote is not None
        sign, begun = self._quote
        while at < len(text):
            if sign == '"' and text[at] == "\\":
                at += 2
            elif text[at] == sign:
                if sign == "'" and text[at + 1 : at + 2] == "'":
                    at += 2
                    continue
                self._quote, self.quoted = None, (begun, (number, at + 1))
                return at + 1
            else:
                at += 1
        return len(text)


def _value(text: str, at: int) -> int:
    """Return where the value of a line begins: behind dashes and a key."""
    dashes = DASHES.match(text, at)
    at = dashes.end() if dashes else at
    key = KEY.match(text, at)
    if key is None:
        return at
    at = key.end()
    return at + len(text[at:]) - len(text[at:].lstrip())
