"""A note at any time: what was seen, tagged to the moment, an objective and a seat."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import get_args

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from engine.play.journal.asides import NoteKind
from engine.play.journal.session import Session
from reports.wording import words
from tui import safe
from tui.screens.dialogs import Dialog
from tui.widgets.field import Field
from tui.widgets.lists import Rows, hanging

KINDS: tuple[NoteKind, ...] = get_args(NoteKind)
SAID = {
    "observation": "an observation: what was seen",
    "strength": "a strength: what should be kept",
    "issue": "an issue: what should be mended, by whom and when",
    "hot_wash": "hot wash: said by a player at the end",
}
LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Note:
    """A note and its tags. `objective` is a place in the scenario's list, from 0."""

    text: str
    kind: NoteKind
    seat: str | None
    objective: int | None
    owner: str
    due: str

    def give(self, session: Session) -> None:
        """Write it down in a journal."""
        session.note(
            self.text,
            kind=self.kind,
            seat=self.seat,
            objective=self.objective,
            owner=self.owner,
            due=self.due,
        )


class _Tags(Rows):
    BINDINGS = [Binding("enter", "select", "change", tooltip="Change the highlighted tag")]

    def __init__(self, dialog: NoteDialog) -> None:
        super().__init__("answers")
        self.dialog = dialog

    def rows(self, width: int) -> Iterable[Option]:
        for id, name, value in self.dialog.tags():
            lead = Content.styled(f"{name:<11}", "$foreground-muted")
            yield Option(hanging(lead, safe.one(value), width), id)
        yield Option(Content.styled("▶ Write it down", "bold $success"), "=write")


class NoteDialog(Dialog[Note]):
    """Asks for a note; enter in the text writes it down with the tags shown."""

    def __init__(
        self,
        actors: Sequence[tuple[str, str]],
        objectives: Sequence[str],
        kind: NoteKind = "observation",
    ) -> None:
        says = "Enter writes it down; tab goes to the tags. It is stamped with the moment."
        super().__init__("A note", says)
        self.seats: list[str | None] = [None, *(id for id, _ in actors)]
        self.actors = dict(actors)
        self.objectives = list(objectives)
        self.kind = kind
        self.seat: str | None = None
        self.objective: int | None = None

    def body(self) -> ComposeResult:
        """Yield the text, the tags, and who mends an issue by when."""
        yield Field(id="note_text", max_length=LONGEST)
        yield _Tags(self)
        for id, label in (("owner", "Who mends it"), ("due", "By when")):
            yield Static(safe.one(label), classes="label mend", markup=False)
            yield Field(id=id, classes="mend", max_length=200)
        yield Static("", id="missing", markup=False)

    def on_mount(self) -> None:
        """Begin with the text."""
        self.show_tags()
        self.query_one("#note_text").focus()

    def show_tags(self) -> None:
        """Show the tags, and the fields of an issue where it is one."""
        self.query_one(_Tags).rebuild()
        for each in self.query(".mend"):
            each.display = self.kind == "issue"

    def tags(self) -> Iterable[tuple[str, str, str]]:
        """Yield each tag with its name and its value in words."""
        yield "kind", "kind", SAID[self.kind]
        yield "seat", "seat", self.actors[self.seat] if self.seat else "no seat in particular"
        if self.objectives:
            at = self.objective
            told = "none" if at is None else f"{at + 1}. {self.objectives[at]}"
            yield "objective", "objective", told

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go to the next value of a tag, or write the note down."""
        event.stop()
        turn: dict[str, Callable[[], None]] = {
            "kind": self._next_kind,
            "seat": self._next_seat,
            "objective": self._next_objective,
            "=write": self.write_down,
        }
        turn[event.option_id or "=write"]()
        if event.option_id != "=write":
            self.show_tags()

    def _next_kind(self) -> None:
        self.kind = KINDS[(KINDS.index(self.kind) + 1) % len(KINDS)]

    def _next_seat(self) -> None:
        self.seat = self.seats[(self.seats.index(self.seat) + 1) % len(self.seats)]

    def _next_objective(self) -> None:
        at = -1 if self.objective is None else self.objective
        self.objective = at + 1 if at + 1 < len(self.objectives) else None

    def on_input_changed(self, event: Input.Changed) -> None:
        """Take back what was said of a text that was empty."""
        if event.value.strip():
            self.query_one("#missing", Static).update("")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Write the note down."""
        self.write_down()

    def write_down(self) -> None:
        """Give the note back, if there is one."""
        text = safe.line(self.query_one("#note_text", Input).value)
        if not text:
            says = "✗ The note is still empty; esc goes back without one."
            self.query_one("#missing", Static).update(safe.one(says, "bold $error"))
            self.query_one("#note_text").focus()
            return
        issue = self.kind == "issue"
        owner, due = (
            safe.line(self.query_one(f"#{id}", Input).value) if issue else ""
            for id in ("owner", "due")
        )
        self.dismiss(Note(text, self.kind, self.seat, self.objective, owner, due))


def says(note: Note) -> str:
    """Return what to tell of a note that was written down."""
    return f"Written down: {words(note.kind)}."
