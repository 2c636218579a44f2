"""Free moves: effects from the palette, odds on the same luck, sighted and answered."""

from __future__ import annotations

from dataclasses import replace
from math import isclose

import pytest

from engine.content.documents.moves import OFTEN_SEEN
from engine.errors import PlayError
from engine.model import Decision, Perception, Scenario
from engine.model.actors import ActorType
from engine.model.free import SEEN, FreeEffect, FreeMove
from engine.play.exercise import Exercise
from engine.record import FREE, Act, Adjudication, AwaitChoices, Finished, Result, Ruling, TurnEnded
from engine.rules.adjudication import degree
from engine.rules.luck import Purpose, place
from engine.rules.world import restore, snapshot
from tests.engine import small

CALM = FreeMove("calms the market", (FreeEffect("goods", "up", "major"),))


def quiet() -> Scenario:
    """Return the small world without noise, in which nobody but a person moves."""
    made = small.scenario()
    still = tuple(replace(level, noise=0.0, pull=1.0) for level in made.theatre.levels)
    lazy = tuple(
        replace(actor, decision=Decision(friction=0.9, precision=90.0)) for actor in made.actors
    )
    return replace(made, theatre=replace(made.theatre, levels=still), actors=lazy, injects=())


def among_three() -> Scenario:
    """Return the small world with relations, weather nobody minds, and one more to aim at."""
    ash, elm = small.ash(), small.elm()
    armed = tuple(replace(m, instrument=("M",)) if m.id == "strike" else m for m in ash.moves)
    oak = small.actor("oak", elm.motives, (small.move("doze", 1),))
    made = small.scenario(replace(ash, moves=armed), elm, oak)
    more = [small.level(id) for id in ("weather", "relation(ash, elm)", "relation(ash, oak)")]
    levels = (*made.theatre.levels, *more)
    return replace(made, theatre=replace(made.theatre, levels=levels), injects=())


def asked(scenario: Scenario, people: tuple[str, ...] = ("ash",), **options: bool) -> Exercise:
    exercise = Exercise(scenario, 7, people=people, **options)
    assert isinstance(exercise.advance(), AwaitChoices)
    return exercise


def to_turn_end(exercise: Exercise) -> list[Act]:
    while not isinstance(pause := exercise.advance(), TurnEnded):
        if isinstance(pause, AwaitChoices):
            for seat in exercise.awaited():
                exercise.submit(seat, "hold")
    return list(pause.report.acts)


@pytest.mark.parametrize(("size", "share"), [("minor", 0.02), ("moderate", 0.05), ("major", 0.1)])
@pytest.mark.parametrize(("direction", "sign"), [("up", 1), ("down", -1)])
def test_an_effect_moves_its_level_by_its_share_of_the_range(
    size: str, share: float, direction: str, sign: int
) -> None:
    exercise = asked(quiet())
    effect = FreeEffect("goods", direction, size)  # type: ignore[arg-type]
    exercise.propose("ash", replace(CALM, effects=(effect,)))
    (act,) = to_turn_end(exercise)
    moved = exercise.reports[-1].levels["goods"] - 50.0
    fading = 2.0 ** (-(31 / 30.4375) / 12.0)
    assert isclose(moved, sign * share * 100.0 * fading, rel_tol=1e-9)
    assert (act.kind, act.move, act.says, act.probability) == ("free", FREE, CALM.says, 0.0)


def test_delay_and_ramp_are_those_of_the_kernel() -> None:
    exercise = asked(quiet())
    late = FreeEffect("goods", "up", "major", delay=1.5, ramp=1.0)
    exercise.propose("ash", replace(CALM, effects=(late,)))
    to_turn_end(exercise)
    assert exercise.reports[0].levels["goods"] == 50.0
    to_turn_end(exercise)
    grown = 59 / 30.4375 - 1.5
    assert isclose(exercise.reports[1].levels["goods"], 50.0 + 10.0 * grown, rel_tol=1e-9)


