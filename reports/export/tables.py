"""Tables as CSV and as a workbook, in which no text can act as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.content.cells import guarded
from reports.wording import plain

Value = str | int | float | bool | None
MARKING = "marking"
WIDEST = 60


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its title, the names of its columns, and its rows by column."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Mapping[str, Value]]


def inert(value: Value) -> Value:
    """Return a value as it may stand in a cell: numbers as they are, texts that cannot act."""
    return guarded(plain(value)) if isinstance(value, str) else value


def csv_text(sheet: Sheet, marking: str) -> str:
    """Return a table as CSV (RFC 4180), its last column the marking, so that no row loses it."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([*sheet.columns, MARKING])
    for row in sheet.rows:
        writer.writerow([_cell(row.get(name)) for name in sheet.columns] + [_cell(marking)])
    return file.getvalue()


def _cell(value: Value) -> Value:
    return "" if value is None else inert(value)


def workbook(sheets: Iterable[Sheet], marking: str) -> bytes:
    """Return tables as an XLSX workbook. ImportError without the extra `report`.

    Every cell of text is stored as text; the marking is a column, and heads and foots each printed
    page.
    """
    from openpyxl import Workbook  # type: ignore[import-untyped]

    book = Workbook()
    book.remove(book.active)
    for sheet in sheets:
        _fill(book.create_sheet(_tab(sheet.title, book.sheetnames)), sheet, marking)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _fill(page: Any, sheet: Sheet, marking: str) -> None:
    from openpyxl.styles import Alignment, Font  # type: ignore[import-untyped]

    names = [*sheet.columns, MARKING]
    for at, name in enumerate(names, 1):
        _put(page.cell(1, at), name)
        page.cell(1, at).font = Font(bold=True)
    for down, row in enumerate(sheet.rows, 2):
        for at, name in enumerate(names, 1):
            cell = page.cell(down, at)
            _put(cell, marking if name == MARKING else row.get(name))
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    _lay_out(page, names, sheet.rows, marking)


def _put(cell: Any, value: Value) -> None:
    """Set a cell; a text stays a text, whatever it begins with."""
    if isinstance(value, str):
        told = inert(value)
        cell.value, cell.data_type = told, "s"
        cell.quotePrefix = told != plain(value)
    else:
        cell.value = value


def _lay_out(
    page: Any, names: Sequence[str], rows: Sequence[Mapping[str, Value]], marking: str
) -> None:
    from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]

    page.freeze_panes = "A2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(names))}{len(rows) + 1}"
    for at, name in enumerate(names, 1):
        longest = max([len(name), *(len(plain(row.get(name) or "")) for row in rows)])
        page.column_dimensions[get_column_letter(at)].width = min(WIDEST, longest + 2)
    said = plain(marking).replace("&", "&&")
    page.oddHeader.center.text = page.oddFooter.center.text = said
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "1:1"


def _tab(title: str, taken: Sequence[str]) -> str:
    """Return a title a workbook takes for a tab: at most 31 signs, none with a meaning, once."""
    name = "".join(" " if sign in "[]:*?/\\'" else sign for sign in plain(title))[:28].strip()
    name = name or "Sheet"
    return name if name not in taken else f"{name[:25]} {len(taken) + 1}"
