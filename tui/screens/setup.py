"""Set-up: who holds each seat, the variant, the seed, who rules on uncertain moves."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from pathlib import Path

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from engine.errors import WhitecellError
from engine.model import Scenario
from engine.model.luck import SEED
from reports.wording import words
from tui import safe
from tui.messages import NextWanted
from tui.page import Page
from tui.screens.dialogs import Ask, Pick
from tui.shelf import Plan, Shelf
from tui.standing import Waiting
from tui.widgets.lists import Rows, cells, hanging
from tui.widgets.waiting import WaitingLine

MOST = 10**9
VARIANT, SEEDED, RULINGS, START = "=variant", "=seed", "=rulings", "=start"


class _Sheet(Rows):
    BORDER_TITLE = "SET-UP"
    BINDINGS = [Binding("enter", "select", "change", tooltip="Change the highlighted line")]

    def __init__(self, setup: SetupScreen) -> None:
        super().__init__("sheet")
        self.setup = setup

    def rows(self, width: int) -> Iterable[Option]:
        setup = self.setup
        for at, actor in enumerate(setup.scenario.actors, 1):
            held = actor.id in setup.people
            lead = Content.assemble(
                (f"{at if at < 10 else ' '} ", "$foreground-muted"),
                cells(safe.one(actor.name), 16),
                "  ",
            )
            state = ("● person", "bold $accent") if held else ("  engine", "$foreground-muted")
            yield Option(Content.assemble(lead, state), actor.id)
        yield Option(self._field("v", "Variant", setup.variant_text(), width), VARIANT)
        yield Option(self._field("e", "Seed", str(setup.seed), width), SEEDED)
        rulings = "the white cell rules" if setup.white_cell else "the model's roll stands"
        yield Option(self._field("r", "Uncertain moves", rulings, width), RULINGS)
        yield Option(Content.styled("▶ Start the exercise", "bold $success"), START)

    def _field(self, key: str, name: str, value: str, width: int) -> Content:
        lead = Content.assemble((f"{key} ", "$foreground-muted"), f"{name:<16}  ")
        return hanging(lead, safe.one(value, "bold"), width)


class SetupScreen(Page[Plan | None]):
    """Gives back the plan of an exercise, or None."""

    BINDINGS = [
        Binding("n", "start", "start", tooltip="Start the exercise"),
        Binding("v", "variant", "variant", tooltip="Pick a variant of the scenario"),
        Binding("e", "seed", "seed", tooltip="Give the number all luck comes from"),
        Binding("x", "any_seed", "any seed", show=False, tooltip="Draw a new seed"),
        Binding("r", "rulings", "rulings", tooltip="Let the model or the white cell rule"),
        *(
            Binding(str(at), f"seat({at - 1})", f"seat {at}", show=False, tooltip="Switch a seat")
            for at in range(1, 10)
        ),
    ]

    def __init__(self, shelf: Shelf, scenario: Scenario, journal: Path) -> None:
        super().__init__()
        self.shelf, self.scenario, self.journal = shelf, scenario, journal
        self.people: set[str] = set()
        self.seed = SEED
        self.variant: str | None = None
        self.white_cell = False

    def body(self) -> ComposeResult:
        """Yield the sheet and the line that says what comes next."""
        yield Static("", id="seen", markup=False)
        yield _Sheet(self)
        yield Static("", id="kept_in", markup=False)
        yield WaitingLine()

    def on_mount(self) -> None:
        """Show the sheet."""
        self.entitle(f"{self.scenario.title} · set-up")
        self.query_one("#seen", Static).update(
            Content("Who holds each seat? The engine plays the seats nobody takes, and says why.")
        )
        self.query_one("#kept_in", Static).update(self._kept_in())
        self.query_one(_Sheet).focus()
        self._show()

    def _kept_in(self) -> Content:
        """Return where every input will be kept."""
        name, folder = safe.one(self.journal.name, "bold"), safe.one(str(self.journal.parent))
        return Content.assemble("Kept in ", name, " in ", folder)

    def _show(self) -> None:
        self.query_one(_Sheet).rebuild()
        held = len(self.people)
        count = f"{held} held by persons" if held else "The engine holds every seat"
        self.query_one(WaitingLine).show(Waiting(f"{count}.", "n", "start", "start the exercise"))

    def variant_text(self) -> str:
        """Return the variant and its sentence."""
        for each in self.scenario.variants:
            if each.id == self.variant:
                return f"{words(each.id)}: {each.says}"
        return "main: the scenario as it is written"

    # --- changing the sheet ----------------------------------------------------------------------

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Change the line that was picked."""
        self._change(event.option_id or "")

    def _change(self, line: str) -> None:
        actions: dict[str, Callable[[], object]] = {
            VARIANT: self.action_variant,
            SEEDED: self.action_seed,
            RULINGS: self.action_rulings,
            START: self.action_start,
        }
        if line in actions:
            actions[line]()
        elif line:
            self._switch(line)

    def _switch(self, actor: str) -> None:
        self.people ^= {actor}
        self._show()

    def action_seat(self, at: int) -> None:
        """Switch a seat between person and engine."""
        if at < len(self.scenario.actors):
            self._switch(self.scenario.actors[at].id)

    def action_rulings(self) -> None:
        """Switch who rules on uncertain moves."""
        self.white_cell = not self.white_cell
        self._show()

    def action_any_seed(self) -> None:
        """Draw a new seed."""
        self.seed = 1 + secrets.randbelow(9999)
        self._show()

    @work(exclusive=True)
    async def action_seed(self) -> None:
        """Ask for the seed."""
        says = "A whole number. The same seed and choices give the same exercise."
        given = await self.app.push_screen_wait(Ask("Seed", [("Seed", str(self.seed))], says))
        if given is None:
            return
        if given[0].isdecimal() and int(given[0]) < MOST:
            self.seed = int(given[0])
            self._show()
        else:
            self.tell(f"A seed is a whole number below {MOST}.")

    @work(exclusive=True)
    async def action_variant(self) -> None:
        """Ask for the variant."""
        known = {str(at): each for at, each in enumerate(self.scenario.variants)}
        answers = [("", "main: the scenario as it is written")]
        answers += [(at, f"{words(each.id)}: {each.says}") for at, each in known.items()]
        ids = [None, *(each.id for each in known.values())]
        here = ids.index(self.variant)
        picked = await self.app.push_screen_wait(Pick("Variant", answers, at=here))
        if picked is not None:
            self.variant = known[picked].id if picked else None
            self._show()

    # --- starting --------------------------------------------------------------------------------

    def on_next_wanted(self, message: NextWanted) -> None:
        """Start the exercise."""
        self.action_start()

    def action_start(self) -> None:
        """Give the plan back if it can be played."""
        try:
            self.shelf.load(self.scenario.id, self.variant)
        except WhitecellError as error:
            self.warn(error)
            return
        people = frozenset(self.people)
        self.dismiss(Plan(self.scenario.id, people, self.seed, self.variant, self.white_cell))