def test_its_roll_is_that_of_the_choice_and_a_ruling_may_change_it() -> None:
    results = {}
    for ruling in (None, Ruling(), Ruling("done", "well argued", "control")):
        exercise = asked(quiet(), white_cell=ruling is not None)
        exercise.propose("ash", replace(CALM, odds=0.5))
        if ruling is not None:
            pause = exercise.advance()
            assert isinstance(pause, Adjudication)
            assert (pause.move, pause.says, pause.odds) == (FREE, CALM.says, 0.5)
            exercise.rule(ruling)
        (act,) = to_turn_end(exercise)
        luck = exercise.table.luck
        assert act.roll == luck.roll(Purpose.ROLL, "ash", place(1, "initiative"))
        results[ruling] = act.result
    expected = degree(0.5, act.roll)
    assert list(results.values()) == [expected, expected, "done"]


def test_a_free_move_leaves_the_luck_of_everything_else_alone() -> None:
    held, moved = (Exercise(small.scenario(), 7, people=("ash",)) for _ in range(2))
    held.advance(), moved.advance()
    held.submit("ash", "hold")
    moved.propose("ash", replace(CALM, effects=()))
    acts, more = to_turn_end(held), to_turn_end(moved)
    assert [a for a in more if a.kind != "free"] == acts


def test_the_words_for_being_seen_mean_what_they_mean_in_a_file() -> None:
    for word, (chance, days) in OFTEN_SEEN.items():
        seen = SEEN[word]  # type: ignore[index]
        assert (seen.chance, seen.delay) == (chance, round(days))


def test_it_is_sighted_as_it_says() -> None:
    overt, covert = (asked(quiet()) for _ in range(2))
    overt.propose("ash", CALM)
    covert.propose("ash", replace(CALM, seen="covert"))
    to_turn_end(overt), to_turn_end(covert)
    assert [act for act, _, _ in overt.table.world.known["elm"]] == ["ash.1.initiative"]
    assert "elm" not in covert.table.world.known
    sightings = []
    for seed in range(200):
        exercise = Exercise(quiet(), seed, people=("ash",))
        exercise.advance()
        exercise.propose("ash", replace(CALM, seen="covert"))
        to_turn_end(exercise)
        sightings.append(any(due.kind == 4 for due in exercise.table.world.agenda))
    assert abs(sum(sightings) / 200 - 0.35) < 4 * (0.35 * 0.65 / 200) ** 0.5


def test_it_is_answered_like_a_move_of_its_instrument() -> None:
    ash, elm = small.ash(), small.elm()
    armed = tuple(replace(m, instrument=("M",)) if m.id == "strike" else m for m in ash.moves)
    for instrument, answered in (("M", True), ("D", False)):
        exercise = asked(small.scenario(replace(ash, moves=armed), elm), ("ash", "elm"))
        exercise.propose("ash", replace(CALM, instrument=instrument, target="elm"))  # type: ignore[arg-type]
        exercise.submit("elm", "hold")
        pause = exercise.advance()
        assert isinstance(pause, AwaitChoices) is answered
        if isinstance(pause, AwaitChoices):
            protest = next(o for o in pause.seats["elm"].options if o.move == "protest")
            assert (protest.because_of, protest.bonus > 0) == ("ash.1.initiative", True)


@pytest.mark.parametrize(
    ("target", "on", "result", "answered"),
    [
        (None, (), "done", False),
        (None, ("goods",), "done", True),
        (None, ("goods",), "partial", True),
        (None, ("goods",), "near_miss", False),
        (None, ("goods",), "failed", False),
        (None, ("weather",), "done", False),
        (None, ("relation(ash, elm)",), "done", True),
        (None, ("relation(ash, oak)",), "done", False),
        ("elm", (), "failed", True),
        ("oak", (), "done", False),
        ("oak", ("goods",), "done", True),
    ],
)
def test_only_those_it_is_aimed_at_or_touches_may_answer(
    target: str | None, on: tuple[str, ...], result: Result, answered: bool
) -> None:
    made = among_three()
    exercise = asked(made, ("ash",), white_cell=True)
    effects = tuple(FreeEffect(level, "up", "minor") for level in on)
    free = replace(CALM, effects=effects, target=target, instrument="M", odds=0.5)
    exercise.propose("ash", free)
    assert isinstance(exercise.advance(), Adjudication)
    exercise.rule(Ruling(result, "so be it", "control"))
    exercise.advance()
    opened = exercise.table.world.windows.get("elm", [])
    assert [window.cause for window in opened] == ["ash.1.initiative"] * answered


