"""Calibration: what it calls frozen and frantic, and that what it proposes mends it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from batch.calibrate import (
    AIM,
    Setting,
    hold_chances,
    in_band,
    proposed,
    settings_of,
    with_settings,
)
from engine.play.exercise import Exercise
from engine.record import HOLD
from tests.batch.making import plain

FRANTIC = {"ash": Setting(0.0, 40.0), "elm": Setting(0.0, 40.0)}
FROZEN = {"ash": Setting(0.2, 40.0), "elm": Setting(0.2, 40.0)}


def test_the_chance_to_hold_is_the_engines_own() -> None:
    exercise = Exercise(plain(), 9)
    exercise.advance()
    told = {
        d.actor: d.explanation.option(HOLD).probability
        for d in exercise.reports[0].decisions
        if d.explanation and d.phase == "initiative"
    }
    assert hold_chances(plain()) == pytest.approx(told)


@pytest.mark.parametrize("settings", [FRANTIC, FROZEN], ids=["frantic", "frozen"])
def test_an_actor_outside_the_band_is_brought_into_it(settings: dict[str, Setting]) -> None:
    made = with_settings(plain(), settings)
    assert not any(in_band(chance) for chance in hold_chances(made).values())
    found = proposed(made)
    assert found.keys() == settings.keys()
    for chance in hold_chances(with_settings(made, found)).values():
        assert chance == pytest.approx(AIM, abs=0.03)


def test_nothing_is_proposed_where_nothing_is_wrong() -> None:
    made = with_settings(plain(), proposed(with_settings(plain(), FRANTIC)))
    assert proposed(made) == {}


def test_where_no_friction_is_enough_another_precision_is_tried() -> None:
    made = with_settings(plain(), {"elm": Setting(0.0, 1.0)})
    assert proposed(made)["elm"].precision == 15.0


def test_who_must_move_is_left_alone() -> None:
    made = plain()
    ash = made.actors[0]
    pressed = replace(ash, decision=replace(ash.decision, must_move=True))
    made = replace(made, actors=(pressed, made.actors[1]))
    assert hold_chances(made).keys() == settings_of(made).keys() == {"elm"}


def test_where_everybody_must_move_there_is_nothing_to_mend() -> None:
    made = plain()
    pressed = tuple(
        replace(actor, decision=replace(actor.decision, must_move=True)) for actor in made.actors
    )
    made = replace(made, actors=pressed)
    assert (hold_chances(made), settings_of(made), proposed(made)) == ({}, {}, {})
