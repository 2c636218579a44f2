"""Debrief: the path and its charts, objectives with evidence, notes, what to mend, documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker
from textual_plot import HiResMode, PlotWidget

from engine.errors import WhitecellError
from engine.play.journal.asides import NoteKind
from reports.aar.gathering import Aar
from reports.wording import listing, words
from tui import debriefing, safe, standing
from tui.debriefing import DOCUMENTS, Document
from tui.pairs import Items, Pairs, head, told
from tui.playing import Playing
from tui.screens.dialogs import Ask
from tui.screens.notes import NoteDialog
from tui.screens.notes import says as note_says
from tui.telling import arrow, share_moved
from tui.widgets.lists import cells, right

MUTED = "$foreground-muted"


class Stopped(Exception):
    """Somebody does not want a document any more."""


class DebriefScreen(Pairs[None]):
    """Everything there is to talk about afterwards, and the documents to take home."""

    DEFAULT_CSS = """
    DebriefScreen PlotWidget { height: 14; }
    DebriefScreen.-short PlotWidget { height: 8; }
    """
    BINDINGS = [
        Binding("N", "note", "note", tooltip="Write a note: hot wash, issue, strength"),
        Binding("e", "documents", "documents", tooltip="Go to the documents that can be written"),
        Binding("x", "stop", "stop writing", tooltip="Stop writing a document"),
    ]
    LIST = "DEBRIEF"
    BESIDE = "IN FULL"

    def __init__(self, playing: Playing) -> None:
        super().__init__()
        self.playing = playing
        self.aar: Aar | None = None
        self.writing = ""

    def body(self) -> ComposeResult:
        """Yield the list, the chart and the text."""
        yield Static("", id="lead", markup=False)
        with Container(id="pair"):
            yield Items("items")
            with VerticalScroll(id="beside"):
                plot = PlotWidget(id="plot", allow_pan_and_zoom=False)
                plot.can_focus = False
                plot.display = False
                yield plot
                yield Static("", id="detail_text", markup=False)

    def on_mount(self) -> None:
        """Show what is there at once and gather the rest."""
        super().on_mount()
        self.gather()

    @work(thread=True, exclusive=True, group="gather", exit_on_error=False)
    def gather(self) -> None:
        """Gather what there is to say, away from the loop that draws."""
        worker = get_current_worker()
        try:
            found: Aar | WhitecellError = debriefing.brief_of(self.playing)
        except WhitecellError as error:
            found = error
        if not worker.is_cancelled:
            self.app.call_from_thread(self.take, found)

    def take(self, found: Aar | WhitecellError) -> None:
        """Show what was gathered, or why it could not be."""
        if isinstance(found, WhitecellError):
            self.warn(found)
        elif self.stands:
            first, self.aar = self.aar is None, found
            self.show_anew()
            if first:
                self.items.go_to(self.items.first)

    # --- the list --------------------------------------------------------------------------------

    def heading(self) -> str:
        """Return what it shows."""
        told = standing.ended if self.playing.finished else standing.place
        return f"Debrief · {told(self.playing)}"

    def lead(self) -> str:
        """Return what is being done."""
        if self.writing:
            return self.writing
        return "Gathering …" if self.aar is None else ""

    def rows(self, width: int) -> Iterable[Option]:
        """Return a row for each part."""
        aar = self.aar
        if aar is not None:
            yield head("IN SHORT")
            yield Option(safe.one("Summary"), "summary")
            yield Option(safe.one(f"Surprises ({len(aar.surprises)})"), "surprises")
            yield Option(safe.one(f"Injects ({len(aar.injects)})"), "injects")
            yield from _part("OBJECTIVES", "objective", [o.text for o in aar.objectives], width)
            yield head("NOTES")
            yield Option(safe.one(f"To be mended ({len(aar.improvements)})"), "mend")
            for at, each in enumerate(aar.notes):
                yield _row(f"note:{at}", f"{words(each.kind)}: {each.text}", width)
            said = [f"{f.who}: {f.about}" for f in aar.forecasts]
            yield from _part("FORECASTS", "forecast", said, width)
        yield head("DOCUMENTS, enter writes one")
        for document in DOCUMENTS:
            yield _row(f"write:{document.id}", f"▶ {document.says}", width)
        yield head("HOW THE LEVELS WENT")
        yield from self._levels(width)

    def _levels(self, width: int) -> Iterable[Option]:
        playing = self.playing
        gone = {id: past[-1] - past[0] for id, past in playing.history.items()}
        ranked = sorted(gone, key=lambda each: -abs(share_moved(playing.levels[each], gone[each])))
        for id in ranked:
            name = cells(safe.one(playing.names.level(id)), max(8, width - 3))
            sign = right(Content(arrow(playing.levels[id], gone[id])), 2)
            yield Option(Content.assemble(name, sign), f"level:{id}")

    # --- one part --------------------------------------------------------------------------------

    def detail(self, id: str, width: int) -> Content:
        """Return a part in full; of a level its chart too."""
        kind, _, which = id.partition(":")
        plot = self.query_one(PlotWidget)
        plot.display = kind == "level"
        if kind == "level":
            self._draw(plot, which)
            return told(debriefing.course(self.playing, which), width)
        if kind == "write":
            document = _document(which)
            place = debriefing.place(self.playing, document)
            lines = [(document.says, "bold"), (f"enter writes it, as {place.name}", "")]
            return told([*lines, (f"into {place.parent}, or where you say", MUTED)], width)
        return told(self._told(kind, which), width)

    def _told(self, kind: str, which: str) -> debriefing.Lines:
        aar = self.aar
        if aar is None:
            return []
        parts: dict[str, Callable[[], debriefing.Lines]] = {
            "summary": lambda: debriefing.summary(aar),
            "surprises": lambda: debriefing.surprises(aar),
            "injects": lambda: debriefing.injects(aar),
            "mend": lambda: debriefing.improvements(aar),
            "objective": lambda: debriefing.objective(aar, int(which)),
            "note": lambda: debriefing.note(aar, int(which)),
            "forecast": lambda: debriefing.forecast(aar, int(which)),
        }
        return parts[kind]() if kind in parts else []

    def _draw(self, plot: PlotWidget, id: str) -> None:
        """Draw how a level went, turn by turn."""
        past = self.playing.history[id]
        plot.clear()
        turns = list(range(len(past)))
        plot.plot(turns, past, line_style="bright_blue", hires_mode=HiResMode.QUADRANT)
        if len(past) > 1:
            plot.set_xticks([float(at) for at in turns])
        level = self.playing.levels[id]
        room = max((max(past) - min(past)) * 0.1, (level.high - level.low) * 0.02)
        plot.set_ylimits(min(past) - room, max(past) + room)
        plot.set_xlimits(0, max(1, len(past) - 1))
        plot.set_xlabel("turns ended")

    # --- notes and documents ---------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show only the keys that do something now."""
        return bool(self.writing) if action == "stop" else True

    def picked(self, id: str) -> object:
        """Write a document, or let the part be scrolled."""
        kind, _, which = id.partition(":")
        if kind == "write":
            return self.write_one(_document(which))
        return self.query_one("#beside").focus()

    def action_documents(self) -> None:
        """Go to the first document."""
        self.items.go_to(f"write:{DOCUMENTS[0].id}")
        self.items.focus()

    def action_stop(self) -> None:
        """Stop writing."""
        self.workers.cancel_group(self, "writing")

    @work(exclusive=True, group="note")
    async def action_note(self) -> None:
        """Write a note, and gather anew."""
        scenario, actors = self.playing.scenario, self.playing.names.actors
        kind: NoteKind = "hot_wash" if self.playing.finished else "observation"
        dialog = NoteDialog(list(actors.items()), scenario.objectives, kind)
        note = await self.app.push_screen_wait(dialog)
        if note is None:
            return
        try:
            note.give(self.playing.session)
        except WhitecellError as error:
            self.warn(error)
            return
        self.tell(note_says(note))
        self.gather()

    @work(exclusive=True, group="asking")
    async def write_one(self, document: Document) -> None:
        """Ask where a document goes, and write it."""
        place = debriefing.place(self.playing, document)
        ask = Ask(document.says, [("Where to", str(place))], "One that is there is replaced.")
        given = await self.app.push_screen_wait(ask)
        if given is not None:
            self.write(document, Path(given[0]).expanduser())

    @work(thread=True, exclusive=True, group="writing", exit_on_error=False)
    def write(self, document: Document, output: Path) -> None:
        """Write a document away from the loop that draws, telling how far it is."""
        worker = get_current_worker()

        def progress(what: str, share: float) -> None:
            if worker.is_cancelled:
                raise Stopped
            self.app.call_from_thread(self.show_writing, f"{what} … {share:.0%}, x stops it")

        try:
            progress("writing", 0.0)
            files = debriefing.written(self.playing, document, output, progress)
            said: str | Exception = f"Written: {listing(str(each) for each in files[:3])}"
        except Stopped:
            said = "Stopped; nothing was written."
        except WhitecellError as error:
            said = error
        self.app.call_from_thread(self.show_writing, "", said)

    def show_writing(self, says: str, done: str | Exception = "") -> None:
        """Say how far the writing is, or that it is done."""
        if not self.stands:
            return
        began = bool(self.writing) != bool(says)
        self.writing = says
        lead = self.query_one("#lead", Static)
        lead.update(safe.one(self.lead()))
        lead.set_class(not self.lead(), "-away")
        if began:
            self.refresh_bindings()
        if isinstance(done, Exception):
            self.warn(done)
        elif done:
            self.tell(done)


def _part(name: str, kind: str, texts: list[str], width: int) -> Iterable[Option]:
    if texts:
        yield head(name)
    for at, text in enumerate(texts):
        yield _row(f"{kind}:{at}", f"{at + 1}. {text}", width)


def _row(id: str, text: str, width: int) -> Option:
    return Option(cells(safe.one(text), width), id)


def _document(id: str) -> Document:
    return next(each for each in DOCUMENTS if each.id == id)