def test_it_may_answer_in_a_reaction_and_closes_that_window() -> None:
    exercise = asked(small.scenario(), ("ash", "elm"))
    exercise.submit("ash", "strike")
    exercise.submit("elm", "hold")
    pause = exercise.advance()
    assert isinstance(pause, AwaitChoices)
    assert pause.phase == "reaction"
    exercise.propose("elm", replace(CALM, target="ash"))
    exercise.advance()
    act = exercise.table.world.acts[-1]
    assert (act.actor, act.kind, act.because_of) == ("elm", "free", "ash.1.initiative")
    assert exercise.table.world.windows["elm"] == []


def test_nobodys_belief_moves_on_what_has_no_likelihood() -> None:
    kinds = (ActorType("mild", "", (("wealth", 0.9),)), ActorType("wild", "", (("calm", 0.9),)))
    ash = small.ash(types=kinds)
    elm = small.elm(perceives=(Perception("ash", (("mild", 0.5), ("wild", 0.5))),))
    exercise = asked(small.scenario(ash, elm))
    exercise.propose("ash", CALM)
    to_turn_end(exercise)
    assert exercise.table.world.beliefs["elm"]["ash"] == {"mild": 0.5, "wild": 0.5}
    exercise.advance()
    exercise.submit("ash", "trade")
    to_turn_end(exercise)
    assert exercise.table.world.beliefs["elm"]["ash"] != {"mild": 0.5, "wild": 0.5}


def test_why_it_was_made_stands_beside_the_menu() -> None:
    exercise = asked(small.scenario())
    exercise.propose("ash", CALM, note="a bold stroke", by="Kim")
    to_turn_end(exercise)
    decision = next(d for d in exercise.reports[0].decisions if d.actor == "ash")
    assert (decision.chosen, decision.by, decision.free) == (FREE, "Kim", CALM)
    assert decision.explanation is not None
    assert decision.explanation.choice.says == CALM.says
    assert decision.explanation.note == "a bold stroke"
    assert sum(o.probability for o in decision.explanation.options) == pytest.approx(1.0)


def test_a_snapshot_keeps_free_moves_and_older_ones_stay_as_they_were() -> None:
    exercise = asked(quiet())
    assert not {"free", "skipped"} & snapshot(exercise.table.world).keys()
    exercise.propose("ash", replace(CALM, seen="mixed"))
    to_turn_end(exercise)
    taken = exercise.snapshot()
    assert snapshot(restore(taken)) == taken
    again = Exercise.restored(quiet(), 7, taken, people=("ash",))
    for one in (exercise, again):
        while not isinstance(one.advance(), Finished):
            for seat in one.awaited():
                one.submit(seat, "hold")
    assert again.state_hash() == exercise.state_hash()


WRONG = [
    ({"says": " "}, "needs a sentence"),
    ({"says": "x" * 2001}, "at most 2000 signs"),
    ({"target": "ash"}, "aimed at one of elm"),
    ({"target": "pine"}, "aimed at one of elm, not 'pine'"),
    ({"odds": 1.5}, "between 0 and 1"),
    ({"odds": float("nan")}, "between 0 and 1"),
    ({"seen": "dimly"}, "overt, mixed, covert"),
    ({"instrument": "X"}, "D, I, M, E"),
    ({"effects": (FreeEffect("gods", "up", "minor"),)}, "no indicator 'gods'"),
    ({"effects": (FreeEffect("goods", "left", "minor"),)}, "up or down"),  # type: ignore[arg-type]
    ({"effects": (FreeEffect("goods", "up", "huge"),)}, "minor, moderate, major"),  # type: ignore[arg-type]
    ({"effects": (FreeEffect("goods", "up", "minor", delay=-1.0),)}, "months from 0 to 60"),
    ({"effects": (FreeEffect("goods", "up", "minor"),) * 13}, "at most 12"),
]


@pytest.mark.parametrize(("change", "says"), WRONG)
def test_what_makes_no_sense_is_refused_in_one_line(change: dict[str, object], says: str) -> None:
    exercise = asked(quiet())
    with pytest.raises(PlayError, match=says) as caught:
        exercise.propose("ash", replace(CALM, **change))  # type: ignore[arg-type]
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 200
    assert exercise.awaited() == ("ash",)
