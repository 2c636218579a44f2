"""`whitecell branches`: the tree of an exercise, and two branches side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from cli.recorded import opened, read
from cli.talk import say, table, width, wrapped, write
from engine.play.journal.comparing import Comparison, Pair, compared
from engine.play.journal.inputs import place_of, says
from engine.play.journal.replaying import Replay
from reports.names import Names
from reports.parting import first_difference

Two = Annotated[
    tuple[str, str] | None, Parameter(negative="", help="Two branches, compared turn by turn.")
]
New = Annotated[str | None, Parameter(help="The name of a branch to begin.")]
At = Annotated[
    int | None, Parameter(help="The input to begin it behind; where the table stands if not given.")
]
Turn = Annotated[int | None, Parameter(help="Or the turn to begin it at, before any choice.")]
FreshLuck = Annotated[
    bool, Parameter(negative="", help="Let the new branch draw other luck from there on.")
]
Switch = Annotated[str | None, Parameter(help="A branch to put on the table.")]


def branches(
    file: Path,
    *,
    compare: Two = None,
    new: New = None,
    at: At = None,
    turn: Turn = None,
    fresh_luck: FreshLuck = False,
    switch: Switch = None,
) -> int:
    """Show a journal's branches; compare two, begin one, or go to one.

    Parameters
    ----------
    file
        The journal.
    """
    if wrong := _misused(new, at, turn, fresh_luck=fresh_luck):
        say(f"whitecell: {wrong}")
        return 2
    if new is not None or switch is not None:
        with opened(file) as session:
            if new is not None:
                where = at if turn is None else session.start_of(turn)
                session.branch(new, at=where, fresh_luck=fresh_luck)
            if switch is not None:
                session.switch(switch)
    replayed = read(file)
    if compare is None:
        _show(replayed)
        return 0
    for name in compare:
        if name not in replayed.tree.branches:
            known = ", ".join(replayed.tree.branches)
            say(f"whitecell: there is no branch {name!r}; there are: {known}")
            return 2
    _show_comparison(compared(replayed, *compare), Names(replayed.prepared.scenario))
    return 0


def _misused(new: str | None, at: int | None, turn: int | None, *, fresh_luck: bool) -> str:
    """Return which options do not go together, "" where all do."""
    asked = {"--at": at, "--turn": turn, "--fresh-luck": fresh_luck or None}
    given = [name for name, value in asked.items() if value is not None]
    if new is None and given:
        return f"{given[0]} is for a branch to begin; name it with --new"
    if at is not None and turn is not None:
        return "--at and --turn both say where to begin; give one"
    return ""


def _show(replayed: Replay) -> None:
    """Show every branch with where it comes from and where it stands."""
    tree, turns = replayed.tree, replayed.prepared.scenario.turns.count
    rows = []
    for branch in tree.branches.values():
        path = tree.path(branch.head)
        mark = "▸" if branch is tree.current else " "
        origin = f"from {branch.parent} at {branch.start}" if branch.parent else "from the start"
        luck = "fresh luck" if tree.fresh(branch) else "same luck"
        place = f"{place_of(path[-1], turns)}, {says(path[-1])}" if path else "set up"
        rows.append((f"{mark} {branch.name}", origin, luck, f"input {branch.head}", place))
    for line in table(rows, width(), ""):
        write(line)
    if aside := tree.aside():
        shown = ", ".join(str(seq) for seq in aside[:20]) + (" …" if len(aside) > 20 else "")
        for line in wrapped(f"set aside, none lost: {shown}", width(), "  ", ""):
            write(line)


def _stands(pair: Pair, names: tuple[str, str]) -> str:
    """Return how a turn of two branches compares."""
    if pair.same:
        return "ends the same"
    if pair.left and pair.right:
        return "ends otherwise"
    return f"played on {names[0] if pair.left else names[1]} only"


def _show_comparison(found: Comparison, names: Names) -> None:
    """Show two branches turn by turn."""
    rows = [(f"turn {pair.turn}", _stands(pair, found.names)) for pair in found.pairs]
    for name, outcome in zip(found.names, found.outcomes, strict=True):
        if outcome:
            rows.append(("ENDEX", f"{name}: {names.spelled(outcome)}"))
    for line in table(rows, width()):
        write(line)
    for line in wrapped(first_difference(found, names), width()):
        write(line)
