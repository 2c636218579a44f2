"""What an audience may know as lines of text, fitted to one screenful."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from cli.talk import spoken_date, table, wrapped
from engine.play.seen import AudienceView, EventSeen, OptionSeen
from reports.names import Names, flag_changed
from reports.recalled import with_reasons
from reports.wording import amount, percent, plain, words

SIGNS = {"inject": "◆", "date": "◇", "flag": "└", "skip": "✂"}
RESULTS = {"partial": " (half done)", "near_miss": " (a near miss)", "failed": " (failed)"}
MOVED = 0.02
"""Share of its range a level moves by before it is told."""


def screen(view: AudienceView, names: Names, room: int, height: int) -> list[str]:
    """Return a view as at most `height` lines of `room` cells; the oldest events fall out."""
    view = with_reasons(view, names)
    head = [*_head(view, room), ""]
    tail = ["", *_levels(view, room), *_own(view, room)]
    events = list(_events(view, names, room))
    left = max(height - len(head) - len(tail), 3)
    shown = events if len(events) <= left else ["  ...", *events[len(events) - left + 1 :]]
    return [*head, *shown, *tail][:height]


def _head(view: AudienceView, room: int) -> Iterator[str]:
    if view.marking:
        yield from wrapped(view.marking, room)
    if view.what_if:
        yield from wrapped(view.what_if, room)
    where = f"turn {view.turn}/{view.turns} · {spoken_date(_day_reached(view))}"
    yield from wrapped(f"{view.title} · {where} · {view.name}", room)
    yield from wrapped(view.pause, room)
    if view.outcome:
        yield from wrapped(view.outcome, room)
    private = f"For this seat only: {view.private}" if view.private else ""
    for own in filter(None, (view.own_brief, private)):
        yield from wrapped(own, room, "  ", "  ")


def _day_reached(view: AudienceView) -> date:
    """Return the day a view is of: once the last turn is over its last one, not the day after."""
    last = view.path[-1] if view.path else None
    if last is None or not (last.over and last.turn == view.turns):
        return view.today
    return last.ends - timedelta(days=1)


def _events(view: AudienceView, names: Names, room: int) -> Iterator[str]:
    """Give what the shared table has under WHAT IS KNOWN: the brief, then turn by turn."""
    yield from wrapped(view.brief, room)
    for turn in view.path:
        if turn.events:
            yield f"TURN {turn.turn}"
        for event in turn.events:
            yield from wrapped(_told(event, view, names), room, "            ", _day(event))
    if not view.brief and not any(turn.events for turn in view.path):
        yield "Nothing is known yet."


def _day(event: EventSeen) -> str:
    return (
        f"  {f'{event.date.day} {event.date:%b}':>6}  {SIGNS.get(event.kind, '')} ".rstrip() + " "
    )


def _told(event: EventSeen, view: AudienceView, names: Names) -> str:
    if event.kind == "flag":
        return flag_changed(event.says, {flag.id: flag.name for flag in view.flags})
    who = f"{names.actor(event.actor)} " if event.actor else ""
    says = names.behind(event.says) if event.actor else event.says
    detail = f" [{event.detail}]" if event.detail else ""
    return f"{who}{says}{RESULTS.get(event.result, '')}{detail}"


def _levels(view: AudienceView, room: int) -> Iterator[str]:
    """Give the levels that moved since the turn before, the largest first."""
    moved = []
    for level in view.levels:
        span = level.high - level.low
        share = abs(level.value - level.before) / span if span else 0.0
        if share >= MOVED:
            arrow = "▲" if level.value > level.before else "▼"
            values = f"{amount(level.before, span)} → {amount(level.value, span)} {arrow}"
            moved.append((share, level.name or words(level.id), values))
    rows = [(name, values) for _, name, values in sorted(moved, key=lambda m: (-m[0], m[1]))[:6]]
    yield from table(rows, room)


def _own(view: AudienceView, room: int) -> Iterator[str]:
    """Give a seat's own choice and options."""
    if view.choice:
        yield from wrapped(f"Sealed: {words(view.choice)}", room)
    for each in view.preparing:
        yield from wrapped(f"In preparation: {plain(each)}", room)
    possible = [option for option in view.options if option.possible]
    if possible and not view.choice:
        yield "OPTIONS"
        rows = [(f"  {words(o.move)}", f"{o.says}{_beside(o)}") for o in possible]
        yield from table(rows, room)


def _beside(option: OptionSeen) -> str:
    odds = f"odds {percent(option.odds)}" if option.odds < 1.0 else ""
    takes = f"takes {option.takes}" if option.takes else ""
    told = "; ".join(filter(None, (odds, takes)))
    return f" ({told})" if told else ""
