"""The tour: the table in two minutes, a page at a time, for somebody who has never seen it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from tui import safe
from tui.screens.dialogs import Dialog

PAGES = (
    (
        "What this is",
        """\
An exercise of several capitals, turn by turn. A person or the engine holds each seat; \
the engine moves by motives, costs and constraints, and always says why.

You are the white cell: set up, play on, rule, send injects, go back, debrief.""",
    ),
    (
        "Library and Set-up",
        """\
Enter on a scenario sets it up. There, digits give seats to persons; the rest is the \
engine's. n starts. Leave all to the engine first, and watch a year pass.

Exercises you left stand below the scenarios; enter goes on with one.""",
    ),
    (
        "The table",
        """\
SEATS: ● chooses, ✓ has chosen.
TIMELINE: what happened; └ answers the move above; enter asks why.
INDICATORS: ! went for the worse, + for the better.

The line with ▶ always says what is waited for and which key comes next.""",
    ),
    (
        "Deciding",
        """\
d asks the seats that are waited for, each sealed from the others. An option tells what \
it should change, its odds and price, and why it may not be possible. b is the seat's brief.

With several seats the keyboard is handed over; the shared table shows only what all may know.""",
    ),
    (
        "Rulings, injects, free moves",
        """\
a rules on an uncertain move: accept the roll, weigh arguments, or rule and say why.
i holds the injects: fire, edit, skip, or make one up.

A seat may also propose what is not on its menu. N writes a note at any time.""",
    ),
    (
        "Going back",
        """\
u takes back the last step, U the turn, ctrl+r brings it back. Each step is on disk before \
you see it: a crash or a closed lid costs nothing.

B shows branches: play a turn again on the same luck, and compare.""",
    ),
    (
        "The end, and help",
        """\
At ENDEX the outcome is told and why; the debrief writes the report.

? shows every key of a screen, ctrl+p finds any by name, f2 shows this again.

Now: enter on a scenario, n to start, n to play turn 1.""",
    ),
)


class TourDialog(Dialog[bool]):
    """Shows the pages; gives back True once they were seen to the end, None where skipped."""

    BINDINGS = [
        Binding("n", "step(1)", "go on", tooltip="Go on to the next page"),
        Binding("enter", "step(1)", "go on", show=False, tooltip="Go on to the next page"),
        Binding("p", "step(-1)", "back a page", tooltip="Go back a page"),
        Binding("escape", "back", "skip", tooltip="Skip the tour; f2 brings it back"),
    ]

    def __init__(self) -> None:
        super().__init__("Whitecell in two minutes", " ")
        self.at = 0

    def body(self) -> ComposeResult:
        """Yield the page, and where it stands among the others."""
        yield Static("", id="page", markup=False)
        yield Static("", id="where", markup=False)

    def on_mount(self) -> None:
        """Show the first page."""
        self._show()

    def action_step(self, by: int) -> None:
        """Go to another page; after the last the tour is over."""
        if self.at + by >= len(PAGES):
            self.dismiss(True)
        else:
            self.at = max(0, self.at + by)
            self._show()

    def on_click(self) -> None:
        """Go on."""
        self.action_step(1)

    def _show(self) -> None:
        head, text = PAGES[self.at]
        dots = "".join("●" if at == self.at else "○" for at in range(len(PAGES)))
        last = self.at == len(PAGES) - 1
        says = f"{dots}  {self.at + 1} of {len(PAGES)} · {'n ends it' if last else 'n goes on'}"
        self.query_one("#says", Static).update(safe.one(head, "bold $primary"))
        self.query_one("#page", Static).update(safe.plain(text))
        self.query_one("#where", Static).update(Content.styled(f"\n{says} · esc skips"))
        self.refresh_bindings()
