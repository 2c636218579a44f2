"""A hazard that happens in a turn falls on a day of it, by luck of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from engine.model import Hazard, Inject, Scenario, Turns
from engine.play.agenda import Kind
from engine.play.exercise import Exercise
from engine.play.seats import play_out
from engine.record import HOLD, AwaitChoices, Finished, Happening, TurnEnded
from engine.rules.world import Due
from tests.engine.small import actor, effect, motive, move, scenario

TWELVE = Turns(12, 1, "month")


def storm(chance: float, **changes: Any) -> Inject:
    made = Inject("storm", "A storm.", None, None, True, False, (), (), (), ())
    return replace(made, hazard=Hazard(chance), **changes)


def made(inject: Inject, turns: Turns = TWELVE) -> Scenario:
    oak = actor("oak", (motive("peace", goods=1.0),), (move("dig", 1, effect("goods", 1.0)),))
    return scenario(oak, injects=(inject,), turns=turns)


def fired(exercise: Exercise) -> list[tuple[int, Happening]]:
    told = [(report.turn, h) for report in exercise.reports for h in report.happenings]
    return [(turn, h) for turn, h in told if h.id == "storm" and h.kind == "inject"]


def played(of: Scenario, seed: int) -> Exercise:
    exercise = Exercise(of, seed, lean=True)
    play_out(exercise)
    return exercise


def test_a_hazard_falls_on_any_day_of_its_turn() -> None:
    often = made(storm(0.3, once=False))
    places = []
    for seed in range(80):
        exercise = played(often, seed)
        for turn, happening in fired(exercise):
            first = exercise.table.calendar.day_of(turn)
            last = exercise.table.calendar.day_of(turn + 1)
            assert first <= happening.day < last
            assert happening.cause == "hazard"
            places.append((happening.day - first) / (last - first))
    assert 200 < len(places) < 380
    assert abs(sum(places) / len(places) - 0.5 + 0.5 / 30) < 0.06
    assert len({round(place, 2) for place in places}) > 25


def test_the_day_has_luck_of_its_own_and_more_turns_keep_it() -> None:
    short, long = (made(storm(0.3, once=False), Turns(n, 1, "month")) for n in (6, 12))
    for seed in range(12):
        whole = [(turn, h.day) for turn, h in fired(played(long, seed))]
        assert [at for at in whole if at[0] <= 6] == [
            (turn, h.day) for turn, h in fired(played(short, seed))
        ]


def test_it_happens_once_where_it_happens_once() -> None:
    for seed in range(40):
        assert len(fired(played(made(storm(0.5)), seed))) <= 1


def test_on_a_turns_first_day_it_happens_before_the_choices() -> None:
    early = 0
    for seed in range(60):
        exercise = Exercise(made(storm(1.0), Turns(4, 1, "week")), seed, people=("oak",))
        assert isinstance(exercise.advance(), AwaitChoices)
        waits = any(due.kind == Kind.INJECT for due in exercise.table.world.agenda)
        assert waits != (exercise.table.world.fired == {"storm": 1})
        early += not waits
    assert 2 <= early <= 18


def waiting(**changes: Any) -> Exercise:
    """Return an exercise at a choice, with a storm on its way."""
    for seed in range(20):
        exercise = Exercise(made(storm(1.0, **changes)), seed, people=("oak",))
        exercise.advance()
        if not exercise.table.world.fired:
            return exercise
    raise AssertionError("no storm waits")


def end_turn(exercise: Exercise) -> None:
    while not isinstance(exercise.pause, TurnEnded | Finished):
        for seat in exercise.awaited():
            exercise.submit(seat, HOLD)
        exercise.advance()


@pytest.mark.parametrize("once", [True, False])
def test_one_that_was_fired_by_hand_before_its_day_does_not_happen_again(once: bool) -> None:
    exercise = waiting(once=once)
    exercise.inject("storm", at_once=True)
    end_turn(exercise)
    assert [happening.cause for _, happening in fired(exercise)] == ["by hand"]


def test_one_that_was_struck_before_its_day_does_not_happen() -> None:
    exercise = waiting()
    exercise.skip("storm", "too much")
    end_turn(exercise)
    assert fired(exercise) == []
    left = waiting()
    end_turn(left)
    assert [happening.cause for _, happening in fired(left)] == ["hazard"]


def test_a_turns_end_holds_nothing_that_is_on_its_way() -> None:
    exercise = Exercise(made(storm(0.9, once=False)), 3)
    while not isinstance(exercise.advance(), Finished):
        assert not any(due.kind == Kind.INJECT for due in exercise.table.world.agenda)
        again = Exercise.restored(made(storm(0.9, once=False)), 3, exercise.snapshot())
        assert again.state_hash() == exercise.state_hash()


@pytest.mark.parametrize("often", [True, False])
def test_fresh_luck_draws_anew_what_is_still_to_come_in_the_turn(often: bool) -> None:
    chance = 0.4
    seed = next(s for s in range(40) if bool(awaited_storms(begun(s, chance))) is often)
    came = []
    for root in range(400):
        exercise = begun(seed, chance)
        exercise.freshen(1000 + root)
        came += [due.day for due in awaited_storms(exercise)]
    length = exercise.table.turn_ends()
    left = chance * (1 - 1 / length) / (1 - chance / length)
    assert abs(len(came) / 400 - left) < 4 * (left * (1 - left) / 400) ** 0.5
    assert min(came) == 1
    assert max(came) == length - 1
    assert len(set(came)) > 20


def test_fresh_luck_at_a_turns_end_leaves_the_next_turn_to_be_drawn() -> None:
    for seed in range(30):
        exercise = Exercise(made(storm(0.5, once=False)), seed, lean=True)
        while not isinstance(exercise.advance(), TurnEnded):
            pass
        exercise.freshen(99 + seed)
        assert not awaited_storms(exercise)
        play_out(exercise)
        turns = [turn for turn, _ in fired(exercise)]
        assert len(turns) == len(set(turns))


def begun(seed: int, chance: float) -> Exercise:
    """Return an exercise whose first choice is awaited, on a turn without a storm so far."""
    exercise = Exercise(made(storm(chance)), seed, people=("oak",), lean=True)
    assert isinstance(exercise.advance(), AwaitChoices)
    return exercise


def awaited_storms(exercise: Exercise) -> list[Due]:
    return [d for d in exercise.table.world.agenda if d.kind == Kind.INJECT and d.ref == "storm"]
