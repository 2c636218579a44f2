"""Good sense about actors: motives nothing moves, moves nobody can make, lines nothing tests."""

from __future__ import annotations

from collections.abc import Iterator

from engine.content.linting.findings import Finding, Look, Looked
from engine.content.linting.possible import Span, can_fail, can_hold, possible
from engine.content.linting.reach import changed_levels, why_never
from engine.content.problems import quoted
from engine.model import Actor, Condition, Constraint, Effect, Motive

LEAST_SHARE = 0.01
"""A motive below this share of all weights never tips a choice."""
MOST_SHARE = 0.9
"""A motive above this share of all weights leaves next to nothing to all others together."""


def unmoved_motives(looked: Looked) -> Iterator[Finding]:
    """Find motives that watch an indicator nothing changes."""
    changed = changed_levels(looked.scenario, looked.reach)
    for actor in looked.scenario.actors:
        sheet = looked.parts.actors[actor.id][0]
        for motive in actor.motives:
            written = sheet.motives[motive.id].watches
            for level in (name for name, _ in motive.watches if name not in changed):
                key = next((name for name in written if _names(name, level)), level)
                yield Finding(
                    ("actor", actor.id),
                    ("motives", motive.id, "watches", key),
                    "WC501",
                    f"nothing ever changes {quoted(level)}: this motive cannot be served or hurt",
                    "give a move, an inject or a coupling an effect on it, or watch something else",
                    key=True,
                )


def _names(written: str, level: str) -> bool:
    """Tell whether a level's id was written so."""
    return written.replace(" ", "") == level.replace(" ", "") or sorted(
        written.replace("relation(", "").replace(")", "").replace(" ", "").split(",")
    ) == sorted(level.replace("relation(", "").replace(")", "").replace(" ", "").split(","))


def light_motives(looked: Looked) -> Iterator[Finding]:
    """Find motives whose weight never counts, but not beside one that drowns all others."""
    for actor in looked.scenario.actors:
        for motive in () if _drowned(actor) else actor.motives:
            share = _share(actor, motive)
            if share < LEAST_SHARE and not motive.salience:
                yield Finding(
                    ("actor", actor.id),
                    ("motives", motive.id, "weight"),
                    "WC506",
                    f"this motive is {share:.2%} of what the actor wants: it tips no choice",
                    f"raise its weight to {LEAST_SHARE:.0%} of all, or leave it out",
                )


def heavy_motives(looked: Looked) -> Iterator[Finding]:
    """Find motives beside which all others together hardly count: 30 written for .30, mostly."""
    for actor in looked.scenario.actors:
        whole = sum(motive.weight for motive in actor.motives)
        for motive in _drowned(actor):
            others = f"all others together come to {whole - motive.weight:g}"
            yield Finding(
                ("actor", actor.id),
                ("motives", motive.id, "weight"),
                "WC513",
                f"this motive is {motive.weight / whole:.1%} of what the actor wants: {others}",
                "weights count as shares of their sum; perhaps a decimal point is missing",
            )


def _drowned(actor: Actor) -> list[Motive]:
    """Return the motive beside which an actor's others hardly count, where there is one."""
    whole = sum(motive.weight for motive in actor.motives)
    found = [motive for motive in actor.motives if motive.weight > MOST_SHARE * whole]
    return found if len(actor.motives) > 2 else []


def _share(actor: Actor, motive: Motive) -> float:
    """Return the largest share of all weights a motive can have."""
    readings = [{m.id: m.weight for m in actor.motives}, *(dict(t.weights) for t in actor.types)]
    switched = max((weight for _, weight in motive.switches), default=0.0)
    shares = []
    for weights in readings:
        rest = sum(weights.values()) - weights[motive.id]
        most = max(weights[motive.id], switched)
        shares.append(most / (most + rest) if most else 0.0)
    return max(shares)


def impossible_moves(looked: Looked) -> Iterator[Finding]:
    """Find moves nobody can ever make."""
    for actor in looked.scenario.actors:
        for move in actor.moves:
            reason = why_never(actor, move, looked.reach)
            if reason is not None:
                key, why = reason
                place = ("moves", move.id, key)
                message = f"{quoted(move.id)} can never be made: {why}"
                yield Finding(("actor", actor.id), place, "WC502", message)


