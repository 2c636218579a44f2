"""Games with published quantal response equilibria, written as scenarios."""

from __future__ import annotations

from dataclasses import replace
from math import exp

import pytest

from engine.model import (
    Actor,
    Const,
    Decision,
    Invitation,
    JointEffect,
    Move,
    Name,
    Op,
    Outcome,
    Scenario,
    Turns,
    ValueRule,
)
from engine.play.exercise import Exercise
from engine.play.seats import play_out
from engine.record import AwaitChoices
from engine.rules.anticipation import drawn_level, lower_levels
from tests.engine.small import actor, effect, level, motive, move, scenario, truth


def player(id: str, moves: tuple[Move, ...], precision: float, depth: str) -> Actor:
    """Return a player with one linear motive in payoff units, who must move."""
    wants = replace(
        motive("payoff", **{f"{id}_payoff": 1.0}), value=ValueRule("linear"), scale=1.0, clip=None
    )
    decision = Decision(
        precision, depth, 0, friction=0.0, drift=0.0, must_move=True, horizon=1, discount=1.0
    )
    return actor(id, (wants,), moves, decision=decision)


def option(id: str, slot: int, *effects: object, **changes: object) -> Move:
    """Return a move without luck, lead, fatigue or cooldown."""
    return move(id, slot, *effects, spread=0.0, cooldown=0.0, fatigue=1.0, **changes)


def game(players: tuple[Actor, ...], turns: int = 1, **changes: object) -> Scenario:
    """Return a scenario whose levels are the players' payoffs."""
    ends = (Outcome("played", "The game is over.", None),)
    made = scenario(*players, injects=(), outcomes=ends, turns=Turns(turns, 1, "month"))
    levels = tuple(
        level(f"{p.id}_payoff", 0.0, low=-100.0, high=100.0, pull=1.0, noise=0.0)
        for p in sorted(players, key=lambda p: p.id)
    )
    return replace(made, theatre=replace(made.theatre, levels=levels), **changes)


def bimatrix(payoffs: dict[tuple[str, str], tuple[float, float]], precision: float) -> Scenario:
    """Return a simultaneous game of `row` and `col` from its payoff table."""
    rows, cols = (list(dict.fromkeys(pair[i] for pair in payoffs)) for i in (0, 1))
    joints = tuple(
        JointEffect(
            (("row", r), ("col", c)), (effect("row_payoff", mine), effect("col_payoff", theirs))
        )
        for (r, c), (mine, theirs) in payoffs.items()
    )
    sides = (
        player("row", tuple(option(m, i) for i, m in enumerate(rows, 1)), precision, "qre"),
        player("col", tuple(option(m, i) for i, m in enumerate(cols, 1)), precision, "qre"),
    )
    return game(sides, joint_effects=joints)


OCHS = {
    ("up", "left"): (1.1141, 0.0),
    ("up", "right"): (0.0, 1.1141),
    ("down", "left"): (0.0, 1.1141),
    ("down", "right"): (0.2785, 0.0),
}
PRISONERS = {
    ("cooperate", "cooperate"): (3.0, 3.0),
    ("cooperate", "defect"): (0.0, 5.0),
    ("defect", "cooperate"): (5.0, 0.0),
    ("defect", "defect"): (1.0, 1.0),
}


def chances(made: Scenario, seat: str) -> dict[str, float]:
    exercise = Exercise(made, 1, people=(seat,))
    pause = exercise.advance()
    assert isinstance(pause, AwaitChoices)
    return {o.move: o.probability for o in pause.seats[seat].options}


@pytest.mark.parametrize(
    ("precision", "up", "left"),
    [(1, 0.586784, 0.451807), (2, 0.617522, 0.371982), (3, 0.616897, 0.314016)],
)
def test_the_ochs_game_is_played_at_its_equilibrium(
    precision: float, up: float, left: float
) -> None:
    made = bimatrix(OCHS, precision)
    found = chances(made, "row"), chances(made, "col")
    assert found[0]["up"] == pytest.approx(up, abs=2e-6)
    assert found[1]["left"] == pytest.approx(left, abs=2e-6)


