"""Matrix arguments: the room puts pros and cons, the white cell rates them, the odds follow."""

from __future__ import annotations

from collections.abc import Iterable

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from engine.record import Adjudication, Ruling
from reports.rolls import roll_of
from reports.timeline import RESULTS
from reports.wording import fraction, plain, signed
from tui import safe
from tui.screens.dialogs import Ask, Dialog
from tui.weighing import MOST, Argument, Side, balance_of, bounds_told, told, weighed
from tui.widgets.lists import Rows, hanging

SAYS = "Enter changes an argument's rating: counts (1), weak (½), set aside (0)."


class _Arguments(Rows):
    BINDINGS = [Binding("enter", "select", "rate", tooltip="Change the rating of the argument")]

    def __init__(self) -> None:
        super().__init__("answers")
        self.arguments: list[Argument] = []

    def rows(self, width: int) -> Iterable[Option]:
        for each in self.arguments:
            sign, style = ("+", "bold $success") if each.side == "for" else ("−", "bold $error")
            lead = Content.assemble((f"{sign} ", style), f"{each.rated:<9}  ")
            yield Option(hanging(lead, safe.one(each.says), width))
        if not self.arguments:
            yield Option(Content("Nothing is put yet: p puts a pro, c a con."), disabled=True)


class ArgumentsDialog(Dialog[Ruling]):
    """Takes arguments on one move; gives back a ruling with their balance and their words.

    What the seat itself `argued` for its move stands first.
    """

    BINDINGS = [
        Binding("p", "put('for')", "pro", tooltip="Put an argument for the move"),
        Binding("c", "put('against')", "con", tooltip="Put an argument against the move"),
        Binding("x", "drop", "drop", tooltip="Drop the highlighted argument"),
        Binding("n", "settle", "settle", tooltip="Rule by these arguments and the roll"),
    ]

    def __init__(self, pause: Adjudication, each: float, ruler: str = "", argued: str = "") -> None:
        super().__init__("Weigh the arguments", SAYS)
        self.pause, self.each, self.ruler = pause, each, ruler
        self.argued = plain(argued).strip()

    def body(self) -> ComposeResult:
        """Yield the arguments and what they come to."""
        yield _Arguments()
        yield Static("", id="sum", markup=False)

    def on_mount(self) -> None:
        """Show what there is."""
        self._rows.focus()
        self._rows.arguments += [Argument(self.argued, "for")] if self.argued else []
        self._show()

    @property
    def written(self) -> bool:
        """Whether the room has put an argument."""
        said = [each.says for each in self._rows.arguments]
        return said != ([self.argued] if self.argued else [])

    @property
    def _rows(self) -> _Arguments:
        return self.query_one(_Arguments)

    def _show(self) -> None:
        self._rows.rebuild()
        balance = balance_of(self._rows.arguments)
        odds, result = weighed(self.pause, balance, self.each)
        net = signed(balance, 1) if balance else "0"
        roll = roll_of(odds, self.pause.roll)
        told = f"rolled {roll.roll}: {RESULTS[result]}"
        text = f"Balance {net}: odds {fraction(self.pause.odds)} become {roll.odds}; {told}"
        lines = [safe.one(text, "bold"), safe.one(bounds_told(odds, self.pause.roll))]
        self.query_one("#sum", Static).update(Content("\n").join(lines))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show only the keys that do something now."""
        put = self._rows.arguments if self.is_mounted else []
        if action in ("drop", "settle"):
            return bool(put)
        return action != "put" or len(put) < MOST

    @work(exclusive=True)
    async def action_put(self, side: Side) -> None:
        """Ask for an argument."""
        title = "Why should it go well?" if side == "for" else "Why should it go badly?"
        given = await self.app.push_screen_wait(Ask(title, [("Argument", "")]))
        if given is not None:
            self._rows.arguments.append(Argument(given[0], side))
            self._rows.highlighted = None
            self._show()
            self._rows.highlighted = len(self._rows.arguments) - 1

    def action_drop(self) -> None:
        """Drop the highlighted argument."""
        at = self._rows.highlighted
        if at is not None and at < len(self._rows.arguments):
            del self._rows.arguments[at]
            self._show()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Give the argument its next rating."""
        put = self._rows.arguments
        put[event.option_index] = put[event.option_index].rerated()
        self._show()

    @work(exclusive=True)
    async def action_settle(self) -> None:
        """Ask who rules, and give the ruling back."""
        put = self._rows.arguments
        given = await self.app.push_screen_wait(Ask("Ruling by arguments", [("By", self.ruler)]))
        if given is not None:
            self.dismiss(Ruling(reason=told(put), by=given[0], balance=balance_of(put)))
