"""Draws of what nobody knows: the cube is covered evenly, every axis does what it says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from batch.arms import run_arms
from batch.epistemic import dimensions, drawn, latin_hypercube
from engine.content.library import Library
from engine.errors import ContentError
from engine.model import (
    ActorType,
    Belief,
    Condition,
    Const,
    Epistemic,
    JointEffect,
    Scenario,
    Turns,
)
from tests.batch.making import plain
from tests.engine.small import effect

STILL = Epistemic(
    precision=(40.0, 40.0),
    loss=(1.5, 1.5),
    curvature=(1.5, 1.5),
    weights=0.0,
    couplings=(1.0, 1.0),
    effects=(1.0, 1.0),
    bonuses=(1.0, 1.0),
    level=(1, 1),
)


def world(**changes: object) -> Scenario:
    """Return a small world in which everything that can be drawn is there."""
    made = plain(epistemic=replace(STILL, **changes))
    ash, elm = made.actors
    kinds = (ActorType("bold", "Bold.", (("wealth", 0.8), ("calm", 0.2))),)
    switch = ((Condition("true", Const(True), "truth"), 0.3),)
    motives = (replace(ash.motives[0], switches=switch), ash.motives[1])
    ash = replace(ash, types=kinds, motives=motives)
    elm = replace(elm, believes=(Belief("ash", "trade", "goods", 4.0),))
    return replace(made, actors=(ash, elm))


def at(made: Scenario, **where: float) -> Scenario:
    """Return the world at a point: the middle, but for the axes named (dots as `__`)."""
    named = {name.replace("__", "."): value for name, value in where.items()}
    assert named.keys() <= set(dimensions(made))
    return drawn(made, [named.get(name, 0.5) for name in dimensions(made)])


def test_every_stratum_of_every_axis_has_one_point() -> None:
    points = latin_hypercube(20, 7, seed=3)
    for column in zip(*points, strict=True):
        assert sorted(int(20 * u) for u in column) == list(range(20))
    assert points == latin_hypercube(20, 7, seed=3)
    assert points != latin_hypercube(20, 7, seed=4)


def test_the_cube_is_covered_about_as_evenly_as_by_scipy() -> None:
    from scipy.stats import qmc

    ours = [qmc.discrepancy(latin_hypercube(50, 4, seed)) for seed in range(20)]
    theirs = [qmc.discrepancy(qmc.LatinHypercube(4, rng=seed).random(50)) for seed in range(20)]
    assert sum(ours) == pytest.approx(sum(theirs), rel=0.15)


def test_a_draw_without_width_plays_the_same_exercise() -> None:
    made = world()
    assert run_arms({"": at(made)}, 1, 5) == run_arms({"": made}, 1, 5)


def test_precision_is_drawn_on_a_log_scale_and_actor_by_actor() -> None:
    made = at(world(precision=(10.0, 90.0)), ash__precision=0.5, elm__precision=1.0)
    assert [a.decision.precision for a in made.actors] == pytest.approx([30.0, 90.0])


def test_loss_and_curvature_keep_what_a_motive_says_against_the_usual() -> None:
    made = world(loss=(1.0, 2.0), curvature=(0.5, 2.5))
    ash = made.actors[0]
    harsh = replace(ash.motives[0], value=replace(ash.motives[0].value, loss=3.0))
    made = replace(made, actors=(replace(ash, motives=(harsh, *ash.motives[1:])), made.actors[1]))
    values = [m.value for m in at(made, loss=0.0, curvature=1.0).actors[0].motives]
    assert [(v.loss, v.curvature) for v in values] == [(2.0, 2.5), (1.0, 2.5)]


def test_weights_move_by_their_factor_and_keep_their_sum() -> None:
    made = at(world(weights=0.47), ash__weights__wealth=1.0, ash__weights__calm=0.0)
    wealth, calm = made.actors[0].motives
    assert wealth.weight + calm.weight == pytest.approx(1.0)
    ratio = wealth.weight / calm.weight
    assert ratio == pytest.approx(1.5 * 2.718281828**0.94)
    (_, proud), (_, meek) = made.actors[0].types[0].weights
    assert proud / meek == pytest.approx(4 * ratio / 1.5)
    assert wealth.switches[0][1] / 0.3 == pytest.approx(wealth.weight / 0.6)


def test_couplings_effects_and_bonuses_are_scaled() -> None:
    made = at(
        world(couplings=(0.5, 1.5), effects=(0.7, 1.3), bonuses=(0.5, 1.5)),
        couplings=1.0,
        ash__effects=1.0,
        elm__effects=0.0,
        bonuses=0.0,
    )
    ash, elm = made.actors
    assert made.theatre.couplings[0].by == pytest.approx(-0.03)
    assert ash.moves[0].effects[0].by.text == "1.3 * (6)"
    assert elm.moves[1].responds_to[0].bonus == pytest.approx(0.04)
    assert elm.believes[0].by == pytest.approx(1.3 * 4.0), "a belief keeps its ratio to the truth"


def test_what_two_moves_do_together_is_scaled_by_the_middle() -> None:
    pair = JointEffect((("ash", "trade"), ("elm", "soothe")), (effect("goods", 2.0),))
    made = replace(world(effects=(0.7, 1.3)), joint_effects=(pair,))
    found = at(made, ash__effects=1.0, elm__effects=0.5).joint_effects[0]
    assert found.effects[0].by.text == "1.15 * (2)"


def test_depth_is_drawn_where_it_is_a_number() -> None:
    made = world(level=(0, 2))
    depths = [at(made, ash__level=u).actors[0].decision.level for u in (0.0, 0.34, 0.99)]
    assert depths == ["0", "1", "2"]
    ash = made.actors[0]
    fixed = replace(ash, decision=replace(ash.decision, level="ch"))
    made = replace(made, actors=(fixed, made.actors[1]))
    assert at(made, ash__level=0.0).actors[0].decision.level == "ch"


def test_a_point_with_other_axes_is_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        drawn(world(), [0.5])


def test_ranges_are_read_from_a_scenario_and_its_settings() -> None:
    load = Library().load
    assert load("post_war_aid_cut").epistemic == Epistemic()
    settings = {"epistemic.precision": "[20, 60]", "epistemic.level": "[1, 1]"}
    found = load("post_war_aid_cut", settings=settings).epistemic
    assert found == replace(Epistemic(), precision=(20.0, 60.0), level=(1, 1))
    with pytest.raises(ContentError, match="lowest value of a range is not above its highest"):
        load("post_war_aid_cut", settings={"epistemic.effects": "[1.2, 0.8]"})


def test_a_shipped_scenario_can_be_drawn_and_played() -> None:
    made = replace(Library().load("post_war_aid_cut"), turns=Turns(2, 1, "month"))
    (point,) = latin_hypercube(1, len(dimensions(made)), seed=1)
    assert run_arms({"": drawn(made, point)}, 1, 1) != run_arms({"": made}, 1, 1)
