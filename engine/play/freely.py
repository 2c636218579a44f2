"""Free moves: what a seat does that is not on its menu, with effects the white cell gives it.

A free move takes one of the slots 56 to 63 of its actor's luck, in the order of the turn. It has no
likelihood, so nobody's belief about its actor's type moves on it; it has no cooldown and no cost.
Those it is aimed at may answer it, and where it came off those it touches.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import isfinite
from typing import TYPE_CHECKING, get_args

from engine.errors import PlayError
from engine.model import Lead, Move, Plover, Seen
from engine.model.free import SEEN, SIZES, FreeEffect, FreeMove, Instrument
from engine.play.agenda import Kind, push
from engine.play.table import Table
from engine.record import FREE, Act, Decision, Explanation, Option
from engine.rules.adjudication import SHARE
from engine.rules.effects import Shape
from engine.rules.explanation import explain
from engine.rules.sums import added
from engine.rules.tables import Answer, Entry, Play, Push, Tables
from engine.rules.world import Pending, Window

if TYPE_CHECKING:
    from engine.play.choosing import Sitting

FIRST_SLOT, LAST_SLOT = 56, 63
MOST_EFFECTS = 12
LONGEST = 2_000
"""Signs a text of a free move may have."""
LATEST = 60.0
"""Months an effect may wait, or take to grow."""
HALF_LIFE = 12.0
"""Months in which an effect of the palette wears off by half, as where a file says nothing."""


def check_free(tables: Tables, seat: str, free: FreeMove) -> None:
    """Raise PlayError where a free move does not fit the scenario; amounts are bounded."""
    if not free.says.strip():
        raise PlayError("a free move needs a sentence that says what is done")
    if max(len(free.says), len(free.argument)) > LONGEST:
        raise PlayError(f"a free move is told in at most {LONGEST} signs")
    if free.target is not None and (free.target not in tables.sides or free.target == seat):
        others = ", ".join(other for other in tables.sides if other != seat)
        raise PlayError(f"a free move is aimed at one of {others}, not {free.target[:60]!r}")
    if not (isfinite(free.odds) and 0.0 <= free.odds <= 1.0):
        raise PlayError("the odds of a free move lie between 0 and 1")
    if free.seen not in SEEN:
        raise PlayError(f"a free move is {', '.join(SEEN)}, not {free.seen[:20]!r}")
    if free.instrument not in get_args(Instrument):
        known = ", ".join(get_args(Instrument))
        raise PlayError(f"the instrument is one of {known}, not {free.instrument[:20]!r}")
    check_effects(tables, free.effects)


def check_effects(tables: Tables, effects: Iterable[FreeEffect]) -> None:
    """Raise PlayError where effects of the palette do not fit the scenario."""
    listed = list(effects)
    if len(listed) > MOST_EFFECTS:
        raise PlayError(f"at most {MOST_EFFECTS} effects can be given at once")
    for effect in listed:
        if effect.on not in tables.scope.index:
            raise PlayError(f"there is no indicator {effect.on[:60]!r}")
        if effect.direction not in ("up", "down"):
            raise PlayError(f"an effect goes up or down, not {effect.direction[:20]!r}")
        if effect.size not in SIZES:
            raise PlayError(f"an effect is {', '.join(SIZES)}, not {effect.size[:20]!r}")
        if not all(isfinite(m) and 0.0 <= m <= LATEST for m in (effect.delay, effect.ramp)):
            raise PlayError(f"delay and ramp are months from 0 to {LATEST:g}")


def pushes_of(tables: Tables, effects: Iterable[FreeEffect]) -> tuple[Push, ...]:
    """Return effects of the palette as the kernel takes them: 2, 5 or 10% of the level's range."""
    return tuple(_push(tables, effect) for effect in effects)


def _push(tables: Tables, effect: FreeEffect) -> Push:
    at = tables.scope.index[effect.on]
    amount = SIZES[effect.size] * (tables.high[at] - tables.low[at])
    signed = amount if effect.direction == "up" else -amount
    return Push(at, signed, Shape(effect.delay, effect.ramp, HALF_LIFE, 0.0), None)


def free_play(tables: Tables, free: FreeMove, slot: int) -> Play:
    """Return a free move as a compiled one: certain in its amounts, carried out at once."""
    return Play(
        id=FREE,
        slot=slot,
        noun=_noun(free, slot),
        requires=None,
        pushes=pushes_of(tables, free.effects),
        failure_pushes=(),
        calls=(),
        cost=0.0,
        friction=0.0,
        lead_months=0.0,
        odds=free.odds,
        fatigue=1.0,
        response_only=False,
    )


def _noun(free: FreeMove, slot: int) -> Move:
    """Return a free move as one of the menu would read: it costs nothing and asks for nothing."""
    return Move(
        id=FREE,
        slot=slot,
        says=free.says,
        tells=free.says,
        instrument=(free.instrument,),
        plover=Plover("", "", 0.0),
        targets=(free.target,) if free.target else (),
        requires=None,
        cost=0.0,
        capital=0.0,
        lead=Lead("fixed", 0, 0, 0),
        seen=SEEN[free.seen],
        odds=free.odds,
        effects=(),
        failure_effects=(),
        sets=(),
        counts=(),
        responds_to=(),
        response_only=False,
        spread=0.0,
        cooldown=0.0,
        fatigue=1.0,
    )


