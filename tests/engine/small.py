"""A small made world in plain nouns: two rivals, two levels, a handful of moves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from engine.model import (
    Actor,
    Condition,
    Const,
    Decision,
    Effect,
    Inject,
    Invitation,
    Lead,
    Ledger,
    Level,
    Motive,
    Move,
    Name,
    Op,
    Outcome,
    Plover,
    Scenario,
    Seen,
    Theatre,
    Tree,
    Turns,
    ValueRule,
)


def number(value: float) -> Condition:
    """Return a constant amount."""
    return Condition(f"{value:g}", Const(float(value)), "number")


def truth(tree: Tree, text: str = "test") -> Condition:
    """Return a condition of a tree."""
    return Condition(text, tree, "truth")


def above(level: str, bound: float) -> Condition:
    """Return `level > bound`."""
    return truth(Op(">", (Name("level", level), Const(bound))), f"{level} > {bound:g}")


def level(id: str, start: float = 50.0, **changes: Any) -> Level:
    """Return an indicator from 0 to 100."""
    made = Level(id, id, "points", 0.0, 100.0, start, start, pull=0.25, noise=1.0)
    return replace(made, **changes)


def effect(on: str, by: float, **changes: Any) -> Effect:
    """Return an effect that lasts."""
    return replace(Effect(on, number(by), lasting=1.0), **changes)


def move(id: str, slot: int, *effects: Effect, **changes: Any) -> Move:
    """Return a cheap, certain, overt move carried out at once."""
    made = Move(
        id=id,
        slot=slot,
        says=f"Do {id}.",
        tells=f"does {id}",
        instrument=("D",),
        plover=Plover("CONSULT", "meet", 1.0),
        targets=(),
        requires=None,
        cost=0.0,
        capital=0.0,
        lead=Lead("fixed", 0, 0, 0),
        seen=Seen(1.0, 0),
        odds=1.0,
        effects=effects,
        failure_effects=(),
        sets=(),
        counts=(),
        responds_to=(),
        response_only=False,
        spread=0.25,
        cooldown=2.0,
        fatigue=0.6,
    )
    return replace(made, **changes)


def motive(id: str, weight: float = 1.0, **watches: float) -> Motive:
    """Return a motive that watches levels."""
    return Motive(id, id, weight, tuple(watches.items()), 0.0, (), (), ValueRule(), 50.0, 2.0)


def actor(id: str, motives: tuple[Motive, ...], moves: tuple[Move, ...], **changes: Any) -> Actor:
    """Return an actor with the default way of choosing."""
    made = Actor(id, id.title(), "", "", "", Decision(), motives, (), (), None, (), (), moves)
    return replace(made, **changes)


def ash(**changes: Any) -> Actor:
    """Return the first rival: wants goods, fears unrest."""
    moves = (
        move("trade", 1, effect("goods", 6.0)),
        move("strike", 2, effect("goods", 9.0), effect("unrest", 8.0), odds=0.6, cost=0.01),
    )
    motives = (motive("wealth", 0.6, goods=1.0), motive("calm", 0.4, unrest=-1.0))
    return actor("ash", motives, moves, **changes)


def elm(**changes: Any) -> Actor:
    """Return the second rival: wants calm, answers strikes."""
    moves = (
        move("soothe", 1, effect("unrest", -6.0), lead=Lead("triangular", 3, 8, 20)),
        move(
            "protest",
            2,
            effect("unrest", 4.0),
            responds_to=(Invitation("ash", "strike", 0.08, 2.0),),
        ),
    )
    motives = (motive("order", 0.7, unrest=-1.0), motive("share", 0.3, goods=0.5))
    return actor("elm", motives, moves, **changes)


def scenario(*actors: Actor, **changes: Any) -> Scenario:
    """Return a small scenario of the two rivals, or of those given."""
    theatre = Theatre("vale", "The vale", (level("goods"), level("unrest", bad="high")), (), (), ())
    flood = Inject(
        "flood", "The river floods.", 40, None, True, False, (effect("goods", -5.0),), (), (), ()
    )
    made = Scenario(
        id="small",
        title="A small quarrel",
        brief="Two rivals share a vale.",
        objectives=(),
        theatre=theatre,
        actors=actors or (ash(), elm()),
        startex=date(2026, 1, 1),
        turns=Turns(6, 1, "month"),
        injects=(flood,),
        uncertainties=(),
        variants=(),
        lenses=(),
        outcomes=(
            Outcome("riot", "Unrest wins.", above("unrest", 60.0)),
            Outcome("other", "Nothing much.", None),
        ),
        expectations=(),
        measures=(),
        ledger=Ledger("none"),
    )
    return replace(made, **changes)
