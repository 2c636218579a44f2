"""TIMELINE: what happened, by date, responses under what they answer, and why in a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from reports.timeline import Line
from reports.wording import day_month, full_date, period
from tui import safe
from tui.messages import WhyWanted
from tui.playing import Playing
from tui.widgets.lists import Rows, hanging

SIGNS = {"inject": "◆ ", "date": "◇ ", "flag": "▪ "}
STYLES = {
    "inject": "bold $accent",
    "date": "$accent",
    "flag": "$accent",
    "why": "$foreground-muted",
    "hold": "$foreground-muted",
}
BESIDE = frozenset({"moved"})
"""Kinds of line that stand in a panel of their own."""

Why = tuple[int, str, str]


class TimelinePanel(Rows):
    """The turns played, the latest last. Enter or a click on a move asks why."""

    BORDER_TITLE = "TIMELINE"
    BINDINGS = [
        Binding("enter", "select", "why this", show=False, tooltip="Why this move was made")
    ]

    def __init__(self, playing: Playing) -> None:
        super().__init__("timeline")
        self.playing = playing
        self.whys: list[Why | None] = []
        self.heads: list[int] = []

    def rows(self, width: int) -> Iterable[Option]:
        """Return a row for each line that happened, with its head before each turn."""
        self.whys, self.heads = [], []
        rows = () if self.playing.locked else self._rows(width)
        return [Option(row) for row in rows]

    def _rows(self, width: int) -> Iterator[Content]:
        yield from self._opening(width)
        for report, lines in self.playing.told():
            if lines or not self.heads:
                self.heads.append(len(self.whys))
            self.whys.append(None)
            head = f"TURN {report.turn} · {period(report.starts, report.ends)}"
            yield safe.one(head, "bold $primary")
            for line in lines:
                if line.kind not in BESIDE:
                    self.whys.append(self._why(line))
                    yield _row(line, width)

    def _opening(self, width: int) -> Iterator[Content]:
        scenario = self.playing.scenario
        self.whys += [None, None]
        yield safe.one(f"STARTEX {full_date(scenario.startex)}", "bold $primary")
        yield hanging(Content(""), safe.one(scenario.brief), width)

    def _why(self, line: Line) -> Why | None:
        decision = self.playing.chronicle.decision(line.id)
        return (decision.turn, decision.actor, decision.phase) if decision else None

    def on_resize(self, event: events.Resize) -> None:
        """Fit the rows to the new width and keep the latest turn in view."""
        self.show_latest()

    def show_latest(self) -> None:
        """Build anew with the latest turn at the top.

        While a turn is under way the one before stays in sight as far as there is room: what has
        just happened is what the next seat answers.
        """
        self.rebuild()
        if self.heads:
            self.highlighted = self.heads[-1]
            under_way = self.playing.under_way() and len(self.heads) > 1
            self.call_after_refresh(self._bring_up, self.heads[-2 if under_way else -1])

    def _bring_up(self, index: int) -> None:
        if not self.heads:
            return
        first, latest = (self._index_to_line.get(i, 0) for i in (index, self.heads[-1]))
        whole = self.virtual_size.height - self.scrollable_content_region.height
        self.scroll_to(y=min(latest, max(first, whole)), animate=False)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Ask for the reasons of the move."""
        event.stop()
        why = self.whys[event.option_index]
        if why is not None:
            self.post_message(WhyWanted(*why))


def _row(line: Line, width: int) -> Content:
    style = STYLES.get(line.kind, "")
    when = day_month(line.date) if line.date else ""
    sign = SIGNS.get(line.kind, "")
    if line.kind == "why":
        sign = "  " * line.depth + "why? "
    elif line.depth:
        sign = "  " * (line.depth - 1) + "└ " + sign
    lead = Content.assemble((f"{when:>6} ", "$foreground-muted"), (sign, style))
    return hanging(lead, Content.assemble(safe.one(line.text, style), _notes(line)), width)


def _notes(line: Line) -> Content:
    """Return what stands beside a line: its chance, its odds and roll, the next best."""
    notes = safe.one(" · ".join(line.notes), "$foreground-muted")
    return Content.assemble("  ", notes) if line.notes else Content("")
