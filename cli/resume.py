"""`whitecell resume`: an exercise goes on where its journal stands."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from cli.keeping import finish
from cli.options import Width
from cli.recorded import items_of, opened, script, still_to_give
from cli.talk import on_terminal, story_width
from engine.play.journal.driving import Drive


def resume(
    file: Path,
    *,
    inputs: Path | None = None,
    format: Literal["text", "json"] = "text",
    width: Width = None,
    seam: Annotated[bool, Parameter(negative="")] = False,
    copy_to: Path | None = None,
) -> int:
    """Go on with an exercise where its journal stands: at the table, in a terminal.

    Without a terminal, or with an option, it is played to its end: seats held by persons answer
    from the inputs and hold where those are silent. Inputs the journal holds already are not given
    twice, so a run that was cut off goes on with its script.

    Parameters
    ----------
    file
        The journal.
    inputs
        A file of inputs.
    format
        Text for people, or JSON for programs.
    width
        Cells of a line of text; the terminal's where not given.
    seam
        Where this engine differs from the one that recorded, go on from the last snapshot.
    copy_to
        A folder, best on another disk, that takes a copy at every turn's end. Where none is given,
        copies go on into the folder of before if it holds one of this exercise.
    """
    asked = (inputs, width, copy_to)
    if all(a is None for a in asked) and format == "text" and not seam and on_terminal():
        from tui.app import main_resume

        return main_resume(file)
    room = story_width(width)
    return _played(file, inputs, format, room, seam=seam, copy_to=copy_to)


def _played(
    file: Path, inputs: Path | None, format: str, room: int, *, seam: bool, copy_to: Path | None
) -> int:
    """Play an exercise to its end without a screen."""
    document = script(inputs) if inputs else None
    with opened(file, seam=seam, second=copy_to) as session:
        items = items_of(document) if document else []
        left = still_to_give(items, session.inputs)
        drive = Drive(session, left, document.until if document else "")
        seed = session.contents.setup.data["seed"]
        return finish(drive, session.contents.copy, seed, format, room)