@pytest.mark.parametrize(("precision", "p"), [(0.5, 0.338648), (1, 0.226751), (2, 0.099788)])
def test_the_prisoners_dilemma_is_played_at_its_equilibrium(precision: float, p: float) -> None:
    made = bimatrix(PRISONERS, precision)
    for seat in ("row", "col"):
        assert chances(made, seat)["cooperate"] == pytest.approx(p, abs=2e-6)


@pytest.mark.parametrize(("precision", "most", "off"), [(5.0, 10.0, 0.0), (3.0, 3.1, 0.5)])
def test_a_game_whose_replies_swing_is_still_followed_along_its_branch(
    precision: float, most: float, off: float
) -> None:
    sexes = {
        ("opera", "opera"): (most, 0.7 * most),
        ("opera", "fight"): (off, off),
        ("fight", "opera"): (off, off),
        ("fight", "fight"): (0.7 * most, most),
    }
    made = bimatrix(sexes, precision)
    p, q = chances(made, "row")["opera"], chances(made, "col")["opera"]
    gain = precision * (q * (most - off) - (1 - q) * (0.7 * most - off))
    assert p == pytest.approx(1 / (1 + exp(-gain)), abs=1e-8)
    gain = precision * (p * (0.7 * most - off) - (1 - p) * (most - off))
    assert q == pytest.approx(1 / (1 + exp(-gain)), abs=1e-8)


def test_a_joint_effect_may_have_a_spread_of_its_own() -> None:
    made = bimatrix(PRISONERS, 1.0)
    joints = tuple(
        replace(joint, effects=tuple(replace(e, spread=0.5) for e in joint.effects))
        for joint in made.joint_effects
    )
    amounts = []
    for each in (made, replace(made, joint_effects=joints)):
        exercise = Exercise(each, 1)
        play_out(exercise)
        amounts.append([by for _, by, _, _ in exercise.table.world.impulses])
    plain, spread = amounts
    assert len(plain) == len(spread) == 2
    assert all(a == 0 or a != b for a, b in zip(plain, spread, strict=True))


def ultimatum(precision: float) -> Scenario:
    """Return the small ultimatum: offer 5,5 or 8,2; take it, or both get nothing."""
    offers = (option("fair", 1), option("greedy", 2))
    answers = []
    for slot, (offer, mine, theirs) in enumerate((("fair", 5.0, 5.0), ("greedy", 8.0, 2.0)), 1):
        calls = (Invitation("first", offer, 0.0, 1.0),)
        answers.append(
            option(
                f"accept_{offer}",
                slot,
                effect("first_payoff", mine),
                effect("second_payoff", theirs),
                responds_to=calls,
                response_only=True,
            )
        )
        answers.append(option(f"reject_{offer}", slot + 2, responds_to=calls, response_only=True))
    sides = (
        player("first", offers, precision, "1"),
        player("second", tuple(answers), precision, "0"),
    )
    return game(sides)


@pytest.mark.parametrize(("precision", "fair"), [(0.25, 0.432099), (0.5, 0.351175), (1, 0.111072)])
def test_the_ultimatum_is_offered_at_its_equilibrium(precision: float, fair: float) -> None:
    assert chances(ultimatum(precision), "first")["fair"] == pytest.approx(fair, abs=2e-6)


def test_the_answer_to_an_offer_is_drawn_with_its_chance() -> None:
    made, taken = ultimatum(0.25), {"fair": [0, 0], "greedy": [0, 0]}
    for seed in range(300):
        exercise = Exercise(made, seed)
        play_out(exercise)
        offer, answer = (act.move for act in exercise.reports[0].acts)
        taken[offer][0] += 1
        taken[offer][1] += answer.startswith("accept")
    for offer, p in (("fair", 0.777300), ("greedy", 0.622459)):
        n, k = taken[offer]
        assert abs(k / n - p) < 4 * (p * (1 - p) / n) ** 0.5


