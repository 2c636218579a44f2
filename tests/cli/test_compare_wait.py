"""While a comparison takes long a terminal is told so; nothing of it stays, or reaches a file."""

import io
import re
import sys
from threading import Event

import pytest

from cli.compare_wait import Waiting


class Screen(io.StringIO):
    """A standard error that says whether it is a terminal, and when something is written."""

    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self.terminal, self.written = terminal, Event()

    def isatty(self) -> bool:
        return self.terminal

    def write(self, text: str) -> int:
        self.written.set()
        return super().write(text)


def told(monkeypatch: pytest.MonkeyPatch, *, terminal: bool, first: float) -> str:
    """Return what is written while something goes on until a line could be seen, and fails."""
    screen = Screen(terminal)
    monkeypatch.setattr(sys, "stderr", screen)

    def fail() -> None:
        with Waiting("comparing", first):
            assert not terminal or first or screen.written.wait(30)
            raise FloatingPointError

    with pytest.raises(FloatingPointError):
        fail()
    return screen.getvalue()


def test_a_terminal_is_told_and_the_line_is_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    text = told(monkeypatch, terminal=True, first=0)
    assert re.match(r"\rcomparing, \d+ s; \^c stops +\r", text)
    assert text.endswith("\r" + " " * 60 + "\r")


def test_what_is_short_says_nothing_and_neither_does_a_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert told(monkeypatch, terminal=True, first=3600) == ""
    assert told(monkeypatch, terminal=False, first=0) == ""
