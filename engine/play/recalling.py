"""An order looked at again on its day: what bars it by now, and how it is called off.

Its own precondition and its actor's hard constraints are tested on what the actor knows that day;
the clock alone stands as it did at the order, for `turn <= 3` says when a thing may be ordered.
"""

from __future__ import annotations

from engine.play.executing import play_of, roll_of, way
from engine.play.table import Table
from engine.record import Act, Block
from engine.rules.adjudication import odds_after
from engine.rules.conditions import Facts
from engine.rules.explanation import barred_by, unmet
from engine.rules.sight import Sight
from engine.rules.tables import Play
from engine.rules.world import Pending


def objection(table: Table, pending: Pending) -> Block | None:
    """Return what bars a prepared move on its day, the first of its reasons; None where nothing."""
    if pending.id in table.world.free:
        return None
    side = table.tables.sides[pending.actor]
    at = side.slots[pending.slot]
    play, bars = side.plays[at], side.holds.get(at, ())
    if play.requires is None and not bars:
        return None
    facts, scope = _known(table, pending), table.tables.scope
    for bar in bars:
        if bar.when is not None and bar.when(facts):
            return barred_by(bar, scope, facts)
    if play.requires is not None and not play.requires(facts):
        assert play.noun is not None
        return unmet(play.noun, scope, facts)
    return None


def _known(table: Table, pending: Pending) -> Facts:
    """Return what an actor knows today, with the clock as it stood at the order."""
    facts = Sight(table.tables, table.world, pending.actor).facts
    facts.turn = pending.turn
    facts.months = max(pending.turn - 1, 0) * table.tables.months_a_turn
    return facts


def call_off(table: Table, pending: Pending, barred: Block) -> None:
    """Drop a prepared move: nothing comes of it, and none but its actor and control know of it."""
    world, play = table.world, play_of(table, pending)
    del world.pending[pending.id]
    act = Act(
        id=pending.id,
        actor=pending.actor,
        move=play.id,
        says=_told(play, barred),
        chosen_turn=pending.turn,
        chosen_day=pending.day,
        turn=world.turn,
        day=world.day,
        kind=way(world, pending),
        because_of=pending.because_of,
        probability=pending.probability,
        odds=odds_after(play.odds),
        roll=roll_of(table, pending),
        result="called_off",
        barred=barred,
    )
    world.called_off.append(act)
    table.log.acts.append(act)


def _told(play: Play, barred: Block) -> str:
    """Return what its actor does instead, as it stands behind the actor's name."""
    menu = play.noun.says.strip().rstrip(" .") if play.noun else play.id
    return f"calls off “{menu}”: {why(barred)}"


def why(barred: Block) -> str:
    """Return what barred a move, to stand behind a colon."""
    if barred.reason == "requires":
        return f"it requires {barred.expression}"
    return f"its rule “{barred.says.strip().rstrip(' .')}”"
