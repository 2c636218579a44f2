"""One seat's Decision: its own view and nothing else, options with reasons, a choice to confirm."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static

from batch.tally import Forecast
from engine.model.free import FreeMove
from engine.record import HOLD, Option, SeatView, Sighting
from reports.wording import amount, counted, day_month, plain, sentence
from tui import safe
from tui.forecasting import Listener
from tui.lexicon import Lexicon
from tui.page import Page
from tui.screens.dialogs import Pick, Reading
from tui.screens.free_move import Ruled, ask_free_move
from tui.widgets.clock import ClockLine
from tui.widgets.odds import after_option
from tui.widgets.options import COLUMNS, OptionsList, OptionsMenu, facts_of, held, motives_of

NOTHING = "Nothing on the menu is possible now: h holds, f does what is not on it."


@dataclass(frozen=True, slots=True)
class Setting:
    """What a seat may know of the frame: the exercise's title line, the day it began, its time.

    `ruled` hears when the white cell begins to work for the seat, and when it gives it up.
    """

    where: str
    startex: date
    clock: Callable[[], str] = str
    ruled: Ruled = bool


class DecisionScreen(Page[str | FreeMove | None]):
    """Shows a seat's view; gives back the move chosen, by its id or free, None to go back."""

    BINDINGS = [
        Binding("h", "hold", "hold", tooltip="Let this turn pass"),
        Binding("f", "free", "free move", tooltip="Do what is not on the menu; white cell rules"),
        Binding("b", "brief", "brief", tooltip="Read the seat's brief, its secret part too"),
        Binding("v", "view", "what we see", tooltip="See all levels, flags and moves known"),
    ]

    GLOSS = COLUMNS

    def __init__(
        self,
        view: SeatView,
        lexicon: Lexicon,
        setting: Setting,
        odds: Callable[[Listener], None] | None = None,
    ) -> None:
        super().__init__()
        self.odds = odds
        self.forecast: Forecast | None = None
        self.view, self.lexicon, self.setting = view, lexicon, setting

    def body(self) -> ComposeResult:
        """Yield what was seen, the options, and the highlighted option taken apart."""
        yield Static("", id="seen", markup=False)
        yield ClockLine(self.setting.clock)
        yield Static("", id="columns", markup=False)
        with Container(id="choice"):
            yield OptionsMenu(self.view.options, answering=self.answering)
            with Container(id="detail"):
                with VerticalScroll(id="facts"):
                    yield Static("", id="fact", markup=False)
                with VerticalScroll(id="motives"):
                    yield Static("", id="motive", markup=False)

    def on_mount(self) -> None:
        """Fill in what does not change."""
        verb = "decides" if self.view.phase == "initiative" else "may answer"
        self.entitle(f"{self.view.name} {verb} · {self.setting.where} · sealed")
        self.query_one("#seen", Static).update(self._seen())
        self.query_one("#facts").border_title = "THIS OPTION"
        self.query_one("#motives").border_title = "EXPECTED CHANGE beside holding"
        self.query_one(OptionsList).focus()
        if self.odds is not None:
            self.odds(self._hear)

    def _hear(self, forecast: Forecast | None, fault: str) -> None:
        """Take in the odds of each option as they come."""
        self.forecast = forecast
        if self.stands:
            self._detail()

    def on_resize(self) -> None:
        """Fit the columns to the new width."""
        self.call_after_refresh(self._fit_columns)

    def _fit_columns(self) -> None:
        options = self.query_one(OptionsList)
        self.query_one("#columns", Static).update(Content(f"  {options.header(options.room)}"))
        self._detail()

    # --- what the seat sees ----------------------------------------------------------------------

    def _seen(self) -> Content:
        """Return what it answers, or the latest moves it has learnt of, in a few lines."""
        if not any(each.possible for each in self.view.options if each.move != HOLD):
            return Content("\n").join([self._known(2), safe.one(NOTHING, "$foreground-muted")])
        return self._known(3)

    def _known(self, most: int) -> Content:
        if self.view.because_of:
            told = [self._window(each) for each in self.view.because_of]
            return Content("\n").join(sorted(told, key=lambda line: line.plain[0] != "I")[:most])
        news = [s for s in self.view.sightings if s.actor != self.view.actor or s.called_off]
        latest = news[-most:]
        if not latest:
            return safe.one("No move of others is known yet.", "$foreground-muted")
        return safe.plain("\n".join(self._sighting(s) for s in latest))

    def _window(self, act: str) -> Content:
        """Return a move that calls for an answer, with the options that answer it now."""
        by = [o.says for o in self.view.options if o.possible and o.because_of == act]
        says = self.lexicon.act(act).rstrip(" .")
        if not by:
            return safe.plain(
                f"Nothing possible now answers: {sentence(says)}", "$foreground-muted"
            )
        several = f"With any of {counted(len(by), 'option')}."
        ways = f"With: {sentence(by[0])}" if len(by) == 1 else several
        return safe.plain(f"It may answer: {sentence(says)} {ways}", "bold")

    def _sighting(self, seen: Sighting) -> str:
        when = day_month(self.setting.startex + timedelta(days=seen.day))
        return f"{when:>6}  {sentence(plain(self.lexicon.act(seen.act)))}"

    def action_view(self) -> None:
        """Show all the seat sees."""
        levels = [
            f"{self.lexicon.level(id):<36} {amount(value, self.lexicon.spans[id]):>7}"
            for id, value in self.view.levels.items()
        ]
        flags = [f"{self.lexicon.level(id):<36} {_flag(v):>7}" for id, v in self.view.flags.items()]
        moves = [self._sighting(s) for s in reversed(self.view.sightings)]
        texts = [("Levels", levels), ("Facts", flags), ("Moves known, the latest first", moves)]
        shown = [(head, safe.plain("\n".join(lines))) for head, lines in texts]
        self.app.push_screen(Reading(f"What {self.view.name} sees", shown))

    def action_brief(self) -> None:
        """Show the seat's brief and its secret part."""
        shown = [
            ("Brief", safe.plain(self.view.brief)),
            ("Secret: for this seat only", safe.plain(self.view.secret_brief)),
        ]
        if not any(text.plain.strip() for _, text in shown):
            shown = [("", Content("This seat has no brief."))]
        self.app.push_screen(Reading(f"{self.view.name}: brief", shown))

    # --- choosing --------------------------------------------------------------------------------

    @property
    def answering(self) -> bool:
        """Whether the seat may answer a move, rather than make one of its own."""
        return self.view.phase == "reaction"

    @property
    def option(self) -> Option:
        """The highlighted option."""
        return self.view.options[self.query_one(OptionsList).highlighted or 0]

    def _detail(self) -> None:
        if not self.view.options:
            return
        width = self.query_one("#motives").scrollable_content_region.width
        option = self.option
        facts = facts_of(
            option,
            self.lexicon,
            answering=self.answering,
            windows=bool(self.view.because_of),
            pool=self.view.capital,
        )
        if self.forecast is not None:
            room = self.query_one("#facts").scrollable_content_region.width
            after = after_option(self.forecast, option.move, room, self.lexicon.spelled)
            facts = Content("\n").join([facts, after]) if after else facts
        self.query_one("#fact", Static).update(facts)
        base = held(self.view.options)
        self.query_one("#motive", Static).update(motives_of(option, base, self.lexicon, width))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Take the highlighted option apart."""
        self._detail()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Ask whether it is to be that one."""
        self.confirm(self.view.options[event.option_index])

    def action_hold(self) -> None:
        """Ask whether the seat is to hold."""
        option = held(self.view.options)
        if option is None:
            self.tell("This seat must move.")
        else:
            self.confirm(option)

    @work(exclusive=True)
    async def action_free(self) -> None:
        """Ask for a move that is not on the menu, and give it back."""
        lexicon, seat = self.lexicon, self.view.actor
        free = await ask_free_move(self.app, seat, lexicon, self.setting.ruled)
        if free is not None:
            self.dismiss(free)

    @work(exclusive=True)
    async def confirm(self, option: Option) -> None:
        """Give the option back once it is confirmed."""
        if not option.possible:
            self.tell("Not possible: see THIS OPTION.")
            return
        says = "hold" if option.move == HOLD else plain(option.says)
        answers = [("yes", f"Yes: {says}"), ("no", "No, look again")]
        title = f"{self.view.name}: is this the choice?"
        if await self.app.push_screen_wait(Pick(title, answers)) == "yes":
            self.dismiss(option.move)


def _flag(value: object) -> str:
    return (
        {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
    )
