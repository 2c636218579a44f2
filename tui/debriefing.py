"""What the Debrief shows, gathered as for the report, and the documents it writes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from engine.play.journal.contents import read_contents
from engine.play.journal.replaying import Replay
from reports.aar.gathering import Aar, Options, Progress, gathered
from reports.aar.notes import KINDS
from reports.aar.record import Record
from reports.aar.scoring import in_words
from reports.aar.writing import page, put, text
from reports.export.writing import export, source_of
from reports.names import Names
from reports.wording import amount, percent
from tui.playing import Playing

Lines = list[tuple[str, str]]
"""Texts with a style each."""
MUTED, BOLD, HEAD = "$foreground-muted", "bold", "bold $primary"
NO_COURSES = "Choices and rolls only; a report also lays each level over runs of the engine alone."

UNTAGGED = (
    "No note was tagged to this objective. N takes a note, at the table and in the debrief; its "
    "tag “objective” brings it here."
)


@dataclass(frozen=True, slots=True)
class Document:
    """Something that can be written: its key, what it is, and how its file's name ends."""

    id: str
    says: str
    ending: str


DOCUMENTS = (
    Document("aar_html", "After-action report, a page to open or print", "-aar.html"),
    Document("aar_md", "After-action report as Markdown", "-aar.md"),
    Document("msel", "Injects planned against delivered, a workbook", "-msel.xlsx"),
    Document("msel_csv", "Injects planned against delivered, CSV", "-msel.csv"),
    Document("moves", "Moves carried out, CSV", "-moves.csv"),
    Document("sitman", "Players' manual", "-sitman.html"),
    Document("roles", "Role sheets without secrets, a folder", "-roles"),
)


def record_of(playing: Playing) -> Record:
    """Return the record of the exercise on the table; WhitecellError where it cannot be read."""
    scenario = playing.scenario
    replay = Replay(read_contents(playing.journal), lambda _: scenario)
    name = playing.session.branch_name
    return Record(replay, playing.exercise, name, Names(scenario))


def brief_of(playing: Playing) -> Aar:
    """Return what there is to debrief, without the roll-outs that take time."""
    return gathered(record_of(playing), Options(runs=0, odds=0), _silent)


def written(playing: Playing, document: Document, output: Path, progress: Progress) -> list[Path]:
    """Write a document; return its files. May take a while; what `progress` raises ends it."""
    record = record_of(playing)
    if document.id.startswith("aar"):
        options = Options()
        aar = gathered(record, options, progress)
        put(output, page(aar, options) if document.id == "aar_html" else text(aar, options))
        return [output]
    what = "msel" if document.id == "msel_csv" else document.id
    source = source_of(record)
    return export(source, what, output)  # type: ignore[arg-type]


def place(playing: Playing, document: Document) -> Path:
    """Return where a document goes if nobody says otherwise: beside the journal."""
    return playing.journal.with_name(playing.journal.stem + document.ending)


# --- what each part says -------------------------------------------------------------------------


def summary(aar: Aar) -> Lines:
    """Return the first page."""
    told = aar.summary
    lines: Lines = [(told.ended or "The exercise is under way.", BOLD), ("", "")]
    lines += [(f"• {point}", "") for point in told.points]
    lines += [("", "")] + [(f"{number}  {what}", MUTED) for number, what in told.figures]
    return lines


def objective(aar: Aar, at: int) -> Lines:
    """Return an objective with its evidence, side by side for the people who judge."""
    goal = aar.objectives[at]
    lines: Lines = [(f"{goal.number}. {goal.text}", BOLD), ("", "")]
    lines += [("Notes", HEAD)] if goal.notes else []
    lines += [(f"• {note.text} ({note.moment})", "") for note in goal.notes]
    lines += [("Indicators", HEAD)] if goal.indicators else []
    lines += [(f"• {i.name} {i.before} → {i.after}, {i.sense}", "") for i in goal.indicators]
    untagged = "" if goal.notes else UNTAGGED
    lines += [(told, MUTED) for told in (untagged, goal.named) if told]
    return lines


def note(aar: Aar, at: int) -> Lines:
    """Return a note with its tags."""
    found = aar.notes[at]
    lines: Lines = [(found.text, BOLD), (f"{KINDS[found.kind]} · {found.moment}", MUTED)]
    tags = [("seat", found.seat), ("by", found.author)]
    if found.objective is not None:
        tags.append(("objective", str(found.objective + 1)))
    return lines + [(f"{name}: {value}", "") for name, value in tags if value]


def improvements(aar: Aar) -> Lines:
    """Return the improvement table: issue, objective, owner, due."""
    lines: Lines = [("What is to be mended", BOLD), ("", "")]
    for row in aar.improvements:
        lines.append((f"{row.number}. {row.issue}", ""))
        who, due = row.owner or "nobody yet", row.due or "no date yet"
        goal = f" · objective {row.objective}" if row.objective else ""
        lines.append((f"    owner: {who} · due: {due}{goal}", MUTED))
    return lines if aar.improvements else [("No issue has been noted: N, kind issue.", MUTED)]


def forecast(aar: Aar, at: int) -> Lines:
    """Return a forecast with what came and its score."""
    row = aar.forecasts[at]
    lines: Lines = [(f"{row.who}: {row.about}", BOLD), (row.moment, MUTED), (in_words(row), "")]
    if row.score is None:
        return [*lines, ("Not settled yet.", MUTED)]
    lines += [("", ""), (f"What came: {row.came}", "")]
    lines.append((f"Brier score {row.score:.2f}; 0 is best, even shares score {row.even:.2f}", ""))
    return lines


def surprises(aar: Aar) -> Lines:
    """Return what the model held least likely of what happened."""
    lines: Lines = [("What the model held least likely", BOLD), ("", "")]
    lines += [(f"• {each}", "") for each in _surprising(aar)]
    if aar.cloud is None:
        lines += [("", ""), (NO_COURSES, MUTED)]
    return lines if aar.surprises else [("Nothing stood out so far.", MUTED)]


def _surprising(aar: Aar) -> Iterator[str]:
    for each in aar.surprises:
        yield f"{aar.people.text(each.says)} ({percent(each.probability)})"


def injects(aar: Aar) -> Lines:
    """Return the MSEL, planned against delivered."""
    lines: Lines = [("Injects planned against delivered", BOLD), ("", "")]
    for row in aar.injects:
        lines.append((row.told, ""))
        lines.append((f"    planned {row.planned} · {row.delivered}", MUTED))
        if row.reason:
            lines.append((f"    {row.reason}", MUTED))
    return lines


def course(playing: Playing, id: str) -> Lines:
    """Return a level's course in words; the picture stands above it."""
    past, span = playing.history[id], playing.names.span(id)
    level = playing.levels[id]
    unit = f" {level.unit}" if level.unit else ""
    told = f"{amount(past[0], span)} → {amount(past[-1], span)}{unit}"
    steps = "  ".join(amount(value, span) for value in past)
    return [(playing.names.level(id), BOLD), (told, ""), (f"by turn: {steps}", MUTED)]


def _silent(_: str, __: float) -> None:
    """Tell nobody."""
