"""What is counted of runs: held against the reports themselves."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from batch.conduct import conduct_of
from engine.model import Turns
from engine.play.exercise import Exercise
from engine.play.seats import play_out
from engine.record import HOLD
from tests.batch.making import arms, plain


def test_holds_and_repeats_are_those_of_the_reports() -> None:
    made = plain(turns=Turns(12, 1, "month"))
    eager = tuple(
        replace(
            actor,
            decision=replace(actor.decision, friction=0.0, precision=5.0),
            moves=tuple(replace(move, cooldown=0.0) for move in actor.moves),
        )
        for actor in made.actors
    )
    made = replace(made, actors=eager)
    found = conduct_of({"": made}, seed=1, runs=3)[""]
    holds = repeats = 0
    for k in range(3):
        exercise = Exercise(made, 1, replication=k)
        play_out(exercise)
        chosen = [
            d.chosen
            for report in exercise.reports
            for d in report.decisions
            if d.actor == "ash" and d.phase == "initiative"
        ]
        holds += chosen.count(HOLD)
        repeats += sum(a == b != HOLD for a, b in pairwise(chosen))
    assert (found.runs, found.turns, found.initiatives["ash"]) == (3, 36, 36)
    assert found.holds["ash"] == holds > 0
    assert found.repeats["ash"] == repeats > 0


def test_levels_at_a_bound_are_counted() -> None:
    made = plain()
    levels = tuple(
        replace(level, low=50.0, high=50.0) if level.id == "unrest" else level
        for level in made.theatre.levels
    )
    made = replace(made, theatre=replace(made.theatre, levels=levels))
    found = conduct_of({"": made}, seed=1, runs=2)[""]
    assert found.pinned == {"unrest": found.turns}


def test_counts_do_not_depend_on_workers() -> None:
    assert conduct_of(arms(), 1, 30, workers=2) == conduct_of(arms(), 1, 30)
