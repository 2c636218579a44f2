"""What an audience is shown: its own, what it sighted and heard, no byte of another's secret."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from engine.errors import PlayError
from engine.model import Const, Flag, Inject, Lead, Name, Op, Scenario, Seen
from engine.model.free import FreeEffect, FreeMove
from engine.play.audience import PROJECTOR, WHITE, audience_view
from engine.play.exercise import Exercise
from engine.record import Adjudication, AwaitChoices, Finished, Ruling
from reports.timeline import Chronicle
from tests.engine import small

FREE = FreeMove(
    "SECRET-FREE of ash",
    (FreeEffect("goods", "up", "minor"),),
    argument="SECRET-ARGUMENT of ash",
    seen="covert",
)
NEVER_SEEN = Seen(0.0, 0)
PLAYED = {("ash", 1, "initiative"): "plot", ("oak", 4, "initiative"): "strike"}
AUDIENCES = (PROJECTOR, "ash", "elm", "oak")


def inject(id: str, says: str, day: int | None, *audience: str) -> Inject:
    return Inject(id, says, day, None, True, day is None, (), (), (), audience)


def tainted() -> Scenario:
    """Return three rivals; whatever somebody may not know says SECRET and whose it is."""
    ash, elm = small.ash(), small.elm()
    covert = replace(ash.moves[0], id="plot", slot=9, says="SECRET-MOVE of ash.")
    covert = replace(covert, tells="SECRET-ACT of ash", seen=NEVER_SEEN)
    ash = replace(ash, secret_brief="SECRET-BRIEF of ash", moves=(*ash.moves, covert))
    elm = replace(elm, secret_brief="SECRET-BRIEF of elm")
    oak = replace(small.ash(), id="oak", name="Oak", secret_brief="SECRET-BRIEF of oak")
    made = small.scenario(ash, elm, oak)
    levels = (*made.theatre.levels, small.level("hoard", seen_by=("ash",)))
    flags = (Flag("pact", "SECRET-FLAG of ash", "switch", False, (), ("ash",)),)
    theatre = replace(made.theatre, levels=levels, flags=flags)
    told = replace(inject("told", "SECRET-INJECT of ash", 1, "ash"), sets=(("pact", True),))
    future = inject("later", "SECRET-FUTURE of nobody", 170)
    held = inject("held", "SECRET-HELD of nobody", None)
    return replace(made, theatre=theatre, injects=(*made.injects, told, future, held))


def play(exercise: Exercise) -> Iterator[None]:
    """Play with every kind of secret in play; yield at every pause, before and after answers."""
    while not isinstance(exercise.pause, Finished):
        pause = exercise.advance()
        yield
        if isinstance(pause, AwaitChoices):
            for seat in pause.seats:
                note = f"SECRET-REASON of {seat}"
                if seat == "ash" and pause.phase == "initiative" and exercise.turn == 2:
                    exercise.propose(seat, FREE, note=note)
                else:
                    wished = PLAYED.get((seat, exercise.turn, pause.phase), "hold")
                    exercise.submit(seat, wished, note=note)
                yield
        elif isinstance(pause, Adjudication):
            exercise.rule(Ruling("done", "SECRET-RULING of nobody", "control"))
        if exercise.turn == 3 and "held" not in exercise.table.world.skipped:
            exercise.skip("held", "SECRET-SKIP of nobody")
        if exercise.turn == 1 and "flood" not in exercise.table.world.fired:
            exercise.inject("flood", reason="SECRET-EDIT of nobody", at_once=True)


def started() -> Exercise:
    people = ("ash", "elm", "oak")
    return Exercise(tainted(), 9, people=people, white_cell=True)


def foreign(audience: str, text: str) -> list[str]:
    """Return the secrets in a text that are not the audience's own."""
    return [part for part in text.split('"') if "SECRET" in part and f"of {audience}" not in part]


