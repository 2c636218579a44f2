"""Writing documents out: which forms each is written in, and where."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from engine.errors import NotFoundError, nearest
from engine.model import Scenario
from engine.play.journal.tree import what_if
from reports.aar.people import People, people_of
from reports.aar.record import Record
from reports.aar.writing import ReportError, put
from reports.export import moves, msel
from reports.export.manual import manual_text
from reports.export.roles import sheet_text
from reports.export.tables import MARKING, Sheet, csv_text, workbook
from reports.pages import marking_of

What = Literal["msel", "sitman", "roles", "moves"]
FORMS: dict[What, tuple[str, ...]] = {
    "msel": (".csv", ".xlsx"),
    "sitman": (".html", ".md"),
    "roles": ("", ".html", ".md"),
    "moves": (".csv", ".json", ".xlsx"),
}
SCHEMA = 1
NO_WORKBOOK = "a workbook needs the extra 'report': pip install 'whitecell[report]'; or write .csv"


@dataclass(frozen=True, slots=True)
class Source:
    """What is written out: a scenario, and the record where an exercise was played."""

    scenario: Scenario
    marking: str = ""
    record: Record | None = None
    people: People | None = None

    @property
    def what_if(self) -> str:
        """The banner of a table of what was played on a branch, "" for the exercise itself."""
        if self.record is None or self.people is None:
            return ""
        return self.people.text(what_if(self.record.branch))


def source_of(record: Record, marking: str = "", anonymous: bool | None = None) -> Source:
    """Return a journal's record as a source; its own marking where none is given."""
    kept = str(record.setup.get("marking", ""))
    return Source(record.scenario, marking or kept, record, people_of(record, anonymous))


def export(
    source: Source, what: What, output: Path, *, seat: str | None = None, secrets: bool = False
) -> list[Path]:
    """Write a document to a file, or role sheets to a folder; return the files written.

    The form follows the ending of `output`; role sheets go into a folder as HTML, or one seat's
    sheet to one file. Raises ReportError for a form there is not, NotFoundError for a seat.
    """
    _check_form(what, output, seat)
    if what == "roles":
        return _roles(source, output, seat, secrets=secrets)
    if what == "sitman":
        told = manual_text(source.scenario, source.marking, as_html=_is_html(output))
        put(output, told)
    else:
        put(output, _table(_sheet(source, what), source, output.suffix.lower()))
    return [output]


def _check_form(what: What, output: Path, seat: str | None) -> None:
    if what not in get_args(What):
        raise ReportError(f"there is no {what!r} to write; there are {', '.join(get_args(What))}")
    forms, form = FORMS[what], output.suffix.lower()
    if what == "roles" and seat is None:
        if form:
            raise ReportError("role sheets are written into a folder; name one, or give --seat")
        return
    if form not in forms or not form:
        known = " or ".join(each for each in forms if each)
        raise ReportError(f"{what} is written as {known}, not {form or output.name!r}")


def _is_html(output: Path) -> bool:
    return output.suffix.lower() == ".html"


def _sheet(source: Source, what: What) -> Sheet:
    record, people = source.record, source.people
    if record is None or people is None:
        make = msel.planned_sheet if what == "msel" else moves.offered_sheet
        return make(source.scenario)
    told = msel.delivered_sheet if what == "msel" else moves.played_sheet
    return told(record, people)


def _table(sheet: Sheet, source: Source, form: str) -> str | bytes:
    marking = " · ".join(filter(None, (marking_of(source.marking), source.what_if)))
    if form == ".json":
        return _json(sheet, source.scenario, marking)
    if form == ".csv":
        return csv_text(sheet, marking)
    try:
        return workbook([sheet], marking)
    except ImportError:
        raise ReportError(NO_WORKBOOK) from None


def _json(sheet: Sheet, scenario: Scenario, marking: str) -> str:
    """Return a table as JSON: plain values, nothing rounded, no sign that steers a terminal."""
    rows = [{name: row.get(name) for name in sheet.columns} for row in sheet.rows]
    head = {"schema": SCHEMA, MARKING: marking, "scenario": scenario.id}
    data = {**head, sheet.title.lower(): rows}
    return json.dumps(data, ensure_ascii=True, allow_nan=False, indent=1) + "\n"


def _roles(source: Source, output: Path, seat: str | None, *, secrets: bool) -> list[Path]:
    actors = {actor.id: actor for actor in source.scenario.actors}
    if seat is not None and seat not in actors:
        near = nearest(seat, actors)
        raise NotFoundError("seat", seat[:80], (near,) if near else (), tuple(actors))
    if seat is not None:
        files = {output: actors[seat]}
    else:
        _make_folder(output)
        files = {output / f"{id}.html": actor for id, actor in actors.items()}
    for file, actor in files.items():
        html = _is_html(file)
        told = sheet_text(source.scenario, actor, source.marking, secrets=secrets, as_html=html)
        put(file, told)
    return list(files)


def _make_folder(output: Path) -> None:
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ReportError(f"{output}: cannot be made: {error.strerror or error}") from None
