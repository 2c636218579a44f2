"""A seat that looks no step ahead is weighed in plain numbers: they are those of the arrays."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.model import Actor, Motive, Scenario, ValueRule
from engine.play.exercise import Exercise
from engine.play.table import Prepared
from engine.rules.outlook import Outlook
from engine.rules.scene import Scene
from tests.engine import small

LINE = ValueRule("linear")


def straight(motive: Motive) -> Motive:
    return replace(motive, value=LINE, clip=None)


def seat(actor: Actor, *motives: Motive) -> Actor:
    return replace(actor, motives=motives, decision=replace(actor.decision, level="0"))


def worlds() -> dict[str, Scenario]:
    """The small world with no motive a straight line, some of them, and all."""
    ash, elm = small.ash(), small.elm()
    wealth, calm = ash.motives
    cast = {
        "bent": (ash.motives, elm.motives),
        "mixed": ((straight(wealth), calm), tuple(map(straight, elm.motives))),
        "straight": ((straight(wealth), straight(calm)), tuple(map(straight, elm.motives))),
        "clipped": ((replace(wealth, value=LINE), calm), elm.motives),
        "salient": ((replace(straight(wealth), salience=(("goods", 0.5),)), calm), elm.motives),
    }
    scenario = small.scenario()
    return {
        name: replace(scenario, actors=(seat(ash, *mine), seat(elm, *other)))
        for name, (mine, other) in cast.items()
    }


@pytest.mark.parametrize("name", worlds())
def test_a_glance_finds_what_the_arrays_find(name: str) -> None:
    prepared = Prepared(worlds()[name])
    tried = 0
    for seed in range(3):
        exercise = Exercise(prepared, seed)
        for _ in range(4):
            exercise.advance()
            world = exercise.table.world
            scene = Scene(prepared.thoughts, world, ["ash", "elm"])
            found = scene.reckon(0)
            for v, id in enumerate(("ash", "elm")):
                standing = Outlook(prepared.thoughts, world, id).standing(0)
                plays, motives = len(standing.side.plays), len(standing.side.aims)
                assert standing.utility == pytest.approx(found.utility[v, :plays], abs=1e-12)
                shares = found.own[:motives, v, :plays].T
                np.testing.assert_allclose(standing.own, shares, atol=1e-12)
                tried += any(left < 1.0 for _, left in scene.sights[v].tired(standing.side))
    assert tried > 10  # moves that have tired were among them


def test_only_what_cannot_change_is_added_up_beforehand() -> None:
    def bent(name: str) -> list[int]:
        touched = Prepared(worlds()[name]).thoughts.touched["ash"]
        return [at for at, _ in touched.bent]

    def even(name: str) -> list[float]:
        return Prepared(worlds()[name]).thoughts.touched["ash"].even

    assert (bent("straight"), bent("mixed")) == ([], [2])  # hold, trade, strike
    assert bent("bent") == bent("clipped") == bent("salient") == [1, 2]
    assert even("straight")[1] > 0.0
    assert even("bent") == even("salient") == [0.0, 0.0, 0.0]
