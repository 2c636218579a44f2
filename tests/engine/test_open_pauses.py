"""What happens to an open pause while seats decide: injects, and seats that change hands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.errors import PlayError
from engine.model import FlagValue, Inject, Name, Scenario
from engine.model.free import FreeEffect
from engine.model.theatre import Flag
from engine.play.exercise import Exercise
from engine.record import AwaitChoices, Decision, Happening
from tests.engine import small

STORM = Inject(
    "storm",
    "A storm closes the roads.",
    100,
    None,
    True,
    False,
    (small.effect("goods", -10.0),),
    (("roads", False),),
    (),
    (),
)
HELD = replace(STORM, id="held", day=None, contingency=True, sets=())


def stormy() -> Scenario:
    """Return the small world, where trade needs open roads."""
    roads = small.truth(Name("flag", "roads"), "roads")
    ash = small.ash()
    moves = tuple(replace(m, requires=roads) if m.id == "trade" else m for m in ash.moves)
    made = small.scenario(replace(ash, moves=moves), small.elm())
    start: FlagValue = True
    theatre = replace(made.theatre, flags=(Flag("roads", "Roads", "switch", start),))
    return replace(made, theatre=theatre, injects=(*made.injects, STORM, HELD))


def asked(*people: str) -> Exercise:
    exercise = Exercise(stormy(), 7, people=people)
    assert isinstance(exercise.advance(), AwaitChoices)
    return exercise


def possible(exercise: Exercise, seat: str) -> set[str]:
    assert isinstance(exercise.pause, AwaitChoices)
    return {option.move for option in exercise.pause.seats[seat].options if option.possible}


def decided(exercise: Exercise) -> list[Decision]:
    """Return the choices of the first initiative."""
    made = [d for report in exercise.reports for d in report.decisions]
    return [d for d in [*made, *exercise.table.log.decisions] if d.phase == "initiative"][:2]


def told(exercise: Exercise, kind: str) -> list[Happening]:
    return [h for h in exercise.table.log.happenings if h.kind == kind]


def test_options_are_fresh_after_an_inject_and_sealed_choices_stand_or_are_named() -> None:
    exercise = asked("ash", "elm")
    exercise.submit("ash", "trade")
    exercise.submit("elm", "hold")
    assert exercise.inject("storm", at_once=True) == ("ash",)
    assert exercise.awaited() == ("ash",)
    assert exercise.sealed == {"elm"}
    assert possible(exercise, "ash") == {"hold", "strike"}
    with pytest.raises(PlayError, match="ash cannot trade now"):
        exercise.submit("ash", "trade")


@pytest.mark.parametrize("at_once", [True, False])
def test_the_engine_chooses_on_what_it_sees_now(at_once: bool) -> None:
    chosen = set()
    for seed in range(12):
        exercise = Exercise(stormy(), seed, people=("elm",))
        exercise.advance()
        exercise.submit("elm", "hold")
        exercise.inject("storm", at_once=at_once)
        exercise.advance()
        chosen |= {d.chosen for d in decided(exercise) if d.actor == "ash"}
    assert "hold" in chosen
    assert ("trade" in chosen) is not at_once, "the storm forbids it"


def test_an_inject_fires_once_by_hand_and_not_again_on_its_day() -> None:
    exercise = Exercise(stormy(), 7)
    exercise.inject("storm", at_once=True)
    for _ in range(6):
        exercise.advance()
    assert exercise.table.world.fired["storm"] == 1


def test_an_inject_may_be_edited() -> None:
    plain, edited = Exercise(stormy(), 7), Exercise(stormy(), 7)
    plain.inject("storm")
    edited.inject("storm", says="A storm passes by.", scale=0.5, reason="too harsh")
    (before,), (after,) = told(plain, "inject"), told(edited, "inject")
    assert (before.says, before.edited, before.scale) == (STORM.says, False, 1.0)
    assert (after.says, after.edited, after.scale) == ("A storm passes by.", True, 0.5)
    assert after.reason == "too harsh"
    amounts = [[by for _, by, _, _ in e.table.world.impulses] for e in (plain, edited)]
    assert amounts[1] == [amount / 2 for amount in amounts[0]]


@pytest.mark.parametrize("scale", [-1.0, 11.0, float("nan"), float("inf")])
def test_a_senseless_scale_is_refused(scale: float) -> None:
    exercise = Exercise(stormy(), 7)
    with pytest.raises(PlayError, match="scaled by 0 to 10"):
        exercise.inject("storm", scale=scale)
    assert exercise.table.world.fired == {}


def test_a_skipped_inject_does_not_fire_and_may_be_fired_by_hand() -> None:
    exercise = Exercise(stormy(), 7)
    exercise.skip("storm", "no time")
    assert [(h.id, h.reason) for h in told(exercise, "skip")] == [("storm", "no time")]
    for _ in range(6):
        exercise.advance()
    assert "storm" not in exercise.table.world.fired
    with pytest.raises(PlayError, match="skipped already"):
        exercise.skip("storm")
    exercise.inject("storm")
    assert exercise.table.world.fired["storm"] == 1
    with pytest.raises(PlayError, match="has fired already"):
        exercise.skip("storm")


def test_an_inject_may_be_made_up() -> None:
    exercise = asked("ash")
    before = possible(exercise, "ash")
    exercise.improvise("A caravan comes.", (FreeEffect("goods", "up", "moderate"),), ("elm",))
    exercise.improvise("Another comes.", ())
    first, second = told(exercise, "inject")
    assert (first.id, first.cause, first.audience) == ("improvised_1", "improvised", ("elm",))
    assert second.id == "improvised_2"
    assert [by for _, by, _, _ in exercise.table.world.impulses] == [5.0]
    assert possible(exercise, "ash") == before
    for wrong in (" ", "x"):
        with pytest.raises(PlayError):
            exercise.improvise(wrong, (), ("pine",))


def test_a_seat_taken_in_an_open_pause_is_asked_too() -> None:
    exercise = asked("ash")
    exercise.submit("ash", "trade")
    exercise.hold("elm", at_once=True)
    assert exercise.awaited() == ("elm",)
    assert exercise.sealed == {"ash"}
    exercise.submit("elm", "protest" if "protest" in possible(exercise, "elm") else "hold")
    exercise.advance()
    assert [d.by for d in decided(exercise)] == ["person", "person"]


def test_a_seat_taken_without_at_once_waits_for_the_next_choice() -> None:
    exercise = asked("ash")
    exercise.hold("elm")
    assert exercise.awaited() == ("ash",)


def test_a_seat_given_up_in_an_open_pause_is_answered_by_the_engine() -> None:
    alone, both = asked("elm"), asked("ash", "elm")
    both.release("ash", at_once=True)
    assert both.awaited() == ("elm",)
    with pytest.raises(PlayError, match="the engine holds ash; take the seat first"):
        both.submit("ash", "hold")
    for exercise in (alone, both):
        exercise.submit("elm", "hold")
        exercise.advance()
    assert alone.state_hash() == both.state_hash()


def test_a_seat_taken_back_is_asked_again_and_a_sealed_choice_stands() -> None:
    exercise = asked("ash", "elm")
    exercise.release("ash", at_once=True)
    exercise.hold("ash", at_once=True)
    assert exercise.awaited() == ("ash", "elm")
    exercise.submit("ash", "trade")
    exercise.release("ash", at_once=True)
    exercise.submit("elm", "hold")
    exercise.advance()
    decision = next(d for d in decided(exercise) if d.actor == "ash")
    assert (decision.chosen, decision.by) == ("trade", "person")


def test_the_next_pause_knows_nothing_of_who_left_the_last() -> None:
    exercise = asked("ash")
    exercise.release("ash", at_once=True)
    exercise.hold("ash")
    assert exercise.awaited() == ()
    pause = exercise.advance()
    while not isinstance(pause, AwaitChoices):
        pause = exercise.advance()
    assert exercise.awaited() == ("ash",)
