"""`whitecell batch`: many runs of many arms, kept in a folder as tables."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from batch.folders import FolderError
from cli.batching import Workers, misspelt
from cli.options import Format, Settings
from cli.packed import Packs
from cli.talk import on_terminal, say


def _width(type_: object, value: float | None) -> None:
    if value is not None and not 0 < value < 1:
        raise ValueError("A width lies above 0 and below 1: 0.05 is five points.")


Count = Parameter(validator=Number(gte=1, lte=100_000_000))


@Parameter(name="*")
@dataclass(frozen=True)
class What:
    """What is run. An option stands over what an experiment says."""

    runs: Annotated[int | None, Count, Parameter(help="Runs of each arm (100).")] = None
    variants: Annotated[
        str | None, Parameter(help="Variants, by commas; plain is none, all is every one.")
    ] = None
    lens: Annotated[
        str | None, Parameter(help="Lenses, by commas; plain is none, all is every one.")
    ] = None
    sample: Annotated[
        int | None,
        Parameter(
            validator=Number(gte=1, lte=100_000),
            help="Points at which every arm is run, over declared uncertainties.",
        ),
    ] = None
    minds: Annotated[
        bool | None,
        Parameter(negative="", help="Sample what nobody knows of minds and mechanisms too."),
    ] = None
    set_: Settings = None
    seed: Annotated[
        int | None, Parameter(validator=Number(gte=0), help="The seed of all luck (1).")
    ] = None
    stop_at: Annotated[
        float | None,
        Parameter(
            validator=_width,
            help="Stop once every outcome share is known to this width, between 0 and 1.",
        ),
    ] = None


@Parameter(name="*")
@dataclass(frozen=True)
class How:
    """How it is run; nothing that comes out depends on it."""

    workers: Workers = None
    scheduler: Annotated[
        str | None, Parameter(help="The address of a Dask scheduler, in place of processes here.")
    ] = None
    chunk: Annotated[
        int | None,
        Parameter(validator=Number(gte=1, lte=10_000), help="Runs handed out at once (25)."),
    ] = None


Out = Annotated[Path, Parameter(help="The folder for the tables: a new one, or with --resume.")]
Resume = Annotated[
    bool,
    Parameter(negative="", help="Go on with the batch in the folder; begin it if there is none."),
]
Watch = Annotated[
    bool, Parameter(negative="", help="Watch it on the screen as it runs, and browse it after.")
]
AsCsv = Annotated[bool, Parameter(negative="", help="Write the tables as CSV files too.")]


def batch(
    *scenario: Annotated[str, Parameter(help="Ids or files of scenarios, or an experiment.yaml.")],
    out: Out,
    what: What | None = None,
    how: How | None = None,
    resume: Resume = False,
    csv: AsCsv = False,
    watch: Watch = False,
    format: Format = "text",
    pack: Packs = None,
) -> int:
    """Run scenarios many times and keep every run, turn and move as tables (Parquet).

    Run k of every arm has the same luck. The same words give the same tables, to the byte,
    whatever the workers, and however often it was stopped and resumed.
    """
    what, how = what or What(), how or How()
    begins = not (resume and (out / "manifest.json").exists())
    lacks = _missing(out, resume=resume) if begins and not scenario else ""
    if wrong := lacks or _wrong(what, how, watch=watch):
        say(f"whitecell: {wrong}")
        return 2
    from cli.batch_early import begun_early

    try:
        with begun_early(what, how, watch=watch) as executor:
            if begins:
                from cli.batch_asked import begun_in

                begun_in(out, scenario, what, pack or (), sys.argv[1:], executor)
            else:
                _insist_as_begun(out, scenario, what)
            from cli.batch_run import Sitting

            sitting = Sitting(out, how.workers, how.chunk, csv, format, executor, how.scheduler)
            return sitting.watched() if watch else sitting.play()
    except FolderError as error:
        say(f"whitecell: {error}")
        return 2


def _insist_as_begun(out: Path, scenario: tuple[str, ...], what: What) -> None:
    """Raise FolderError where words are given that the batch was not begun with."""
    if scenario or what != What():
        from cli.batch_again import insist_as_begun

        insist_as_begun(out, scenario, what)


def _missing(out: Path, *, resume: bool) -> str:
    """Return what is to be told where nothing says what to run."""
    if not resume:
        return "batch needs a scenario or an experiment, or --resume with the --out of a batch"
    why = f"{out} holds no batch to go on with" if out.exists() else f"there is no folder {out}"
    return f"{why}; with a scenario or an experiment one is begun there"


def _wrong(what: What, how: How, *, watch: bool) -> str:
    """Return what stands in the way before anything is read, empty where nothing does."""
    if wrong := misspelt(what.set_):
        return f"--set takes KEY=VALUE, not {wrong!r}"
    if how.scheduler is not None and how.workers is not None:
        return "--scheduler has workers of its own; --workers are processes here"
    if watch and not on_terminal():
        return "the screen needs a terminal; without --watch a bar tells how far it is"
    return ""
