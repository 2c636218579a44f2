"""Fresh luck replaces exactly the draws not yet consumed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from engine.model import Seen
from engine.play.exercise import Exercise
from engine.record import Adjudication, AwaitChoices, Finished, Pause, Ruling
from engine.rules.luck import Luck, Purpose, derived_root
from tests.engine import small

Draw = tuple[Any, ...]
NAMES = {number: name for name, number in vars(Purpose).items() if isinstance(number, int)}


class Watched(Luck):
    """Luck that remembers what was drawn from it."""

    def __init__(self, luck: Luck) -> None:
        super().__init__(luck.seed, luck.replication, luck.turns)
        self.drawn: list[Draw] = []

    def waits(self, actor: str, turn: int, phase: Any, slots: Any) -> list[float]:
        self.drawn.append(("choice", actor, turn, phase))
        return super().waits(actor, turn, phase, slots)

    def roll(self, purpose: int, id: str, where: int) -> float:
        self.drawn.append((NAMES[purpose], id, where))
        return super().roll(purpose, id, where)

    def sizes(self, id: str, where: int, count: int) -> list[float]:
        self.drawn.append(("sizes", id, where))
        return super().sizes(id, where, count)

    def noise(self, level: str, turn: int) -> float:
        self.drawn.append(("noise", level, turn))
        return super().noise(level, turn)


def covert() -> Any:
    """A quarrel in which strikes come to light late and not for sure."""
    ash, elm = small.ash(), small.elm()
    moves = tuple(replace(m, seen=Seen(0.5, 20), spread=0.4, cooldown=0.0) for m in ash.moves)
    return small.scenario(replace(ash, moves=moves), elm)


def answered(exercise: Exercise) -> Iterator[Pause]:
    """Play on, holding and accepting, and give each pause before it is answered."""
    while True:
        pause = exercise.advance()
        yield pause
        if isinstance(pause, Finished):
            return
        if isinstance(pause, AwaitChoices):
            for seat in exercise.awaited():
                exercise.submit(seat, "strike" if seat == "ash" else "hold")
        elif isinstance(pause, Adjudication):
            exercise.rule(Ruling())


def table(seed: int = 7) -> Exercise:
    exercise = Exercise(covert(), seed, people=["ash"], white_cell=True)
    exercise.table.luck = Watched(exercise.table.luck)
    return exercise


def count_pauses() -> int:
    return len(list(answered(table())))


@pytest.mark.parametrize("at", range(count_pauses() - 1))
def test_fresh_luck_leaves_no_draw_to_the_old_and_repeats_none(at: int) -> None:
    exercise = table()
    playing = answered(exercise)
    for _ in range(at + 1):
        next(playing)
    before, old = exercise.state_hash(), exercise.table.luck
    shown = {"ROLL"} if isinstance(exercise.pause, Adjudication) else set()
    assert isinstance(old, Watched)
    consumed = list(old.drawn)
    fresh = derived_root(7, "main", at)
    exercise.freshen(fresh)
    exercise.table.luck = new = Watched(exercise.table.luck)
    assert exercise.state_hash() == before, "what happened stays"
    for _ in playing:
        pass
    assert old.drawn == consumed, "the old luck was asked again"
    ahead = {"choice", "DETECTION"}  # drawn before their time; drawn anew as they are consumed
    assert not {d for d in new.drawn if d[0] not in ahead | shown} & set(consumed)
    # every draw of an undisturbed exercise comes from the one luck or from the other
    assert {d for d in new.drawn if d[0] == "noise"} | {d for d in consumed if d[0] == "noise"} == {
        ("noise", level, turn) for level in ("goods", "unrest") for turn in range(1, 7)
    }


def test_fresh_luck_changes_the_roll_that_waits_for_its_ruling() -> None:
    exercise = table()
    rolls = set()
    for pause in answered(exercise):
        if isinstance(pause, Adjudication):
            rolls.add(pause.roll)
            exercise.freshen(99)
            assert isinstance(exercise.pause, Adjudication)
            rolls.add(exercise.pause.roll)
            break
    assert len(rolls) == 2


def test_a_late_sighting_is_drawn_anew_and_an_old_one_is_kept() -> None:
    seen = set()
    for root in range(12):
        exercise = table()
        for pause in answered(exercise):
            if isinstance(pause, AwaitChoices) and pause.turn == 2:
                exercise.freshen(root)
            if isinstance(pause, AwaitChoices) and pause.turn == 4:
                break
        seen.add(tuple(act for act, _, _ in exercise.table.world.known.get("elm", ())))
    assert len(seen) > 1


def test_a_root_is_derived_from_where_it_is_wanted() -> None:
    """The number is `printf '7\\nmain\\n3' | sha256sum`, its first 16 digits."""
    assert derived_root(7, "main", 3) == 0x77F57810F8A32C36
    assert len({derived_root(s, b, p) for s in (1, 2) for b in ("a", "b") for p in (1, 2)}) == 8