def unpaid_capital(looked: Looked) -> Iterator[Finding]:
    """Find moves that take political capital of an actor without a pool: they cost nothing."""
    for actor in looked.scenario.actors:
        for move in actor.moves if actor.capital is None else ():
            if move.capital:
                message = f"this costs nothing: {quoted(actor.id)} has no pool of political capital"
                hint = "give it one (capital: {start: 20, most: 40, regain: 2}), or leave this out"
                place = ("moves", move.id, "capital")
                yield Finding(("actor", actor.id), place, "WC518", message, hint)


def untested_lines(looked: Looked) -> Iterator[Finding]:
    """Find red lines that nothing can cross, and conditions of constraints that cannot hold."""
    for actor in looked.scenario.actors:
        for constraint in actor.constraints:
            place = ("constraints", constraint.id)
            dead = constraint.when is not None and not can_hold(constraint.when.tree, looked.reach)
            if constraint.kind == "red_line" and not _testable(
                actor, constraint, looked, dead=dead
            ):
                message = "nothing that can happen crosses this red line"
                hint = "name moves that can be made under crossed_by:, or a condition that can hold"
                yield Finding(("actor", actor.id), place, "WC507", message, hint, key=True)
            elif dead:
                yield _cannot_hold(("actor", actor.id), (*place, "when"), "this never holds back")


def _testable(actor: Actor, constraint: Constraint, looked: Looked, *, dead: bool) -> bool:
    """Tell whether something can cross a red line."""
    moves = looked.reach.moves
    if any(pair in moves for pair in constraint.crossed_by):
        return True
    if constraint.on:
        return any((actor.id, move) in moves for move in constraint.on) and not dead
    return constraint.when is not None and not dead


def _cannot_hold(home: tuple[str, str], loc: tuple[str | int, ...], what: str = "") -> Finding:
    """Return the finding of a condition that cannot hold."""
    message = "this condition can never hold" + (f": {what}" if what else "")
    hint = "compare it with the ranges of its indicators and with what sets its flags"
    return Finding(home, loc, "WC503", message, hint)


def dead_switches(looked: Looked) -> Iterator[Finding]:
    """Find other weights of motives under conditions that cannot hold."""
    for actor in looked.scenario.actors:
        for motive in actor.motives:
            for index, (when, _) in enumerate(motive.switches):
                if not can_hold(when.tree, looked.reach):
                    place = ("motives", motive.id, "weight_when", index, "when")
                    yield _cannot_hold(("actor", actor.id), place)


def large_effects(looked: Looked) -> Iterator[Finding]:
    """Find effects of moves that are larger than the whole range of their level."""
    for actor in looked.scenario.actors:
        for move in actor.moves:
            for key, effects in (
                ("effects", move.effects),
                ("failure_effects", move.failure_effects),
            ):
                for index, effect in enumerate(effects):
                    said = too_large(effect, looked)
                    if said:
                        place = ("moves", move.id, key, index, "by")
                        yield Finding(("actor", actor.id), place, "WC505", said)


def too_large(effect: Effect, looked: Looked) -> str:
    """Return what is wrong with an effect beyond its level's range, nothing where it fits."""
    span = looked.reach.levels[effect.on]
    amount = possible(effect.by.tree, looked.reach)
    assert isinstance(amount, Span), "amounts are numbers"
    least = min(abs(amount.low), abs(amount.high))
    crosses = amount.low <= 0 <= amount.high
    if crosses or least <= span.high - span.low:
        return ""
    size = f"{span.high - span.low:g}"
    return f"this is more than the whole range of {quoted(effect.on)}, which is {size} wide"


def always(condition: Condition | None, looked: Looked) -> bool:
    """Tell whether a condition holds whatever happens."""
    return condition is not None and not can_fail(condition.tree, looked.reach)


LOOKS: tuple[Look, ...] = (
    unmoved_motives,
    light_motives,
    heavy_motives,
    impossible_moves,
    unpaid_capital,
    untested_lines,
    dead_switches,
    large_effects,
)