def test_no_byte_of_anothers_secret_is_in_what_an_audience_is_shown() -> None:
    exercise, own = started(), set[str]()
    for _ in play(exercise):
        for audience in AUDIENCES:
            text = json.dumps(audience_view(exercise, audience).data())
            if exercise.table.world.day < 170:
                assert foreign(audience, text) == [], f"{audience} at {exercise.pause}"
            if audience == "ash":
                own.update(p for p in text.replace(" of", '"').split('"') if "SECRET" in p)
    assert own >= {
        f"SECRET-{what}" for what in ("BRIEF", "MOVE", "ACT", "FREE", "INJECT", "FLAG", "REASON")
    }


def test_the_white_cell_sees_it_all_and_so_does_everybody_at_the_reveal() -> None:
    exercise = started()
    for _ in play(exercise):
        pass
    shown = json.dumps(audience_view(exercise, WHITE).data())
    for what in ("ACT", "FREE", "INJECT", "RULING", "SKIP", "EDIT", "REASON"):
        assert f"SECRET-{what}" in shown, what
    revealed = audience_view(exercise, PROJECTOR, reveal=True)
    assert revealed.revealed
    assert "SECRET-ACT of ash" in json.dumps(revealed.data())


def test_nobody_is_told_that_a_move_is_ruled_on_which_may_be_hidden() -> None:
    exercise, ruled = started(), 0
    for _ in play(exercise):
        if isinstance(exercise.pause, Adjudication):
            ruled += 1
            for audience in AUDIENCES:
                told = audience_view(exercise, audience).pause
                assert told.endswith(": the white cell is at work.")
            assert "ruling on a move" in audience_view(exercise, WHITE).pause
    assert ruled


def test_nothing_is_revealed_before_endex() -> None:
    exercise = started()
    exercise.advance()
    view = audience_view(exercise, PROJECTOR, reveal=True)
    assert not view.revealed
    assert foreign(PROJECTOR, json.dumps(view.data())) == []


def test_a_hidden_level_is_known_as_published() -> None:
    made = tainted()
    levels = tuple(replace(x, published=2) if x.id == "hoard" else x for x in made.theatre.levels)
    exercise = Exercise(replace(made, theatre=replace(made.theatre, levels=levels)), 7)
    for _ in range(3):
        exercise.advance()
    known = {
        audience: [
            dict(turn.levels)["hoard"] for turn in audience_view(exercise, audience).path[:3]
        ]
        for audience in ("ash", "elm", PROJECTOR)
    }
    true = [report.levels["hoard"] for report in exercise.reports]
    assert known["ash"] == true
    assert known["elm"] == known[PROJECTOR] == [50.0, true[1], true[1]]


def test_the_projector_knows_an_act_once_everybody_does() -> None:
    exercise = Exercise(tainted(), 7, people=("ash", "elm", "oak"))
    exercise.advance()
    for seat in ("ash", "elm", "oak"):
        exercise.submit(seat, "trade" if seat != "elm" else "hold")
    exercise.advance()
    seen = [e for turn in audience_view(exercise).path for e in turn.events if e.kind == "act"]
    assert {(event.actor, event.says) for event in seen} == {
        ("ash", "does trade"),
        ("oak", "does trade"),
    }


def test_who_answers_a_secret_act_is_not_told() -> None:
    exercise = Exercise(tainted(), 7, people=("ash", "elm", "oak"))
    exercise.advance()
    for seat in ("ash", "elm", "oak"):
        exercise.submit(seat, "strike" if seat == "ash" else "hold")
    pause = exercise.advance()
    assert isinstance(pause, AwaitChoices)
    assert list(pause.seats) == ["elm"]
    assert audience_view(exercise, "elm").waiting == ("elm",)
    for audience in (PROJECTOR, "ash", "oak"):
        view = audience_view(exercise, audience)
        assert (view.waiting, view.pause) == ((), "Turn 1: answers are being given.")


def test_a_seat_reads_its_own_choice_again_and_nobody_else_does() -> None:
    exercise = Exercise(tainted(), 7, people=("ash", "elm"))
    exercise.advance()
    exercise.submit("ash", "trade", note="our secret")
    assert audience_view(exercise, "ash").choice == "trade"
    assert audience_view(exercise, "elm").choice == ""
    assert audience_view(exercise, "elm").sealed == ("ash",)


