"""The choice rule, each part against a case worked by hand."""

from __future__ import annotations

from dataclasses import replace
from math import exp

import pytest

from engine.model import (
    ActorType,
    Belief,
    Capital,
    Constraint,
    Invitation,
    Name,
    Op,
    Perception,
    Seen,
    Turns,
    ValueRule,
)
from engine.model.months import DAYS_A_MONTH
from engine.play.exercise import Exercise
from engine.play.seats import Script, play_out
from engine.record import HOLD, AwaitChoices, Option
from engine.rules.choice import forgotten, updated
from engine.rules.values import value_function
from tests.engine.small import (
    above,
    actor,
    effect,
    level,
    motive,
    move,
    number,
    scenario,
    truth,
)


def plain_world(*actors: object, **changes: object) -> object:
    """Return a world without noise, fading or coupling, where a month brings a move's amount."""
    made = scenario(*actors, injects=(), turns=Turns(3, 1, "month"))
    levels = (level("goods", pull=1.0, noise=0.0), level("unrest", pull=1.0, noise=0.0))
    return replace(made, theatre=replace(made.theatre, levels=levels), **changes)


def options(made: object, seat: str, seed: int = 1) -> dict[str, Option]:
    exercise = Exercise(made, seed, people=(seat,))
    pause = exercise.advance()
    assert isinstance(pause, AwaitChoices)
    return {option.move: option for option in pause.seats[seat].options}


def linear(id: str, weight: float = 1.0, **watches: float) -> object:
    return replace(motive(id, weight, **watches), value=ValueRule("linear"))


def test_the_value_families() -> None:
    need = value_function(ValueRule("need", 1.5, 1.5), 2.0)
    assert need(0.0) == 0.0
    assert need(0.5) == pytest.approx((1 - exp(-0.75)) / 1.5)
    assert need(-0.5) == pytest.approx(1.5 * (1 - exp(0.75)) / 1.5)
    assert need(-9.0) == need(-2.0)
    assert value_function(ValueRule("linear"), None)(-9.0) == -9.0
    assert value_function(ValueRule("kinked", loss=2.25), 2.0)(-0.4) == pytest.approx(-0.9)
    prospect = value_function(ValueRule("prospect"), 2.0)
    assert prospect(0.5) == pytest.approx(0.5**0.88)
    assert prospect(-0.5) == pytest.approx(-2.25 * 0.5**0.88)


@pytest.mark.parametrize("family", ["need", "linear", "kinked", "prospect"])
def test_a_gap_beyond_the_clip_is_worth_what_the_clip_is(family: str) -> None:
    clipped, free = (value_function(ValueRule(family), clip) for clip in (2.0, None))
    for u in (-9.0, -1.9, 0.0, 1.9, 9.0):
        assert clipped(u) == free(max(-2.0, min(u, 2.0)))
    assert clipped(9.0) != free(9.0)
    assert clipped(-9.0) != free(-9.0)


def test_a_linear_motive_values_a_lasting_effect_at_its_points_over_the_scale() -> None:
    oak = actor(
        "oak",
        (linear("wealth", 3.0, goods=2.0), linear("calm", 1.0, unrest=-1.0)),
        (move("mine", 1, effect("goods", 5.0), effect("unrest", 2.0), cost=0.01, odds=0.5),),
    )
    mine = options(plain_world(oak), "oak")["mine"]
    assert dict(mine.motives)["wealth"] == pytest.approx(0.75 * 0.5 * 10.0 / 50)
    assert dict(mine.motives)["calm"] == pytest.approx(-0.25 * 0.5 * 2.0 / 50)
    assert mine.utility == pytest.approx(0.075 - 0.005 - 0.01 - 0.03)


def test_probability_is_the_softmax_of_precision_times_utility() -> None:
    found = options(scenario(), "ash")
    weights = {id: exp(40.0 * o.utility) for id, o in found.items()}
    for id, option in found.items():
        assert option.probability == pytest.approx(weights[id] / sum(weights.values()))


def test_the_expected_effect_is_weighed_over_the_months_of_the_horizon() -> None:
    late = move("mine", 1, effect("goods", 10.0, delay=2.0))
    oak = actor("oak", (linear("wealth", goods=1.0),), (late,))
    weights = [0.95**h for h in range(1, 13)]
    share = sum(weights[1:]) / sum(weights)
    mine = options(plain_world(oak), "oak")["mine"]
    assert mine.motives[0][1] == pytest.approx(share * 10.0 / 50)


