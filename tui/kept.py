"""What there is to say of a journal in the drawer before it is opened."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from engine.errors import WhitecellError
from engine.play.journal.contents import Contents, read_contents
from engine.play.journal.entries import Entry
from engine.play.journal.faults import JournalError
from engine.play.journal.tree import MAIN, tree_of
from reports.wording import full_date, words
from tui.drawer import Kept

LONGEST = 200


def told(path: Path) -> Kept:
    """Return what there is to say of a journal without replaying it."""
    try:
        return _told(path, read_contents(path))
    except (WhitecellError, ValueError, LookupError) as error:
        says = error.says if isinstance(error, JournalError) else str(error)
        return Kept(path, path.name, trouble=says)


def _told(path: Path, contents: Contents) -> Kept:
    data, tree = contents.setup.data, tree_of(contents.entries)
    inputs, branch = tree.path(), tree.current.name
    last = inputs[-1] if inputs else contents.setup
    turn = last.pause.get("turn", 1)
    stands = f"turn {turn}" if inputs and type(turn) is int else "not begun"
    outcome = _outcome(contents, {entry.seq for entry in inputs})
    variant = f"variant {words(data['variant'])}" if data["variant"] else "as written"
    return Kept(
        path,
        data["title"][:LONGEST],
        _aside(branch, "what-if, ") + (outcome or stands),
        _when(contents.entries[-1].wall),
        tuple(sorted(_people(data["people"], inputs))),
        _aside(branch, f"branch “{branch}” · ") + f"{variant} · seed {data['seed']}"[:LONGEST],
        finished=bool(outcome),
    )


def _aside(branch: str, says: str) -> str:
    """Return what to say where the table stands on a branch, "" on the exercise itself."""
    return says if branch != MAIN else ""


def _outcome(contents: Contents, path: Container[int]) -> str:
    """Return how it ended where the table stands at ENDEX, else an empty text."""
    for each in contents.derived:
        if each.kind == "ending" and each.entry in path:
            told = json.loads(each.text)
            outcome = words(str(told["outcome"])) if isinstance(told, dict) else ""
            return f"ENDEX: {outcome}"[:LONGEST]
    return ""


def _people(first: Iterable[Any], inputs: Iterable[Entry]) -> set[str]:
    """Return the seats held by persons where the table stands."""
    held = {str(each) for each in first}
    for entry in inputs:
        if entry.kind == "seat":
            change = held.add if entry.data["holder"] == "person" else held.discard
            change(entry.data["seat"])
    return {words(each)[:LONGEST].title() for each in held}


def _when(wall: str) -> str:
    try:
        moment = datetime.fromisoformat(wall).astimezone()
    except (ValueError, OverflowError, OSError):
        return "at an unknown time"
    return f"{full_date(moment.date())}, {moment:%H:%M}"
