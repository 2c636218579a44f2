"""ODDS FROM HERE: shares with their bars, options in pairs, a level's fan. Text in, content out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from batch.tally import After, Fan, Forecast
from engine.model import Level
from reports.names import Names
from reports.odds import bar, points, ranked, reach, tells, term
from reports.wording import amount, counted, percent, words
from tui import safe
from tui.forecasting import Wish, forecasting_of
from tui.playing import Playing
from tui.telling import sparkline
from tui.widgets.lists import Rows, cells, hanging, right

STEPS = 9
"""Rows a fan is drawn on."""
WAITING = "Playing on from here …"
FEWEST = 20
"""Roll-outs under which a share beside an option would mislead: two of two are no 100%."""
RECKONING = "as you see it: reckoning…"
Spelled = Callable[[str], str]
OVER = "ENDEX: the outcome is known."


class OddsPanel(Static):
    """The Console's line of odds: asks whenever the position has changed, tells as they come."""

    def __init__(self, playing: Playing) -> None:
        super().__init__("", id="odds", markup=False, classes="panel")
        self.playing = playing

    def on_mount(self) -> None:
        """Have the worker ready."""
        self.border_title = "ODDS FROM HERE"
        worker = forecasting_of(self.app)
        if worker is not None:
            worker.start()
        else:
            self.display = False

    def on_show(self) -> None:
        """Ask once there is room to be told."""
        self.follow()

    def on_unmount(self) -> None:
        """Have done with it when the table is left."""
        worker = forecasting_of(self.app)
        if worker is not None:
            worker.stop()

    def follow(self) -> None:
        """Ask for the odds at the position the table stands at now.

        Under another screen, which may have asked for its own, it waits to be in sight again.
        """
        worker = forecasting_of(self.app)
        self.set_class(self.playing.locked, "-locked")
        if worker is None:
            return
        if self.playing.locked:  # they know what not everybody at the table may
            self.update("")
            worker.stop()
        if self.playing.locked or not self.display or not self.is_mounted:
            return
        self.update(OVER if self.playing.finished else WAITING)
        self.border_subtitle = "o: more"
        if self.screen is self.app.screen:
            worker.ask(self.playing, Wish(), self.show)

    def show(self, forecast: Forecast | None, fault: str) -> None:
        """Show what has come."""
        if forecast is None:
            self.update(safe.one(fault))
            return
        self.update(shares_in_line(self.playing.names, forecast))
        self.border_subtitle = told_of(forecast)


def told_of(forecast: Forecast) -> str:
    """Return how many roll-outs the figures rest on."""
    return f"{forecast.runs:,} of {counted(forecast.wanted, 'roll-out')} · o: more"


def shares_in_line(names: Names, forecast: Forecast) -> Content:
    """Return the outcomes that came, the likeliest first, in running text."""
    parts: list[Content | tuple[str, str]] = []
    for share in ranked(forecast.shares):
        if share.hits:
            gap = Content("   ") if parts else Content("")
            figure = f" {percent(share.share)} {reach(share)} "
            parts += [gap, safe.one(names.spelled(share.outcome)), (figure, "bold")]
            parts.append((bar(share.share, 8), "$primary"))
    return Content.assemble(*parts)