def test_what_an_actor_believes_of_a_move_stands_in_for_what_is_true() -> None:
    oak = actor(
        "oak",
        (linear("wealth", goods=1.0),),
        (move("mine", 1, effect("goods", 5.0)),),
        believes=(Belief("oak", "mine", "goods", -20.0),),
    )
    mine = options(plain_world(oak), "oak")["mine"]
    assert mine.motives[0][1] == pytest.approx(-20.0 / 50)


def _salient(slope: float) -> object:
    oak = actor(
        "oak",
        (replace(linear("wealth", goods=1.0), salience=(("unrest", slope),)), linear("calm")),
        (move("mine", 1, effect("goods", 5.0)),),
    )
    made = plain_world(oak)
    levels = (made.theatre.levels[0], replace(made.theatre.levels[1], opening=75.0))
    return replace(made, theatre=replace(made.theatre, levels=levels))


def test_salience_raises_a_weight_with_a_level_within_its_bounds() -> None:
    for slope, lift in ((0.0, 1.0), (1.0, 1.5), (9.0, 3.0), (-9.0, 0.2)):
        mine = options(_salient(slope), "oak")["mine"]
        assert mine.motives[0][1] == pytest.approx(lift / (lift + 1.0) * 0.1)


def test_a_weight_switches_with_a_condition() -> None:
    always = truth(Op(">", (Name("level", "goods"), Name("clock", "months"))))
    first = replace(linear("wealth", 0.1, goods=1.0), switches=((always, 3.0),))
    oak = actor("oak", (first, linear("calm")), (move("mine", 1, effect("goods", 5.0)),))
    assert options(plain_world(oak), "oak")["mine"].motives[0][1] == pytest.approx(0.75 * 0.1)


def test_an_aspiration_makes_the_status_quo_a_loss() -> None:
    wanting = replace(motive("wealth", goods=1.0), aspiration=10.0)
    oak = actor("oak", (wanting,), (move("mine", 1, effect("goods", 5.0)),))
    v = value_function(ValueRule(), 2.0)
    mine = options(plain_world(oak), "oak")["mine"]
    assert mine.motives[0][1] == pytest.approx(v(-5 / 50) - v(-10 / 50))


def test_references_drift_to_what_is_by_three_percent_a_month() -> None:
    oak = actor("oak", (replace(motive("wealth", goods=1.0), aspiration=10.0),), ())
    exercise = Exercise(plain_world(oak), 1)
    play_out(exercise)
    assert exercise.table.world.references["oak"][0] == pytest.approx(10 * 0.97**3)


def _soft(breach: object, when: object = None) -> object:
    bar = Constraint("law", "soft", "", ("mine",), when, 0.1, breach, (), 0.0, ())
    oak = actor("oak", (linear("wealth", goods=1.0),), (move("mine", 1),), constraints=(bar,))
    return plain_world(oak)


def test_a_soft_constraint_costs_its_penalty_by_the_breach() -> None:
    assert options(_soft(None), "oak")["mine"].penalties == (("law", 0.1),)
    assert options(_soft(number(25.0)), "oak")["mine"].penalties == (("law", 0.05),)
    assert options(_soft(number(-5.0)), "oak")["mine"].penalties == (("law", 0.0),)
    assert options(_soft(None, above("goods", 80.0)), "oak")["mine"].penalties == ()


def test_a_hard_constraint_blocks_with_its_expression_values_and_claims() -> None:
    bar = Constraint(
        "law", "hard", "Never.", ("mine",), above("goods", 20.0), 0.0, None, (), 0.0, (), ("AB-01",)
    )
    oak = actor("oak", (linear("wealth", goods=1.0),), (move("mine", 1),), constraints=(bar,))
    mine = options(plain_world(oak), "oak")["mine"]
    (block,) = mine.blocks
    assert (block.id, block.says, block.expression, block.claims) == (
        "law",
        "Never.",
        "goods > 20",
        ("AB-01",),
    )
    assert block.values == (("goods", 50.0),)
    assert mine.probability == 0.0


