"""Hazards with cross-impacts, covert moves, and the ways to rule on an uncertain move."""

from __future__ import annotations

from dataclasses import replace
from math import log

import pytest

from engine.errors import PlayError
from engine.model import Hazard, Inject, Scenario, Seen, Turns
from engine.play.exercise import Exercise
from engine.play.happenings import hazard_now
from engine.play.seats import Script, play_out
from engine.record import HOLD, Adjudication, Ruling
from engine.rules.adjudication import dice_odds, judged, sigma
from tests.engine.small import actor, ash, effect, elm, level, motive, scenario


def event(id: str, hazard: Hazard | None, day: int | None = None) -> Inject:
    return Inject(id, f"{id} happens.", day, None, True, False, (), (), (), (), hazard=hazard)


def idle(*injects: Inject, turns: Turns = Turns(12, 1, "month")) -> Scenario:  # noqa: B008
    made = scenario(actor("oak", (motive("peace", goods=1.0),), ()), injects=injects, turns=turns)
    still = tuple(replace(level, pull=1.0, noise=0.0) for level in made.theatre.levels)
    return replace(made, theatre=replace(made.theatre, levels=still))


def share_fired(made: Scenario, id: str, runs: int) -> float:
    fired = 0
    for seed in range(runs):
        exercise = Exercise(made, seed, lean=True)
        play_out(exercise)
        fired += exercise.table.world.fired.get(id, 0)
    return fired / runs


def test_a_hazard_happens_as_often_as_its_monthly_chance_says() -> None:
    wanted = 1 - 0.9**12
    got = share_fired(idle(event("war", Hazard(0.1))), "war", 250)
    assert abs(got - wanted) < 4 * (wanted * (1 - wanted) / 250) ** 0.5


def test_halving_the_turn_keeps_a_hazards_chance_a_year() -> None:
    weeks = idle(event("war", Hazard(0.3)), turns=Turns(8, 2, "week"))
    wanted = 1 - 0.7 ** (16 * 12 / 52)
    assert abs(share_fired(weeks, "war", 250) - wanted) < 4 * (wanted * (1 - wanted) / 250) ** 0.5


def test_what_happened_before_multiplies_the_odds_and_fades() -> None:
    hazard = Hazard(0.1, after=(("deal", 3.0),), half_life=6.0)
    exercise = Exercise(idle(event("deal", None, 0), event("war", hazard)), 1)
    exercise.advance()
    chance = exercise.table.tables.cues["war"].hazard
    assert chance is not None
    months = exercise.table.world.day / 30.4375
    odds = log(0.1 / 0.9) + log(3.0) * 2 ** (-months / 6.0)
    assert hazard_now(exercise.table, chance) == pytest.approx(sigma(odds))


@pytest.mark.parametrize("rare", [0.0, 1e-6, 1.0])
def test_a_hazard_far_from_even_keeps_its_own_chance(rare: float) -> None:
    exercise = Exercise(idle(event("war", Hazard(rare))), 1)
    chance = exercise.table.tables.cues["war"].hazard
    assert chance is not None
    assert hazard_now(exercise.table, chance) == pytest.approx(rare, rel=1e-9, abs=0.0)


def test_a_hazard_leans_on_a_level_by_its_share_of_the_range() -> None:
    made = idle(event("war", Hazard(0.1, leans_on=(("unrest", 2.0),))))
    levels = (made.theatre.levels[0], level("unrest", pull=1.0, noise=0.0, opening=75.0))
    exercise = Exercise(replace(made, theatre=replace(made.theatre, levels=levels)), 1)
    chance = exercise.table.tables.cues["war"].hazard
    assert chance is not None
    assert hazard_now(exercise.table, chance) == pytest.approx(sigma(log(0.1 / 0.9) + 0.5))


def test_a_covert_move_is_learnt_of_by_its_chance_after_its_delay() -> None:
    covert = tuple(replace(m, seen=Seen(0.4, 40), odds=1.0) for m in ash().moves)
    made, seen = scenario(replace(ash(), moves=covert), elm(), injects=()), 0
    for seed in range(200):
        exercise = Exercise(made, seed, people=("ash", "elm"), lean=True)
        play_out(exercise, {"ash": Script({1: "strike"}), "elm": Script({})})
        known = [k for k in exercise.table.world.known.get("elm", ()) if k[0].startswith("ash")]
        assert all(day == 40 for _, _, day in known)
        seen += len(known)
    assert abs(seen / 200 - 0.4) < 4 * (0.4 * 0.6 / 200) ** 0.5


