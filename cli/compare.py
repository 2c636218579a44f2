"""`whitecell compare`: the arms of batches held against one another, with intervals."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from cli.options import Format
from cli.talk import on_terminal, say, table, width, wrapped, write

if TYPE_CHECKING:
    from batch.compare.policies import Aim
    from reports.comparison.gathered import Wish
    from reports.comparison.text import Block

Baseline = Annotated[
    str | None, Parameter(help="The arm the others are held against; the first where none is said.")
]
Value = Annotated[
    str | None,
    Parameter(
        help="What policies are for: measure.ID, final.LEVEL or outcome.CLASS. Asks for regrets."
    ),
]
Low = Annotated[bool, Parameter(negative="", help="Less of the value is better.")]
Enough = Annotated[float | None, Parameter(help="The value at which a policy is good enough.")]
AxisName = Annotated[
    Literal["policy", "variant", "lens"], Parameter(help="Which of the arms' names are policies.")
]
Ending = Annotated[
    str | None,
    Parameter(help="The outcome class to tell of; without it the one that differs most."),
]
Watch = Annotated[bool, Parameter(negative="", help="Browse the comparison on the screen.")]
Level = Annotated[
    list[str] | None, Parameter(negative="", help="A level to show a fan of. May be given again.")
]


def compare(
    *folder: Annotated[Path, Parameter(help="Folders of batches, finished or not.")],
    baseline: Baseline = None,
    value: Value = None,
    low_is_good: Low = False,
    enough: Enough = None,
    policies: AxisName = "policy",
    level: Level = None,
    outcome: Ending = None,
    watch: Watch = False,
    format: Format = "text",
) -> int:
    """Compare the arms of batches: shares, paired differences, when runs part, regret.

    Run k of every arm of a batch has the same luck, and so it has in batches of the same seed:
    differences are taken run by run.
    """
    from batch.folders import FolderError
    from reports.comparison.gathered import Wish

    if not folder:
        say("whitecell: compare needs the folder of a batch: whitecell batch ... --out DIR")
        return 2
    aim = aim_of(value, low_is_good, enough)
    wish = Wish(baseline, aim, policies, tuple(level or ()), outcome)
    try:
        return watched(folder, wish) if watch else written(folder, wish, format)
    except FolderError as error:
        say(f"whitecell: {error}")
        return 2


def written(folders: tuple[Path, ...], wish: Wish, format: str) -> int:
    """Write the comparison of some batches."""
    from reports.comparison.data import comparison_data
    from reports.comparison.gathered import compare_as
    from reports.comparison.text import comparison_blocks
    from reports.data import as_text

    found = compare_as(folders, wish)
    if wish.aim is not None and found.robust is None:
        say(f"whitecell: the arms have one {wish.axis} only; a regret table needs two")
    data = as_text(comparison_data(found)) if format == "json" else ""
    sys.stdout.write(data) if data else write_blocks(comparison_blocks(found))
    return 0


def watched(folders: tuple[Path, ...], wish: Wish) -> int:
    """Browse some batches on the screen."""
    from tui.app import main_batch
    from tui.lab.desk import opened

    if not on_terminal():
        say("whitecell: the screen needs a terminal; without --watch it is told as text")
        return 2
    return main_batch(opened(folders, wish))


def aim_of(value: str | None, low_is_good: bool, enough: float | None) -> Aim | None:
    """Return what policies are for, where it is said."""
    from batch.compare.policies import Aim

    return None if value is None else Aim(value, low_is_good, enough)


def write_blocks(blocks: Iterable[Block]) -> None:
    """Write blocks of text, a line empty between them."""
    room = width()
    for at, block in enumerate(blocks):
        if at:
            write()
        write(block.title)
        for text in block.says:
            for line in wrapped(text, room, "  "):
                write(line)
        for line in table(block.rows, room):
            write(line)
