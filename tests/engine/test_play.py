"""The loop: pauses, answers, responses, injects, rulings."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace

import pytest

from engine.errors import PlayError
from engine.model import Call, Const, Flag, Lead, Name, Op, Outcome
from engine.play.exercise import Exercise
from engine.play.seats import Script, pauses, play_out
from engine.record import (
    HOLD,
    Act,
    Adjudication,
    AwaitChoices,
    Finished,
    Ruling,
    TurnEnded,
)
from tests.engine.small import above, ash, effect, elm, level, scenario, truth


def all_acts(exercise: Exercise) -> list[Act]:
    return [act for report in exercise.reports for act in report.acts]


def played(script: dict[int, str], made: object = None, seed: int = 1) -> Exercise:
    exercise = Exercise(made or scenario(), seed, people=("ash", "elm"))
    play_out(exercise, {"ash": Script(script), "elm": Script({})})
    return exercise


def test_an_engine_in_every_seat_pauses_only_at_turn_ends() -> None:
    kinds = [type(pause) for pause in pauses(Exercise(scenario(), 1))]
    assert kinds == [TurnEnded] * 6 + [Finished]


def test_advance_names_the_seats_it_waits_for() -> None:
    exercise = Exercise(scenario(), 1, people=("ash", "elm"))
    exercise.advance()
    exercise.submit("ash", HOLD)
    with pytest.raises(PlayError, match="waiting for elm"):
        exercise.advance()


def test_a_choice_may_be_replaced_until_play_goes_on() -> None:
    exercise = Exercise(scenario(), 1, people=("ash",))
    exercise.advance()
    exercise.submit("ash", "strike")
    exercise.submit("ash", "trade")
    exercise.advance()
    chosen = [d.chosen for d in exercise.reports[0].decisions if d.actor == "ash"]
    assert chosen == ["trade"]


@pytest.mark.parametrize(
    ("seat", "move", "told"),
    [
        ("oak", "trade", "not asked"),
        ("ash", "fly", "no move 'fly'"),
        ("elm", HOLD, "not asked"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused(seat: str, move: str, told: str) -> None:
    exercise = Exercise(scenario(), 1, people=("ash",))
    exercise.advance()
    with pytest.raises(PlayError, match=told):
        exercise.submit(seat, move)


def test_a_blocked_move_is_refused_with_its_reason() -> None:
    exercise = Exercise(scenario(), 1, people=("ash",))
    exercise.advance()
    exercise.submit("ash", "trade")
    pause = exercise.advance()
    while not isinstance(pause, AwaitChoices):
        pause = exercise.advance()
    option = next(o for o in pause.seats["ash"].options if o.move == "trade")
    assert [block.reason for block in option.blocks] == ["cooldown"]
    assert option.probability == 0
    with pytest.raises(PlayError, match="less than 2 months ago"):
        exercise.submit("ash", "trade")


def test_a_strike_is_answered_in_the_same_turn_and_the_answer_names_it() -> None:
    exercise = Exercise(scenario(), 3, people=("ash", "elm"))
    exercise.advance()
    exercise.submit("ash", "strike")
    exercise.submit("elm", HOLD)
    pause = exercise.advance()
    assert isinstance(pause, AwaitChoices)
    assert (pause.phase, list(pause.seats), pause.day) == ("reaction", ["elm"], 6)
    view = pause.seats["elm"]
    assert view.because_of == ("ash.1.initiative",)
    protest = next(o for o in view.options if o.move == "protest")
    assert protest.bonus == pytest.approx(0.08 * (1 - 6 / 30.4375 / 2))
    assert {o.move for o in view.options if o.possible} == {"protest", HOLD}
    exercise.submit("elm", "protest")
    exercise.advance()
    answer = all_acts(exercise)[-1]
    assert (answer.kind, answer.because_of, answer.move) == (
        "response",
        "ash.1.initiative",
        "protest",
    )


def test_one_reaction_a_turn_and_an_answered_window_is_closed() -> None:
    exercise = played({1: "strike", 4: "strike"})
    reactions = [
        (d.turn, d.chosen) for r in exercise.reports for d in r.decisions if d.phase == "reaction"
    ]
    assert reactions == [(1, HOLD), (4, HOLD)]


def test_a_lead_time_may_carry_a_move_into_a_later_turn() -> None:
    slow = tuple(replace(m, lead=Lead("fixed", 40, 40, 40)) for m in ash().moves)
    exercise = played({1: "trade"}, scenario(replace(ash(), moves=slow), elm()))
    (act,) = all_acts(exercise)
    assert (act.chosen_turn, act.turn, act.day) == (1, 2, 40)


def test_the_choice_is_made_on_the_state_at_the_turns_start() -> None:
    exercise = played({1: "trade"})
    again = Exercise(scenario(), 1, people=("ash", "elm"))
    views = [
        pause.seats["elm"].levels["goods"]
        for pause in pauses(again, {"ash": Script({1: "trade"}), "elm": Script({})})
        if isinstance(pause, AwaitChoices) and pause.phase == "initiative"
    ]
    ends = [report.levels["goods"] for report in exercise.reports]
    assert views == [50.0, *ends[:-1]]


def test_a_seat_sees_a_hidden_level_only_as_last_published() -> None:
    made = scenario()
    hidden = level("goods", seen_by=("ash",), published=3)
    made = replace(made, theatre=replace(made.theatre, levels=(hidden, level("unrest"))))
    seen, true = [], []
    exercise = Exercise(made, 2, people=("elm",))
    for pause in pauses(exercise, {"elm": Script({})}):
        if isinstance(pause, AwaitChoices) and pause.phase == "initiative":
            seen.append(pause.seats["elm"].levels["goods"])
        if isinstance(pause, TurnEnded):
            true.append(pause.report.levels["goods"])
    assert seen == [50.0, 50.0, 50.0, true[2], true[2], true[2]]


def test_a_dated_inject_fires_on_its_day_and_its_effect_starts() -> None:
    exercise = played({})
    (flood,) = exercise.reports[1].happenings
    assert (flood.kind, flood.id, flood.day) == ("inject", "flood", 40)
    dry = played({}, replace(scenario(), injects=()))
    assert exercise.reports[0].levels == dry.reports[0].levels
    assert exercise.reports[1].levels["goods"] < dry.reports[1].levels["goods"]


def _with_alarm(once: bool) -> object:
    made = scenario()
    alarm = replace(
        made.injects[0],
        id="alarm",
        day=None,
        when=truth(Op("==", (Name("flag", "struck"), Const(True)))),
        once=once,
        effects=(),
        sets=(("struck", False),),
    )
    strike = replace(ash().moves[1], sets=(("struck", True),), odds=1.0)
    struck = Flag("struck", "Struck", "switch", False)
    return replace(
        made,
        theatre=replace(made.theatre, flags=(struck,)),
        actors=(replace(ash(), moves=(ash().moves[0], strike)), elm()),
        injects=(alarm,),
    )


@pytest.mark.parametrize(("once", "turns"), [(True, [1]), (False, [1, 4])])
def test_a_conditional_inject_fires_when_a_flag_turns_its_condition_true(
    once: bool, turns: list[int]
) -> None:
    exercise = played({1: "strike", 4: "strike"}, _with_alarm(once))
    fired = [r.turn for r in exercise.reports for h in r.happenings if h.id == "alarm"]
    assert fired == turns


def test_injects_that_set_each_other_off_stop_at_twenty_a_turn() -> None:
    made = _with_alarm(once=False)
    (alarm,) = made.injects
    relight = replace(
        alarm,
        id="relight",
        when=truth(Op("==", (Name("flag", "struck"), Const(False)))),
        sets=(("struck", True),),
    )
    exercise = played({1: "strike"}, replace(made, injects=(alarm, relight)))
    fired = [h for h in exercise.reports[0].happenings if h.kind == "inject"]
    assert len(fired) == 20


def test_a_contingency_fires_only_by_hand() -> None:
    made = scenario()
    held = replace(made.injects[0], id="held", day=None, contingency=True)
    exercise = Exercise(replace(made, injects=(held,)), 1)
    exercise.advance()
    exercise.inject("held")
    play_out(exercise)
    fired = [(r.turn, h.id, h.cause) for r in exercise.reports for h in r.happenings]
    assert fired == [(2, "held", "by hand")]


def _rulings(ruling: Ruling) -> tuple[Adjudication, Exercise]:
    exercise = Exercise(scenario(), 1, people=("ash", "elm"), white_cell=True)
    exercise.advance()
    exercise.submit("ash", "strike")
    exercise.submit("elm", HOLD)
    asked = exercise.advance()
    assert isinstance(asked, Adjudication)
    exercise.rule(ruling)
    pause = exercise.advance()
    while not isinstance(pause, TurnEnded):
        if isinstance(pause, AwaitChoices):
            exercise.submit("elm", HOLD)
        pause = exercise.advance()
    return asked, exercise


def test_the_white_cell_may_accept_the_roll_or_rule_otherwise() -> None:
    asked, accepted = _rulings(Ruling())
    assert accepted.reports[0].acts[0].result == asked.proposed
    other = "failed" if asked.proposed == "done" else "done"
    _, ruled = _rulings(Ruling(other, "The bridge was out.", "Kim Min-ji"))
    act = ruled.reports[0].acts[0]
    assert (act.result, act.ruled_by, act.ruling_reason) == (
        other,
        "Kim Min-ji",
        "The bridge was out.",
    )
    assert act.roll == accepted.reports[0].acts[0].roll


def test_an_override_needs_a_reason_and_a_name() -> None:
    with pytest.raises(PlayError, match="a reason and a name"):
        _rulings(Ruling("done"))


def test_the_first_outcome_that_holds_is_the_runs() -> None:
    always = Op(">", (Call("final", (Name("level", "goods"),)), Const(0.0)))
    made = replace(
        scenario(),
        outcomes=(
            Outcome("never", "", above("unrest", 100.0)),
            Outcome("some", "Goods are left.", truth(always, "final(goods) > 0")),
            Outcome("other", "", None),
        ),
    )
    exercise = Exercise(made, 1)
    end = play_out(exercise)
    assert (end.outcome, end.says) == ("some", "Goods are left.")
    assert end.because == (("final(goods)", exercise.reports[-1].levels["goods"]),)


def test_an_endex_condition_ends_play_early() -> None:
    made = replace(scenario(), endex=truth(Op(">=", (Name("clock", "turn"), Const(3.0)))))
    exercise = Exercise(made, 1)
    play_out(exercise)
    assert len(exercise.reports) == 2  # tested at the end of turn 2, when turn 3 begins


def test_a_failed_move_brings_its_failure_effects_and_a_near_miss_none() -> None:
    for result, wanted in (("failed", -9.0), ("near_miss", 0.0), ("partial", 4.5), ("done", 9.0)):
        strike = replace(
            ash().moves[1],
            spread=0.0,
            effects=(effect("goods", 9.0),),
            failure_effects=(effect("goods", -9.0),),
        )
        made = scenario(replace(ash(), moves=(strike,)), elm(), injects=())
        exercise = Exercise(made, 1, people=("ash", "elm"), white_cell=True)
        exercise.advance()
        exercise.submit("ash", "strike")
        exercise.submit("elm", HOLD)
        exercise.advance()
        exercise.rule(Ruling(result, "because", "me"))
        exercise.advance()
        amounts = [by for _, by, _, _ in exercise.table.world.impulses]
        assert sum(amounts) == pytest.approx(wanted)


def test_a_snapshot_is_refused_in_the_middle_of_a_turn() -> None:
    exercise = Exercise(scenario(), 1, people=("ash",))
    exercise.advance()
    with pytest.raises(PlayError, match="turn's end"):
        exercise.snapshot()


@pytest.mark.parametrize("early", [False, True])
def test_a_snapshot_at_endex_goes_on_to_the_same_outcome(early: bool) -> None:
    third = truth(Op(">=", (Name("clock", "turn"), Const(3.0))))
    made = replace(scenario(), endex=third if early else None)
    exercise, taken = Exercise(made, 1), {}
    for pause in pauses(exercise):
        if isinstance(pause, TurnEnded):
            taken = exercise.snapshot()
    again = Exercise.restored(made, 1, taken).advance()
    assert isinstance(again, Finished)
    assert exercise.outcome is not None
    assert again.outcome == exercise.outcome.id


def test_an_exercise_that_has_ended_is_let_go_of_at_once() -> None:
    gc.disable()  # thousands of runs must not wait for what searches for circles
    try:
        exercise = Exercise(scenario(), 1)
        state = weakref.ref(exercise.table)
        play_out(exercise)
        again = exercise.advance()
        del exercise
        assert isinstance(again, Finished)
        assert state() is None
    finally:
        gc.enable()
