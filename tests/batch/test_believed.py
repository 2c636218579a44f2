"""A seat's odds rest on what it sees and believes: what it cannot know changes no byte of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from batch.believed import asked, believed_world
from batch.believing import believed_scenario, types_drawn
from batch.forecast import Forecaster, Question, forecasts
from batch.positions import Input, Position
from engine.model import (
    ActorType,
    Belief,
    Capital,
    Constraint,
    Flag,
    Inject,
    Perception,
    Scenario,
    Seen,
)
from engine.model.free import FreeEffect, FreeMove
from engine.play.exercise import Exercise
from engine.play.seats import Script
from engine.record import AwaitChoices, Finished, TurnEnded
from engine.rules.world import snapshot, state_hash
from tests.engine import small

SECRETS = ("levels", "flag", "covert", "pending", "inject", "capital", "type")


def guarded(secret: str = "") -> Scenario:
    """A quarrel in which Elm cannot see Ash's hoard, plot or covert raid; one secret is other."""
    ash, elm = small.ash(), small.elm()
    raid = small.move("raid", 3, small.effect("hoard", 5.0), seen=Seen(0.0, 0), spread=0.0)
    slow = replace(ash.moves[0], lead=replace(ash.moves[0].lead, low=40, mode=40, high=40))
    kinds = (
        ActorType("greedy", "", (("wealth", 0.9), ("calm", 0.1))),
        ActorType("meek", "", (("wealth", 0.1), ("calm", 0.9))),
    )
    ash = replace(
        ash,
        moves=(slow, ash.moves[1], raid),
        types=kinds,
        type="greedy" if secret == "type" else "meek",
        capital=Capital(50.0, 100.0, 0.0),
    )
    held = Perception("ash", (("greedy", 0.5), ("meek", 0.5)))
    elm = replace(elm, perceives=(held,), believes=(Belief("ash", "trade", "unrest", 3.0),))
    hoard = small.level("hoard", seen_by=("ash",), noise=0.0)
    plot = Flag("plot", "A plot", "switch", False, seen_by=("ash",))
    made = small.scenario(ash, elm)
    theatre = replace(made.theatre, levels=(made.theatre.levels[0], hoard, made.theatre.levels[1]))
    fire = Inject(
        "fire", "Fire.", 130, None, True, False, (small.effect("goods", -30.0),), (), (), ()
    )
    return replace(
        made,
        theatre=replace(theatre, flags=(plot,)),
        injects=(*made.injects, fire) if secret == "inject" else made.injects,
    )


def standing(secret: str = "") -> tuple[Exercise, tuple[Input, ...]]:
    """Play to Elm's choice of turn 3, Ash having acted out of its sight where that is secret."""
    exercise, inputs = Exercise(guarded(secret), 3, people=["ash", "elm"]), list[Input]()
    order = {2: "raid"} if secret == "covert" else {2: "trade"} if secret == "pending" else {}
    script = Script(order)
    while True:
        pause = exercise.advance()
        inputs.append(("advance", {}))
        assert not isinstance(pause, Finished)
        if isinstance(pause, AwaitChoices):
            if pause.turn == 3:
                break
            for seat, view in pause.seats.items():
                move = script.choose(view) if seat == "ash" else "hold"
                exercise.submit(seat, move)
                inputs.append(("choose", {"seat": seat, "move": move, "note": "", "by": ""}))
    world = exercise.table.world
    if secret == "flag":
        world.flags["plot"] = True
    elif secret == "capital":
        world.capital["ash"] = 30.0
    elif secret == "levels":
        world.levels[1] = 80.0
        world.history = [e._replace(levels=(e.levels[0], 80.0, e.levels[2])) for e in world.history]
    return exercise, tuple(inputs)


def told(secret: str) -> tuple[dict[str, Any], str | None]:
    """What Elm's roll-outs start from."""
    exercise, _ = standing(secret)
    known = asked(exercise, "elm")
    return snapshot(known.world), known.phase


@pytest.mark.parametrize("secret", SECRETS)
def test_what_a_seat_cannot_know_changes_nothing_its_odds_start_from(secret: str) -> None:
    plain, _ = standing()
    other, _ = standing(secret)
    world = other.table.world
    if secret not in ("inject", "type"):  # these two are not in the state, but in the scenario
        assert snapshot(world) != snapshot(plain.table.world), "the secret is there to be kept"
    assert told(secret) == told("")
    types = {"ash": "meek"}
    mine, theirs = (believed_scenario(guarded(s), "elm", types) for s in (secret, ""))
    assert mine == theirs


