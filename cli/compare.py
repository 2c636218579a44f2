"""`whitecell compare`: the arms of batches held against one another, with intervals."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from itertools import chain
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

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
    Literal["policy", "variant", "lens"] | None,
    Parameter(help="Which of the arms' names are policies, for --value (policy)."),
]
Ending = Annotated[
    str | None,
    Parameter(help="The outcome class to tell of; without it the one that differs most."),
]
Watch = Annotated[bool, Parameter(negative="", help="Browse the comparison on the screen.")]
Told = Annotated[
    Literal["text", "json", "csv"],
    Parameter(help="Text for people, JSON or one table as CSV (docs/reference/compare-json.md)."),
]
Level = Annotated[
    list[str] | None, Parameter(negative="", help="A level to show a fan of. May be given again.")
]


def compare(
    *folder: Annotated[Path, Parameter(help="Folders of batches, finished or not.")],
    baseline: Baseline = None,
    value: Value = None,
    low_is_good: Low = False,
    enough: Enough = None,
    policies: AxisName = None,
    level: Level = None,
    outcome: Ending = None,
    watch: Watch = False,
    format: Told = "text",
) -> int:
    """Compare the arms of batches: shares, paired differences, when runs part, regret.

    Run k of every arm of a batch has the same luck, and so it has in batches of the same seed:
    differences are taken run by run.
    """
    from batch.folders import FolderError
    from cli.compare_asked import insist_on_value
    from reports.comparison.gathered import Wish

    if not folder:
        say("whitecell: compare needs the folder of a batch: whitecell batch ... --out DIR")
        return 2
    try:
        aim = aim_of(value, low_is_good, enough, policies)
        wish = Wish(baseline, aim, policies or "policy", tuple(level or ()), outcome)
        insist_on_levels(folder, wish.levels)
        if value is not None:
            insist_on_value(folder, value)
        return watched(folder, wish, format) if watch else written(folder, wish, format)
    except FolderError as error:
        say(f"whitecell: {error}")
        return 2


def written(folders: tuple[Path, ...], wish: Wish, format: str) -> int:
    """Write the comparison of some batches."""
    from cli.compare_wait import Waiting
    from cli.fans import fan_blocks
    from reports.comparison.data import comparison_data
    from reports.comparison.gathered import compare_as
    from reports.comparison.regrets import axis_hint, unweighed
    from reports.comparison.text import comparison_blocks
    from reports.comparison.tidy import comparison_csv
    from reports.data import as_text

    with Waiting("comparing the arms"):
        found = compare_as(folders, wish)
    if lacks := unweighed(found, wish.aim, wish.axis):
        say(f"whitecell: {lacks}{axis_hint(found)}")
    if format == "json":
        sys.stdout.write(as_text(comparison_data(found)))
    elif format == "csv":
        sys.stdout.write(comparison_csv(found))
    else:
        fans = fan_blocks(found, wish.levels) if wish.levels else ()
        write_blocks(chain(comparison_blocks(found), fans))
    return 0


def watched(folders: tuple[Path, ...], wish: Wish, format: str) -> int:
    """Browse some batches on the screen."""
    from tui.app import main_batch
    from tui.lab.desk import opened

    if format != "text":
        say(f"whitecell: --watch shows a screen, not {format}; give one of --watch and --format")
        return 2
    if not on_terminal():
        say("whitecell: the screen needs a terminal; without --watch it is told as text")
        return 2
    return main_batch(opened(folders, wish))


def aim_of(
    value: str | None, low_is_good: bool, enough: float | None, policies: str | None
) -> Aim | None:
    """Return what policies are for, where it is said; FolderError where it is half said."""
    from batch.compare.policies import Aim
    from batch.folders import FolderError

    if value is None:
        alone = {"--enough": enough is not None, "--low-is-good": low_is_good}
        alone["--policies"] = policies is not None
        if name := next((name for name, there in alone.items() if there), ""):
            raise FolderError(f"{name} is about regrets and needs --value: measure.ID or the like")
        return None
    if enough is not None and not isfinite(enough):
        raise FolderError(f"--enough takes a number, not {enough}")
    if enough is not None and value.startswith("outcome.") and not 0 <= enough <= 1:
        raise FolderError(f"--enough {enough:g}: {value[:60]} is a share of runs, from 0 to 1")
    return Aim(value, low_is_good, enough)


def insist_on_levels(folders: Sequence[Path], levels: Sequence[str]) -> None:
    """Raise FolderError for the first level of which no batch has a fan."""
    from batch.folders import FolderError
    from batch.manifest import read_manifest
    from engine.content.problems import did_you_mean

    known = dict.fromkeys(
        column.removeprefix("level.")
        for folder in (folders if levels else ())
        for column in read_manifest(folder)["columns"]["turns"]
        if column.startswith("level.")
    )
    for level in levels:
        if level not in known:
            raise FolderError(f"no level {level[:60]!r}; {did_you_mean(level, known, 'levels')}")


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