@pytest.mark.parametrize(("needed", "chance"), [(6, 0.7222), (7, 0.5833), (8, 0.4167)])
def test_two_dice(needed: int, chance: float) -> None:
    assert dice_odds(needed) == pytest.approx(chance, abs=5e-5)


def test_a_typed_roll_succeeds_at_seven_and_each_argument_moves_that_by_one() -> None:
    assert judged(0.5, 0.99, Ruling(dice=7)) == (pytest.approx(21 / 36), "done")
    assert judged(0.5, 0.01, Ruling(dice=6))[1] == "failed"
    assert judged(0.5, 0.99, Ruling(dice=6, balance=1))[1] == "done"
    assert judged(0.5, 0.01, Ruling(dice=7, balance=-1))[1] == "failed"


def test_a_rating_stands_for_the_odds_of_a_matrix_argument() -> None:
    assert judged(0.9, 0.55, Ruling(rating="strong")) == (pytest.approx(4 / 6), "partial")
    assert judged(0.9, 0.0, Ruling(rating="absurd")) == (0.0, "failed")
    assert judged(0.1, 0.8, Ruling(rating="very strong"))[1] == "partial"


def _ruled(ruling: Ruling) -> Exercise:
    exercise = Exercise(scenario(), 4, people=("ash", "elm"), white_cell=True)
    exercise.advance()
    exercise.submit("ash", "strike")
    exercise.submit("elm", HOLD)
    assert isinstance(exercise.advance(), Adjudication)
    exercise.rule(ruling)
    play_out(exercise, {"ash": Script({3: "strike"}), "elm": Script({})})
    return exercise


def test_a_scenario_says_what_an_argument_is_worth() -> None:
    odds = []
    for worth in (0.5, 2.0):
        made = replace(scenario(), rules=replace(scenario().rules, argument=worth))
        exercise = Exercise(made, 4, people=("ash", "elm"), white_cell=True)
        exercise.advance()
        exercise.submit("ash", "strike")
        exercise.submit("elm", HOLD)
        exercise.advance()
        exercise.rule(Ruling(balance=1))
        play_out(exercise, {"ash": Script({}), "elm": Script({})})
        odds.append(exercise.reports[0].acts[0].odds)
    assert odds == [pytest.approx(sigma(log(0.6 / 0.4) + worth)) for worth in (0.5, 2.0)]


def test_no_way_of_ruling_moves_the_later_luck() -> None:
    later = []
    for ruling in (Ruling(), Ruling(dice=12), Ruling(rating="weak"), Ruling("done", "so", "me")):
        acts = [act for r in _ruled(ruling).reports for act in r.acts]
        later.append([(act.roll, act.day) for act in acts if act.chosen_turn > 1])
    assert later[0] == later[1] == later[2] == later[3] != []


def test_two_dice_cannot_show_thirteen() -> None:
    with pytest.raises(PlayError, match="2 to 12"):
        _ruled(Ruling(dice=13))


def test_a_reply_to_a_reply_waits_for_the_next_turn() -> None:
    moves = tuple(replace(m, odds=1.0) for m in ash().moves)
    scorn = replace(
        moves[0],
        id="scorn",
        slot=3,
        effects=(effect("unrest", 1.0),),
        responds_to=(replace(elm().moves[1].responds_to[0], actor="elm", move="protest"),),
    )
    made = scenario(replace(ash(), moves=(*moves, scorn)), elm())
    exercise = Exercise(made, 1, people=("ash", "elm"))
    answers = {"ash": Script({1: "strike"}), "elm": _Answers("protest")}
    play_out(exercise, answers)
    first = [(d.actor, d.phase, d.chosen) for d in exercise.reports[0].decisions]
    assert ("elm", "reaction", "protest") in first
    assert not [d for d in first if d[:2] == ("ash", "reaction")]
    later = next(d for d in exercise.reports[1].decisions if d.actor == "ash")
    assert later.explanation is not None
    assert later.explanation.option("scorn").because_of == "elm.1.reaction"


class _Answers:
    def __init__(self, move: str) -> None:
        self.move = move

    def choose(self, view: object) -> str:
        options = view.options  # type: ignore[attr-defined]
        possible = [o.move for o in options if o.possible and o.because_of]
        return self.move if self.move in possible else HOLD
