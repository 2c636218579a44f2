"""`whitecell export`: documents out of a scenario or a journal."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from cli.batching import misspelt
from cli.options import Settings, settings_of
from cli.packed import Packs
from cli.report import Anonymous
from cli.talk import say, write

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

    own = {"--variant": variant, "--lens": lens, "--set": set_, "--pack": pack}
    singly = what != "roles" and bool(seat or secrets)
    if wrong := _misused(target, own, set_, anonymous, singly=singly):
        say(f"whitecell: {wrong}")
        return 2
    try:
        if _is_journal(target):
            source = _journal(target, marking, anonymous)
        else:
            source = _scenario(target, variant, lens, set_, pack, marking)
        files = write_out(source, what, output, seat=seat, secrets=secrets)
    except ReportError as error:
        say(f"whitecell: {error}")
        return 2
    write("\n".join(map(str, files)))
    return 0


def _misused(
    target: str,
    own: Mapping[str, object],
    pairs: list[str] | None,
    anonymous: bool | None,
    *,
    singly: bool,
) -> str:
    """Return what makes no sense of such a target, "" where all does.

    `own` are options that a journal says itself; `singly` tells that something else than roles is
    wanted of one seat, or with secrets.
    """
    if singly:
        return "--seat and --secrets belong to --what roles"
    if wrong := misspelt(pairs):
        return f"--set takes KEY=VALUE, not {wrong!r}"
    if not _is_journal(target):
        return "" if anonymous is None else "--anonymous is for a journal: a scenario names nobody"
    one = next((name for name, value in own.items() if value is not None), "")
    return f"a journal says itself what is played; {one} is one too many" if one else ""


def _is_journal(target: str) -> bool:
    """Tell a journal from an id and from a scenario's own file."""
    path = Path(target)
    return path.is_file() and path.suffix.lower() not in (".yaml", ".yml")


def _journal(target: str, marking: str, anonymous: bool | None) -> Source:
    from reports.aar.record import read_record
    from reports.export.writing import source_of

    return source_of(read_record(Path(target)), marking, anonymous)


def _scenario(
    target: str,
    variant: str | None,
    lens: str | None,
    pairs: list[str] | None,
    pack: list[Path] | None,
    marking: str,
) -> Source:
    from engine.content.library import Library
    from engine.content.packs import found_packs
    from reports.export.writing import Source

    library, settings = Library(found_packs(pack or ())), settings_of(pairs or ())
    return Source(library.load(target, variant=variant, lens=lens, settings=settings), marking)
