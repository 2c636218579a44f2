"""Set-up: who sits where, on which luck and reading, who rules, what stands on every page."""

from __future__ import annotations

import asyncio
import os
import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import OptionList, Static

from engine.errors import WhitecellError
from engine.model import Overrides, Scenario
from engine.play.journal.plan import LONGEST_BUDGET, MOST_SIGNS
from reports.wording import counted, listing
from tui import safe
from tui.messages import NextWanted
from tui.page import Page
from tui.plan import Plan
from tui.screens.dialogs import Ask, Pick, thrown_away
from tui.shelf import Shelf
from tui.waiting import Waiting
from tui.widgets import sheet
from tui.widgets.sheet import MODES, Sheet
from tui.widgets.waiting import WaitingLine

MOST = 10**9


class SetupScreen(Page[Plan | None]):
    """Gives back the plan of an exercise, or None."""

    BINDINGS = [
        Binding("n", "start", "start", tooltip="Start the exercise"),
        Binding("w", "who", "who", tooltip="Say who sits in the highlighted seat"),
        Binding("p", "people", "suggested seats", tooltip="Seats to take for so many teams"),
        Binding("v", "variant", "variant", show=False, tooltip="Pick a variant of the scenario"),
        Binding("l", "lens", "lens", show=False, tooltip="Pick an analyst's reading of it"),
        Binding("e", "seed", "seed", show=False, tooltip="Give the number all luck comes from"),
        Binding("x", "any_seed", "any seed", show=False, tooltip="Draw a new seed"),
        Binding("r", "rulings", "rulings", show=False, tooltip="Say who rules on uncertain moves"),
        Binding("m", "marking", "marking", show=False, tooltip="Mark every screen and export"),
        Binding("b", "budget", "budget", show=False, tooltip="Give each seat a time budget"),
        Binding("i", "names", "names", show=False, tooltip="Keep names out of reports, or not"),
        Binding("c", "second", "copy", show=False, tooltip="Copy the journal to a second disk"),
        *(
            Binding(str(at), f"seat({at - 1})", f"seat {at}", show=False, tooltip="Switch a seat")
            for at in range(1, 10)
        ),
    ]

    def __init__(self, shelf: Shelf, scenario: Scenario, journal: Path) -> None:
        super().__init__()
        self.shelf, self.scenario, self.journal = shelf, scenario, journal
        self.plan = Plan(scenario.id)

    def body(self) -> ComposeResult:
        """Yield the sheet and the line that says what comes next."""
        yield Static("", id="seen", markup=False)
        yield Sheet(self.scenario, self.plan)
        yield Static("", id="kept_in", markup=False)
        yield WaitingLine()

    def on_mount(self) -> None:
        """Show the sheet."""
        self.entitle(f"{self.scenario.title} · set-up")
        self.query_one("#seen", Static).update(
            Content("Who holds each seat? The engine plays the seats nobody takes, and says why.")
        )
        name, folder = safe.one(self.journal.name, "bold"), safe.one(str(self.journal.parent))
        kept = Content.assemble("Kept in ", name, " in ", folder)
        self.query_one("#kept_in", Static).update(kept)
        self.query_one(Sheet).focus()
        self.change()

    def change(self, **changes: object) -> None:
        """Change the plan and show it."""
        self.plan = replace(self.plan, **changes)  # type: ignore[arg-type]
        self.query_one(Sheet).show(self.plan)
        self.mark(self.plan.marking)
        held = len(self.plan.people)
        some = f"{counted(held, 'seat')} held by {'a person' if held == 1 else 'persons'}"
        count = some if held else "The engine holds every seat"
        self.query_one(WaitingLine).show(Waiting(f"{count}.", "n", "start", "start the exercise"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show only the keys that do something for this scenario."""
        if action == "seat":
            return isinstance(parameters[0], int) and parameters[0] < len(self.scenario.actors)
        found = {"people": self.scenario.seats, "lens": self.scenario.lenses}
        return bool(found.get(action, True))

    # --- picking a line --------------------------------------------------------------------------

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Change the line that was picked."""
        self._pick(event.option_id or "")

    def _pick(self, line: str) -> None:
        actions: dict[str, Callable[[], object]] = {
            sheet.VARIANT: self.action_variant,
            sheet.LENS: self.action_lens,
            sheet.SEEDED: self.action_seed,
            sheet.RULINGS: self.action_rulings,
            sheet.MARKING: self.action_marking,
            sheet.BUDGET: self.action_budget,
            sheet.NAMES: self.action_names,
            sheet.SECOND: self.action_second,
            sheet.START: self.action_start,
        }
        if line in actions:
            actions[line]()
        elif line:
            self.change(people=self.plan.people ^ {line})

    # --- who sits where --------------------------------------------------------------------------

    def action_seat(self, at: int) -> None:
        """Switch a seat between person and engine, and stand on it: what comes next is about it."""
        self.query_one(Sheet).highlighted = at
        self.change(people=self.plan.people ^ {self.scenario.actors[at].id})

    @work(exclusive=True)
    async def action_who(self) -> None:
        """Ask who sits in the highlighted seat; such a seat is a person's."""
        at = self.query_one(Sheet).highlighted or 0
        if at >= len(self.scenario.actors):
            self.tell("Stand on a seat first: w then asks who sits there.")
            return
        actor = self.scenario.actors[at]
        fields = [("Who sits there", self.plan.names.get(actor.id, ""))]
        says = "A team or a person, for the record. Empty takes the name away."
        given = await self.app.push_screen_wait(Ask(actor.name, fields, says, empty=True))
        if given is not None:
            names = {**self.plan.names, actor.id: given[0][:MOST_SIGNS]}
            names = {seat: who for seat, who in names.items() if who}
            held = self.plan.people | {actor.id} if given[0] else self.plan.people
            self.change(names=names, people=held)

    @work(exclusive=True)
    async def action_people(self) -> None:
        """Take the seats the scenario suggests for so many teams."""
        cast = {actor.id: actor.name for actor in self.scenario.actors}
        known = [seats for seats in self.scenario.seats if set(seats) <= cast.keys()]
        answers = [
            (str(at), f"{counted(len(seats), 'team')}: {listing(cast[each] for each in seats)}")
            for at, seats in enumerate(known)
        ]
        if not answers:
            self.tell("The seats it suggests need a variant that brings them in.")
            return
        picked = await self.app.push_screen_wait(Pick("How many teams sit down?", answers))
        if picked is not None:
            people = frozenset(known[int(picked)])
            names = {seat: who for seat, who in self.plan.names.items() if seat in people}
            self.change(people=people, names=names)

    # --- the luck and the reading ----------------------------------------------------------------

    def action_any_seed(self) -> None:
        """Draw a new seed."""
        self.change(seed=1 + secrets.randbelow(9999))

    @work(exclusive=True)
    async def action_seed(self) -> None:
        """Ask for the seed."""
        says = "A whole number. The same seed and choices give the same exercise."
        fields = [("Seed", str(self.plan.seed))]
        dialog = Ask("Seed", fields, says, wrong=_no_seed)
        given = await self.app.push_screen_wait(dialog)
        if given is not None:
            self.change(seed=int(given[0]))

    @work(exclusive=True)
    async def action_variant(self) -> None:
        """Ask for the variant."""
        found = await self._one_of("Variant", self.scenario.variants, self.plan.variant, "main")
        if found:
            self.change(variant=found[0])
            self._read()

    @work(exclusive=True)
    async def action_lens(self) -> None:
        """Ask for the lens."""
        found = await self._one_of("Lens", self.scenario.lenses, self.plan.lens, "none")
        if found:
            self.change(lens=found[0])
            self._read()

    @work(exclusive=True, group="reading")
    async def _read(self) -> None:
        """Read the scenario as the variant and the lens make it: they may change who is in it."""
        plan = self.plan
        try:
            made = await asyncio.to_thread(self.shelf.load, plan.scenario, plan.variant, plan.lens)
        except WhitecellError as error:
            self.go_back(error)
        else:
            self.take(made)

    def go_back(self, error: WhitecellError) -> None:
        """Keep the variant and the lens as they were: the others cannot be read."""
        if self.stands:
            self.change(variant=self.scenario.variant, lens=self.scenario.lens)
            self.warn(error)

    def take(self, made: Scenario) -> None:
        """Take in the scenario as it was read, and seat its cast."""
        if not self.stands:
            return
        self.scenario = made
        self.query_one(Sheet).take(made)
        self.plan = cast_in(made, self.plan)
        self.change()
        self.refresh_bindings()

    async def _one_of(
        self, title: str, known: Sequence[Overrides], here: str | None, none: str
    ) -> list[str | None]:
        """Ask for one of some overrides or for none; return it as a list, empty where not asked."""
        ids = [None, *(each.id for each in known)]
        says = [f"{none}: the scenario as it is written"]
        names = self.query_one(Sheet).names
        says += [f"{names.override(each)}: {each.says}" for each in known]
        answers = [(str(at), each) for at, each in enumerate(says)]
        picked = await self.app.push_screen_wait(Pick(title, answers, at=ids.index(here)))
        return [] if picked is None else [ids[int(picked)]]

    # --- rulings, marking, time, names, copies ---------------------------------------------------

    def action_rulings(self) -> None:
        """Go to the next mode of adjudication."""
        modes = list(MODES)
        self.change(mode=modes[(modes.index(self.plan.mode) + 1) % len(modes)])

    def action_names(self) -> None:
        """Let reports name who sits where, or not."""
        self.change(anonymous=not self.plan.anonymous)

    @work(exclusive=True)
    async def action_marking(self) -> None:
        """Ask for the handling marking."""
        says = "Stands on every screen, export and report. Empty takes it away."
        fields = [("Marking", self.plan.marking)]
        given = await self.app.push_screen_wait(Ask("Handling marking", fields, says, empty=True))
        if given is not None:
            self.change(marking=given[0][:MOST_SIGNS])

    @work(exclusive=True)
    async def action_budget(self) -> None:
        """Ask for the minutes a seat has a turn."""
        says = "Minutes a seat has in a turn, such as 10 or 2.5. Empty means no limit."
        now = f"{self.plan.budget / 60:g}" if self.plan.budget else ""
        fields = [("Minutes", now)]
        dialog = Ask("Time budget", fields, says, empty=True, wrong=_no_budget)
        given = await self.app.push_screen_wait(dialog)
        if given is not None:
            self.change(budget=_seconds(given[0]))

    @work(exclusive=True)
    async def action_second(self) -> None:
        """Ask for the folder that takes a copy."""
        says = "A folder on another disk takes a copy at every turn's end. Empty means none."
        fields = [("Folder", str(self.plan.second or ""))]
        dialog = Ask("Second copy", fields, says, empty=True, wrong=_no_folder)
        given = await self.app.push_screen_wait(dialog)
        if given is not None:
            self.change(second=Path(given[0]).expanduser() if given[0] else None)

    # --- leaving and starting ---------------------------------------------------------------------

    def action_back(self) -> None:
        """Go back; ask first where something was set up."""
        if self.plan == Plan(self.scenario.id):
            self.dismiss(None)
        else:
            self.leave()

    @work(exclusive=True)
    async def leave(self) -> None:
        """Ask whether to throw away what was set up, and go back."""
        if await thrown_away(self.app, "Leave the set-up?", "What was set up here is lost."):
            self.dismiss(None)

    def on_next_wanted(self, message: NextWanted) -> None:
        """Start the exercise."""
        self.action_start()

    def action_start(self) -> None:
        """Give the plan back if it can be played, and no question is on its way."""
        if self._asking():
            return
        try:
            made = self.shelf.load(self.scenario.id, self.plan.variant, self.plan.lens)
        except WhitecellError as error:
            self.warn(error)
            return
        self.dismiss(cast_in(made, self.plan))

    def _asking(self) -> bool:
        """Whether a question stands here or was just asked for: it would outlive the set-up."""
        mine = (each for each in self.workers if each.node is self and each.group == "default")
        return not self.is_current or any(not each.is_finished for each in mine)


def cast_in(scenario: Scenario, plan: Plan) -> Plan:
    """Return a plan without the persons of seats that a scenario has not."""
    seats = {actor.id for actor in scenario.actors}
    names = {seat: who for seat, who in plan.names.items() if seat in seats}
    return replace(plan, people=plan.people & seats, names=names)


def _no_seed(answers: tuple[str, ...]) -> str:
    """Return what is wrong with a seed, "" for nothing."""
    given = answers[0]
    fine = given.isdecimal() and given.isascii() and int(given) < MOST
    return "" if fine else f"A seed is a whole number below {MOST}."


def _no_budget(answers: tuple[str, ...]) -> str:
    """Return what is wrong with the minutes of a seat, "" for nothing."""
    given = answers[0]
    if not given or _seconds(given) is not None:
        return ""
    return f"A time budget is a number of minutes above 0, up to {LONGEST_BUDGET / 60:g}."


def _no_folder(answers: tuple[str, ...]) -> str:
    """Return what is wrong with the folder of the copies, "" for nothing."""
    given = answers[0]
    if not given:
        return ""
    try:
        folder = Path(given).expanduser()
        fine = folder.is_dir() and os.access(folder, os.W_OK)
    except (OSError, RuntimeError, ValueError):  # no such user, or no name a file can have
        fine = False
    return "" if fine else f"{given} is not a folder that can be written to."


def _seconds(minutes: str) -> float | None:
    """Return minutes as seconds, None where they are no sensible time."""
    try:
        seconds = float(minutes) * 60
    except ValueError:
        return None
    return seconds if 1 <= seconds <= LONGEST_BUDGET else None
