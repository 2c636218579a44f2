"""Writing an after-action report: read, reckon, fill in, put in place whole."""

from __future__ import annotations

import os
from pathlib import Path
from secrets import token_hex

from engine.errors import WhitecellError
from reports.aar.gathering import Aar, Options, Progress, gathered
from reports.aar.heading import head_of
from reports.aar.interactive import beside, charts_page
from reports.aar.pictures import drawn
from reports.aar.record import read_record
from reports.charts.drawing import DrawingError
from reports.pages import html, markdown
from reports.wording import plain

FORMS = (".html", ".htm", ".md")
NO_RENDERER = "interactive charts need the extra 'report': pip install 'whitecell[report]'"


class ReportError(WhitecellError):
    """A report cannot be written as asked."""


def write(
    journal: Path,
    output: Path,
    options: Options | None = None,
    progress: Progress | None = None,
) -> Path:
    """Write the report of a journal to a file, HTML or Markdown by its ending; return its path.

    The journal is copied, never locked, so an exercise under way can be reported on. `progress` is
    told what is being done and how far it is, 0 to 1; what it raises ends the writing, and then no
    file is left. Safe to call in a thread. Raises ReportError, JournalError and its children.
    """
    if output.suffix.lower() not in FORMS:
        raise ReportError(
            f"a report is written as .html or .md, not {output.suffix or output.name!r}"
        )
    tell = progress or _silent
    wanted = options or Options()
    tell("reading the journal", 0.0)
    try:
        record = read_record(journal, wanted.branch)
    except KeyError:
        raise ReportError(f"{journal}: there is no branch {wanted.branch!r}") from None
    aar = gathered(record, wanted, tell)
    told = page(aar, wanted) if output.suffix.lower() != ".md" else text(aar, wanted)
    put(output, told)
    if wanted.interactive:
        put(beside(output), _charts(aar))
    tell("written", 1.0)
    return output


def page(aar: Aar, options: Options) -> str:
    """Return a report as one HTML page that asks nothing of a network."""
    head = head_of(aar, options.odds)
    values = {
        "aar": aar,
        "head": head,
        "charts": drawn(aar),
        "marking": aar.marking,
        "what_if": aar.what_if,
        "title": f"After-action report: {head.exercise}",
    }
    return html("aar.html.j2", values)


def text(aar: Aar, options: Options) -> str:
    """Return a report as Markdown; it says what the page says, figures in place of charts."""
    head = head_of(aar, options.odds)
    values = {"aar": aar, "head": head, "marking": aar.marking, "what_if": aar.what_if}
    return markdown("aar.md.j2", values)


def _charts(aar: Aar) -> str:
    try:
        return charts_page(aar, plain(aar.record.scenario.title))
    except ImportError:
        raise ReportError(NO_RENDERER) from None
    except DrawingError as error:
        raise ReportError(str(error)) from None


def put(output: Path, told: str | bytes) -> None:
    """Write a file whole or not at all. ReportError where it cannot be."""
    data = told.encode("utf-8") if isinstance(told, str) else told
    aside = output.with_name(f".{output.name}.{token_hex(4)}")
    try:
        with aside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(output)
    except OSError as error:
        raise ReportError(f"{output}: cannot be written: {error.strerror or error}") from None
    finally:
        aside.unlink(missing_ok=True)


def _silent(_: str, __: float) -> None:
    """Tell nobody."""
