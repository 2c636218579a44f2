"""A view for one audience: what it may know, shown anew whenever the exercise moves on.

The screen is given views and nothing else; what reads the journal is out of its reach.
"""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from engine.play.seen import AudienceView, OptionSeen
from engine.record import FREE, HOLD
from reports.wording import counted, full_date, percent, period, plain, words
from tui import safe
from tui.page import Page
from tui.screens.dialogs import Reading
from tui.widgets.audience import PublicTable, Shown, WhatIf


class ViewScreen(Page[None]):
    """The projector's table, or a seat's own."""

    DEFAULT_CSS = """
    ViewScreen #pause { height: auto; max-height: 3; padding: 0 1; background: $panel; }
    ViewScreen #own { height: auto; max-height: 9; padding: 0 1; border-top: solid $border; }
    """
    BINDINGS = [
        Binding("b", "brief", "brief", tooltip="Read the brief, a seat's own part too"),
        Binding("p", "options", "options", tooltip="Read the options and our own choices"),
        Binding("escape", "back", "leave", show=False, tooltip="Close the view"),
    ]

    def __init__(self, shown: Shown) -> None:
        super().__init__()
        self.shown = shown

    def body(self) -> ComposeResult:
        """Yield the table, what the seat itself is asked, and where play stands."""
        yield WhatIf()
        yield PublicTable()
        yield Static("", id="own", markup=False)
        yield Static("", id="pause", markup=False)

    def on_mount(self) -> None:
        """Show the first view."""
        self.query_one("#public_events").focus()
        self.call_after_refresh(self.show, self.shown)

    def show(self, shown: Shown) -> None:
        """Show another view."""
        self.shown, view = shown, shown.view
        self.entitle(f"{view.name} · {_where(view)} · {view.title}")
        self.mark(view.marking)
        self.query_one(WhatIf).show(view.what_if)
        self.query_one(PublicTable).show(shown)
        self.query_one("#pause", Static).update(safe.one(f"▶ {view.pause}", "bold"))
        own = self.query_one("#own", Static)
        lines = list(_own(shown))
        own.set_class(not lines, "-away")
        own.update(Content("\n").join(lines))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show only the keys that do something now."""
        if action == "options":
            return bool(self.shown.view.options or self.shown.view.decisions)
        return True

    def action_brief(self) -> None:
        """Show the brief, and the seat's own part."""
        view = self.shown.view
        texts = [
            ("Brief", safe.plain(view.brief)),
            (view.name, safe.plain(view.own_brief)),
            ("For this seat only", safe.plain(view.private)),
        ]
        self.app.push_screen(Reading(f"{view.name}: brief", texts))

    def action_options(self) -> None:
        """Show every option with what stands against it, and the choices made so far."""
        view = self.shown.view
        options = [_option(each) for each in view.options]
        made = [
            f"turn {each.turn}, {full_date(each.date)}: {plain(each.says)}"
            for each in reversed(view.decisions)
            if each.actor == view.audience
        ]
        texts = [("Options", options), ("Our choices, the latest first", made)]
        shown = [(head, safe.plain("\n".join(lines))) for head, lines in texts]
        self.app.push_screen(Reading(f"{view.name}: options", shown))

    def action_back(self) -> None:
        """Close the view."""
        self.app.exit()


def _where(view: AudienceView) -> str:
    """Return the turn and its time as over the table; after ENDEX those of the last turn."""
    turn = view.path[-1] if view.path else None
    when = period(turn.starts, turn.ends) if turn else full_date(view.today)
    return f"turn {turn.turn if turn else view.turn}/{view.turns} · {when}"


def _own(shown: Shown) -> Iterator[Content]:
    """Yield what the seat itself is asked, has chosen and prepares."""
    view = shown.view
    if view.choice:
        yield safe.one(f"✓ Our choice is in, sealed: {_chosen(view)}.", "bold $success")
    elif view.options:
        possible = sum(option.possible for option in view.options)
        shows = f"{counted(possible, 'option')}, p shows {'it' if possible == 1 else 'them'}"
        yield safe.one(f"● It is for us to choose: {shows}.", "bold")
    for each in view.preparing:
        yield safe.one(f"in preparation: {plain(each)}")


def _chosen(view: AudienceView) -> str:
    """Return the sealed choice by its menu's sentence, to stand in another."""
    if view.choice == HOLD:
        return HOLD
    says = next((each.says for each in view.options if each.move == view.choice), "")
    told = plain(says).strip().rstrip(" .") or words(view.choice)
    return "a free move" if view.choice == FREE else f"“{told}”" if says else told


def _option(option: OptionSeen) -> str:
    if option.why_not:
        return f"✗ {plain(option.says)} ({'; '.join(map(plain, option.why_not))})"
    odds = f"odds {percent(option.odds)}" if option.odds < 1 else ""
    beside = "; ".join(filter(None, (odds, option.takes and f"takes {option.takes}")))
    return f"• {plain(option.says)}" + (f" ({beside})" if beside else "")
