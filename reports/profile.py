"""An actor of an exercise taken apart: what it wants, believes and can do, and on whose word.

It tells the actor as it is played, with the variant applied. It is for the white cell: it holds
what other seats may not know, but no brief that is for one seat only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.model import Actor, Capital, Constraint, Effect, Motive, Move
from engine.rules.glance import own_weights
from engine.rules.sight import Sight
from engine.rules.world import World
from reports.holding import in_words
from reports.names import Names
from reports.taking import move_taken, pool
from reports.together import jointly, told
from reports.wording import days, fraction, listing, months, percent, plain, sentence, words

if TYPE_CHECKING:
    from engine.play.table import Table

KINDS = {"hard": "never", "soft": "unwillingly", "red_line": "red line"}
WANTS, HELD, CAN = "WHAT IT WANTS", "WHAT HOLDS IT BACK", "WHAT IT CAN DO"
READ, THINKS = "HOW IT MAY BE READ", "WHAT IT THINKS OF OTHERS"
SECTIONS = (WANTS, HELD, CAN, THINKS, READ)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing about an actor. `tag` stands beside its name, `facts` below what it says."""

    section: str
    name: str
    tag: str
    says: str
    facts: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    disputed_by: tuple[str, ...] = ()
    judgement: str = ""


def profile(actor: Actor, names: Names, table: Table | None = None) -> tuple[Item, ...]:
    """Return all about an actor, section by section.

    At a table motives have their shares as the actor weighs them now, by what it sees, and beliefs
    as they stand; without one, both as they are written.
    """
    return tuple(_items(actor, names, table))


def _items(actor: Actor, names: Names, table: Table | None) -> Iterator[Item]:
    world = table.world if table else None
    yield from _motives(actor, names, table)
    for constraint in actor.constraints:
        yield _constraint(constraint, names)
    if actor.capital is not None:
        yield _pool(actor, actor.capital, world)
    for move in sorted(actor.moves, key=lambda each: each.slot):
        yield _move(move, actor, names)
    yield from _thoughts(actor, names, world)
    for kind in actor.types:
        tag = "so it is played" if kind.id == actor.type else ""
        given = dict(kind.weights)
        whole = sum(given.get(each.id, each.weight) for each in actor.motives) or 1.0
        told = [f"{names.motive(id)} {percent(weight / whole)}" for id, weight in given.items()]
        facts = (f"then {', '.join(told)}",) if told else ()
        yield Item(READ, words(kind.id), tag, plain(kind.says), facts, kind.claims)


def _motives(actor: Actor, names: Names, table: Table | None) -> Iterator[Item]:
    """Give the motives, the heaviest now first."""
    total = sum(motive.weight for motive in actor.motives) or 1.0
    now: Sequence[float] = [motive.weight / total for motive in actor.motives]
    if table is not None:
        now = own_weights(Sight(table.tables, table.world, actor.id))
    pairs = zip(actor.motives, now, strict=True)
    for motive, share in sorted(pairs, key=lambda pair: (-pair[1], -pair[0].weight, pair[0].id)):
        yield _motive(motive, total, share, names)


def _motive(motive: Motive, total: float, now: float, names: Names) -> Item:
    """Return a motive; all shares are of the sum of weights, `now` as things stand."""
    watched = ", ".join(f"{names.level(id)} {by:+g}" for id, by in motive.watches)
    facts = [f"watches {watched}"] if watched else []
    if motive.salience:
        leans = ", ".join(f"{names.level(id)} {by:+g}" for id, by in motive.salience)
        facts.append(f"counts more with {leans}")
    for when, weight in motive.switches:
        alone = percent(share_with(weight, motive.weight, total))
        facts.append(f"{alone} while {in_words(when.tree, names)}")
    name, share, stated = names.motive(motive.id), percent(now), percent(motive.weight / total)
    if share != stated:
        facts.insert(0, f"{stated} as written, {share} as things stand")
        share = f"{share} (stated {stated})"
    says, rests = plain(motive.says), (motive.claims, (), motive.judgement)
    return Item(WANTS, name, share, says, tuple(facts), *rests)


def share_with(weight: float, base: float, total: float) -> float:
    """Return a motive's share where its weight is another and all others are as written."""
    return weight / ((total - base + weight) or 1.0)