def deterrence(precision: float) -> Scenario:
    """Return the three stages: challenge or hold back, concede or resist, fight or back down."""
    first_turn = truth(Op("==", (Name("clock", "turn"), Const(1.0))), "turn == 1")
    to_challenge = (Invitation("first", "challenge", 0.0, 2.0),)
    to_resist = (Invitation("second", "resist", 0.0, 2.0),)

    def ends(id: str, slot: int, mine: float, theirs: float, calls: tuple[Invitation, ...]) -> Move:
        return option(
            id,
            slot,
            effect("first_payoff", mine),
            effect("second_payoff", theirs),
            responds_to=calls,
            response_only=bool(calls),
            requires=None if calls else first_turn,
        )

    first = (
        option("challenge", 1, requires=first_turn),
        ends("hold_back", 2, 0.0, 2.0, ()),
        ends("fight", 3, -2.0, -2.0, to_resist),
        ends("back_down", 4, -1.0, 3.0, to_resist),
    )
    second = (
        ends("concede", 1, 3.0, -1.0, to_challenge),
        option("resist", 2, responds_to=to_challenge, response_only=True),
    )
    sides = (player("first", first, precision, "2"), player("second", second, precision, "2"))
    return game(sides, turns=2)


@pytest.mark.parametrize(
    ("precision", "challenge", "resist", "fight"),
    [
        (0.5, 0.469048, 0.741954, 0.377541),
        (1, 0.271183, 0.934336, 0.268941),
        (2, 0.097149, 0.998896, 0.119203),
    ],
)
def test_deterrence_is_played_at_its_equilibrium_at_every_stage(
    precision: float, challenge: float, resist: float, fight: float
) -> None:
    exercise = Exercise(deterrence(precision), 1, people=("first", "second"))
    found = {}
    for stage in ("challenge", "resist", "fight"):
        pause = exercise.advance()
        while not isinstance(pause, AwaitChoices) or not any(
            o.move == stage and o.possible for view in pause.seats.values() for o in view.options
        ):
            pause = exercise.advance()
        for seat, view in pause.seats.items():
            option_of = {o.move: o for o in view.options if o.possible}
            if stage in option_of:
                found[stage] = option_of[stage].probability
                exercise.submit(seat, stage)
    assert found == pytest.approx(
        {"challenge": challenge, "resist": resist, "fight": fight}, abs=2e-6
    )


def test_levels_of_the_hierarchy_are_poisson() -> None:
    weights = [exp(-1.5), 1.5 * exp(-1.5), 1.125 * exp(-1.5)]
    drawn = [drawn_level((i + 0.5) / 10_000) for i in range(10_000)]
    for k, weight in enumerate(weights):
        assert drawn.count(k) / 10_000 == pytest.approx(weight, abs=2e-4)
    assert drawn_level(0.5, mean=4.0) == 4
    assert lower_levels(3, mean=4.0) == pytest.approx([1 / 13, 4 / 13, 8 / 13])
    assert lower_levels(3) == pytest.approx([w / sum(weights) for w in weights])


def test_a_hierarchy_answers_the_mix_of_the_levels_below() -> None:
    made = bimatrix(PRISONERS, 1.0)
    sides = tuple(replace(a, decision=replace(a.decision, level="ch")) for a in made.actors)
    mixed = replace(made, actors=sides)
    exercise = Exercise(mixed, 1)
    scene = exercise.table.look_round()[0].scene
    zero = scene.expect(0)
    one = scene.expect(1)
    two = scene.expect(2)
    uniform = 0.5
    assert zero.weight[0, 0] / zero.total[0] == pytest.approx(uniform)
    level_one = 1 / (1 + exp((5 + 1) / 2 - 3 / 2))
    assert one.weight[0, 0] / one.total[0] == pytest.approx(level_one)
    q = (uniform + 1.5 * level_one) / 2.5
    gap = (5 * q + (1 - q)) - 3 * q
    assert two.weight[0, 0] / two.total[0] == pytest.approx(1 / (1 + exp(gap)))
