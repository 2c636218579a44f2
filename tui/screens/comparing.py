"""Two branches side by side, turn by turn, with the first thing that parts them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from engine.errors import WhitecellError
from engine.play.journal.comparing import Comparison
from reports.parting import first_difference
from tui import safe
from tui.branching import Side, aligned, side_by_side, sides
from tui.page import Page
from tui.pairs import head
from tui.playing import Playing
from tui.widgets.lists import Rows, cells


class _Columns(Rows):
    BORDER_TITLE = "TURN BY TURN"

    def __init__(self) -> None:
        super().__init__("columns_of_turns")
        self.sides: tuple[Side, ...] = ()
        self.names = ("", "")
        self.outcomes = ("", "")

    def rows(self, width: int) -> Iterable[Option]:
        room = max(10, (width - 3) // 2)
        if not self.sides:
            return
        yield Option(_two(*self.names, room, "bold"), disabled=True)
        for side in self.sides:
            yield Option(safe.one(_heading(side), "$foreground-muted" if side.same else "bold"))
            yield from (Option(row) for row in _rows(side, room))
        if any(self.outcomes):
            yield head("ENDEX")
            left, right = (each or "not over" for each in self.outcomes)
            yield Option(_two(left, right, room))


class ComparingScreen(Page[None]):
    """Compares two branches in the background and shows what differs."""

    DEFAULT_CSS = """
    ComparingScreen #parting { height: auto; max-height: 4; padding: 0 1; }
    """
    BINDINGS = [
        Binding("g", "first", "first difference", tooltip="Go to the first turn that differs")
    ]

    def __init__(self, playing: Playing, left: str, right: str) -> None:
        super().__init__()
        self.playing, self.names = playing, (left, right)
        self.comparison: Comparison | None = None

    def body(self) -> ComposeResult:
        """Yield the sentence and the columns."""
        yield Static("", id="parting", markup=False)
        yield _Columns()

    def on_mount(self) -> None:
        """Begin to compare."""
        self.entitle(f"Compared: {self.names[0]} beside {self.names[1]}")
        self.query_one("#parting", Static).update(Content("Comparing; esc stops it."))
        self.query_one(_Columns).focus()
        self.compare()

    @work(thread=True, exclusive=True, exit_on_error=False)
    def compare(self) -> None:
        """Replay both branches, away from the loop that keeps the screen alive."""
        worker = get_current_worker()
        try:
            found: Comparison | WhitecellError = side_by_side(self.playing, *self.names)
        except WhitecellError as error:
            found = error
        if not worker.is_cancelled:
            self.app.call_from_thread(self.show_found, found)

    def show_found(self, found: Comparison | WhitecellError) -> None:
        """Show two branches, or why they cannot be compared."""
        if not self.stands:
            return
        if isinstance(found, WhitecellError):
            self.query_one("#parting", Static).update(safe.one(str(found), "$error"))
            return
        self.comparison = found
        self.query_one("#parting", Static).update(
            safe.one(first_difference(found, self.playing.names), "bold")
        )
        columns = self.query_one(_Columns)
        columns.sides = sides(found, self.playing.names)
        spelled = self.playing.names.spelled
        columns.names, first = found.names, found.outcomes
        columns.outcomes = spelled(first[0]), spelled(first[1])
        columns.rebuild()
        self.action_first()

    def action_first(self) -> None:
        """Go to the first turn that ends otherwise."""
        columns, at = self.query_one(_Columns), 1
        for side in columns.sides:
            if not side.same:
                columns.highlighted = at
                return
            at += 1 + len(aligned(side))


def _heading(side: Side) -> str:
    return f"TURN {side.turn} · {side.when}{' · the same' if side.same else ''}"


def _rows(side: Side, room: int) -> Iterator[Content]:
    for left, right in aligned(side):
        yield _two(left, right, room)


def _two(left: str, right: str, room: int, style: str = "") -> Content:
    """Return two texts in columns, each wrapped in its own."""
    ours, theirs = safe.one(left, style).wrap(room), safe.one(right, style).wrap(room)
    lines = []
    for at in range(max(len(ours), len(theirs))):
        mine = ours[at] if at < len(ours) else Content("")
        other = theirs[at] if at < len(theirs) else Content("")
        lines.append(Content.assemble(cells(mine, room), " │ ", other))
    return Content("\n").join(lines)
