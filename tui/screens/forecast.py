"""A seat's forecast: shares over another's moves, or over the outcomes, that sum to 100 %."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from reports.wording import likelihood
from tui import safe
from tui.screens.dialogs import Ask, Dialog
from tui.telling import bar
from tui.widgets.lists import Rows, cells, right

STEP = 5
GIVE = "=give"


class _Shares(Rows):
    BINDINGS = [
        Binding("right", "more", "more", tooltip="Give the highlighted line 5% more"),
        Binding("left", "less", "less", tooltip="Give the highlighted line 5% less"),
        Binding("enter", "select", "type it", tooltip="Type the percent of the highlighted line"),
    ]

    def __init__(self, dialog: ForecastDialog) -> None:
        super().__init__("answers")
        self.dialog = dialog

    def rows(self, width: int) -> Iterable[Option]:
        dialog = self.dialog
        for id, name in dialog.shown_classes:
            share = dialog.shares[id]
            word = likelihood(share / 100) if share else ""
            room = max(8, width - 34)
            first, *more = safe.one(name).wrap(room) or [Content("")]
            row = Content.assemble(
                cells(first, room),
                f" {bar(share, 100.0)} ",
                right(Content.styled(f"{share}%", "bold" if share else ""), 4),
                f"  {word}",
            )
            below = (Content.assemble("  ", line) for line in more)
            yield Option(Content("\n").join([row, *below]), id)
        says = dialog.missing()
        style = "bold $success" if not says else "$foreground-muted"
        yield Option(Content.styled(f"▶ Give the forecast{says}", style), GIVE)

    def action_more(self) -> None:
        """Give the highlighted line more."""
        self.dialog.add(STEP)

    def action_less(self) -> None:
        """Give the highlighted line less."""
        self.dialog.add(-STEP)


class ForecastDialog(Dialog[dict[str, float]]):
    """Asks for shares over some classes, given as pairs of id and name; they begin at none."""

    BINDINGS = [
        Binding("e", "even", "spread rest", tooltip="Spread what is left over the others evenly")
    ]

    def __init__(self, title: str, classes: Sequence[tuple[str, str]], says: str = "") -> None:
        super().__init__(title, says)
        self.shown_classes = list(classes)
        self.shares = dict.fromkeys((id for id, _ in classes), 0)

    def body(self) -> ComposeResult:
        """Yield the classes with their shares."""
        yield _Shares(self)
        yield Static("", id="missing", markup=False)

    def on_mount(self) -> None:
        """Show the shares."""
        self.show_shares()
        self.query_one(_Shares).focus()

    def show_shares(self) -> None:
        """Show the shares as they are, and nothing that was said of others."""
        self.query_one("#missing", Static).update("")
        self.query_one(_Shares).rebuild()

    def missing(self) -> str:
        """Return what is left to give, "" where nothing is."""
        left = 100 - sum(self.shares.values())
        return f": {left}% are left" if left > 0 else f": {-left}% too many" if left else ""

    @property
    def written(self) -> bool:
        """Whether any share was given."""
        return any(self.shares.values())

    @property
    def highlighted(self) -> str:
        """The id of the highlighted class, "" on the last line."""
        at = self.query_one(_Shares).highlighted
        return self.shown_classes[at][0] if at is not None and at < len(self.shown_classes) else ""

    def add(self, amount: int) -> None:
        """Give the highlighted class more or less."""
        if id := self.highlighted:
            self.shares[id] = min(100, max(0, self.shares[id] + amount))
            self.show_shares()

    def action_even(self) -> None:
        """Spread what is left over the classes that have none, over all where each has some."""
        left = 100 - sum(self.shares.values())
        if left < 0:
            self.say(f"There is nothing left to spread{self.missing()}.")
            return
        empty = [id for id, share in self.shares.items() if not share] or list(self.shares)
        for at, id in enumerate(empty):
            self.shares[id] += left // len(empty) + (at < left % len(empty))
        self.show_shares()

    @work(exclusive=True, group="share")
    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Ask for a share as a number, or give the forecast if it is whole."""
        event.stop()
        if event.option_id == GIVE:
            self.give()
            return
        id = event.option_id or ""
        name = dict(self.shown_classes)[id]
        given = await self.app.push_screen_wait(Ask(name, [("Percent", str(self.shares[id]))]))
        if given is None:
            return
        number = given[0].rstrip("% ")
        if number.isdecimal() and number.isascii() and int(number) <= 100:
            self.shares[id] = int(number)
            self.show_shares()
        else:
            self.say("A share is a whole number of percent from 0 to 100.")

    def give(self) -> None:
        """Give the forecast back if its shares sum to 100 %."""
        if missing := self.missing():
            self.say(f"The shares must sum to 100%{missing}.")
            return
        self.dismiss({id: share / 100 for id, share in self.shares.items() if share})

    def say(self, text: str) -> None:
        """Say what does not fit."""
        self.query_one("#missing", Static).update(safe.one(f"✗ {text}", "bold $error"))
