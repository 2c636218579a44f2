"""Who sees a move, when, and which windows to answer it that opens."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from engine.model import Seen
from engine.model.months import DAYS_A_MONTH
from engine.play.agenda import Kind, push
from engine.play.freely import invited
from engine.play.table import Table
from engine.record import Act, Phase
from engine.rules.luck import Purpose, place
from engine.rules.tables import Entry
from engine.rules.world import Use, Window


def spread_word(table: Table, act: Act, number: int, phase: Phase, slot: int, seen: Seen) -> None:
    """Put the sighting of an executed move by each other actor on the agenda."""
    world, luck, chance = table.world, table.luck, seen.chance
    world.known.setdefault(act.actor, []).append((act.id, number, world.day))
    day, where = world.day + seen.delay, place(act.chosen_turn, phase)
    for observer, pair in table.tables.watchers[act.actor]:
        if chance >= 1.0 or luck.roll(Purpose.DETECTION, pair, where) < chance:
            push(world, day, Kind.SIGHTING, observer, slot, f"{number}")


def sighted(table: Table, observer: str, number: int) -> None:
    """Let an observer learn of an executed move, and open the windows it invites."""
    world = table.world
    act = world.acts[number]
    world.known.setdefault(observer, []).append((act.id, number, world.day))
    if act.kind == "free":
        mine: Sequence[Entry] = invited(table, act, observer)
    else:
        _note_use(table, observer, act)
        mine = table.tables.invited.get((act.actor, act.move, observer), ())
    if mine:
        replies = act.id.endswith("reaction") and act.chosen_turn == world.turn
        open_window(table, observer, act.id, act.actor, mine, reply=replies)


def _note_use(table: Table, observer: str, act: Act) -> None:
    """Count a sighted move of the menu, and have beliefs about its actor learn from it."""
    world, side = table.world, table.tables.sides[act.actor]
    slot = side.plays[side.places[act.move]].slot
    seen = world.seen_uses.setdefault(observer, {}).setdefault(act.actor, {})
    before = seen[slot].left(act.day, table.tables.keep) if slot in seen else 0.0
    seen[slot] = Use(before + 1.0, act.day)
    world.sighted_now.append((observer, act.actor, slot))


def open_window(
    table: Table,
    observer: str,
    cause: str,
    actor: str,
    entries: Iterable[Entry],
    reply: bool = False,
) -> None:
    """Open a window and, once a turn, put the seat's reaction on the agenda.

    To a `reply` of the same turn there is none: its answer joins the next turn's choices.
    """
    world, side = table.world, table.tables.sides[observer]
    answers = [entry.answer for entry in entries]
    window = Window(cause, actor, world.day, answers)
    world.windows.setdefault(observer, []).append(window)
    due = world.day + side.noun.decision.reaction_delay
    if reply:
        return
    if world.reacted.get(observer) != world.turn and due < table.turn_ends():
        world.reacted[observer] = world.turn
        push(world, due, Kind.RESPONSE, observer)


def close_windows(table: Table, seat: str, slot: int) -> None:
    """Close the windows a chosen move answers."""
    windows = table.world.windows.get(seat, [])
    table.world.windows[seat] = [w for w in windows if all(a.slot != slot for a in w.answers)]


def drop_stale_windows(table: Table) -> None:
    """Forget windows whose last bonus has run out."""
    world = table.world
    for seat, windows in world.windows.items():
        world.windows[seat] = [
            w
            for w in windows
            if any(world.day - w.day < a.months * DAYS_A_MONTH for a in w.answers)
        ]