def _line(owner_resolve: float, believed: float | None) -> object:
    bar = Constraint(
        "line",
        "red_line",
        "No mines.",
        (),
        None,
        0.0,
        None,
        (("oak", "mine"),),
        owner_resolve,
        (("protest", 0.1),),
    )
    guard = actor(
        "yew",
        (linear("calm", unrest=-1.0),),
        (move("protest", 1, effect("unrest", 5.0)),),
        constraints=(bar,),
    )
    sees = (Perception("yew", (), believed),) if believed is not None else ()
    oak = actor(
        "oak",
        (linear("calm", unrest=-1.0),),
        (move("mine", 1),),
        perceives=sees,
    )
    return plain_world(oak, guard)


def test_crossing_a_red_line_opens_the_owners_answer_by_its_resolve() -> None:
    made = _line(0.5, None)
    exercise = Exercise(made, 1, people=("oak", "yew"))
    exercise.advance()
    exercise.submit("oak", "mine")
    exercise.submit("yew", HOLD)
    pause = exercise.advance()
    assert isinstance(pause, AwaitChoices)
    protest = next(o for o in pause.seats["yew"].options if o.move == "protest")
    assert protest.bonus == pytest.approx(0.5 * 0.1 * (1 - 6 / 30.4375 / 2))


def test_others_expect_a_red_line_to_be_held_as_they_believe() -> None:
    firm, loose = (options(_line(0.5, b), "oak")["mine"].anticipation for b in (1.0, 0.1))
    assert firm[0][1] < loose[0][1] < 0


def test_without_a_stated_resolve_a_red_line_is_expected_by_the_types_seen() -> None:
    made = _line(0.5, None)
    oak, yew = made.actors
    kinds = (ActorType("hard", "", (), 1.0), ActorType("soft", "", (), 0.1))
    by_types = []
    for hard in (0.9, 0.1):
        sees = (Perception("yew", (("hard", hard), ("soft", 1 - hard))),)
        actors = (replace(oak, perceives=sees), replace(yew, types=kinds))
        by_types.append(options(replace(made, actors=actors), "oak")["mine"].anticipation[0][1])
    stated = [options(_line(0.5, b), "oak")["mine"].anticipation[0][1] for b in (0.91, 0.19)]
    assert by_types == pytest.approx(stated)


def test_one_step_ahead_counts_the_answer_by_its_chance() -> None:
    answer = move(
        "fine",
        1,
        effect("goods", -10.0),
        responds_to=(Invitation("oak", "mine", 0.05, 2.0),),
    )
    judge = actor("yew", (linear("calm", unrest=-1.0),), (answer,))
    oak = actor("oak", (linear("wealth", goods=1.0),), (move("mine", 1, effect("goods", 5.0)),))
    found = options(plain_world(oak, judge), "oak")
    quiet = exp(40 * -0.03) / (exp(40 * -0.03) + 1)
    called = exp(40 * 0.02) / (exp(40 * 0.02) + 1)
    assert found[HOLD].anticipation[0][1] == pytest.approx(quiet * -10 / 50)
    assert found["mine"].anticipation[0][1] == pytest.approx(called * -10 / 50)
    (response,) = found["mine"].responses
    assert response.probability == pytest.approx(called)


def test_level_zero_does_not_look_ahead_and_level_two_looks_through_level_one() -> None:
    answer = move(
        "fine", 1, effect("goods", -10.0), responds_to=(Invitation("oak", "mine", 0.05, 2.0),)
    )
    judge = actor("yew", (linear("calm", unrest=-1.0),), (answer,))
    base = actor("oak", (linear("wealth", goods=1.0),), (move("mine", 1, effect("goods", 5.0)),))
    shares = {}
    for depth in ("0", "1", "2"):
        oak = replace(base, decision=replace(base.decision, level=depth))
        shares[depth] = options(plain_world(oak, judge), "oak")["mine"].anticipation[0][1]
    assert shares["0"] == 0.0
    assert shares["1"] == shares["2"] < 0  # the judge wants nothing oak's moves can touch


