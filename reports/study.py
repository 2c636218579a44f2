"""The frame of a study's report: texts, tables and charts, on one page or as Markdown.

    study = Study("Deeper cuts", marking="", facts=(("Runs", "50,000"),), sections=(...))
    put(Path("study.html"), study_html(study))

Whoever reckons a study fills it with plain values; the frame escapes, marks, numbers and draws.
Charts are specs of `reports.charts`. What the page shows as a chart, Markdown tells by its table;
a chart without one is left out there, its figures being in the tables of its section.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from reports.charts.drawing import DrawingError, Spec, svgs
from reports.pages import html, markdown, marking_of

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns, those that hold numbers, and rows of as many cells.

    Cells are told as they are given: say numbers with `reports.wording`. `strong` holds the rows to
    mark, counted from 0. One that is `folded` is opened on the page by whoever wants it.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numbers: frozenset[str] = frozenset()
    strong: frozenset[int] = frozenset()
    title: str = ""
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart: its title, what it shows in a sentence, its spec, and a table for where it cannot be
    drawn.
    """

    title: str
    says: str
    spec: Spec
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """One section: its id in the page, title, paragraphs, points, charts, tables, commands."""

    id: str
    title: str
    texts: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    tables: tuple[Table, ...] = ()
    code: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Study:
    """A study's report. `answer` is the first thing said: the question's answer in a sentence."""

    title: str
    subtitle: str = ""
    marking: str = ""
    question: str = ""
    answer: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    sections: tuple[Section, ...] = ()


def study_html(study: Study) -> str:
    """Return a study's report as one page that asks nothing of a network."""
    return html("study.html.j2", {**_values(study), "drawn": _drawn(study)})


def study_markdown(study: Study) -> str:
    """Return a study's report as Markdown."""
    return markdown("study.md.j2", _values(study))


def _values(study: Study) -> dict[str, object]:
    return {"study": study, "marking": marking_of(study.marking), "title": study.title}


def _drawn(study: Study) -> Mapping[str, Markup]:
    """Return the charts by "section.number", none where they cannot be drawn."""
    specs, says = dict[str, Spec](), dict[str, str]()
    for number, section in enumerate(study.sections, 1):
        for at, picture in enumerate(section.pictures, 1):
            specs[f"chart{number}-{at}"] = picture.spec
            says[f"chart{number}-{at}"] = f"{picture.title}: {picture.says}"
    try:
        return svgs(specs, says)
    except (ImportError, DrawingError):
        return {}
