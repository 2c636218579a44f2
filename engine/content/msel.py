"""A list of events from a table (CSV or XLSX) to the injects of a scenario.

Columns: id, title, at, says, audience, expected response, objective; in any order, others are left
out. Every problem names the cell it stands in. Nothing in a cell is run: formulas are text.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from engine.content.cells import as_written
from engine.content.linking.injects import AT
from engine.content.marks import Mark, SourceText
from engine.content.packs import is_id, shown
from engine.content.problems import Problem, did_you_mean, listed, problem_at, quoted
from engine.content.reading import FORBIDDEN, MOST_BYTES

COLUMNS = ("id", "title", "at", "says", "audience", "expected response", "objective")
MOST_ROWS, MOST_COLUMNS, LONGEST = 2_000, 60, 1_000
MOST_UNPACKED = 60_000_000
DATED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Unreadable(Exception):
    """A file that is no table."""


@dataclass(frozen=True)
class Cells:
    """A table as text: its rows, the first of them the names of the columns."""

    name: str
    rows: Sequence[Sequence[str]]

    def mark(self, row: int, column: int) -> Mark:
        """Return the place of a cell, rows and columns counted from 0, in a text of that row."""
        cells = self.rows[row] if row < len(self.rows) else ()
        line = " | ".join(cells)
        before = len(" | ".join([*cells[:column], ""])) if column else 0
        text = "\n" * row + line
        length = len(cells[column]) if column < len(cells) else 1
        return Mark(SourceText(self.name, text), row + 1, before + 1, max(1, length))


@dataclass
class Events:
    """What a table holds: the injects by id, each as keys and values, and what is wrong."""

    injects: dict[str, dict[str, object]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def cells_of(path: Path) -> Cells:
    """Return the table in a file, Unreadable where there is none."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Unreadable(f"the file is over {MOST_BYTES // 1_000_000} MB")
        data = path.read_bytes()
    except OSError as error:
        raise Unreadable(f"cannot read the file: {(error.strerror or 'unknown').lower()}") from None
    rows = _sheet(data) if path.suffix.lower() in (".xlsx", ".xlsm") else _separated(data)
    if not rows:
        raise Unreadable("the table is empty")
    return Cells(shown(path), rows)


def _separated(data: bytes) -> list[list[str]]:
    """Return the rows of a CSV file; commas, semicolons or tabs stand between cells."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable("the file is not UTF-8; save it as CSV UTF-8") from None
    first = text.partition("\n")[0]
    sign = max(",;\t", key=first.count)
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
        return [
            [_clean(cell) for cell in row[:MOST_COLUMNS]]
            for row, _ in zip(rows, range(MOST_ROWS + 1), strict=False)
        ]
    except csv.Error as error:
        raise Unreadable(f"this is no CSV: {error}") from None


def _sheet(data: bytes) -> list[list[str]]:
    """Return the rows of the first sheet of a workbook, values only."""
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(io.BytesIO(data)) as archive:
            if sum(member.file_size for member in archive.infolist()) > MOST_UNPACKED:
                raise Unreadable(f"the workbook unpacks to over {MOST_UNPACKED // 1_000_000} MB")
    except (BadZipFile, ValueError, OSError):
        raise Unreadable("this is no workbook") from None
    return _values(data)


def _values(data: bytes) -> list[list[str]]:
    """Return the values of a workbook that is small enough."""
    try:
        book = import_module("openpyxl").load_workbook(
            io.BytesIO(data), read_only=True, data_only=False
        )
        sheet = book.worksheets[0]
        rows = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True)
        return [[_clean(_text(cell)) for cell in row] for row in rows]
    except Exception as error:  # noqa: BLE001 - a stranger's workbook may break its reader anywhere
        raise Unreadable(f"this workbook cannot be read ({type(error).__name__})") from None


def _text(value: object) -> str:
    """Return a cell's value as it is written in a scenario."""
    if value is None:
        return ""
    if hasattr(value, "isoformat"):
        return str(value.isoformat())[:10]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _clean(text: str) -> str:
    """Return a cell without what an export put before a formula's sign, and without line ends."""
    return " ".join(as_written(text).split())


def events_of(
    cells: Cells, actors: Mapping[str, str] | None = None, objectives: Sequence[str] = ()
) -> Events:
    """Return the events of a table; with actors (id to name) the audience is held against them."""
    events = Events()
    head = [name.strip().lower() for name in cells.rows[0]]
    places = {name: head.index(name) for name in COLUMNS if name in head}
    events.left_out = [name for name in head if name and name not in COLUMNS]
    for name in ("title", "says"):
        if name not in places:
            hint = did_you_mean(name, [one for one in head if one], "columns")
            message = f"column {quoted(name)} is missing"
            events.problems.append(
                problem_at(cells.mark(0, 0), "WC102", message, where="A1", hint=hint)
            )
    if not events.problems:
        for number in range(1, len(cells.rows)):
            if any(cells.rows[number]):
                _Row(cells, number, places, events).take(actors, objectives)
    if len(cells.rows) > MOST_ROWS:
        message = f"more than {MOST_ROWS} rows"
        events.problems.append(problem_at(cells.mark(MOST_ROWS, 0), "WC007", message))
    return events


@dataclass
class _Row:
    """One row of the table."""

    cells: Cells
    number: int
    places: Mapping[str, int]
    events: Events

    def value(self, name: str) -> str:
        """Return the text of a cell, nothing where the column is not there."""
        at = self.places.get(name, -1)
        row = self.cells.rows[self.number]
        return row[at].strip() if 0 <= at < len(row) else ""

    def wrong(self, name: str, code: str, message: str, hint: str = "") -> None:
        """Report a problem with a cell, named by its address."""
        at = self.places.get(name, 0)
        where = f"{_letters(at)}{self.number + 1}"
        mark = self.cells.mark(self.number, at)
        self.events.problems.append(problem_at(mark, code, message, where=where, hint=hint))

    def take(self, actors: Mapping[str, str] | None, objectives: Sequence[str]) -> None:
        """Take the row as an inject, its problems reported."""
        id_ = self._id()
        says = self.value("says")
        if not says:
            self.wrong("says", "WC102", "what the players are told is missing")
        for name in COLUMNS:
            if FORBIDDEN.search(self.value(name)):
                self.wrong(name, "WC004", "a control character is not allowed")
            elif len(self.value(name)) > LONGEST:
                self.wrong(name, "WC105", f"too long, at most {LONGEST}")
        inject: dict[str, object] = {**self._time(), "says": says}
        heard = self._audience(actors)
        inject |= {"to": heard} if heard else {}
        if self.value("expected response"):
            inject["expects"] = self.value("expected response")
        goal = self._objective(objectives)
        inject |= {"objective": goal} if goal else {}
        inject["judgement"] = f"taken from {Path(self.cells.name).name}, row {self.number + 1}"
        if id_:
            self.events.injects[id_] = inject

    def _id(self) -> str:
        """Return the id of the inject, made of its title where none is given."""
        name = "id" if self.value("id") else "title"
        given = self.value(name)
        id_ = given if name == "id" else _slug(given)
        if not is_id(id_):
            self.wrong(
                name, "WC107", f"no id can be made of {quoted(given)}", "write a title in letters"
            )
        elif id_ in self.events.injects:
            self.wrong(name, "WC411", f"an event called {quoted(id_)} stands above already")
        else:
            return id_
        return ""

    def _time(self) -> dict[str, object]:
        """Return when the inject falls; without a time it is held back."""
        at = self.value("at").lower()
        if not at:
            return {"contingency": True}
        if AT.fullmatch(at) or DATED.fullmatch(at):
            return {"at": at}
        hint = "write 'turn 3', 'turn 3 day 5', a date 2026-01-31, or nothing to hold it back"
        self.wrong("at", "WC108", f"{quoted(self.value('at'))} is no time for an inject", hint)
        return {}

    def _audience(self, actors: Mapping[str, str] | None) -> list[str]:
        """Return the ids of those who hear it; nothing, where all do."""
        text = self.value("audience")
        if text.lower() in ("", "all", "everyone", "everybody"):
            return []
        names = [part.strip() for part in re.split(r"[,;]| and ", text) if part.strip()]
        if actors is None:
            return [_slug(name) for name in names]
        known = {key.lower(): id_ for id_, name in actors.items() for key in (id_, name)}
        for name in names:
            if name.lower() not in known:
                hint = did_you_mean(name.lower(), known, "actors")
                self.wrong("audience", "WC201", f"unknown actor {quoted(name)}", hint)
        return [known[name.lower()] for name in names if name.lower() in known]

    def _objective(self, objectives: Sequence[str]) -> int:
        """Return the number of the objective it serves, 0 where none is named."""
        text = self.value("objective")
        if not text:
            return 0
        if text in objectives:
            return objectives.index(text) + 1
        if text.isdecimal() and (not objectives or 1 <= int(text) <= len(objectives)):
            return int(text)
        hint = f"there are {len(objectives)}" if objectives else "write its number"
        self.wrong("objective", "WC105", f"there is no objective {quoted(text)}", hint)
        return 0


def _slug(text: str) -> str:
    """Return a title as an id."""
    slug = re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")[:60].rstrip("_")
    return f"e_{slug}"[:60] if slug[:1].isdigit() else slug


def _letters(column: int) -> str:
    """Return a column's letters: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def block(injects: Mapping[str, Mapping[str, object]], indent: int = 2) -> str:
    """Return injects as they stand in a scenario file below `injects:`."""
    return "".join(line + "\n" for line in _lines(injects, " " * indent))


def _lines(injects: Mapping[str, Mapping[str, object]], space: str) -> Iterator[str]:
    """Yield the lines of injects."""
    for id_, inject in injects.items():
        yield f"{space}{id_}:"
        for key, value in inject.items():
            text = (
                listed(value, 100)
                if isinstance(value, list)
                else json.dumps(value, ensure_ascii=False)
            )
            yield f"{space}  {key}: {f'[{text}]' if isinstance(value, list) else text}"
