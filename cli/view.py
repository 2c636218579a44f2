"""`whitecell view`: what one audience may know of an exercise, read beside whoever plays it."""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from cli.options import Width
from cli.talk import on_terminal, say, write
from cli.talk import width as columns
from cli.viewing import screen
from engine.content.copies import load_copy
from engine.errors import PlayError
from engine.play.audience import PROJECTOR, audience_view
from engine.play.journal.following import Follower
from engine.play.seen import AudienceView
from engine.record import Finished
from reports.names import Names
from reports.rolls import with_rolls
from reports.taking import with_taking

EVERY = 0.25
"""Seconds between two looks at the file."""
LINES = 40
"""Lines of a screenful where there is no terminal."""

As = Annotated[str, Parameter(name="--as", help="projector, a seat's id, or white.")]
Follow = Annotated[bool, Parameter(negative="", help="Show it anew whenever it changes.")]
Reveal = Annotated[bool, Parameter(negative="", help="After ENDEX, show everything.")]


def view(
    file: Path,
    *,
    as_: As = PROJECTOR,
    follow: Follow = False,
    reveal: Reveal = False,
    format: Literal["text", "json"] = "text",
    width: Width = None,
) -> int:
    """Show what an audience may know of an exercise, and nothing else.

    The file is read without locking it: whoever plays is never held up. With --follow a view comes
    whenever the exercise moves on, until ENDEX; as JSON, one object a line.

    Parameters
    ----------
    file
        The journal.
    format
        Text for people, one screenful; or JSON for programs.
    """
    follower = Follower(file, load_copy)
    try:
        _look(follower, as_, reveal=reveal)
    except PlayError as error:
        say(f"whitecell: {error}")
        return 2
    if follow and format == "text" and width is None and on_terminal():
        from tui.viewing import main

        return main(file, as_, reveal=reveal)
    names = Names(follower.exercise.scenario)
    show = _as_json(follow) if format == "json" else _as_text(names, width, clear=follow)
    show(_look(follower, as_, reveal=reveal))
    while follow and not isinstance(follower.exercise.pause, Finished):
        time.sleep(EVERY)
        if follower.look():
            show(_look(follower, as_, reveal=reveal))
    return 0


def _look(follower: Follower, audience: str, *, reveal: bool) -> AudienceView:
    marking = follower.contents.setup.data["marking"]
    branch = follower.branch
    exercise = follower.exercise
    view = audience_view(exercise, audience, reveal=reveal, marking=marking, branch=branch)
    return with_taking(with_rolls(view, exercise), exercise.scenario)


def _as_json(lines: bool) -> Callable[[AudienceView], None]:
    def show(view: AudienceView) -> None:
        data = {"schema": 1, **view.data()}
        write(json.dumps(data, ensure_ascii=True, indent=None if lines else 1))
        sys.stdout.flush()

    return show


def _as_text(names: Names, width: int | None, *, clear: bool) -> Callable[[AudienceView], None]:
    terminal = sys.stdout.isatty()

    def show(view: AudienceView) -> None:
        room = shutil.get_terminal_size((80, LINES)).lines - 1 if terminal else LINES
        if clear and terminal:
            sys.stdout.write("\x1b[2J\x1b[H")
        for line in screen(view, names, width or columns(), room):
            write(line)
        if clear and not terminal:
            write()
        sys.stdout.flush()

    return show
