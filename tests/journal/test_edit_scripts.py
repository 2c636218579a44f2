"""Random edit scripts against a model of what should be there."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from engine.errors import PlayError
from engine.model.free import FreeEffect, FreeMove
from engine.play.exercise import Exercise
from engine.play.journal.contents import read_contents
from engine.play.journal.verifying import verify
from engine.play.table import Prepared
from engine.record import Adjudication, Finished, Ruling
from tests.journal.making import PLAN, create, loader, quarrel, reopen, ruled

EFFECT = FreeEffect("goods", "down", "moderate", 0.5, 1.0)
Deed = tuple[Any, ...]
Path_ = tuple[Deed, ...]
PREPARED = Prepared(quarrel())


def hold(exercise: Exercise, seat: str, held: bool) -> None:
    (exercise.hold if held else exercise.release)(seat, at_once=True)


DO: dict[str, Callable[..., object]] = {
    "choose": lambda e, seat, move, note: e.submit(seat, move, note=note),
    "free": lambda e, seat, free: e.propose(seat, free),
    "rule": lambda e, ruling: e.rule(ruling),
    "inject": lambda e, name, scale: e.inject(name, scale=scale, at_once=True),
    "improvise": lambda e: e.improvise("A fair opens.", (EFFECT,)),
    "skip": lambda e: e.skip("flood"),
    "seat": hold,
    "luck": lambda e, root: e.freshen(root),
    "advance": lambda e: e.advance(),
    "endex": lambda e, reason: e.end(reason),
}
"""What acts on an exercise; notes and forecasts do not."""


def oracle(path: Path_) -> Exercise:
    """Play inputs on an exercise that has never heard of journals."""
    exercise = Exercise(PREPARED, PLAN.seed, people=PLAN.people, white_cell=True)
    for kind, *rest in path:
        if kind in DO:
            DO[kind](exercise, *rest)
    return exercise


def may_skip(exercise: Exercise) -> bool:
    try:
        exercise.check_skip("flood")
    except PlayError:
        return False
    return True


def may_end(exercise: Exercise) -> bool:
    try:
        exercise.check_end()
    except PlayError:
        return False
    return True


@cache
def expected(path: Path_) -> tuple[str, str]:
    exercise = oracle(path)
    return exercise.state_hash(), type(exercise.pause).__name__


@dataclass
class Line:
    """A branch as it should be: the inputs to its head, and what redo would bring back."""

    path: Path_ = ()
    undone: list[Path_] = field(default_factory=list)


class EditScripts(RuleBasedStateMachine):
    """Inputs, undo, redo, branch, switch and reopening, in any order."""

    def __init__(self) -> None:
        super().__init__()
        shm = Path("/dev/shm")
        self.folder = tempfile.mkdtemp(dir=shm if shm.is_dir() else None)
        self.file = Path(self.folder) / "small.whitecell"
        self.session = create(self.file)
        self.lines = {"main": Line()}
        self.on = "main"

    @property
    def line(self) -> Line:
        return self.lines[self.on]

    def took(self, *deed: Any) -> None:
        self.line.path = (*self.line.path, deed)
        self.line.undone.clear()

    @precondition(lambda self: self.session.exercise.awaited())
    @rule(
        pick=st.integers(0, 9),
        note=st.text(st.characters(codec="utf-8", min_codepoint=32), max_size=4),
    )
    def choose(self, pick: int, note: str) -> None:
        note = "".join(c for c in note if c.isprintable())
        seat = self.session.exercise.awaited()[0]
        options = self.session.exercise.pause.seats[seat].options  # type: ignore[union-attr]
        moves = [option.move for option in options if option.possible]
        move = moves[pick % len(moves)]
        self.session.submit(seat, move, note=note)
        self.took("choose", seat, move, note)

    @precondition(lambda self: not self.session.exercise.awaited() and not self.over())
    @rule()
    def play_on(self) -> None:
        if isinstance(self.session.exercise.pause, Adjudication) and not ruled(
            self.session.exercise
        ):
            self.session.rule(Ruling("failed", "so it is", "control"))
            self.took("rule", Ruling("failed", "so it is", "control"))
        self.session.advance()
        self.took("advance")

    def over(self) -> bool:
        return isinstance(self.session.exercise.pause, Finished)

    @rule()
    def note(self) -> None:
        self.session.note("tea")
        self.took("note")

    @precondition(lambda self: not self.over())
    @rule(seat=st.sampled_from(["ash", "elm"]), held=st.booleans())
    def seat(self, seat: str, held: bool) -> None:
        (self.session.hold if held else self.session.release)(seat)
        self.took("seat", seat, held)

    @precondition(lambda self: not self.over())
    @rule()
    def inject(self) -> None:
        scale = 1.0 + len(self.line.path) % 3
        self.session.inject("flood", scale=scale)
        self.took("inject", "flood", scale)

    @precondition(lambda self: self.session.exercise.awaited())
    @rule(odds=st.sampled_from([1.0, 0.5]), seen=st.sampled_from(["overt", "covert"]))
    def move_freely(self, odds: float, seen: Any) -> None:
        seat = self.session.exercise.awaited()[-1]
        free = FreeMove("marches", (EFFECT,), odds, seen=seen)
        self.session.propose(seat, free)
        self.took("free", seat, free)

    @precondition(lambda self: not self.over())
    @rule()
    def improvise(self) -> None:
        self.session.improvise("A fair opens.", (EFFECT,))
        self.took("improvise")

    @precondition(lambda self: not self.over() and may_skip(self.session.exercise))
    @rule()
    def skip(self) -> None:
        self.session.skip("flood")
        self.took("skip")

    @precondition(lambda self: may_end(self.session.exercise))
    @rule()
    def end(self) -> None:
        self.session.end("enough")
        self.took("endex", "enough")

    @precondition(lambda self: not self.over())
    @rule(first=st.floats(0, 1))
    def forecast(self, first: float) -> None:
        self.session.forecast("ash", "outcome", {"riot": first, "other": 1.0 - first})
        self.took("forecast")

    @precondition(lambda self: self.line.path)
    @rule(share=st.floats(0, 1))
    def undo(self, share: float) -> None:
        steps = 1 + int(share * (len(self.line.path) - 1))
        self.session.undo(steps)
        self.line.undone.append(self.line.path)
        self.line.path = self.line.path[:-steps]

    @precondition(lambda self: self.line.undone)
    @rule()
    def redo(self) -> None:
        self.session.redo()
        self.line.path = self.line.undone.pop()

    @precondition(lambda self: len(self.lines) < 5)
    @rule(fresh=st.booleans(), share=st.floats(0, 1))
    def branch(self, fresh: bool, share: float) -> None:
        kept = int(share * len(self.line.path))
        at = [1, *(entry.seq for entry in self.session.inputs)][kept]
        path = self.line.path[:kept]
        self.on = self.session.branch(at=at, fresh_luck=fresh)
        assert self.on not in self.lines
        self.lines[self.on] = Line(path)
        if fresh:
            self.took("luck", self.session.inputs[-1].data["root"])

    @rule(pick=st.integers(0, 9))
    def switch(self, pick: int) -> None:
        self.on = list(self.lines)[pick % len(self.lines)]
        self.session.switch(self.on)

    @rule()
    def resume(self) -> None:
        self.session.close()
        self.session = reopen(self.file)

    @invariant()
    def stands_where_it_should(self) -> None:
        exercise = self.session.exercise
        found = (exercise.state_hash(), type(exercise.pause).__name__)
        assert found == expected(self.line.path)
        assert [entry.kind for entry in self.session.inputs] == [d[0] for d in self.line.path]
        assert self.session.branch_name == self.on
        assert {branch.name for branch in self.session.branches} == set(self.lines)
        assert self.session.can_redo == bool(self.line.undone)

    def teardown(self) -> None:
        self.session.close()
        verify(read_contents(self.file), loader)
        shutil.rmtree(self.folder)


def machine(examples: int, steps: int) -> type:
    """Return a test that runs so many scripts of so many edits."""
    case: type = EditScripts.TestCase
    case.settings = settings(  # type: ignore[attr-defined]
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    return case


class TestEditScripts(machine(100, 25)):  # type: ignore[misc]
    """A hundred scripts; `make proof` runs more and longer ones."""