def test_an_unknown_audience_is_refused() -> None:
    with pytest.raises(PlayError, match="projector, ash, elm, oak, white"):
        audience_view(started(), "pine")


def test_the_date_of_a_secret_shows_to_nobody_else() -> None:
    made = tainted()
    ash = made.actors[0]
    slow = replace(ash.moves[-1], lead=Lead("fixed", 8, 8, 8), odds=0.6)
    ash = replace(ash, moves=(*ash.moves[:-1], slow))
    made = replace(made, actors=(ash, *made.actors[1:]))
    exercise = Exercise(made, 7, people=("ash", "elm", "oak"), white_cell=True)
    exercise.advance()
    for seat in ("elm", "oak"):
        exercise.submit(seat, "hold")
    exercise.submit("ash", "plot")
    assert isinstance(exercise.advance(), Adjudication)
    assert exercise.today == audience_view(exercise, WHITE).today
    for audience in ("elm", "oak", PROJECTOR):
        view = audience_view(exercise, audience)
        known = [event.date for turn in view.path for event in turn.events]
        assert view.today == max([exercise.scenario.startex, *known]) < exercise.today


def test_no_turn_is_shown_that_the_scenario_does_not_have() -> None:
    exercise = Exercise(tainted(), 7)
    while not isinstance(exercise.pause, Finished):
        exercise.advance()
        seen = audience_view(exercise, "projector").path
        assert [turn.turn for turn in seen] == list(range(1, len(seen) + 1))
        assert len(seen) <= exercise.scenario.turns.count


def alarmed() -> Scenario:
    """Return the tainted where Ash's trade raises an alarm that calls forth an inject."""
    made = tainted()
    ash = made.actors[0]
    raised = small.truth(Op("==", (Name("flag", "alarm"), Const(True))), "alarm")
    called = replace(inject("called", "It is called.", 0), day=None, when=raised)
    moves = tuple(
        replace(move, sets=(("alarm", True),), odds=0.6) if move.id == "trade" else move
        for move in ash.moves
    )
    flags = (*made.theatre.flags, Flag("alarm", "Alarm", "switch", False))
    return replace(
        made,
        actors=(replace(ash, moves=moves), *made.actors[1:]),
        theatre=replace(made.theatre, flags=flags),
        injects=(*made.injects, called),
    )


def test_what_happens_on_one_day_is_told_in_the_order_of_the_timeline() -> None:
    exercise = Exercise(alarmed(), 7, people=("ash", "elm", "oak"), white_cell=True)
    exercise.advance()
    for seat in ("ash", "elm", "oak"):
        exercise.submit(seat, "hold" if seat == "elm" else "trade")
    assert isinstance(exercise.advance(), Adjudication)
    exercise.rule(Ruling("done", "so it is", "control"))
    exercise.inject("flood", at_once=True)
    while not exercise.reports:
        exercise.advance()
    lines = Chronicle(exercise.scenario).turn(exercise.reports[0])
    dated = [each for each in lines if each.day is not None and each.kind not in ("why", "skip")]
    told = [each.id for each in sorted(dated, key=lambda each: each.day or 0)]
    ash, oak = (act.id for act in exercise.reports[0].acts)
    assert told == ["flood", ash, "alarm", oak, "called", "told", "pact"]
    for audience, known in ((WHITE, told), (PROJECTOR, told[:-2])):
        events = audience_view(exercise, audience).path[0].events
        assert [event.id for event in events] == known, audience


def test_a_seat_has_its_own_briefs_and_nobody_elses() -> None:
    made = tainted()
    ash, *others = made.actors
    exercise = Exercise(replace(made, actors=(replace(ash, brief="Ash is old."), *others)), 7)
    assert audience_view(exercise, "ash").own_brief == "Ash is old."
    for audience in ("elm", PROJECTOR, WHITE):
        assert "Ash is old." not in json.dumps(audience_view(exercise, audience).data())
