"""The command `whitecell`: finds the command that is meant, runs it, gives its exit code.

0 fine, 1 the run failed, 2 content or usage, 130 stopped. What a command needs is imported when it
is called, so that asking for help is quick.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from cli.commands import COMMANDS, overview
from engine.errors import ContentError, NotFoundError, WhitecellError

__all__ = ["COMMANDS", "main", "run"]
FINE, FAILED, MISUSED, STOPPED = 0, 1, 2, 130
HELP = ("--help", "-h", "help")
SELDOM = (20_000, 10, 10)
"""How often Python looks for dead circles: a command makes many things and hardly a circle."""
ALONE = {"OPENBLAS_NUM_THREADS": "1"}
"""What numpy finds before it starts: its products are small, and the threads it keeps at hand for
greater ones spin for a tenth of a second of CPU in every process, two of them in a batch of two."""


def say(text: str) -> None:
    """Say a line to the person at the terminal."""
    sys.stderr.write(f"{text}\n")


def open_table() -> int:
    """Open the library on the screen."""
    from cli.talk import on_terminal

    if not on_terminal():
        say("whitecell: the screen needs a terminal; try 'whitecell --help' or 'whitecell list'")
        return MISUSED
    from tui.app import main as open_screen

    return open_screen() or FINE


def run(words: Sequence[str]) -> int:
    """Run the command in some words and return its exit code."""
    try:
        if not words:
            return open_table()
        if len(words) == 1 and words[0] in HELP:
            sys.stdout.write(f"{overview()}\n")
            return FINE
        code = _commanded(words)
    except ContentError as error:
        from engine.content.problems import Problem
        from engine.content.rendering import rendered_all

        sys.stderr.write(rendered_all(p for p in error.problems if isinstance(p, Problem)))
        return MISUSED
    except NotFoundError as error:
        say(f"whitecell: {error}")
        return MISUSED
    except WhitecellError as error:
        say(f"whitecell: {error}")
        return FAILED
    return code if isinstance(code, int) else FINE


def _commanded(words: Sequence[str]) -> object:
    """Return what a command gives back; a check of nothing but places has no options to be read."""
    if words[0] == "check" and not any(word.startswith("-") for word in words):
        from pathlib import Path

        from cli.checked import checked

        return checked(tuple(map(Path, words[1:])))
    from cyclopts import CycloptsError

    from cli.application import make_app

    try:
        return make_app()(words, exit_on_error=False, print_error=False)
    except CycloptsError as error:
        from cyclopts import CycloptsPanel
        from rich.console import Console

        Console(stderr=True).print(CycloptsPanel(error))
        return MISUSED


def _set_up() -> None:
    """Fit this process to a command: before anything is imported that it may need."""
    for name, wanted in ALONE.items():
        os.environ.setdefault(name, wanted)
    gc.set_threshold(*SELDOM)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def main() -> None:
    """Run the command line of this process."""
    _set_up()
    try:
        code = run(sys.argv[1:])
        sys.stdout.flush()
    except KeyboardInterrupt:
        say("stopped")
        code = STOPPED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = FINE
    except Exception as error:  # noqa: BLE001 - nothing is below to tell it
        from cli.crash import report

        report(error)
        code = FAILED
    sys.exit(code)


if __name__ == "__main__":
    main()
