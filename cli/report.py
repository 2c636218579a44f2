"""`whitecell report`: an exercise, or batches of runs, as one page to hand over."""

from __future__ import annotations

import sys
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from batch.executors import workers_for
from cli.batching import ROOM, Workers
from cli.report_batch import Study, report_batches
from cli.talk import say, write

if TYPE_CHECKING:
    from reports.aar.gathering import Options

Output = Annotated[
    Path, Parameter(name=["--output", "-o"], help="The file to write: .html (or .htm) or .md.")
]
Runs = Annotated[
    int,
    Parameter(
        validator=Number(gte=0, lte=100_000),
        help="Engine runs to lay the played path over; 0 leaves them out.",
    ),
]
Odds = Annotated[
    int,
    Parameter(
        validator=Number(gte=0, lte=100_000),
        help="Roll-outs from each turn's end for the odds turn by turn; 0 leaves them out.",
    ),
]
Branch = Annotated[str | None, Parameter(help="The branch to tell; the one on the table.")]
Anonymous = Annotated[
    bool | None,
    Parameter(
        negative="--named",
        help="Name seats in place of people, or people even so; as the set-up says if not given.",
    ),
]
Interactive = Annotated[
    bool, Parameter(negative="", help="Write a second page beside it, with charts to point at.")
]


def report(
    file: Path,
    *more: Path,
    output: Output,
    runs: Runs = 200,
    odds: Odds = 60,
    workers: Workers = None,
    branch: Branch = None,
    anonymous: Anonymous = None,
    interactive: Interactive = False,
    study: Study | None = None,
) -> int:
    """Write the after-action report of an exercise, or the report of batches: one page that opens
    anywhere, or Markdown.

    The journal is read without locking it, so an exercise under way can be reported on.

    Parameters
    ----------
    file
        The journal of the exercise, or the folder of a batch.
    more
        More folders of batches, to stand beside it.
    """
    if wrong := _astray(file, study, branch, anonymous, interactive):
        say(f"whitecell: {wrong}")
        return 2
    if file.is_dir():
        return report_batches([file, *more], output, study or Study())
    if more:
        say(f"whitecell: {file} is no folder of a batch; a report is of one journal")
        return 2
    from reports.aar.gathering import Options

    if not file.exists():
        say(f"whitecell: {file}: there is no such file")
        return 2
    used = workers_for(runs + 12 * odds, workers)
    return _written(file, output, Options(runs, odds, used, anonymous, branch, interactive))


def _astray(
    file: Path, study: Study | None, branch: str | None, anonymous: bool | None, interactive: bool
) -> str:
    """Return what is asked of a batch's report or an exercise's that only the other one has."""
    told = {"--branch": branch, "--anonymous": anonymous, "--interactive": interactive or None}
    if file.is_dir():
        one = next((name for name, value in told.items() if value is not None), "")
        belongs = f"{one} is for the report of an exercise; {file} is the folder of a batch"
        return belongs if one else ""
    if study is None or not file.exists():
        return ""
    return f"{_asked(study)} is for the report of a batch; {file} is no folder"


def _asked(study: Study) -> str:
    """Return the first option that only the report of a batch has."""
    given = {field.name: getattr(study, field.name) for field in fields(study)}
    name = next(n for n, v in given.items() if v is not None and v is not False and v != "")
    return f"--{name.replace('_', '-')}"


def _written(file: Path, output: Path, options: Options) -> int:
    """Write a report and tell where it is."""
    from reports.aar.interactive import beside
    from reports.aar.writing import ReportError
    from reports.aar.writing import write as write_report

    line = _Line()
    try:
        write_report(file, output, options, line)
    except ReportError as error:
        say(f"whitecell: {error}")
        return 2
    finally:
        line.close()
    write(str(output))
    if options.interactive:
        write(str(beside(output)))
    return 0


class _Line:
    """Tells the person at a terminal what is being done, and how far it is; silent elsewhere."""

    def __init__(self) -> None:
        self.shown = sys.stderr.isatty()

    def __call__(self, doing: str, share: float) -> None:
        if self.shown:
            told = f"{100 * share:3.0f}%  {doing}; ^c stops"
            sys.stderr.write(f"\r{told:<{ROOM}}")
            sys.stderr.flush()

    def close(self) -> None:
        if self.shown:
            sys.stderr.write("\r" + " " * ROOM + "\r")
