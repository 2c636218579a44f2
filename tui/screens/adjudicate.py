"""Adjudicate: the white cell accepts the model's roll, weighs arguments, or rules and says why."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

from textual import work
from textual.app import ComposeResult
from textual.widgets import OptionList

from engine.record import Adjudication, Degree, Rating, Ruling
from engine.rules.adjudication import EVEN, RATINGS, dice_odds
from reports.names import Names
from reports.rolls import DEGREES, RESULTS, roll_of
from reports.wording import fraction, percent, plain, sentence
from tui.screens.arguments import ArgumentsDialog
from tui.screens.dialogs import Answers, Ask, Dialog, Pick
from tui.screens.free_move import WHY
from tui.weighing import bounds_told
from tui.widgets.lists import Rows

MEANS: dict[Degree, str] = {
    "done": "every effect lands in full",
    "partial": "every effect lands at half its size",
    "near_miss": "nothing lands, and it is told as close",
    "failed": "nothing it meant lands; what failing brings does",
}
ARGUE, RATE, DICE = "=argue", "=rate", "=dice"
OTHER_WAYS = {
    ARGUE: "Weigh arguments for and against, then let the roll stand",
    RATE: "Rate it as one argument, absurd to very strong",
    DICE: "Roll two dice at the table and type what they show",
}


def _results(proposed: Degree | None) -> list[tuple[str, str]]:
    """Return the answers to a move that is due, by id; the model's own first, if it has one."""
    if proposed is None:
        return [(each, f"{RESULTS[each]}: {MEANS[each]}") for each in DEGREES]
    accept = f"Accept the roll: {RESULTS[proposed]}, {MEANS[proposed]}"
    others = [each for each in DEGREES if each != proposed]
    rows = [(each, f"Rule otherwise, {RESULTS[each]}: {MEANS[each]}") for each in others]
    return [(proposed, accept), *rows, *OTHER_WAYS.items()]


class AdjudicateDialog(Dialog[Ruling]):
    """Asks for a ruling on one move; an override needs a reason and a name.

    `free` hides the roll: the white cell says how the move goes, and why. `each` is what one net
    argument adds to the log-odds, `argued` what the seat says for its free move.
    """

    def __init__(
        self,
        pause: Adjudication,
        names: Names,
        ruler: str = "",
        *,
        free: bool = False,
        each: float = 0.5,
        argued: str = "",
    ) -> None:
        says = sentence(f"{names.actor(pause.actor)} {names.behind(plain(pause.says))}")
        says += f"\n{WHY}: {plain(argued)}" if argued.strip() else ""
        odds = f"The model's odds are {fraction(pause.odds)}." if free else _rolled(pause)
        super().__init__("A move is due: how does it go?", f"{says}\n{odds}")
        self.pause, self.ruler, self.free, self.each = pause, ruler, free, each
        self.argued = argued

    def body(self) -> ComposeResult:
        """Yield the results, the model's own first where it proposes one."""
        yield Answers(_results(None if self.free else self.pause.proposed), lead="• ")

    def on_mount(self) -> None:
        """Stand on the first row."""
        self.query_one(Rows).focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Accept, or ask for what the other way of ruling needs."""
        others: dict[str | None, Callable[[], object]] = {
            ARGUE: self.argue,
            RATE: self.rate,
            DICE: self.dice,
        }
        if event.option_id in others:
            others[event.option_id]()
        elif event.option_id == self.pause.proposed and not self.free:
            self.dismiss(Ruling())
        else:
            self.override(next(each for each in DEGREES if each == event.option_id))

    @work(exclusive=True)
    async def override(self, result: Degree) -> None:
        """Ask for the reason and the name that go on record."""
        fields = [("Reason", ""), ("Ruled by", self.ruler)]
        given = await self.app.push_screen_wait(Ask(f"Ruling: {RESULTS[result]}", fields))
        if given is not None:
            reason, by = given
            self.dismiss(Ruling(result, reason, by))

    @work(exclusive=True)
    async def argue(self) -> None:
        """Take arguments and rule by their balance."""
        dialog = ArgumentsDialog(self.pause, self.each, self.ruler, self.argued)
        ruling: Ruling | None = await self.app.push_screen_wait(dialog)
        if ruling is not None:
            self.dismiss(ruling)

    @work(exclusive=True)
    async def rate(self) -> None:
        """Take a rating of the whole argument, which stands for the odds."""
        names: tuple[Rating, ...] = get_args(Rating)
        answers = [(each, f"{each}: odds {fraction(RATINGS[each])}") for each in names]
        picked = await self.app.push_screen_wait(Pick("How good is the argument?", answers, at=3))
        if picked is None:
            return
        fields = [("Argument", ""), ("Ruled by", self.ruler)]
        given = await self.app.push_screen_wait(Ask(f"Rated {picked}", fields))
        if given is not None:
            rated = next(each for each in names if each == picked)
            self.dismiss(Ruling(reason=given[0], by=given[1], rating=rated))

    @work(exclusive=True)
    async def dice(self) -> None:
        """Take a roll made at the table."""
        chance = percent(dice_odds(EVEN))
        says = f"Two dice, 2 to 12, take the place of the odds {fraction(self.pause.odds)} and of "
        says += f"their roll: {EVEN} or more is done, less is failed. {EVEN} or more is {chance}."
        fields = [("Dice", ""), ("Ruled by", self.ruler)]
        given = await self.app.push_screen_wait(Ask("Roll two dice", fields, says, wrong=_no_dice))
        if given is not None:
            shown = _dice(given[0])
            self.dismiss(Ruling(reason=f"two dice showed {shown}", by=given[1], dice=shown))


def _rolled(pause: Adjudication) -> str:
    """Return the odds, the roll, what it came to, and every bound it could have fallen below."""
    roll = roll_of(pause.odds, pause.roll)
    came = sentence(f"{roll.told}: {RESULTS[pause.proposed]}")
    return f"{came}\n{bounds_told(pause.odds, pause.roll)}".strip()


def _dice(given: str) -> int:
    """Return what two dice show, given as their sum or as two faces; 0 where they cannot."""
    faces = [int(each) for each in given.replace("+", " ").split() if each in _FACES]
    if len(faces) == 1:
        return faces[0] if faces[0] >= 2 else 0
    return sum(faces) if len(faces) == 2 and max(faces) <= 6 else 0


_FACES = frozenset(map(str, range(1, 13)))


def _no_dice(given: tuple[str, ...]) -> str:
    """Return what is wrong with a roll, "" where it is one."""
    return "" if _dice(given[0]) else "Two dice show 2 to 12: type the sum, or both, as in 6 5."