def settle_free(table: Table, sitting: Sitting, free: FreeMove, by: str, note: str) -> None:
    """Make a seat's choice of a free move: it is prepared for today, and recorded."""
    verdict, world = sitting.verdict, table.world
    seat, cause = verdict.seat, _cause(table, verdict.seat, verdict.phase, free)
    id = f"{seat}.{world.turn}.{verdict.phase}"
    slot = next_slot(table, seat)
    world.free[id] = free
    world.pending[id] = Pending(
        id, seat, slot, world.turn, world.day, verdict.phase, cause, 0.0, 1.0
    )
    if cause is not None:
        world.windows[seat] = [w for w in world.windows[seat] if w.cause != cause]
    push(world, world.day, Kind.EXECUTION, seat, slot, id)
    explanation = None if table.lean else _explained(sitting, free, by, note)
    table.log.decisions.append(
        Decision(
            actor=seat,
            turn=world.turn,
            day=world.day,
            phase=verdict.phase,
            chosen=FREE,
            probability=0.0,
            by=by,
            act=id,
            because_of=cause,
            explanation=explanation,
            free=free,
        )
    )


def next_slot(table: Table, seat: str) -> int:
    """Return the slot of a seat's next free move of the turn."""
    start = f"{seat}.{table.world.turn}."
    made = sum(1 for id in table.world.free if id.startswith(start))
    return min(FIRST_SLOT + made, LAST_SLOT)


def _cause(table: Table, seat: str, phase: str, free: FreeMove) -> str | None:
    """Return what a free move answers: in a reaction, the window of its target, else the last."""
    windows: list[Window] = table.world.windows.get(seat, [])
    if phase != "reaction" or not windows:
        return None
    aimed = [window for window in windows if window.actor == free.target]
    return (aimed or windows)[-1].cause


def _explained(sitting: Sitting, free: FreeMove, by: str, note: str) -> Explanation:
    """Return the menu as it stood, with the free move as one more option, worth nothing known."""
    menu = explain(sitting.outlook, sitting.verdict, FREE, by, note)
    nothing = tuple((motive, 0.0) for motive, _ in menu.options[0].motives)
    option = Option(
        move=FREE,
        slot=FIRST_SLOT,
        says=free.says,
        blocks=(),
        utility=0.0,
        probability=0.0,
        rank=len(menu.options) + 1,
        motives=nothing,
        anticipation=nothing,
        cost=0.0,
        friction=0.0,
        penalties=(),
        bonus=0.0,
        luck=0.0,
        odds=free.odds,
        because_of=None,
    )
    return replace(menu, options=(*menu.options, option))


def seen_of(table: Table, act: Act) -> tuple[Seen, int]:
    """Return how an executed act may be sighted, and the slot of its luck."""
    if act.kind == "free":
        start = f"{act.actor}.{act.chosen_turn}."
        made = [id for id in table.world.free if id.startswith(start)]
        return SEEN[table.world.free[act.id].seen], FIRST_SLOT + made.index(act.id)
    side = table.tables.sides[act.actor]
    move = next(m for m in side.noun.moves if m.id == act.move)
    return move.seen, move.slot


def invited(table: Table, act: Act, observer: str) -> list[Entry]:
    """Return what an observer may answer a free move with, nothing where it is none of its affair.

    That is whatever it may answer the actor's moves of the same instrument with, at the mean bonus
    and window of those that invite it.
    """
    if not concerned(table, act, observer):
        return []
    instrument = table.world.free[act.id].instrument
    found: dict[int, list[Entry]] = {}
    for entry in _entries(table, act.actor, instrument):
        if entry.actor == observer:
            found.setdefault(entry.play, []).append(entry)
    return [
        Entry(observer, play, _mean([entry.answer for entry in entries]))
        for play, entries in sorted(found.items())
    ]


def concerned(table: Table, act: Act, observer: str) -> bool:
    """Tell whether a free move is aimed at an observer, or came off and touches it.

    It touches whoever has a motive that adds up a level it moves, and both ends of a relation.
    """
    free = table.world.free[act.id]
    if free.target == observer:
        return True
    if not SHARE[act.result]:
        return False
    tables = table.tables
    moved = {tables.scope.index[effect.on] for effect in free.effects}
    own = {at for watched in tables.sides[observer].watches for at, _ in watched}
    own |= {at for at, id in enumerate(tables.ids) if observer in _ends(id)}
    return not moved.isdisjoint(own)


def _ends(level: str) -> list[str]:
    """Return the two actors of a relation, none of another level."""
    inside = level.removeprefix("relation(")
    return [] if inside == level else [end.strip() for end in inside.rstrip(")").split(",")]


def _mean(answers: list[Answer]) -> Answer:
    """Return answers of one slot as one, with their mean bonus and months."""
    bonus, months = (added(a[i] for a in answers) / len(answers) for i in (1, 2))
    return Answer(answers[0].slot, bonus, months)


def _entries(table: Table, actor: str, instrument: str) -> Iterator[Entry]:
    for play in table.tables.sides[actor].plays:
        if play.noun is not None and instrument in play.noun.instrument:
            yield from table.tables.entries.get((actor, play.id), ())