def test_level_two_differs_where_the_other_looks_ahead_itself() -> None:
    answer = move(
        "fine", 1, effect("goods", -10.0), responds_to=(Invitation("oak", "mine", 0.05, 2.0),)
    )
    riot = move(
        "riot", 2, effect("unrest", 30.0), responds_to=(Invitation("yew", "fine", 0.1, 2.0),)
    )
    judge = actor("yew", (linear("calm", unrest=-1.0),), (answer,))
    base = actor(
        "oak", (linear("wealth", goods=1.0),), (move("mine", 1, effect("goods", 5.0)), riot)
    )
    shares = {}
    for depth in ("1", "2"):
        oak = replace(base, decision=replace(base.decision, level=depth))
        found = options(plain_world(oak, judge), "oak")
        shares[depth] = found["mine"].responses, found["mine"].anticipation[0][1]
    assert shares["2"][1] > shares["1"][1]  # the judge, foreseeing a riot, fines less


def _typed() -> object:
    kinds = (
        ActorType("greedy", "", (("wealth", 1.0), ("calm", 0.01))),
        ActorType("meek", "", (("wealth", 0.01), ("calm", 1.0))),
    )
    moves = (move("mine", 1, effect("goods", 6.0)), move("pray", 2, effect("unrest", -6.0)))
    oak = actor(
        "oak", (linear("wealth", goods=1.0), linear("calm", unrest=-1.0)), moves, types=kinds
    )
    sees = (Perception("oak", (("greedy", 0.5), ("meek", 0.5))),)
    return plain_world(oak, actor("yew", (linear("calm", unrest=-1.0),), (), perceives=sees))


def test_a_sighted_move_updates_the_chances_of_types_by_bayes() -> None:
    exercise = Exercise(_typed(), 1)
    outlook = exercise.table.look("yew")
    after = updated(outlook, "oak", 1)

    def chance(wealth: float, calm: float) -> float:
        mine = exp(40 * (wealth * 0.12 - 0.03))
        return mine / (mine + exp(40 * (calm * 0.12 - 0.03)) + 1)

    greedy, meek = chance(1 / 1.01, 0.01 / 1.01), max(0.02, chance(0.01 / 1.01, 1 / 1.01))
    assert after == pytest.approx(
        {"greedy": greedy / (greedy + meek), "meek": meek / (greedy + meek)}
    )


def test_beliefs_fade_to_the_prior() -> None:
    assert forgotten({"a": 0.9, "b": 0.1}, {"a": 0.5, "b": 0.5}, 0.02, 1.0) == pytest.approx(
        {"a": 0.98 * 0.9 + 0.02 * 0.5, "b": 0.98 * 0.1 + 0.02 * 0.5}
    )


def test_unseen_moves_teach_nothing() -> None:
    made = _typed()
    oak, yew = made.actors
    for chance, learns in ((1.0, True), (0.0, False)):
        moves = tuple(replace(m, seen=Seen(chance, 0)) for m in oak.moves)
        exercise = Exercise(
            replace(made, actors=(replace(oak, moves=moves), yew)), 1, people=("oak",)
        )
        play_out(exercise, {"oak": Script({1: "mine"})})
        held = exercise.table.world.beliefs["yew"]["oak"]
        assert (held["greedy"] > 0.6) is learns


def test_capital_is_spent_by_a_choice_regained_and_blocks_when_short() -> None:
    dear = move("mine", 1, cooldown=0.0, capital=6.0)
    oak = actor("oak", (linear("w", goods=1.0),), (dear,), capital=Capital(10.0, 10.0, 1.0))
    exercise = Exercise(plain_world(oak), 1, people=("oak",))
    exercise.advance()
    exercise.submit("oak", "mine")
    exercise.advance()
    pause = exercise.advance()
    assert isinstance(pause, AwaitChoices)
    assert pause.seats["oak"].capital == 5.0
    mine = next(o for o in pause.seats["oak"].options if o.move == "mine")
    assert [b.reason for b in mine.blocks] == ["capital"]


def test_a_repeated_move_brings_less_by_its_fatigue() -> None:
    often = move("mine", 1, effect("goods", 10.0), cooldown=0.0, spread=0.0, fatigue=0.6)
    oak = actor("oak", (linear("wealth", goods=1.0),), (often,))
    exercise = Exercise(plain_world(oak), 1, people=("oak",))
    play_out(exercise, {"oak": Script({1: "mine", 2: "mine"})})
    amounts = [by for _, by, _, _ in exercise.table.world.impulses]
    first, second = (day for _, _, day, _ in exercise.table.world.impulses)
    used = 0.92 ** ((second - first) / DAYS_A_MONTH)
    assert amounts == pytest.approx([10.0, 10.0 * 0.6**used])
