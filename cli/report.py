"""`whitecell report`: an exercise, or batches of runs, as one page to hand over."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sized
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

RUNS, ODDS = 200, 60

Output = Annotated[
    Path, Parameter(name=["--output", "-o"], help="The file to write: .html (or .htm) or .md.")
]
Runs = Annotated[
    int | None,
    Parameter(
        validator=Number(gte=0, lte=100_000),
        help=f"Engine runs to lay the played path over; {RUNS} if not given, 0 for none.",
    ),
]
Odds = Annotated[
    int | None,
    Parameter(
        validator=Number(gte=0, lte=100_000),
        help=f"Roll-outs from each turn's end for the odds; {ODDS} if not given, 0 for none.",
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
    runs: Runs = None,
    odds: Odds = None,
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
    of_exercise = {"--runs": runs, "--odds": odds, "--workers": workers, "--branch": branch}
    of_exercise |= {"--anonymous": anonymous, "--interactive": interactive or None}
    if wrong := _astray(file, more, study, of_exercise):
        say(f"whitecell: {wrong}")
        return 2
    if file.is_dir():
        return report_batches([file, *more], output, study or Study())
    from reports.aar.gathering import Options

    clouds, shots = (RUNS if runs is None else runs), (ODDS if odds is None else odds)
    used = workers_for(clouds + 12 * shots, workers)
    return _written(file, output, Options(clouds, shots, used, anonymous, branch, interactive))


def _astray(file: Path, more: Sized, study: Study | None, of_exercise: Mapping[str, object]) -> str:
    """Return why there is no such report: what is asked of a batch's or an exercise's that only the
    other one has, or a file that is not there. "" where nothing is in the way.
    """
    if file.is_dir():
        one = next((name for name, value in of_exercise.items() if value is not None), "")
        belongs = f"{one} is for the report of an exercise; {file} is the folder of a batch"
        return belongs if one else ""
    if more:
        return f"{file} is no folder of a batch; a report is of one journal"
    if not file.exists():
        return f"{file}: there is no such file"
    one = _asked(study) if study is not None else ""
    return f"{one} is for the report of a batch; {file} is no folder" if one else ""


def _asked(study: Study) -> str:
    """Return the first option given that only the report of a batch has, "" where there is none."""
    given = ((field.name, getattr(study, field.name)) for field in fields(study))
    name = next((name for name, v in given if v is not None and v is not False), "")
    return f"--{name.replace('_', '-')}" if name else ""


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
