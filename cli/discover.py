"""`whitecell discover`: what drives an outcome class of a batch, and what announces it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from cli.options import Format
from cli.talk import say

if TYPE_CHECKING:
    from batch.compare.clouds import Cloud

Outcome = Annotated[
    str,
    Parameter(
        help="The outcome class, or several together: war+truce. Without one, all are listed."
    ),
]
Arms = Annotated[
    list[str] | None, Parameter(negative="", help="An arm to look at alone. May be given again.")
]
Turn = Annotated[
    int | None,
    Parameter(validator=Number(gte=1, lte=1_000), help="The turn of the signposts."),
]
Coverage = Annotated[
    float,
    Parameter(
        validator=Number(gt=0, lte=1), help="The share of the cases that end so a box must hold."
    ),
]


def discover(
    *folder: Annotated[Path, Parameter(help="Folders of batches, finished or not.")],
    outcome: Outcome = "",
    arm: Arms = None,
    turn: Turn = None,
    coverage: Coverage = 0.5,
    format: Format = "text",
) -> int:
    """Find what drives an outcome class: a box of assumptions, their weights, early signs.

    Assumptions are weighed where the batch sampled them: whitecell batch --sample N --minds.
    """
    from batch.compare.clouds import steadily
    from batch.discover.whole import discovered
    from batch.folders import FolderError
    from cli.compare import write_blocks
    from cli.compare_wait import Waiting
    from reports.comparison.drivers import discovery_blocks, discovery_data
    from reports.data import as_text

    if not folder:
        say("whitecell: discover needs the folder of a batch: whitecell batch ... --out DIR")
        return 2
    try:
        with Waiting("looking for what drives it"):
            found = steadily(
                lambda: discovered(_arms(folder, arm, turn), outcome, turn=turn, least=coverage)
            )
    except FolderError as error:
        say(f"whitecell: {error}")
        return 2
    if format == "json":
        sys.stdout.write(as_text(discovery_data(found)))
        return 0
    write_blocks(discovery_blocks(found))
    return 0


def _arms(folder: Sequence[Path], arm: Sequence[str] | None, turn: int | None) -> Sequence[Cloud]:
    """Return the arms to look at; FolderError where none of their games has the turn."""
    from batch.compare.clouds import chosen_arms, read_clouds
    from batch.folders import FolderError

    found = chosen_arms(read_clouds(folder), arm or ())
    last = max({each.arm.scenario: each.scenario.turns.count for each in found}.values())
    if turn is not None and turn > last:
        turns = f"{last} turn{'s' * (last > 1)}"
        takes = f"--turn N looks for signs that show by the end of turn N, from 1 to {last}"
        raise FolderError(f"no turn {turn}: the game has {turns}; {takes}")
    return found
