"""`whitecell amend`: one earlier input corrected, the later ones kept where they still apply."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from cli.recorded import opened, read
from cli.talk import say, table, width, write
from engine.play.journal.driving import pause_name
from engine.play.journal.entries import Entry, Plain
from engine.play.journal.inputs import says
from engine.play.journal.replaying import Replay
from reports.wording import stand

Changes = Annotated[
    list[str] | None,
    Parameter(
        name="--set",
        negative="",
        help="KEY=VALUE: what is to be other in it, such as move=hold. May be given again.",
    ),
]
Drop = Annotated[bool, Parameter(negative="", help="Take the input out instead.")]
Author = Annotated[str, Parameter(help="Who corrects it.")]


def amend(
    file: Path,
    entry: int | None = None,
    *,
    set_: Changes = None,
    drop: Drop = False,
    author: Author = "",
) -> int:
    """Correct one earlier input of a journal, keeping the later ones that still apply.

    Without an entry the inputs are listed. What no longer applies is named; the former line of play
    stays in the file, and `whitecell branches FILE --new NAME --at INPUT` brings it back.

    Parameters
    ----------
    file
        The journal.
    entry
        The number of the input.
    """
    if entry is None:
        _list(read(file))
        return 0
    change, wrong = _change(set_ or ())
    if wrong or drop == bool(change):
        say(f"whitecell: --set takes KEY=VALUE, not {wrong!r}" if wrong else _HOW)
        return 2
    with opened(file, author) as session:
        before = session.position
        result = session.amend(entry, None if drop else change)
        write(f"amended; {stand(len(result.steps))}")
        for gone in result.dropped:
            item = gone.item
            write(f"no longer applies: input {item.source} ({item.kind} at {item.at}): {gone.why}")
        write(f"the former line ends at input {before}")
    return 0


_HOW = "whitecell: say what to change: --set KEY=VALUE, or --drop"


def _change(pairs: list[str] | tuple[str, ...]) -> tuple[Plain, str]:
    """Return KEY=VALUE texts as data, and the first that is none."""
    change: Plain = {}
    for pair in pairs:
        key, sign, value = pair.partition("=")
        if not (key and sign):
            return {}, pair
        change[key.strip()] = _value(key.strip(), value)
    return change, ""


_EMPTY = ("result", "rating", "dice", "target", "objective")
_TRUTHS = {"true": True, "false": False}


def _value(key: str, text: str) -> str | int | float | None:
    """Return a value of the type its key takes."""
    if key in _EMPTY and text == "":
        return None
    try:
        if key in ("balance", "odds", "scale", "left"):
            return float(text)
        if key in ("dice", "root", "objective"):
            return int(text)
    except ValueError:
        return text
    return _TRUTHS.get(text, text) if key == "at_once" else text


def _list(replayed: Replay) -> None:
    """List the inputs that lead to the table."""

    def row(entry: Entry) -> tuple[str, ...]:
        return str(entry.seq), pause_name(entry.pause), says(entry)

    inputs = [entry for entry in replayed.tree.path() if entry.kind != "advance"]
    for line in table([row(entry) for entry in inputs], width()):
        write(line)
    if not inputs:
        write("there are no inputs yet but going on")
