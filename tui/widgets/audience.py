"""What an audience may know, in panels. They are given an AudienceView and names, nothing else."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from engine.play.seen import AudienceView, EventSeen, LevelSeen
from reports.names import flag_changed
from reports.timeline import TAILS
from reports.wording import amount, behind, day_month, period, plain, sentence, words
from tui import safe
from tui.messages import SeatPicked
from tui.widgets.lists import Rows, beside, cells, hanging

MUTED = "$foreground-muted"
SIGNS = {"inject": "◆ ", "date": "◇ ", "flag": "▪ "}
STEADY = 0.005
"""A change under this share of a level's range is shown as no change."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A view with the names of the seats and of the relations, which everybody knows.

    `proper` are the words, in lower case, that keep their capital anywhere.
    """

    view: AudienceView
    actors: Mapping[str, str]
    proper: Collection[str]

    def actor(self, id: str) -> str:
        """Return a seat's name."""
        return self.actors.get(id) or words(id)

    def level(self, level: LevelSeen) -> str:
        """Return a level's name, a relation's by its ends."""
        if level.id.startswith("relation("):
            ends = level.id.removeprefix("relation(").removesuffix(")").split(",")
            return "–".join(self.actor(end.strip()) for end in ends)
        return plain(level.name) or words(level.id)


class _Panel(Rows):
    def __init__(self, id: str) -> None:
        super().__init__(id)
        self.shown: Shown | None = None

    def show(self, shown: Shown | None) -> None:
        """Show a view, or nothing at all."""
        self.shown = shown
        self.rebuild()


class PublicSeats(_Panel):
    """The seats, who is waited for and who has chosen as far as the audience may know."""

    BORDER_TITLE = "SEATS"
    BINDINGS = [Binding("enter", "select", "pick", tooltip="Hand the keyboard to this seat")]

    def rows(self, width: int) -> Iterable[Option]:
        """Return a row for each seat."""
        if self.shown is None:
            return
        view = self.shown.view
        for id, name in self.shown.actors.items():
            waits, sealed = id in view.waiting, id in view.sealed
            state = "● chooses" if waits else "✓ sealed" if sealed else "· "
            style = "bold $accent" if waits else "$success" if sealed else MUTED
            yield Option(
                Content.assemble(
                    ("▸" if waits else " ", "bold $accent"),
                    cells(safe.one(name, "bold" if waits else ""), max(4, width - 12)),
                    " ",
                    (state, style),
                ),
                id,
            )

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Tell the screen which seat was picked."""
        event.stop()
        if event.option_id is not None:
            self.post_message(SeatPicked(event.option_id))


class PublicLevels(_Panel):
    """The levels as published to the audience, those that moved most first."""

    BORDER_TITLE = "INDICATORS as published"

    def rows(self, width: int) -> Iterable[Option]:
        """Return a row for each level."""
        if self.shown is None:
            return []
        levels = sorted(self.shown.view.levels, key=lambda each: -abs(_share(each)))
        return [Option(self._row(level, self.shown, width)) for level in levels]

    def _row(self, level: LevelSeen, shown: Shown, width: int) -> Content:
        span, share = level.high - level.low, _share(level)
        arrow = "→" if abs(share) < STEADY else "↑" if share > 0 else "↓"
        worse = level.bad != "none" and (share > 0) == (level.bad == "high")
        mark = " " if arrow == "→" or level.bad == "none" else "!" if worse else "+"
        style = MUTED if mark == " " else "bold $error" if worse else "bold $success"
        return Content.assemble(
            beside(safe.one(shown.level(level)), Content(amount(level.value, span)), width - 3),
            (f" {arrow}{mark}", style),
        )


class PublicEvents(_Panel):
    """What the audience learnt, by date, the latest last."""

    BORDER_TITLE = "WHAT IS KNOWN"

    def show(self, shown: Shown | None) -> None:
        """Show a view with its latest turn in sight."""
        super().show(shown)
        self._come_to_latest()

    def on_resize(self, event: events.Resize) -> None:
        """Fit the rows to the width; who has read nothing yet, or the latest, reads the latest."""
        latest = not self.option_count or self.scroll_offset.y >= self.max_scroll_y
        self.rebuild()
        if latest:
            self._come_to_latest()

    def _come_to_latest(self) -> None:
        if self.option_count:
            self.highlighted = self.option_count - 1
            self.call_after_refresh(self.scroll_end, animate=False)

    def rows(self, width: int) -> Iterable[Option]:
        """Return a row for each event under its turn."""
        return [Option(row) for row in self._rows(width)] if self.shown else []

    def _rows(self, width: int) -> Iterator[Content]:
        assert self.shown is not None
        view = self.shown.view
        yield hanging(Content(""), safe.one(view.brief), width)
        for turn in view.path:
            yield safe.one(f"TURN {turn.turn} · {period(turn.starts, turn.ends)}", "bold $primary")
            for event in turn.events:
                yield _event(event, self.shown, width)
        if view.outcome:
            yield safe.one(f"ENDEX: {view.outcome}", "bold $accent")


class PublicTable(Container):
    """The table as an audience may see it."""

    DEFAULT_CSS = """
    PublicTable {
        layout: grid; grid-size: 2 2; grid-columns: 37 1fr; grid-rows: auto 1fr; height: 1fr;
    }
    PublicTable #public_seats { height: auto; max-height: 12; }
    PublicTable #public_events { row-span: 2; height: 100%; }
    PublicTable #public_levels { height: 100%; }
    """

    def compose(self) -> ComposeResult:
        """Yield the panels in the order of the table."""
        yield PublicSeats("public_seats")
        yield PublicEvents("public_events")
        yield PublicLevels("public_levels")

    def show(self, shown: Shown | None) -> None:
        """Show a view, or nothing at all."""
        for panel in self.query(_Panel):
            panel.show(shown)


class WhatIf(Static):
    """The line that tells a branch from the exercise itself; nothing on the exercise itself."""

    DEFAULT_CSS = """
    WhatIf { height: 1; width: 100%; text-align: center; background: $warning 40%; }
    WhatIf { text-style: bold; }
    """

    def __init__(self) -> None:
        super().__init__("", id="what_if", markup=False, classes="-away")

    def show(self, says: str) -> None:
        """Show what is said of the branch, "" for nothing."""
        self.update(safe.one(says))
        self.set_class(not says, "-away")


def _share(level: LevelSeen) -> float:
    span = level.high - level.low
    return (level.value - level.before) / span if span else 0.0


def _event(event: EventSeen, shown: Shown, width: int) -> Content:
    sign = SIGNS.get(event.kind, "")
    style = "bold $accent" if event.kind == "inject" else "$accent" if sign else ""
    lead = Content.assemble((f"{day_month(event.date):>6} ", MUTED), (sign, style))
    detail = safe.one(f"  {event.detail}" if event.detail else "", MUTED)
    return hanging(lead, Content.assemble(safe.one(_says(event, shown), style), " ", detail), width)


def _says(event: EventSeen, shown: Shown) -> str:
    if event.kind == "flag":
        return flag_changed(event.says, {flag.id: flag.name for flag in shown.view.flags})
    if not event.actor:
        return sentence(plain(event.says))
    tail = next((end for result, end in TAILS.items() if result == event.result), "")
    says = behind(plain(event.says).rstrip(" ."), shown.proper)
    return sentence(f"{shown.actor(event.actor)} {says}{tail}")