def _constraint(constraint: Constraint, names: Names) -> Item:
    facts = []
    if constraint.on:
        facts.append(f"holds back {listing(names.move(each) for each in constraint.on)}")
    if constraint.when is not None:
        facts.append(f"while {in_words(constraint.when.tree, names)}")
    if constraint.crossed_by:
        who = [f"{names.actor(a)}: {names.move(m)}" for a, m in constraint.crossed_by]
        facts.append(f"crossed by {'; '.join(who)}")
    if constraint.answers:
        facts.append(f"answered with {listing(names.move(m) for m, _ in constraint.answers)}")
    rests = (constraint.claims, constraint.disputed_by, constraint.judgement)
    tag, says = KINDS[constraint.kind], plain(constraint.says)
    return Item(HELD, names.motive(constraint.id), tag, says, tuple(facts), *rests)


def _pool(actor: Actor, capital: Capital, world: World | None) -> Item:
    now = world.capital[actor.id] if world else capital.start
    return Item(CAN, "political capital", f"{now:.0f} of {capital.most:g}", sentence(pool(capital)))


def _move(move: Move, actor: Actor, names: Names) -> Item:
    plover = f"{move.plover.category} {move.plover.mode}".strip().lower()
    towards = f" to {listing(names.actor(each) for each in move.targets)}" if move.targets else ""
    odds = "sure" if move.odds >= 1 else f"odds {percent(move.odds)}"
    facts = [f"{plain(plover)}{towards}", f"cost {fraction(move.cost)}, {odds}, {_seen(move)}"]
    if takes := move_taken(move, actor):
        facts.append(f"takes {takes}")
    if move.requires is not None:
        facts.append(f"only if {in_words(move.requires.tree, names)}")
    facts += [_effect(each, names) for each in move.effects]
    facts += [f"where it fails, {_effect(each, names)}" for each in move.failure_effects]
    facts += list(_jointly(move, actor, names))
    facts += [f"sets {names.flag(id, value)}" for id, value in move.sets]
    facts += [f"raises “{_count(id, names)}” by one" for id in move.counts]
    if move.responds_to:
        who = [f"{names.actor(each.actor)}: {names.move(each.move)}" for each in move.responds_to]
        facts.append(f"answers {'; '.join(dict.fromkeys(who))}")
    tag = "/".join(move.instrument)
    rests = (move.claims, (), move.judgement)
    return Item(CAN, names.move(move.id), tag, plain(move.says), tuple(facts), *rests)


def _jointly(move: Move, actor: Actor, names: Names) -> Iterator[str]:
    """Give what a move brings together with another's of the same initiative."""
    for joint in names.scenario.joint_effects:
        for (id, own), (other, its) in (joint.moves, joint.moves[::-1]):
            if (id, own) == (actor.id, move.id):
                amounts = told(jointly(joint, names.scenario), names)
                yield f"together with {names.actor(other)}: {names.move(its)}, also {amounts}"


def _count(id: str, names: Names) -> str:
    flag = names.flags.get(id)
    return (plain(flag.name) if flag else "") or words(id)


def _seen(move: Move) -> str:
    if move.seen.chance >= 1.0:
        return "in the open"
    return f"seen with {percent(move.seen.chance)} within {days(move.seen.delay)}"


def _effect(effect: Effect, names: Names) -> str:
    ramp = f", over {months(effect.ramp)}" if effect.ramp else ""
    delay = f" after {months(effect.delay)}" if effect.delay else ""
    return f"changes {names.level(effect.on)} by {plain(effect.by.text)}{delay}{ramp}"


def _thoughts(actor: Actor, names: Names, world: World | None) -> Iterator[Item]:
    now: Mapping[str, Mapping[str, float]] = world.beliefs.get(actor.id, {}) if world else {}
    for seen in actor.perceives:
        began = ", ".join(f"{words(kind)} {percent(chance)}" for kind, chance in seen.types)
        facts = [f"at STARTEX: {began}"] if began else []
        if held := now.get(seen.of):
            stands = ", ".join(f"{words(kind)} {percent(chance)}" for kind, chance in held.items())
            facts.append(f"as it stands: {stands}")
        if seen.resolve is not None:
            facts.append(f"resolve {fraction(seen.resolve)}")
        name = names.actor(seen.of)
        yield Item(THINKS, name, "", f"What it takes {name} for.", tuple(facts), seen.claims)
    for belief in actor.believes:
        expects = f"{names.level(belief.on)} {belief.by:+g} from {names.move(belief.move)}"
        name = names.actor(belief.actor)
        yield Item(THINKS, name, "expects", f"It expects {expects}.", (), belief.claims)
