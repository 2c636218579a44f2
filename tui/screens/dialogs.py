"""Small questions over a screen: pick one, fill in a line or two, read a text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tui import safe
from tui.page import Steady, TooSmall
from tui.widgets.box import Box, Words
from tui.widgets.field import Field
from tui.widgets.keys import KeysLine
from tui.widgets.lists import Rows, hanging

T = TypeVar("T")
AWAY = [("keep", "No, go on with it"), ("away", "Yes, throw it away")]


class Dialog(Steady[T | None], ModalScreen[T | None]):
    """A box over the screen; esc closes it without an answer."""

    BINDINGS = [
        Binding("escape", "back", "back", tooltip="Close without an answer"),
        Binding("f1", "app.help", "help", show=False, tooltip="Show what every key does"),
    ]

    def __init__(self, title: str, says: str = "") -> None:
        super().__init__()
        self.heading, self.says = title, says

    def compose(self) -> ComposeResult:
        """Yield the box."""
        yield TooSmall()
        with Box(id="box") as box:
            box.border_subtitle = safe.one(self.marking)
            yield Static(safe.one(self.heading, "bold"), id="heading", markup=False)
            if self.says:
                with Words(id="words"):
                    yield Static(safe.plain(self.says), id="says", markup=False)
            yield from self.body()
        yield KeysLine(show_command_palette=False, compact=True)

    def body(self) -> ComposeResult:
        """Yield what stands under the heading."""
        yield from ()

    @property
    def written(self) -> bool:
        """Whether something was said that would be lost: more than a word in a line, at least."""
        return any(field.written for field in self.query(Field))

    def action_back(self) -> None:
        """Close without an answer; ask first where what was written would be lost."""
        if not self.written:
            self.dismiss(None)
            return

        def heard(answer: str | None) -> None:
            if answer == "away":
                self.dismiss(None)

        question = Pick("Throw it away?", AWAY, "What is written here is lost.")
        self.app.push_screen(question, heard)


class Answers(Rows):
    """Answers in a list, given as pairs of id and text; `lead` stands before each."""

    BINDINGS = [Binding("enter", "select", "choose", tooltip="Choose the highlighted answer")]

    def __init__(self, answers: Sequence[tuple[str, str]], lead: str = "") -> None:
        super().__init__("answers")
        self.answers, self.lead = answers, Content(lead)
        self._typed = ""

    def on_key(self, event: events.Key) -> None:
        """Go to the answer that begins with what is typed; a digit goes to that answer."""
        letter = event.character or ""
        if not letter.isalnum():
            self._typed = ""
            return
        for typed in (self._typed + letter, letter):
            at = self._found(typed)
            if at is not None:
                self._typed, self.highlighted = typed, at
                event.stop()
                return

    def _found(self, typed: str) -> int | None:
        """Return the first answer that begins so, or that has the number."""
        for at, (_, says) in enumerate(self.answers):
            if says.casefold().startswith(typed.casefold()):
                return at
        number = int(typed) if typed.isdecimal() else 0
        return number - 1 if 1 <= number <= len(self.answers) else None

    def rows(self, width: int) -> Iterable[Option]:
        """Return a row for each answer."""
        return [Option(hanging(self.lead, safe.one(says), width), id) for id, says in self.answers]


class Pick(Dialog[str]):
    """Asks for one of some answers, given as pairs of id and text; `at` is highlighted."""

    def __init__(
        self, title: str, answers: Sequence[tuple[str, str]], says: str = "", at: int = 0
    ) -> None:
        super().__init__(title, says)
        self.answers, self.at = answers, at

    def body(self) -> ComposeResult:
        """Yield the answers."""
        yield Answers(self.answers)

    def on_mount(self) -> None:
        """Stand on the answer that is most likely meant."""
        rows = self.query_one(Rows)
        rows.starts_at = self.at
        rows.rebuild()
        rows.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Give the answer back."""
        self.dismiss(event.option_id)