def shares_in_rows(names: Names, forecast: Forecast, width: int) -> Content:
    """Return a row for each outcome: share, interval, bar, ICD 203 term, what it means."""
    says = {outcome.id: outcome.says for outcome in names.scenario.outcomes}
    longest = max(len(names.spelled(share.outcome)) for share in forecast.shares)
    room = min(longest, max(24, width // 3))
    most = 16 if width >= 90 else 8
    lines = []
    for share in ranked(forecast.shares):
        figure = f" {percent(share.share):>4} {reach(share):<4} "
        row = Content.assemble(
            cells(safe.one(names.spelled(share.outcome)), room),
            (figure, "bold"),
            (f"{bar(share.share, most):<{most}} ", "$primary"),
            safe.one(term(share)),
        )
        lines.append(cells(row, width))
        if width >= 100:
            told = safe.one(says[share.outcome], "$foreground-muted")
            lines.append(cells(Content.assemble("  ", told), width))
    return Content("\n").join(lines)


def options_in_rows(names: Names, seat: str, forecast: Forecast, width: int) -> Content:
    """Return what follows after each option of a deciding seat, beside the first."""
    who, base = names.actor(seat), names.move(forecast.base or "")
    head = f"IF {who.upper()} DOES THIS (beside {base}, on the same luck)"
    lines = [safe.one(head, "bold")]
    longest = max(len(names.move(after.move)) for after in forecast.options)
    room = min(longest, max(22, width // 3))
    for after in forecast.options:
        name, beside = safe.one(names.move(after.move)), Content(" " * (room + 2))
        if name.cell_length > room:
            lines.append(hanging(Content(""), name, width))
            lead = beside
        else:
            lead = Content.assemble(cells(name, room), "  ")
        lines.append(hanging(lead, best_of(names, after), width))
        if after.differences:
            lines.append(hanging(beside, changes_of(names, after), width))
    return Content("\n").join(lines)


def best_of(names: Names, after: After, most: int = 3) -> Content:
    """Return the likeliest endings after an option."""
    best = [share for share in ranked(after.shares)[:most] if share.hits]
    return safe.one(", ".join(f"{names.spelled(s.outcome)} {percent(s.share)}" for s in best))


def changes_of(names: Names, after: After) -> Content:
    """Return what an option changes beyond doubt, beside the base."""
    found = sorted(after.differences, key=lambda d: -abs(d.difference))
    told = [f"{names.spelled(d.outcome)} {points(d)}" for d in found if tells(d)]
    return safe.one(", ".join(told) or "no difference beyond doubt", "$foreground-muted")


def after_option(forecast: Forecast, move: str, width: int, spelled: Spelled = words) -> Content:
    """Return the odds after one option, as a Decision shows them beside its reasons.

    `spelled` are the seat's own short names.
    """
    after = next((each for each in forecast.options if each.move == move), None)
    if after is None:
        return Content("")
    if forecast.runs < min(FEWEST, forecast.wanted):
        return Content.styled(RECKONING, "$foreground-muted")
    differences = {each.outcome: each for each in after.differences}
    head = (
        f"as you see it ({counted(forecast.runs, 'roll-out')}):"  # the white cell may know better
    )
    lines = [Content.styled(head, "$foreground-muted")]
    for share in ranked(after.shares)[:4]:
        beside = differences.get(share.outcome)
        if not share.hits and not (beside and tells(beside)):
            continue
        told = f"  {points(beside)}" if beside else ""
        style = "bold" if beside and tells(beside) else ""
        name = safe.one(spelled(share.outcome))
        row = Content.assemble((f"{percent(share.share):>4} ", "bold"), name, (told, style))
        lines.append(cells(row, max(width, 20)))
    if differences:
        beside_ = f"beside {spelled(forecast.base or '')}, on the same luck"
        lines.append(safe.one(beside_, "$foreground-muted"))
    return Content("\n").join(lines)


# --- fans -----------------------------------------------------------------------------------------


class FanList(Rows):
    """The levels with where they are and where nine in ten roll-outs end."""

    BORDER_TITLE = "WHERE LEVELS GO"

    def __init__(self, playing: Playing) -> None:
        super().__init__("fans")
        self.playing = playing
        self.fans: Sequence[Fan] = ()

    def show(self, fans: Iterable[Fan]) -> None:
        """Show other fans, those that move most first, and keep the row."""
        at = self.highlighted
        level = self.fans[at].level if self.fans and at is not None else ""
        self.fans = sorted((fan for fan in fans if fan.turns), key=self._moved)
        self.rebuild()
        places = [place for place, fan in enumerate(self.fans) if fan.level == level]
        if places:
            self.highlighted = places[0]

    def _moved(self, fan: Fan) -> float:
        now, span = (
            self.playing.history[fan.level][-1],
            self._level(fan).high - self._level(fan).low,
        )
        return -abs(fan.quantiles[-1][2] - now) / (span or 1.0)

    def _level(self, fan: Fan) -> Level:
        return self.playing.levels[fan.level]

    def rows(self, width: int) -> Iterable[Option]:
        """Return a row for each level."""
        for fan in self.fans:
            yield Option(self._row(fan, width))

    def _row(self, fan: Fan, width: int) -> Content:
        level, now = self._level(fan), self.playing.history[fan.level][-1]
        span = level.high - level.low
        middles = [now, *(quantiles[2] for quantiles in fan.quantiles)]
        low, high = fan.quantiles[-1][0], fan.quantiles[-1][-1]
        reach_ = f"{amount(fan.quantiles[-1][2], span)} ({amount(low, span)}–{amount(high, span)})"
        return Content.assemble(
            cells(safe.one(self.playing.names.level(level.id)), max(6, width - 32)),
            right(Content(amount(now, span)), 5),
            (f" {sparkline(middles, span / 10, 8):>8} ", "$primary"),
            right(Content(reach_), 17),
        )


def fan_picture(
    level: Level,
    past: Sequence[float],
    fan: Fan,
    width: int,
    bounds: tuple[float, float] | None = None,
    steps: int = STEPS,
) -> Content:
    """Return a level's path and its fan: █ the middle, ▒ half of all, ░ nine in ten.

    `bounds` is the scale it is drawn on, its own lowest and highest where none is given; `steps`
    are the rows.
    """
    shown = list(past)[-4:]
    values = [*shown, *(v for quantiles in fan.quantiles for v in (quantiles[0], quantiles[-1]))]
    low, high = bounds or (min(values), max(values))
    if high - low < (level.high - level.low) / 20:
        low, high = low - (level.high - level.low) / 40, high + (level.high - level.low) / 40
    step = (high - low) / steps
    wide = max(1, min(5, (width - 8) // max(1, len(shown) + len(fan.turns))))
    lines = []
    for row in range(steps - 1, -1, -1):
        bottom, top = low + row * step, low + (row + 1) * step
        marks = [
            "█" if bottom <= v < top or (row == steps - 1 and v >= top) else " " for v in shown
        ]
        marks += [_mark(quantiles, bottom, top) for quantiles in fan.quantiles]
        label = amount((bottom + top) / 2, high - low) if row % 4 == 0 else ""
        lines.append(f"{label:>6} " + "".join(mark * wide for mark in marks))
    turns = " " * 7 + " " * (wide * len(shown)) + f"turn {fan.turns[0]} … {fan.turns[-1]}"
    return Content("\n".join([*lines, turns[: max(width, 20)]]))


def _mark(quantiles: Sequence[float], bottom: float, top: float) -> str:
    q05, q25, q50, q75, q95 = quantiles
    if bottom <= q50 < top:
        return "█"
    if q25 < top and q75 >= bottom:
        return "▒"
    return "░" if q05 < top and q95 >= bottom else " "
