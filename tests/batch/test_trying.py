"""A trial plays from a turn on, in a given state, and keeps the choices that still apply."""

from __future__ import annotations

import pytest

from batch.rehearse.trying import Trial, state_of, tried
from engine.content.library import Library
from engine.errors import PlayError
from engine.model import Scenario
from engine.play.exercise import Exercise
from engine.play.seats import play_out
from engine.record import TurnEnded
from tests.house.places import ROOT


@pytest.fixture(scope="module")
def toll() -> Scenario:
    return Library([ROOT / "docs" / "tutorial" / "amber_straits"]).load("amber_toll")


def hashes(trial: Trial, toll: Scenario) -> list[str]:
    return [p.report.state_hash for p in tried(toll, trial).pauses if isinstance(p, TurnEnded)]


def test_a_trial_without_choices_is_the_run_of_its_seed(toll: Scenario) -> None:
    exercise = Exercise(toll, 6)
    play_out(exercise)
    whole = [report.state_hash for report in exercise.reports]
    assert hashes(Trial(6), toll) == whole
    assert hashes(Trial(6, turn=4), toll) == whole[3:]
    assert hashes(Trial(6, turn=99), toll) == whole[-1:]


def test_a_state_holds_from_the_turn_on_and_nothing_before_it_changes(toll: Scenario) -> None:
    state = state_of("tension=95, relation(calder, oster)=5; convention_signed=true")
    found = tried(toll, Trial(6, 3, state))
    first = found.pauses[0]
    assert isinstance(first, TurnEnded)
    assert first.report.turn == 3
    assert first.report.before["tension"] == 95
    assert first.report.before["relation(calder, oster)"] == 5
    assert first.report.flags["convention_signed"] is True


def test_the_options_of_the_turn_are_those_of_every_seat(toll: Scenario) -> None:
    options = tried(toll, Trial(6, 2)).options
    assert set(options) == {"calder", "merin", "oster"}
    assert all(sum(o.probability for o in each) == pytest.approx(1) for each in options.values())


def test_choices_are_made_and_those_that_do_not_apply_are_named(toll: Scenario) -> None:
    trial = Trial(6).choosing((1, "merin", "initiative"), "petition")
    trial = trial.choosing((2, "merin", "initiative"), "petition")
    found = tried(toll, trial.choosing((3, "oster", "initiative"), "gone"))
    first = found.pauses[0]
    assert isinstance(first, TurnEnded)
    chosen = {d.actor: (d.chosen, d.by) for d in first.report.decisions if d.phase == "initiative"}
    assert chosen["merin"] == ("petition", "author")
    assert chosen["oster"][1] == "engine"
    assert found.dropped == [
        "turn 2: merin cannot petition now: It was chosen less than 2 months ago.",
        "turn 3: oster has no move 'gone'",
    ]
    assert found.finished is not None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("tension", "NAME=VALUE"),
        ("moon=3", "no indicator, relation or flag 'moon'$"),
        ("tensoin=3", "flag 'tensoin'; did you mean 'tension'"),
        ("tension=300", "between 0 and 100"),
        ("tension=high", "is a number"),
        ("convention_signed=7", "true or false"),
    ],
)
def test_a_state_that_cannot_be_is_refused_in_words(text: str, says: str, toll: Scenario) -> None:
    with pytest.raises(PlayError, match=says):
        tried(toll, Trial(6, 2, state_of(text)))


@pytest.mark.parametrize("number", ["nan", "inf", "-inf", "2.7", "true", "two"])
def test_a_count_is_a_whole_number(number: str) -> None:
    game = Library([ROOT]).load("post_war_aid_cut")
    with pytest.raises(PlayError, match="nuclear_tests is a whole number"):
        tried(game, Trial(state=state_of(f"nuclear_tests={number}")))
    assert tried(game, Trial(state=state_of("nuclear_tests=2"))).finished is not None
