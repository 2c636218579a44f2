"""Where random hands begin: the library, a table in many states, a view, a desk, a batch."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any
from unittest import mock

from textual.app import App

import tui.lab.desk
from engine.content.copies import load_copy
from engine.errors import PlayError
from engine.model import Scenario, Turns
from engine.model.copies import ContentCopy
from engine.play.journal.session import Plan as JournalPlan
from engine.play.journal.session import Session
from engine.record import AwaitChoices
from tests.engine.test_audience import tainted
from tests.house.places import ROOT
from tests.journal.making import COPY
from tests.tui.lab import AtOnce, Copies, begun, run_on
from tests.tui.room import OneShelf, quarrel, restrained
from tui.app import WhitecellApp
from tui.authoring import Desk
from tui.drawer import Drawer
from tui.keeping import begin
from tui.lab.desk import opened
from tui.plan import Plan
from tui.playing import Playing
from tui.shelf import PackShelf
from tui.viewing import Peephole, ViewApp

SAMPLE = ROOT / "docs" / "tutorial" / "amber_straits"


@dataclass
class Begun:
    """An app, who reads its journals, what is closed after it, and the keys pressed first."""

    app: App[Any]
    read: Callable[[ContentCopy], Scenario]
    after: list[Callable[[], None]] = field(default_factory=list)
    first: tuple[str, ...] = ()


def a_library(luck: Random, folder: Path) -> Begun:
    """The library, with a scenario and a broken one."""
    return _at(WhitecellApp(OneShelf(_scenario(luck), broken=True), None, Drawer(folder)))


def seats(luck: Random, folder: Path) -> Begun:
    """A table with some seats taken."""
    people = luck.choice((("ash",), ("ash", "elm"), ()))
    plan = _plan(luck, people, luck.choice(("rigid", "semi-free", "free")))
    return _table(_scenario(luck), plan, folder)[0]


def a_ruling(luck: Random, folder: Path) -> Begun:
    """A table where a move is to be ruled on: Ash strikes where it may."""
    scenario = replace(quarrel(), turns=Turns(luck.randint(1, 4), 1, "month"))
    made, playing = _table(
        scenario, _plan(luck, ("ash",), luck.choice(("semi-free", "free"))), folder
    )
    pause = playing.advance()
    if isinstance(pause, AwaitChoices) and "ash" in pause.seats:
        options = {option.move: option.possible for option in pause.seats["ash"].options}
        for seat in pause.seats:
            move = "strike" if seat == "ash" and options.get("strike") else "hold"
            playing.choose(seat, move, seat)
        playing.advance()
    return made


def two_branches(luck: Random, folder: Path) -> Begun:
    """A table with a second branch, to be laid beside the first."""
    scenario = replace(quarrel(), turns=Turns(4, 1, "month"))
    made, playing = _table(scenario, _plan(luck, ("ash",), "rigid"), folder)
    at = playing.session.position
    for move in ("hold", "strike"):
        if move == "strike":
            playing.session.branch("other", at=at)
        for _ in range(luck.randint(1, 2)):
            playing.advance()
            try:
                playing.choose("ash", move, "Ash")
            except PlayError:
                break
            playing.advance()
    playing.retell()
    made.first = luck.choice((("B", "c", "enter"), ("B",), ()))
    return made


def an_author(luck: Random, folder: Path) -> Begun:
    """A file of a pack on the author's desk."""
    pack = folder / "amber"
    shutil.copytree(SAMPLE, pack)
    app = WhitecellApp(PackShelf([pack]), None, Drawer(folder))
    app.writes = Desk(pack / luck.choice(("scenarios/amber_toll.yaml", "actors/oster.yaml")))
    return Begun(app, load_copy)


def a_view(luck: Random, folder: Path) -> Begun:
    """A view for one audience of a journal."""
    plan = JournalPlan(luck.randrange(1000), ("ash", "elm"), marking="EXERCISE ONLY")
    folder.mkdir(parents=True)
    session = Session.create(folder / "view.whitecell", COPY, lambda _: tainted(), plan)
    session.advance()
    peephole = Peephole(session.path, luck.choice(("projector", "ash")), loader=lambda _: tainted())
    return Begun(ViewApp(peephole), lambda _: tainted(), [session.close])


def a_batch(luck: Random, folder: Path) -> Begun:
    """A batch that has run, that was begun, or that is to run now."""
    out = begun(folder / "made", runs=luck.randint(2, 6))
    state = luck.choice(("complete", "stopped", "running"))
    if state == "complete":
        run_on(out)
    app = WhitecellApp(Copies(), None, Drawer(folder))
    app.lab = opened((out,))
    app.lab.state = "running" if state == "running" else app.lab.state
    return Begun(app, load_copy)


BEGINNINGS = (a_library, seats, seats, a_ruling, a_ruling, two_branches, an_author, a_view, a_batch)


@contextmanager
def some_table(number: int, luck: Random, folder: Path) -> Iterator[Begun]:
    """Give each beginning in its turn; what is read of a batch is read in this process."""
    with mock.patch.object(tui.lab.desk, "Aside", AtOnce):
        made = BEGINNINGS[number % len(BEGINNINGS)](luck, folder)
        try:
            yield made
        finally:
            for close in made.after:
                close()


def _scenario(luck: Random) -> Scenario:
    turns = Turns(luck.randint(1, 4), 1, "month")
    return replace(luck.choice((restrained, quarrel))(), turns=turns)


def _plan(luck: Random, people: tuple[str, ...], mode: Any) -> Plan:
    return Plan(
        quarrel().id,
        frozenset(people),
        luck.randrange(1000),
        mode=mode,
        marking=luck.choice(("", "EXERCISE ONLY")),
        budget=luck.choice((None, 2.0, 600.0)),
    )


def _table(scenario: Scenario, plan: Plan, folder: Path) -> tuple[Begun, Playing]:
    shelf, drawer = OneShelf(scenario, broken=True), Drawer(folder)
    playing = begin(shelf, drawer, plan)
    return Begun(WhitecellApp(shelf, playing, drawer), shelf.read), playing


def _at(app: WhitecellApp) -> Begun:
    return Begun(app, app.shelf.read)
