"""What waits for itself: a move or an inject that needs a flag nothing sets before it.

Everything that needs no flag is possible, and whatever it sets; then everything that needs no more
than that, and so on. What is left over waits for itself, alone or in a circle.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from engine.content.linting.findings import Finding, Home, Look, Looked
from engine.content.linting.possible import Reach, can_hold
from engine.content.linting.reach import values_of
from engine.content.problems import quoted
from engine.model import Condition, Inject, Move

MOST_WAITING, MOST_LEFT = 300, 20
"""How many may wait for flags before none is looked at; of how many that are left over each is."""


@dataclass(frozen=True)
class Doer:
    """A move or an inject with the condition it needs; `pair` is set for a move."""

    what: Move | Inject
    needs: Condition | None
    pair: tuple[str, str] | None = None


def waiting_for_themselves(looked: Looked) -> Iterator[Finding]:
    """Find moves and injects that need what only they, or others that need them, bring about."""
    for doer in _left(looked):
        if doer.pair is not None:
            actor, move = doer.pair
            message = f"{quoted(move)} can never be made: it requires what only it brings about"
            home: Home = ("actor", actor)
            place: tuple[str, ...] = ("moves", move, "requires")
            code = "WC502"
        else:
            message = f"{quoted(doer.what.id)} never falls: it waits for what only it brings about"
            home, place, code = looked.own, ("injects", doer.what.id, "when"), "WC503"
        hint = "let something else set what it waits for, or let it wait for something else"
        yield Finding(home, place, code, message, hint)


def _left(looked: Looked) -> list[Doer]:
    """Return what cannot come about without itself; what only follows from that is left out."""
    waiting = [doer for doer in _doers(looked) if _may_wait(doer, looked.reach)]
    if len(waiting) > MOST_WAITING:
        return []
    left = _stuck(waiting, looked)
    if len(left) > MOST_LEFT:
        return left
    return [doer for doer in left if _needs_itself(doer, left, looked)]


def _needs_itself(doer: Doer, left: list[Doer], looked: Looked) -> bool:
    """Tell whether something is impossible without itself and all that needs it.

    Only what is left over can need it: the rest is possible without any of these.
    """
    out = [doer]
    while True:
        reach = _without(out, looked)
        more = [e for e in left if e not in out and e.needs and not can_hold(e.needs.tree, reach)]
        if not more:
            return doer.needs is not None and not can_hold(doer.needs.tree, reach)
        out += more


def _stuck(waiting: list[Doer], looked: Looked) -> list[Doer]:
    """Return what needs what nothing possible brings about."""
    left = waiting
    while left:
        reach = _without(left, looked)
        still = [doer for doer in left if doer.needs and not can_hold(doer.needs.tree, reach)]
        if len(still) == len(left):
            break
        left = still
    return left


def _doers(looked: Looked) -> Iterator[Doer]:
    """Give every move and inject; one that is held back waits for a hand, not for a condition."""
    for actor in looked.scenario.actors:
        yield from (Doer(move, move.requires, (actor.id, move.id)) for move in actor.moves)
    for inject in looked.scenario.injects:
        yield Doer(inject, None if inject.contingency else inject.when)


def _may_wait(doer: Doer, reach: Reach) -> bool:
    """Tell whether something may be part of a circle: it has a condition and brings something."""
    what, needs = doer.what, doer.needs
    if needs is None or not (what.sets or what.counts or (doer.pair and "move" in needs.text)):
        return False
    return can_hold(needs.tree, reach)


def _without(left: list[Doer], looked: Looked) -> Reach:
    """Return what can come about where none of these is ever done."""
    scenario, out = looked.scenario, {id(doer.what) for doer in left}
    touched = {name for doer in left for name in _brings(doer.what)}
    every: list[Move | Inject] = [move for actor in scenario.actors for move in actor.moves]
    others = (each for each in (*every, *scenario.injects) if id(each) not in out)
    doers = [each for each in others if not touched.isdisjoint(_brings(each))]
    flags = {f.id: values_of(f, doers) for f in scenario.theatre.flags if f.id in touched}
    known = {**looked.reach.flags, **flags}
    return replace(looked.reach, flags=known, moves=looked.reach.moves - _pairs(left))


def _brings(what: Move | Inject) -> list[str]:
    return [*(name for name, _ in what.sets), *what.counts]


def _pairs(left: list[Doer]) -> set[tuple[str, str]]:
    return {doer.pair for doer in left if doer.pair is not None}


LOOKS: tuple[Look, ...] = (waiting_for_themselves,)
