"""A prepared move on its day: adjudicated if uncertain, its effects started, word spread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from engine.play.freely import free_play
from engine.play.happenings import change_flags
from engine.play.sightings import spread_word
from engine.play.table import Table
from engine.record import Act, Adjudication, Result, Ruling, Way
from engine.rules.adjudication import SHARE, degree, judged, magnitude, odds_after
from engine.rules.conditions import Deed
from engine.rules.luck import Luck, Purpose, place
from engine.rules.tables import Play, Push
from engine.rules.world import Pending, World


def roll_of(table: Table, pending: Pending) -> float:
    """Return the pre-rolled uniform that decides a prepared move."""
    return table.luck.roll(Purpose.ROLL, pending.actor, _place(pending))


def _place(pending: Pending) -> int:
    """Return where a prepared move's draws stand in their blocks."""
    return place(pending.turn, pending.phase)


def play_of(table: Table, pending: Pending) -> Play:
    """Return the play a prepared move is."""
    if pending.id in table.world.free:
        return free_play(table.tables, table.world.free[pending.id], pending.slot)
    side = table.tables.sides[pending.actor]
    return side.plays[side.slots[pending.slot]]


def adjudication(table: Table, pending: Pending) -> Adjudication | None:
    """Return what the white cell may rule on, or None where the move is certain."""
    play = play_of(table, pending)
    odds, roll = odds_after(play.odds), roll_of(table, pending)
    if odds >= 1.0:
        return None
    world, noun = table.world, play.noun
    assert noun is not None
    return Adjudication(
        act=pending.id,
        actor=pending.actor,
        move=play.id,
        says=noun.tells,
        turn=world.turn,
        day=world.day,
        odds=odds,
        roll=roll,
        proposed=degree(odds, roll),
    )


def execute(table: Table, pending: Pending, ruling: Ruling | None = None) -> None:
    """Carry out a prepared move and let those see it who will."""
    play, roll = play_of(table, pending), roll_of(table, pending)
    odds, result = judged(play.odds, roll, ruling, table.scenario.rules.argument)
    _start_effects(table, pending, play, result)
    act = _record(table, pending, play, odds, roll, result)
    if ruling is not None and ruling != Ruling():
        act = replace(act, ruled_by=ruling.by, ruling_reason=ruling.reason)
    table.world.acts.append(act)
    table.log.acts.append(act)
    start_joint_effects(table, pending, act)
    assert play.noun is not None
    number = len(table.world.acts) - 1
    spread_word(table, act, number, pending.phase, pending.slot, play.noun.seen)
    if result in ("done", "partial"):
        change_flags(table, play.noun.sets, play.noun.counts, cause=act.id)


def start_joint_effects(table: Table, pending: Pending, act: Act) -> None:
    """Start what a move brings together with another of the same initiative, once both are done."""
    world = table.world
    for joint in table.tables.joints.get((act.actor, act.move), ()):
        for other in world.acts:
            together = other.id == f"{joint.partner[0]}.{pending.turn}.initiative"
            if pending.phase == "initiative" and together and other.move == joint.partner[1]:
                share = SHARE[act.result] * SHARE[other.result]
                pair, pushes = f"{act.actor}+{other.actor}", joint.pushes if share else ()
                sizes = _own_sizes(table.luck, pushes, pair, _place(pending))
                for at, push in enumerate(pushes):
                    amount = push.amount * share * sizes[at]
                    world.impulses.append((push.level, amount, world.day, push.shape))


def _start_effects(table: Table, pending: Pending, play: Play, result: Result) -> None:
    share = SHARE[result]
    pushes, scale = (play.pushes, share) if share else (play.failure_pushes, 1.0)
    if result == "near_miss" or not pushes:
        return
    world, scaled = table.world, scale * pending.factor
    sizes, whole = _own_sizes(table.luck, pushes, pending.actor, _place(pending)), -1.0
    for at, push in enumerate(pushes):
        if push.spread is None and whole < 0.0:
            whole = _size(table, pending, play)
        size = whole if push.spread is None else sizes[at]
        amount = push.amount * (scaled * size)
        world.impulses.append((push.level, amount, world.day, push.shape))


def _own_sizes(luck: Luck, pushes: Sequence[Push], id: str, where: int) -> list[float]:
    """Return the lognormal factor each effect has of its own, 1 where it has none."""
    if not any(push.spread for push in pushes):
        return [1.0] * len(pushes)
    drawn = luck.sizes(id, where, len(pushes))
    return [magnitude(push.spread or 0.0, drawn[at]) for at, push in enumerate(pushes)]


def _size(table: Table, pending: Pending, play: Play) -> float:
    """Return the lognormal factor of a move's effects that have none of their own."""
    spread = play.noun.spread if play.noun else 0.0
    if not spread:
        return 1.0
    normal = table.luck.roll(Purpose.MAGNITUDE, pending.actor, _place(pending))
    return magnitude(spread, normal)


def _maker(acts: list[Act], id: str) -> str:
    """Return who did an act, "" where it is none: a red line crossed by a state."""
    return next((act.actor for act in reversed(acts) if act.id == id), "")


def way(world: World, pending: Pending) -> Way:
    """Return how a prepared move came about."""
    if pending.id in world.free:
        return "free"
    return "response" if pending.because_of else "move"


def _record(
    table: Table, pending: Pending, play: Play, odds: float, roll: float, result: Result
) -> Act:
    world, noun = table.world, play.noun
    assert noun is not None
    answered = _maker(world.acts, pending.because_of) if pending.because_of else ""
    done, kind = result in ("done", "partial"), way(world, pending)
    world.deeds.append(tuple.__new__(Deed, (pending.actor, play.id, answered, done)))
    return Act(
        id=pending.id,
        actor=pending.actor,
        move=play.id,
        says=noun.tells,
        chosen_turn=pending.turn,
        chosen_day=pending.day,
        turn=world.turn,
        day=world.day,
        kind=kind,
        because_of=pending.because_of,
        probability=pending.probability,
        odds=odds,
        roll=roll,
        result=result,
    )
