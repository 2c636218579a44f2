"""Odds: how it may end from here, what each option of a deciding seat changes, where levels go."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static

from batch.tally import Forecast
from reports.wording import counted
from tui import safe, standing
from tui.forecasting import Wish, forecasting_of
from tui.page import Page
from tui.playing import Playing
from tui.widgets.odds import OVER, WAITING, FanList, fan_picture, options_in_rows, shares_in_rows


class OddsScreen(Page[None]):
    """The odds at the table's position, as control knows it or as one seat does."""

    DEFAULT_CSS = """
    OddsScreen #ends { height: 1fr; border: round $border-blurred; padding: 0 1; }
    OddsScreen #ways { layout: horizontal; height: 1fr; }
    OddsScreen #fans { width: 1fr; min-width: 48; }
    OddsScreen #fan { width: 1fr; height: 100%; border: round $border-blurred; padding: 0 1; }
    OddsScreen #ends:focus { border: round $border; }
    OddsScreen #ends, OddsScreen #fan { border-title-color: $text-muted; border-title-style: bold; }
    OddsScreen.-narrow #fan { display: none; }
    """
    BINDINGS = [
        Binding("v", "eyes", "whose view", tooltip="Odds as control knows it, or as a seat does"),
        Binding("n", "decider", "next seat", tooltip="The options of the next open seat"),
    ]

    def __init__(self, playing: Playing) -> None:
        super().__init__()
        self.playing = playing
        self.eyes: str | None = None
        self.decider = next(iter(self.playing.open_seats), None)
        self.forecast: Forecast | None = None

    def body(self) -> ComposeResult:
        """Yield the endings with the options, the levels, and one level's fan."""
        with VerticalScroll(id="ends"):
            yield Static("", id="end", markup=False)
        with Container(id="ways"):
            yield FanList(self.playing)
            yield Static("", id="fan", markup=False)

    def on_mount(self) -> None:
        """Ask."""
        self.query_one("#ends").border_title = "ODDS FROM HERE"
        self.query_one("#ends").focus()
        self.ask()

    def ask(self) -> None:
        """Ask for the odds in the eyes that are chosen."""
        seat = None if self.eyes is None else self.playing.names.actor(self.eyes)
        who = "as control knows it" if seat is None else f"as {seat} sees it"
        self.entitle(f"Odds {who} · {standing.place(self.playing)}")
        self.forecast = None
        self.query_one("#end", Static).update(OVER if self.playing.finished else WAITING)
        self.query_one(FanList).show(())
        self.query_one("#fan", Static).update("")
        worker = forecasting_of(self.app)
        if worker is None:
            self.query_one("#end", Static).update("No odds are reckoned here.")
        else:
            worker.ask(self.playing, self._wish(), self.show)

    def _wish(self) -> Wish:
        if self.eyes is not None:
            return Wish(seat=self.eyes, options=True)
        return Wish(decider=self.decider, options=self.decider is not None)

    def show(self, forecast: Forecast | None, fault: str) -> None:
        """Show what has come."""
        if not self.stands:
            return
        if forecast is None:
            self.query_one("#end", Static).update(safe.one(fault))
            return
        self.forecast = forecast
        self.query_one(
            "#ends"
        ).border_subtitle = f"{forecast.runs:,} of {counted(forecast.wanted, 'roll-out')}"
        self._show_ends()
        self.query_one(FanList).show(forecast.fans)
        self._show_fan()

    def _show_ends(self) -> None:
        forecast = self.forecast
        if forecast is None:
            return
        width = max(40, self.query_one("#ends").scrollable_content_region.width)
        told = shares_in_rows(self.playing.names, forecast, width)
        seat = self.eyes or self.decider
        if forecast.options and seat is not None:
            options = options_in_rows(self.playing.names, seat, forecast, width)
            told = Content("\n\n").join([told, options])
        self.query_one("#end", Static).update(told)

    def _show_fan(self) -> None:
        fans = self.query_one(FanList)
        at, panel = fans.highlighted, self.query_one("#fan", Static)
        if at is None or not fans.fans:
            return
        fan = fans.fans[at]
        level = self.playing.levels[fan.level]
        panel.border_title = safe.one(self.playing.names.level(level.id).upper())
        panel.border_subtitle = "█ middle  ▒ half of all  ░ nine in ten"
        past = self.playing.history[fan.level]
        panel.update(fan_picture(level, past, fan, panel.content_region.width))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Draw the fan of the level that is highlighted."""
        self._show_fan()

    def on_resize(self) -> None:
        """Fit what is shown to the new width."""
        super().on_resize()
        self.call_after_refresh(self._show_ends)
        self.call_after_refresh(self._show_fan)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show only the keys that do something now."""
        if action == "decider":
            return len(self.playing.open_seats) > 1 and self.eyes is None
        return True

    def action_eyes(self) -> None:
        """Take the next eyes: control's, then each seat's."""
        order = [None, *(actor.id for actor in self.playing.scenario.actors)]
        self.eyes = order[(order.index(self.eyes) + 1) % len(order)]
        self.refresh_bindings()
        self.ask()

    def action_decider(self) -> None:
        """Ask after the options of the next open seat."""
        seats = self.playing.open_seats
        if self.decider in seats:
            self.decider = seats[(seats.index(self.decider) + 1) % len(seats)]
            self.ask()