def leaving() -> Pick:
    """Return the question whether to leave the program in the middle of an answer."""
    answers = [("stay", "No, go on with it"), ("leave", "Yes, leave Whitecell")]
    says = "What is not answered yet is not kept; all that was answered is."
    return Pick("Leave in the middle of an answer?", answers, says)


async def thrown_away(app: App[Any], title: str, says: str) -> bool:
    """Ask whether what was given is to be thrown away; esc keeps it."""
    return bool(await app.push_screen_wait(Pick(title, AWAY, says)) == "away")


class Ask(Dialog[tuple[str, ...]]):
    """Asks for a line or two of text; every line must be filled in, unless they may be empty.

    `wrong` says what is wrong with the answers, "" for nothing; the question stays until they are
    right. `sure` asks whether right answers are meant: they stay as written until it says "yes".
    `live` says something of the answers as they are typed. A sentence that is given is written on
    at its end where it is to be kept; else the first key typed takes its place.
    """

    def __init__(
        self,
        title: str,
        fields: Sequence[tuple[str, str]],
        says: str = "",
        *,
        empty: bool = False,
        keep: bool = False,
        wrong: Callable[[tuple[str, ...]], str] | None = None,
        sure: Callable[[tuple[str, ...]], Pick] | None = None,
        live: Callable[[tuple[str, ...]], str] | None = None,
    ) -> None:
        super().__init__(title, says)
        self.live = live
        self.fields, self.empty, self.keep, self.sure = fields, empty, keep, sure
        self.wrong = wrong or (lambda _: "")

    def body(self) -> ComposeResult:
        """Yield the fields with what each is for."""
        for at, (label, given) in enumerate(self.fields):
            yield Static(safe.one(label), classes="label", markup=False)
            over = not (self.keep and " " in given.strip())
            field = Field(given, id=f"field{at}", max_length=400, select_on_focus=over)
            field.cursor_position = len(given)
            yield field
        yield Static("", id="live", classes="label" if self.live else "-away", markup=False)
        yield Static("", id="missing", markup=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Take back what was said of a field that was empty; say what the answers come to."""
        if event.value.strip():
            self.query_one("#missing", Static).update("")
        if self.live is not None:
            told = self.live(tuple(safe.line(field.value) for field in self.query(Input)))
            self.query_one("#live", Static).update(safe.one(told, "$foreground-muted"))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on to the next empty field, or give the answers back."""
        fields = list(self.query(Input))
        for (label, _), field in zip(self.fields, fields, strict=True):
            if not self.empty and not field.value.strip():
                field.focus()
                if field is event.input:
                    self._say(f"{label} is still empty; esc goes back without an answer.")
                return
        answers = tuple(safe.line(field.value) for field in fields)
        fault = self.wrong(answers)
        if fault:
            self._say(fault)
        elif self.sure is None:
            self.dismiss(answers)
        else:
            self._pass_on(self.sure(answers), answers)

    def _pass_on(self, question: Pick, answers: tuple[str, ...]) -> None:
        """Give the answers back if they are meant; who is asked sees nothing of them till then."""
        box, field = self.query_one("#box"), self.focused

        def heard(answer: str | None) -> None:
            if answer == "yes":
                self.dismiss(answers)
            else:
                box.visible = True
                self.set_focus(field)

        box.visible = False
        self.app.push_screen(question, heard)

    def _say(self, fault: str) -> None:
        self.query_one("#missing", Static).update(safe.one(f"✗ {fault}", "bold $error"))


class Reading(Dialog[None]):
    """Shows texts with a heading each; esc closes."""

    BINDINGS = [Binding("enter", "back", "close", show=False, tooltip="Close")]

    def __init__(self, title: str, texts: Iterable[tuple[str, Content]]) -> None:
        super().__init__(title)
        self.texts = [(head, text) for head, text in texts if text.plain.strip()]

    def body(self) -> ComposeResult:
        """Yield the texts."""
        with VerticalScroll(id="texts"):
            for head, text in self.texts:
                if head:
                    yield Static(safe.one(head, "bold $primary"), classes="label", markup=False)
                yield Static(text, classes="text", markup=False)

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one("#texts").focus()