@pytest.mark.parametrize("secret", ["covert", "pending", "inject", "type"])
def test_the_odds_themselves_are_the_same_to_the_last_figure(secret: str) -> None:
    def figures(which: str) -> object:
        exercise, inputs = standing(which)
        position = Position(3, people=("ash", "elm"), inputs=inputs)
        *_, final = forecasts(Question(exercise.scenario, position, seat="elm"), 4)
        return final

    assert figures(secret) == figures("")


def test_the_white_cells_odds_do_know_them() -> None:
    def numbers(secret: str) -> list[object]:
        exercise, inputs = standing(secret)
        position = Position(3, people=("ash", "elm"), inputs=inputs)
        forecaster = Forecaster(Question(exercise.scenario, position))
        return [forecaster.play(n) for n in range(4)]

    assert numbers("inject") != numbers("")
    assert numbers("covert") != numbers("")


def test_the_seat_has_the_options_of_its_view() -> None:
    exercise, inputs = standing()
    position = Position(3, people=("ash", "elm"), inputs=inputs)
    for seat in ("ash", "elm"):
        forecaster = Forecaster(Question(exercise.scenario, position, seat=seat))
        assert isinstance(exercise.pause, AwaitChoices)
        offered = {o.move for o in exercise.pause.seats[seat].options if o.possible}
        assert set(forecaster.options) == offered
        assert forecaster.options[0] == "hold"


def test_a_seat_that_sees_everything_stands_on_the_true_state() -> None:
    exercise = Exercise(small.scenario(injects=()), 2)
    while not (isinstance(exercise.advance(), TurnEnded) and exercise.turn == 3):
        pass
    true, believed = exercise.table.world, believed_world(exercise, "ash")
    assert believed.levels == true.levels
    assert believed.deeds == true.deeds
    assert [d[:4] for d in believed.agenda] == [
        d[:4] for d in sorted(true.agenda) if d.kind in (0, 2) or d.actor == "ash"
    ]
    if not true.pending:  # nothing is under way unseen: the rest is what the seat sees too
        assert {a: {*uses} for a, uses in believed.uses.items()} == {
            a: {*true.uses.get(a, {})} for a in ("ash", "elm")
        }
    assert state_hash(exercise.table.tables, believed)


def test_types_are_drawn_as_often_as_the_seat_believes_in_them() -> None:
    held = {"ash": {"greedy": 0.25, "meek": 0.75}}
    drawn = [types_drawn("elm", root, held)["ash"] for root in range(2000)]
    assert abs(drawn.count("greedy") / 2000 - 0.25) < 4 * (0.25 * 0.75 / 2000) ** 0.5


def test_what_a_seat_believes_a_move_brings_is_what_it_brings_in_its_odds() -> None:
    believed = believed_scenario(guarded(), "elm", {"ash": "meek"})
    trade = next(m for a in believed.actors if a.id == "ash" for m in a.moves if m.id == "trade")
    assert {e.on: e.by.text for e in trade.effects}["unrest"] == "3.0"
    ash = next(actor for actor in believed.actors if actor.id == "ash")
    assert ash.type == "meek"
    assert believed.injects == ()


def test_a_red_line_is_held_as_firmly_as_the_seat_thinks() -> None:
    made = guarded()
    line = Constraint("line", "red_line", "", (), None, 0.0, None, (), 0.9, (("strike", 0.1),))
    ash = replace(made.actors[0], constraints=(line,))
    held = replace(made.actors[1].perceives[0], resolve=0.2)
    elm = replace(made.actors[1], perceives=(held,))
    believed = believed_scenario(replace(made, actors=(ash, elm)), "elm", {})
    assert believed.actors[0].constraints[0].resolve == 0.2
    own = believed_scenario(replace(made, actors=(ash, elm)), "ash", {})
    assert own.actors[0].constraints[0].resolve == 0.9


def test_free_moves_count_for_those_who_know_of_them() -> None:
    made = small.scenario(injects=())
    exercise = Exercise(made, 3, people=["ash"])
    exercise.advance()
    gift = FreeEffect("goods", "up", "major")
    exercise.propose("ash", FreeMove("gives a feast", (gift,)))
    exercise.advance()
    feast = next(iter(exercise.table.world.free))
    for seat in ("ash", "elm"):
        known = believed_world(exercise, seat)
        assert feast in known.free
        assert any(at == 0 and by == 10.0 for at, by, _, _ in known.impulses)
    for seed in range(20):
        secret = Exercise(made, seed, people=["ash"])
        secret.advance()
        secret.propose("ash", FreeMove("hides the grain", (gift,), seen="covert"))
        secret.advance()
        if not any(act == feast for act, _, _ in secret.table.world.known.get("elm", ())):
            break
    known = believed_world(secret, "elm")
    assert known.free == {}
    assert all(act.actor != "ash" for act in known.acts)
    assert all(by != 10.0 for _, by, _, _ in known.impulses)
