"""Adjudicate: the white cell accepts the model's roll, or rules otherwise and says why."""

from __future__ import annotations

from collections.abc import Iterable

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from engine.record import Adjudication, Result, Ruling
from reports.names import Names
from reports.timeline import RESULTS
from reports.wording import fraction, plain, sentence
from tui.screens.dialogs import Ask, Dialog
from tui.widgets.lists import Rows


class _Results(Rows):
    BINDINGS = [Binding("enter", "select", "choose", tooltip="Choose the highlighted result")]

    def __init__(self, proposed: Result) -> None:
        super().__init__("answers")
        self.results = [proposed, *(each for each in RESULTS if each != proposed)]

    def rows(self, width: int) -> Iterable[Option]:
        first, *others = self.results
        yield Option(Content(f"Accept the roll: {RESULTS[first]}"), first)
        for each in others:
            yield Option(Content(f"Rule otherwise: {RESULTS[each]}"), each)


class AdjudicateDialog(Dialog[Ruling]):
    """Asks for a ruling on one move; an override needs a reason and a name."""

    def __init__(self, pause: Adjudication, names: Names, ruler: str = "") -> None:
        says = sentence(f"{names.actor(pause.actor)} {plain(pause.says)}")
        odds = f"odds {fraction(pause.odds)}, rolled {fraction(pause.roll)}"
        super().__init__("A move is due: how does it go?", f"{says}\n{sentence(odds)}")
        self.pause, self.ruler = pause, ruler

    def body(self) -> ComposeResult:
        """Yield the results, the model's own first."""
        yield _Results(self.pause.proposed)

    def on_mount(self) -> None:
        """Stand on the model's own result."""
        self.query_one(Rows).focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Accept, or ask for the reason of the override."""
        if event.option_id == self.pause.proposed:
            self.dismiss(Ruling())
        else:
            self.override(next(each for each in RESULTS if each == event.option_id))

    @work(exclusive=True)
    async def override(self, result: Result) -> None:
        """Ask for the reason and the name that go on record."""
        fields = [("Reason", ""), ("Ruled by", self.ruler)]
        given = await self.app.push_screen_wait(Ask(f"Ruling: {RESULTS[result]}", fields))
        if given is not None:
            reason, by = given
            self.dismiss(Ruling(result, reason, by))
