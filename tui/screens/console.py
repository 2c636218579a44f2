"""The Console: the table itself, and the keys that move the exercise on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container

from engine.record import HOLD, Adjudication, AwaitChoices, Ruling
from reports.wording import period
from tui import safe, standing
from tui.forecasting import seat_odds
from tui.lexicon import lexicon_for
from tui.messages import NextWanted, SeatPicked, WhyWanted
from tui.privacy import WHITE_CELL, Private
from tui.screens.adjudicate import AdjudicateDialog
from tui.screens.decision import DecisionScreen, Setting
from tui.screens.dialogs import Ask, Pick, Reading
from tui.screens.ending import EndingScreen
from tui.screens.why import WhyScreen
from tui.widgets.audience import PublicTable, WhatIf
from tui.widgets.doors import Doors
from tui.widgets.indicators import IndicatorsPanel
from tui.widgets.odds import OddsPanel
from tui.widgets.seats import SeatsPanel
from tui.widgets.second import SecondLine
from tui.widgets.timeline import TimelinePanel
from tui.widgets.waiting import WaitingLine


class ConsoleScreen(Private):
    """An exercise under way."""

    AUTO_FOCUS = "#timeline"
    BINDINGS = [
        Binding("n", "next", "next", tooltip="Play on to what is waited for next"),
        Binding("escape", "back", "leave", show=False, tooltip="Leave the exercise"),
        Binding("d", "decide", "decide", tooltip="Decide for the next seat that is waited for"),
        Binding("a", "rule", "rule", tooltip="Rule on the move that is due"),
        Binding("w", "why", "why", tooltip="Why each seat chose as it did in this turn"),
        Binding("s", "seats", "seats", tooltip="Give seats to persons or to the engine"),
        Binding("m", "order", "order", show=False, tooltip="Order indicators by move, or show all"),
        Binding("u", "undo", "undo", tooltip="Take back the last step; it can be brought back"),
        Binding("U", "undo_turn", "turn", tooltip="Go back to the start of the turn"),
        Binding("ctrl+r", "redo", "redo", tooltip="Bring back what was taken back last"),
        Binding("b", "brief", "brief", tooltip="Read the brief and the notes"),
        Binding("E", "endex", "end", tooltip="End the exercise here: call ENDEX"),
    ]

    def body(self) -> ComposeResult:
        """Yield the three panels and the line that says what comes next."""
        yield WhatIf()
        with Container(id="table"):
            yield SeatsPanel(self.playing)
            yield TimelinePanel(self.playing)
            yield IndicatorsPanel(self.playing)
        yield PublicTable()
        yield OddsPanel(self.playing)
        yield self.clock_line()
        yield SecondLine(self.playing)
        yield WaitingLine()
        yield self.doors()

    def on_mount(self) -> None:
        """Show the table as it is."""
        self.refresh_table()

    def refresh_table(self) -> None:
        """Show the table as it is now."""
        self.follow_clock()
        self.show_privacy()
        self.entitle(standing.title(self.playing, public=self.locked))
        self.query_one(SeatsPanel).rebuild()
        self.query_one(IndicatorsPanel).rebuild()
        self.query_one(TimelinePanel).show_latest()
        self._show_record()
        self.query_one(SecondLine).look()
        self.query_one(WaitingLine).show(standing.waiting(self.playing, public=self.locked))
        self.query_one(OddsPanel).follow()
        self.query_one(Doors).show_open()
        self.refresh_bindings()

    def _show_record(self) -> None:
        """Say where all is kept, and what the undo key would take back."""
        timeline, indicators = self.query_one(TimelinePanel), self.query_one(IndicatorsPanel)
        last = "" if self.locked else self.playing.last_step()
        timeline.border_subtitle = safe.one(self.playing.journal.name)
        indicators.border_subtitle = safe.one(f"u: {last}" if last else "")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show only the keys that do something now."""
        if action == "rule":
            return isinstance(self.playing.pause, Adjudication)
        if action == "decide":
            return isinstance(self.playing.pause, AwaitChoices)
        if action == "redo":
            return self.playing.session.can_redo
        if action == "endex":
            return self.playing.may_end()
        if action in ("undo", "undo_turn"):
            return bool(self.playing.last_step())
        return super().check_action(action, parameters)

    # --- what comes next -------------------------------------------------------------------------

    def action_next(self) -> None:
        """Play on, or say what is waited for."""
        if self.playing.finished:
            self._show_ending()
            return
        waiting = standing.waiting(self.playing, public=self.locked)
        if waiting.action != "next":
            self.tell(f"{waiting.says} Press {waiting.key} to {waiting.does}.")
            return
        if self.do(self.playing.advance) and self.playing.finished:
            self._show_ending()

    def on_next_wanted(self, message: NextWanted) -> None:
        """Do what the waiting line says."""
        actions: dict[str, Callable[[], object]] = {
            "next": self.action_next,
            "decide": self.action_decide,
            "rule": self.action_rule,
        }
        actions[standing.waiting(self.playing).action]()

    def _show_ending(self) -> None:
        finished = self.playing.finished
        if finished is not None:
            self.app.push_screen(EndingScreen(self.playing, finished), self._after_ending)

    def _after_ending(self, leave: bool | None) -> None:
        if leave:
            self.dismiss(None)

    # --- choices ---------------------------------------------------------------------------------

    @work(exclusive=True, group="answers")
    async def action_decide(self) -> None:
        """Ask the awaited seats one after the other, or a seat again when all have answered."""
        awaited = self.playing.exercise.awaited()
        open_seats = self.playing.open_seats
        if not awaited and len(open_seats) == 1:
            awaited = open_seats
        elif not awaited and open_seats:
            self.tell("All have chosen. Pick a seat in SEATS to change its choice.")
        for seat in awaited:
            if not await self._ask(seat):
                break

    async def _ask(self, seat: str) -> bool:
        """Ask one seat, the keyboard handed over if another sat at it; tell whether it chose."""
        pause = self.playing.pause
        assert isinstance(pause, AwaitChoices)
        view = pause.seats[seat]
        if self.shared and not await self.at_the_keyboard(view.name):
            return False
        self.do(lambda: self.clock.hand_over(seat))
        lexicon = lexicon_for(self.playing.names, view)
        odds = seat_odds(self.app, self.playing, seat)
        screen = DecisionScreen(view, lexicon, self._setting(seat), odds)
        choice = await self.app.push_screen_wait(screen)
        if choice is None:
            return False
        by = self.playing.plan.names.get(seat) or f"{view.name}'s team"
        kept = await self.keep(lambda: self.playing.choose(seat, choice, by))
        self.stand_apart()
        return kept

    def _setting(self, seat: str) -> Setting:
        playing, clock = self.playing, self.clock

        def ruled(at_work: bool) -> None:
            self.do(lambda: clock.set_aside(seat) if at_work else clock.hand_over(seat))

        calendar = playing.exercise.table.calendar
        when = period(calendar.start_of(playing.turn), calendar.start_of(playing.turn + 1))
        where = f"turn {playing.turn}/{playing.scenario.turns.count} · {when}"
        return Setting(where, playing.scenario.startex, partial(self.clock_told, seat), ruled)

    @work(exclusive=True, group="answers")
    async def on_seat_picked(self, message: SeatPicked) -> None:
        """Ask the picked seat if it is open, else offer to switch seats."""
        open_seats = self.playing.open_seats
        if message.seat in open_seats:
            await self._ask(message.seat)
        else:
            self.give_seats(message.seat)

    # --- rulings ---------------------------------------------------------------------------------

    @work(exclusive=True, group="answers")
    async def action_rule(self) -> None:
        """Ask the white cell for its ruling, and play on."""
        pause = self.playing.pause
        if not isinstance(pause, Adjudication):
            return
        if self.locked and not await self.at_the_keyboard(WHITE_CELL):
            return
        each, playing = self.playing.scenario.rules.argument, self.playing
        free, argued = playing.plan.mode == "free", playing.argument_for(pause.act)
        dialog = AdjudicateDialog(
            pause, playing.names, playing.ruler, free=free, each=each, argued=argued
        )
        ruling: Ruling | None = await self.app.push_screen_wait(dialog)
        if ruling is None:
            return
        self.playing.ruler = ruling.by or self.playing.ruler
        if await self.keep(lambda: self.playing.rule(ruling)):
            self.do(self.playing.advance)
        self.stand_apart()

    # --- going back ------------------------------------------------------------------------------

    def action_undo(self) -> None:
        """Take back the last step, and say what it was."""
        last = self.playing.last_step()
        if self.do(self.playing.undo):
            what = "" if self.locked else f": {last}"
            self.tell(f"Taken back{what}. Press ^r to bring it back.")

    def action_undo_turn(self) -> None:
        """Go back to the start of the turn; at its start, to that of the turn before."""
        if self.do(self.playing.undo_turn):
            self.tell(
                f"Back at the start of turn {self.playing.coming}. Press ^r to bring it back."
            )

    def action_redo(self) -> None:
        """Bring back what was taken back last, and say what it was."""
        if self.do(self.playing.redo):
            what = "" if self.locked else f": {self.playing.last_step()}"
            self.tell(f"Brought back{what}.")

    # --- reading ---------------------------------------------------------------------------------

    def action_why(self) -> None:
        """Show why each seat chose as it did, before the first choice of a turn in the last."""
        turn = self.playing.turn
        self.show_why(turn if self.playing.explanations(turn) else turn - 1)

    def show_why(self, turn: int, actor: str = "", phase: str = "") -> None:
        """Show a turn's explanations, from one decision on."""
        found = self.playing.explanations(turn)
        if not found:
            self.tell("Nobody has decided yet.")
            return
        meant = [at for at, e in enumerate(found) if (e.actor, e.phase) == (actor, phase)]
        moved = [at for at, e in enumerate(found) if e.chosen != HOLD]
        at = next(iter(meant + moved), 0)
        self.app.push_screen(WhyScreen(self.playing.names, found, self.playing.acts(), at))

    def on_why_wanted(self, message: WhyWanted) -> None:
        """Explain the move that was picked in the timeline."""
        self.show_why(message.turn, message.actor, message.phase)

    def on_screen_resume(self) -> None:
        """Ask for the odds again: another screen may have asked for others meanwhile."""
        self.query_one(OddsPanel).follow()

    def action_order(self) -> None:
        """Change the order of the indicators."""
        self.query_one(IndicatorsPanel).switch_order()

    def action_brief(self) -> None:
        """Show the scenario's brief, its objectives and the facilitator's notes."""
        scenario = self.playing.scenario
        objectives = "\n".join(f"• {each}" for each in scenario.objectives)
        texts = [
            ("Brief", safe.plain(scenario.brief)),
            ("Objectives", safe.plain(objectives)),
            ("Notes for the facilitator", safe.plain(scenario.notes)),
        ][: 1 if self.locked else None]
        self.app.push_screen(Reading(scenario.title, texts))

    # --- seats and leaving -----------------------------------------------------------------------

    def action_seats(self) -> None:
        """Give seats to persons or to the engine, from the next choice on."""
        self.give_seats(self.playing.scenario.actors[0].id)

    @work(exclusive=True, group="seats")
    async def give_seats(self, at: str) -> None:
        """Ask who holds each seat, standing on one, until no more is switched."""
        says = "Enter switches a seat; it counts from the next choice on. Esc closes."
        given: str | None = at
        while given is not None:
            seats = standing.seats(self.playing)
            rows = [(s.id, f"{s.name}: {'person' if s.by_person else 'engine'}") for s in seats]
            stands = [seat.id for seat in seats].index(at)
            title = "Who holds each seat?"
            given = await self.app.push_screen_wait(Pick(title, rows, says, stands))
            if given is not None:
                at = given
                self.do(partial(self.playing.switch, given))
        self.stand_apart()

    def action_back(self) -> None:
        """Leave the exercise once it is meant; it can be gone on with from the library."""
        self.leave()

    @work(exclusive=True, group="leaving")
    async def action_endex(self) -> None:
        """Ask why it ends before its last turn, call ENDEX, and show the outcome."""
        if self.locked and not await self.at_the_keyboard(WHITE_CELL):
            return
        turns = self.playing.scenario.turns.count
        title = f"End the exercise after turn {self.playing.turn} of {turns}?"
        says = "ENDEX: the outcome is told as things stand. u takes it back; esc goes on playing."
        why = await self.app.push_screen_wait(Ask(title, [("Why it ends here", "")], says))
        if why is not None and await self.keep(lambda: self.playing.end(why[0])):
            self._show_ending()

    @work(exclusive=True, group="leaving")
    async def leave(self) -> None:
        """Ask whether to leave, and leave."""
        answers = [("stay", "No, stay at the table"), ("leave", "Yes, leave it for the library")]
        says = f"All of it is kept in {self.playing.journal.name}; the library resumes it."
        if self.playing.may_end():
            answers.append(("end", "End the exercise here: ENDEX, the outcome and the debrief"))
        answer = await self.app.push_screen_wait(Pick("Leave the exercise?", answers, says))
        if answer == "leave":
            self.dismiss(None)
        elif answer == "end":
            self.action_endex()
