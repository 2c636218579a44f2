"""TIMELINE: what happened, by date, responses under what they answer, and why in a line."""

from __future__ import annotations

from collections import Counter
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
    "joint": "$accent",
    "why": "$foreground-muted",
    "hold": "$foreground-muted",
}
BESIDE = frozenset({"moved"})
"""Kinds of line that stand in a panel of their own."""

Why = tuple[int, str, str]
Told = tuple[int, str, str, str]
"""What a row tells, however wide it is: turn, kind, id and text."""


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
        self.told: list[Told] = []
        self._coming: int | None = None

    def rows(self, width: int) -> Iterable[Option]:
        """Return a row for each line that happened, with its head before each turn."""
        self.whys, self.heads, self.told = [], [], []
        rows = () if self.playing.locked else self._rows(width)
        return [Option(row) for row in rows]

    def _rows(self, width: int) -> Iterator[Content]:
        yield from self._opening(width)
        for report, lines in self.playing.told():
            if lines or not self.heads:
                self.heads.append(len(self.whys))
            self.whys.append(None)
            head = f"TURN {report.turn} · {period(report.starts, report.ends)}"
            self.told.append((report.turn, "", "", head))
            yield safe.one(head, "bold $primary")
            for line in lines:
                if line.kind not in BESIDE:
                    self.whys.append(self._why(line))
                    self.told.append((report.turn, line.kind, line.id, line.text))
                    yield _row(line, width)

    def _opening(self, width: int) -> Iterator[Content]:
        scenario = self.playing.scenario
        self.whys += [None, None]
        self.told += [(0, "", "", ""), (0, "", "", "")]
        yield safe.one(f"STARTEX {full_date(scenario.startex)}", "bold $primary")
        yield hanging(Content(""), safe.one(scenario.brief), width)

    def _why(self, line: Line) -> Why | None:
        decision = self.playing.chronicle.decision(line.id)
        return (decision.turn, decision.actor, decision.phase) if decision else None

    def on_resize(self, event: events.Resize) -> None:
        """Fit the rows to the new width; who read further up reads on there."""
        top, at_end = self._top(), self.scroll_offset.y >= self.max_scroll_y
        if not self.told or at_end or self._coming is not None:
            index = self._coming
            self.rebuild()
            self._come_to(self._latest() if index is None else index)
        else:
            at = self.highlighted
            self.rebuild()
            self._stay(at, top)

    def show_latest(self) -> None:
        """Build anew with all that is new in sight, or with its first row at the top.

        Where nothing is new the panel stays where it was: somebody may be reading further up.
        What has gone, by going back, leaves the latest turn in sight.
        """
        before, at, top = self.told, self.highlighted, self._top()
        self.rebuild()
        if self.told == before and self._coming is not None:
            self._come_to(self._coming)
        elif self.told == before:
            self._stay(at, top)
        else:
            self._come_to(self._first_new(before) if before else self._latest())

    def _first_new(self, before: list[Told]) -> int:
        """Return the first row of the latest turn that was not there before, else its head."""
        left, latest = Counter(before), self._latest()
        for index, told in enumerate(self.told):
            left[told] -= 1
            if index >= latest and left[told] < 0:
                return index
        return latest

    def _latest(self) -> int:
        return self.heads[-1] if self.heads else 0

    def _top(self) -> int:
        """Return the row at the upper edge."""
        at = self.scroll_offset.y
        return self._lines[at][0] if at < len(self._lines) else 0

    def _come_to(self, index: int) -> None:
        if self.heads:
            self.highlighted, self._coming = index, index
            self.call_after_refresh(self._bring_up, index)

    def _stay(self, at: int | None, top: int) -> None:
        if self.option_count:
            self.highlighted = at
            self.call_after_refresh(self._bring_up, top)

    def _bring_up(self, index: int) -> None:
        """Scroll a row to the top, or as far as there is anything to scroll.

        Where the rows are not laid out yet, the size they get brings it up.
        """
        line = self._index_to_line.get(index)
        if line is not None:
            self._coming = None
            self.scroll_to(y=line, animate=False)

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
