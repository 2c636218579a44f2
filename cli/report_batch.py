"""`whitecell report DIR`: batches as one page to hand over."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from cli.compare import AxisName, Baseline, Enough, Low, Value, aim_of
from cli.talk import say, write


@Parameter(name="*")
@dataclass(frozen=True)
class Study:
    """What the report of a batch is to show."""

    baseline: Baseline = None
    outcome: Annotated[
        str | None, Parameter(help="The outcome class whose drivers the report of a batch tells.")
    ] = None
    value: Value = None
    low_is_good: Low = False
    enough: Enough = None
    policies: AxisName = None
    title: Annotated[str | None, Parameter(help="The title of the report of a batch.")] = None
    marking: Annotated[str | None, Parameter(help="The handling marking on a batch's report.")] = (
        None
    )


def report_batches(folders: list[Path], output: Path, study: Study) -> int:
    """Write the page of some batches and tell where it is; 2 where it cannot be."""
    from batch.folders import FolderError
    from cli.compare_asked import insist_on_value
    from reports.comparison.page import write as write_page
    from reports.comparison.repeating import Wish

    told = (study.policies or "policy", study.outcome, study.marking or "", study.title or "")
    try:
        aim = aim_of(study.value, study.low_is_good, study.enough, study.policies)
        if aim is not None:
            insist_on_value(folders, aim.value)
        if lacks := write_page(output, folders, Wish(study.baseline, aim, *told)):
            say(f"whitecell: {lacks}")
    except FolderError as error:
        say(f"whitecell: {error}")
        return 2
    write(str(output))
    return 0
