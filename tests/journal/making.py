"""A small quarrel kept in a journal, and a way to play it at random that can be taken up again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

from engine.errors import PlayError
from engine.model import Scenario, Seen
from engine.model.copies import ContentCopy
from engine.model.free import FreeEffect, FreeMove
from engine.play.exercise import Exercise
from engine.play.journal.session import Plan, Session
from engine.record import Adjudication, Finished, Ruling
from tests.engine import small

COPY = ContentCopy(
    "small",
    None,
    None,
    (("rain", "0.5"),),
    (("actors/ash.yaml", "kind: actor\n"), ("scenarios/small.yaml", "kind: scenario\n")),
    ("ash", "elm"),
)
EFFECT = FreeEffect("goods", "up", "minor", 0.5, 1.0)
PLAN = Plan(7, ("ash", "elm"), rulings=True)


def quarrel() -> Scenario:
    """Return the small scenario, with moves that may be ruled on and sighted late."""
    ash, elm = small.ash(), small.elm()
    moves = tuple(replace(m, seen=Seen(0.7, 9), spread=0.4, cooldown=1.0) for m in ash.moves)
    return small.scenario(replace(ash, moves=moves), elm)


def loader(_: ContentCopy) -> Scenario:
    """Return the quarrel, whatever the copy says."""
    return quarrel()


def create(path: Path, plan: Plan = PLAN, **options: Any) -> Session:
    """Begin the quarrel in a new journal."""
    return Session.create(path, COPY, loader, plan, **options)


def reopen(path: Path) -> Session:
    """Open the quarrel's journal again."""
    return Session.open(path, loader)


def answer(session: Session, luck: Random) -> None:
    """Give the next input that play needs."""
    exercise = session.exercise
    if awaited := exercise.awaited():
        options = exercise.pause.seats[awaited[0]].options  # type: ignore[union-attr]
        move = luck.choice([option.move for option in options if option.possible])
        if luck.random() < 0.1:
            effect = replace(EFFECT, on=exercise.table.tables.ids[0])
            session.propose(awaited[0], FreeMove("marches", (effect,), 0.5, seen="mixed"))
            return
        session.submit(awaited[0], move, note=luck.choice(["", "because", "日本 ≠ \u2014"]))
        return
    if isinstance(exercise.pause, Adjudication) and not ruled(exercise):
        session.rule(luck.choice([Ruling(), Ruling("done", "a reason", "control"), Ruling(dice=9)]))
        return
    session.advance()


def ruled(exercise: Exercise) -> bool:
    """Tell whether the open adjudication has its ruling."""
    try:
        exercise.check_advance()
    except PlayError:
        return False
    return True


def play_on(session: Session, turns: int = 99, seed: int = 1) -> None:
    """Play some turns, or to the end."""
    luck, last = Random(seed), len(session.exercise.reports) + turns
    while len(session.exercise.reports) < last:
        if isinstance(session.exercise.pause, Finished):
            break
        answer(session, luck)


def wander(session: Session, seed: int, number: int) -> None:
    """Do one random thing: mostly play, at times undo, redo, branch, switch, amend, note."""
    luck = Random(f"{seed}:{number}")
    dice = luck.random()
    try:
        if dice < 0.08:
            session.undo(luck.randint(1, 4))
        elif dice < 0.12:
            session.redo()
        elif dice < 0.16:
            session.branch(fresh_luck=luck.random() < 0.5)
        elif dice < 0.20:
            session.switch(luck.choice([branch.name for branch in session.branches]))
        elif dice < 0.24:
            choices = [e.seq for e in session.inputs if e.kind == "choose"]
            session.amend(luck.choice(choices or [0]), {"move": "hold"})
        elif dice < 0.30:
            luck.choice(
                [
                    lambda: session.note("tea"),
                    lambda: session.hold("elm"),
                    lambda: session.release("elm"),
                    lambda: session.clock("ash", "pause", luck.randint(0, 300)),
                    lambda: session.skip("flood", "no time"),
                    lambda: session.inject("flood", scale=luck.choice([0.5, 1.0])),
                    lambda: session.improvise("A fair opens.", (EFFECT,)),
                    lambda: session.forecast("ash", "outcome", {"riot": 0.5, "other": 0.5}),
                ]
            )()
        elif isinstance(session.exercise.pause, Finished):
            session.undo_turn(2)
        else:
            answer(session, luck)
    except PlayError as error:
        session.note(f"could not: {error}")
