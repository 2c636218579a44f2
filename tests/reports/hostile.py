"""A small quarrel in which every text anybody may write is hostile, played into a journal."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

from engine.model import Inject, KnownDate, Scenario, Turns
from engine.model.copies import ContentCopy
from engine.model.free import FreeEffect, FreeMove
from engine.play.journal.session import Plan, Session
from engine.record import Adjudication, AwaitChoices, Finished, Ruling, TurnEnded
from tests.engine import small

BITE = "=cmd|' /C calc'!A0 <script>alert(1)</script><img src=x onerror=alert(2)>"
TAIL = "[link](http://evil.example/)|`code` **bold** \x1b[31m\u202e & \"quoted\" '{{7*7}}' </style>"
TEXTS = {
    "title",
    "brief",
    "secret_brief",
    "name",
    "says",
    "tells",
    "description",
    "unit",
    "notes",
    "judgement",
}
"""The fields of the nouns that are sentences for people; the rest are ids and words of a list."""


class Poison:
    """Gives hostile texts, each with a number that tells it from the others."""

    def __init__(self) -> None:
        self.numbers = count(1)
        self.given = list[str]()

    def __call__(self) -> str:
        tag = f"TAINT{next(self.numbers):04d}"
        self.given.append(tag)
        return f"{BITE}{tag}{TAIL}"


def poisoned(thing: Any, poison: Poison) -> Any:
    """Return nouns with every text for people replaced."""
    if isinstance(thing, tuple):
        return tuple(poisoned(each, poison) for each in thing)
    if not is_dataclass(thing) or isinstance(thing, type):
        return thing
    changes = {}
    for each in fields(thing):
        value = getattr(thing, each.name)
        if each.name in TEXTS and isinstance(value, str):
            changes[each.name] = poison()
        elif each.name == "objectives":
            changes[each.name] = tuple(poison() for _ in range(2))
        else:
            changes[each.name] = poisoned(value, poison)
    return replace(thing, **changes)


def scenario(poison: Poison) -> Scenario:
    """Return the small quarrel with an inject of every kind, all its texts hostile."""
    due = Inject("due", "", 20, None, True, False, (), (), (), ())
    held = replace(due, id="held", day=None, contingency=True)
    never = replace(due, id="struck", day=40)
    plain = small.scenario(turns=Turns(4, 1, "month"), injects=(due, held, never))
    known = KnownDate("feast", plain.startex.replace(month=2), "")
    theatre = replace(plain.theatre, calendar=(known,))
    goals = replace(plain, theatre=theatre, objectives=("", ""))
    made: Scenario = poisoned(goals, poison)
    return made


def play(path: Path, made: Scenario, poison: Poison) -> None:
    """Play it to the end, every input that takes a text with a hostile one."""
    names = {"ash": f"Eve {poison()}"[:200], "elm": f"Mal {poison()}"[:200]}
    plan = Plan(3, ("ash", "elm"), rulings=True, marking=poison()[:200], names=names)
    copy = ContentCopy("small", None, None, (), (("scenarios/small.yaml", "kind"),), ("ash",))
    with Session.create(path, copy, lambda _: made, plan, author=poison()) as session:
        while not isinstance(session.exercise.pause, Finished):
            pause = session.advance()
            if isinstance(pause, AwaitChoices):
                _answer(session, pause, poison)
            elif isinstance(pause, Adjudication):
                session.rule(Ruling("done", poison(), poison()))
            elif isinstance(pause, TurnEnded):
                _between(session, pause.report.turn, poison)
        session.note(poison(), kind="hot_wash")


def _answer(session: Session, pause: AwaitChoices, poison: Poison) -> None:
    for seat, view in pause.seats.items():
        if pause.turn == 2 and seat == "ash" and pause.phase == "initiative":
            effects = (FreeEffect("goods", "up", "minor"),)
            session.propose(seat, FreeMove(poison(), effects, 0.5, "elm", poison()), note=poison())
            continue
        moves = [option.move for option in view.options if option.possible]
        session.submit(seat, moves[-1], note=poison())
    if pause.phase == "initiative":
        session.forecast("elm", "move:ash", {"hold": 1.0})
        session.forecast("ash", "outcome", {session.exercise.scenario.outcomes[0].id: 1.0})


def _between(session: Session, turn: int, poison: Poison) -> None:
    if turn == 1:
        session.skip("struck", poison())
        session.inject("held", says=poison(), scale=2.0, reason=poison())
        session.note(poison(), kind="issue", objective=1, owner=poison(), due=poison())
    if turn == 2:
        session.improvise(poison(), (FreeEffect("goods", "down", "minor"),))
        session.note(poison(), kind="strength", seat="elm", objective=0)
        session.branch(f"[x](y) {poison.given and poison()[len(BITE) :][:40]}")
        session.advance()
        session.switch("main")
