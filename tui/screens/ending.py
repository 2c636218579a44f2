"""ENDEX: the outcome and why that class, what moved, who did what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from engine.record import Finished
from reports.ending import called, met
from reports.movement import sense_of
from reports.wording import amount, counted, plain
from tui import safe
from tui.page import Page
from tui.playing import Playing
from tui.standing import ended
from tui.telling import arrow, share_moved

MOST = 8


class EndingScreen(Page[bool]):
    """How it ended. Gives back whether to go on to the library."""

    BINDINGS = [
        Binding("l", "library", "library", tooltip="Leave the exercise for the library"),
        Binding("enter", "library", "library", show=False, tooltip="Leave for the library"),
        Binding("r", "debrief", "debrief", tooltip="Charts, notes, objectives, reports to write"),
        Binding("escape", "back", "back to the table", tooltip="Look at the timeline again"),
    ]

    def __init__(self, playing: Playing, finished: Finished) -> None:
        super().__init__()
        self.playing, self.finished = playing, finished

    def body(self) -> ComposeResult:
        """Yield the ending as one text."""
        with VerticalScroll(id="ending"):
            yield Static(Content("\n").join(list(self._lines())), markup=False)

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.entitle(ended(self.playing))
        self.query_one("#ending").focus()

    def _lines(self) -> Iterator[Content]:
        yield safe.one(
            f"Outcome: {self.playing.names.spelled(self.finished.outcome)}", "bold $accent"
        )
        yield safe.one(self.finished.says, "bold")
        if self.finished.called is not None:
            yield safe.plain(called(self.finished, self.playing.scenario.turns.count))
        for each in met(self.finished, self.playing.names):
            yield safe.one(f"   {each}")
        yield Content("")
        yield Content.styled("What moved most from STARTEX to ENDEX", "bold $primary")
        yield from self._moved()
        yield Content("")
        yield Content.styled("Who did what", "bold $primary")
        yield from self._deeds()
        yield Content("")
        yield Content("r goes to the debrief, l to the library, esc back to the table.")

    def _moved(self) -> Iterator[Content]:
        playing = self.playing
        gone = {id: past[-1] - past[0] for id, past in playing.history.items()}
        ranked = sorted(gone, key=lambda each: -abs(share_moved(playing.levels[each], gone[each])))
        for id in ranked[:MOST]:
            level, past = playing.levels[id], playing.history[id]
            span = level.high - level.low
            shown = f"{amount(past[0], span):>6} → {amount(past[-1], span):>6}"
            sense = sense_of(level, gone[id]) if arrow(level, gone[id]) != "→" else "steady"
            yield safe.plain(
                f"{playing.names.level(id):<34}{shown} {arrow(level, gone[id])} {sense}"
            )

    def _deeds(self) -> Iterator[Content]:
        reports = self.playing.exercise.reports
        acts = Counter(a.actor for report in reports for a in report.acts if not a.called_off)
        held = Counter(d.actor for report in reports for d in report.decisions if d.held)
        by_hand = Counter(d.actor for r in reports for d in r.decisions if d.by != "engine")
        for actor, name in self.playing.names.actors.items():
            moves, holds = counted(acts[actor], "move"), counted(held[actor], "hold")
            told = f"{plain(name):<16}{moves:>9}, {holds:>9}"
            if by_hand[actor]:
                told += f", {counted(by_hand[actor], 'choice')} by a person"
            yield safe.plain(told)

    def action_library(self) -> None:
        """Go on to the library."""
        self.dismiss(True)

    def action_debrief(self) -> None:
        """Go to the debrief; its charts are read in only now."""
        from tui.screens.debrief import DebriefScreen

        self.app.push_screen(DebriefScreen(self.playing))

    def action_back(self) -> None:
        """Go back to the table."""
        self.dismiss(False)
