"""`whitecell export`: documents out of a scenario or a journal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from cli.options import Settings, settings_of
from cli.packed import Packs
from cli.report import Anonymous
from cli.talk import say, write
from engine.model import Scenario

if TYPE_CHECKING:
    from reports.export.writing import Source

What = Annotated[
    Literal["msel", "sitman", "roles", "moves"],
    Parameter(
        help="The list of injects, the players' manual, role sheets, or the moves: of a journal "
        "those carried out, of a scenario those there are."
    ),
]
Output = Annotated[
    Path,
    Parameter(
        name=["--output", "-o"],
        help="The file: msel .csv or .xlsx; sitman .html or .md; moves .csv, .xlsx or .json; "
        "roles a folder, or with --seat .html or .md.",
    ),
]
Seat = Annotated[str | None, Parameter(help="Roles: one seat's sheet alone.")]
Secrets = Annotated[
    bool,
    Parameter(negative="", help="Roles: with what only that seat may know. Hand these out singly."),
]
Marking = Annotated[
    str, Parameter(help="The handling marking; a journal's own where none is given.")
]
Variant = Annotated[str | None, Parameter(help="A variant of the scenario.")]
Lens = Annotated[str | None, Parameter(help="An analyst's reading, laid over it.")]


def export(
    target: str,
    *,
    what: What,
    output: Output,
    seat: Seat = None,
    secrets: Secrets = False,
    marking: Marking = "",
    anonymous: Anonymous = None,
    variant: Variant = None,
    lens: Lens = None,
    set_: Settings = None,
    pack: Packs = None,
) -> int:
    """Write a document out of a scenario or a journal, marked, with nothing in it that can act.

    Parameters
    ----------
    target
        The id of a scenario, the path of its file, or a journal.
    """
    from reports.aar.writing import ReportError
    from reports.export.writing import export as write_out

    if (what != "roles") and (seat or secrets):
        say("whitecell: --seat and --secrets belong to --what roles")
        return 2
    try:
        source = _journal(target, marking, anonymous)
        if source is None:
            loaded = _scenario(target, variant, lens, settings_of(set_ or ()), pack)
            source = _of_scenario(loaded, marking)
        files = write_out(source, what, output, seat=seat, secrets=secrets)
    except ReportError as error:
        say(f"whitecell: {error}")
        return 2
    for file in files:
        write(str(file))
    return 0


def _journal(target: str, marking: str, anonymous: bool | None) -> Source | None:
    """Return a journal as a source, None for what is none: an id, or a scenario's own file."""
    from reports.aar.record import read_record
    from reports.export.writing import source_of

    path = Path(target)
    if not path.is_file() or path.suffix.lower() in (".yaml", ".yml"):
        return None
    return source_of(read_record(path), marking, anonymous)


def _of_scenario(scenario: Scenario, marking: str) -> Source:
    from reports.export.writing import Source

    return Source(scenario, marking)


def _scenario(
    target: str,
    variant: str | None,
    lens: str | None,
    settings: dict[str, str],
    pack: list[Path] | None,
) -> Scenario:
    from engine.content.library import Library
    from engine.content.packs import found_packs

    library = Library(found_packs(pack or ()))
    return library.load(target, variant=variant, lens=lens, settings=settings)
