"""An order is looked at again on its day: what bars it by now calls it off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from batch.rows import told_of
from engine.model import (
    Call,
    Condition,
    Const,
    Constraint,
    Flag,
    Inject,
    Invitation,
    Lead,
    Name,
    Op,
)
from engine.play.audience import PROJECTOR, WHITE, audience_view
from engine.play.exercise import Exercise
from engine.play.seats import play_out
from engine.record import HOLD, Act, Adjudication, AwaitChoices, Finished, Pause, Ruling
from engine.rules.world import snapshot
from tests.engine.small import ash, effect, elm, level, move, scenario, truth

LEVEL = truth(Op("<", (Name("level", "goods"), Const(45.0))), "goods < 45")
FLAG = truth(Op("not", (Name("flag", "met"),)), "not met")
CLOCK = truth(Op("<=", (Name("clock", "turn"), Const(1.0))), "turn <= 1")
MONTHS = truth(Op("<", (Name("clock", "months"), Const(1.0))), "months < 1")
SEEN = truth(Op("==", (Call("moves", (Const("ash"), Const("march"))), Const(0.0))), "never marched")


def world(requires: Condition | None = None, *bars: Constraint, **changes: Any) -> Any:
    """Return a world in which goods rise and Ash and Elm have met by the time Ash marches."""
    march = replace(
        move("march", 1, effect("goods", -9.0), lead=Lead("fixed", 50, 50, 50)),
        requires=requires,
        failure_effects=(effect("goods", -3.0),),
        sets=(("marched", True),),
        **changes,
    )
    reply = move("reply", 2, responds_to=(Invitation("ash", "march", 0.5, 3.0),))
    rise = effect("goods", 20.0, spread=0.0)
    met = Inject("met", "They meet.", 10, None, True, False, (rise,), (("met", True),), (), ())
    made = scenario(
        replace(ash(), moves=(march,), constraints=bars),
        replace(elm(), moves=(reply,)),
        injects=(met,),
    )
    levels = (level("goods", 40.0, noise=0.0, pull=1.0), level("unrest", noise=0.0))
    flags = tuple(Flag(id, id, "switch", False, (), ()) for id in ("met", "marched"))
    return replace(made, theatre=replace(made.theatre, levels=levels, flags=flags))


def steps(made: Any, **options: Any) -> Iterator[tuple[Exercise, Pause]]:
    """Play: Ash marches at once, all else is let pass; give each pause before it is answered."""
    exercise = Exercise(made, 1, people=("ash", "elm"), **options)
    while True:
        pause = exercise.advance()
        yield exercise, pause
        if isinstance(pause, Finished):
            return
        if isinstance(pause, Adjudication):
            exercise.rule(Ruling())
        elif isinstance(pause, AwaitChoices):
            for seat in exercise.awaited():
                first = seat == "ash" and pause.turn == 1
                exercise.submit(seat, "march" if first else HOLD)


def played(made: Any, **options: Any) -> Exercise:
    (*_, (exercise, _)) = steps(made, **options)
    return exercise


def only(exercise: Exercise) -> Act:
    (act,) = (act for report in exercise.reports for act in report.acts)
    return act


def bar(when: Condition, kind: Any = "hard") -> Constraint:
    says = "Who has met does not march."
    return Constraint("law", kind, says, ("march",), when, 0.0, None, (), 0.0, ())


MET = truth(Name("flag", "met"), "met")


@pytest.mark.parametrize(
    ("made", "reason", "expression", "says"),
    [
        (world(LEVEL), "requires", "goods < 45", "it requires goods < 45"),
        (world(FLAG), "requires", "not met", "it requires not met"),
        (world(None, bar(MET)), "constraint", "met", "its rule “Who has met does not march”"),
    ],
    ids=["level", "flag", "constraint"],
)
def test_what_bars_an_order_on_its_day_calls_it_off(
    made: Any, reason: str, expression: str, says: str
) -> None:
    exercise = played(made)
    act, world = only(exercise), exercise.table.world
    assert (act.result, act.turn, act.day, act.chosen_turn) == ("called_off", 2, 50, 1)
    assert act.barred is not None
    assert (act.barred.reason, act.barred.expression) == (reason, expression)
    assert act.says == f"calls off “Do march”: {says}"
    assert [impulse[1] for impulse in world.impulses] == [20.0]  # the inject's alone
    assert (world.deeds, world.acts, world.known) == ([], [], {})
    assert world.flags["marched"] is False
    assert list(world.uses["ash"]) == [1]
    assert world.pending == {}


@pytest.mark.parametrize(
    "made",
    [world(CLOCK), world(MONTHS), world(SEEN), world(), world(None, bar(MET, "soft"))],
    ids=["turn", "months", "deeds", "nothing", "soft"],
)
def test_what_bars_nothing_lets_an_order_be_carried_out(made: Any) -> None:
    exercise = played(made)
    assert (only(exercise).result, only(exercise).barred) == ("done", None)
    assert exercise.table.world.flags["marched"] is True


def test_what_bars_an_order_is_what_its_actor_knows() -> None:
    made = world(FLAG)
    unknown = tuple(replace(f, seen_by=("elm",)) for f in made.theatre.flags)
    exercise = played(replace(made, theatre=replace(made.theatre, flags=unknown)))
    assert only(exercise).result == "done"


def test_an_order_that_is_called_off_is_not_ruled_on() -> None:
    kinds = [type(pause) for _, pause in steps(world(FLAG, odds=0.6), white_cell=True)]
    assert Adjudication not in kinds
    kinds = [type(pause) for _, pause in steps(world(odds=0.6), white_cell=True)]
    assert kinds.count(Adjudication) == 1


def test_only_its_actor_and_the_white_cell_know_of_an_order_called_off() -> None:
    *_, (exercise, _) = steps(world(FLAG))
    for _, pause in steps(world(FLAG)):
        if isinstance(pause, AwaitChoices) and pause.turn == 3:
            mine, theirs = pause.seats["ash"].sightings, pause.seats["elm"].sightings
            assert [(s.says, s.called_off) for s in mine] == [
                ("calls off “Do march”: it requires not met", True)
            ]
            assert theirs == ()
    for audience, known in (("ash", 1), ("elm", 0), (PROJECTOR, 0), (WHITE, 1)):
        view = audience_view(exercise, audience)
        acts = [each for turn in view.path for each in turn.events if each.kind == "act"]
        assert [each.result for each in acts] == ["called_off"] * known, audience
    assert "elm" not in {d.actor for r in exercise.reports for d in r.decisions if d.because_of}


def test_it_is_kept_in_a_snapshot_and_nothing_is_where_none_was() -> None:
    for exercise, pause in steps(world(FLAG)):
        if len(exercise.reports) == 3 and not isinstance(pause, AwaitChoices):
            taken = exercise.snapshot()
            break
    again = Exercise.restored(world(FLAG), 1, taken)
    assert again.table.world.called_off == exercise.table.world.called_off
    assert again.table.world.called_off[0].barred is not None
    assert snapshot(again.table.world) == taken
    assert again.state_hash() == exercise.state_hash()
    plain = snapshot(played(world()).table.world)
    assert "called_off" not in plain
    assert "barred" not in plain["acts"][0]


def test_a_batch_has_a_row_of_it() -> None:
    exercise = played(world(FLAG))
    (deed,) = [deed for deed in told_of("", exercise).deeds if deed[1] != "inject"]
    assert deed[1:4] + deed[8:9] == ("move", "ash", "march", "called_off")


def test_the_same_seed_calls_off_the_same() -> None:
    hashes = [[report.state_hash for report in played(world(FLAG)).reports] for _ in range(2)]
    assert hashes[0] == hashes[1]


def test_nothing_that_waits_on_no_condition_is_looked_at() -> None:
    side = Exercise(world(None, bar(MET, "soft")), 1).table.tables.sides["ash"]
    assert (side.holds, side.needs) == ({}, ())
    exercise = Exercise(scenario(), 1)
    play_out(exercise)
    assert not any(act.called_off for report in exercise.reports for act in report.acts)
