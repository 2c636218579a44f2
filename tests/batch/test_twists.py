"""Couplings taken out, bans softened."""

from __future__ import annotations

from dataclasses import replace

from batch.arms import run_arms
from batch.twists import softened, uncoupled
from tests.batch.making import plain


def test_without_couplings_no_level_pushes_another() -> None:
    made = plain()
    frozen = tuple(replace(a, decision=replace(a.decision, friction=9.0)) for a in made.actors)
    quiet = replace(made, actors=frozen, injects=())
    steady = tuple(replace(level, noise=0.0) for level in quiet.theatre.levels)
    hungry = tuple(replace(x, opening=90.0) if x.id == "goods" else x for x in steady)
    made = replace(quiet, theatre=replace(quiet.theatre, levels=hungry))
    assert run_arms({"": made}, 1, 2)[""].measures["rises"][0] < 50
    assert run_arms({"": uncoupled(made)}, 1, 2)[""].measures["rises"] == (50.0, 50.0)


def test_a_softened_ban_is_only_dear() -> None:
    (ban,) = softened(plain(), 0.01).actors[0].constraints
    assert (ban.kind, ban.penalty, ban.breach, ban.on) == ("soft", 0.01, None, ("strike",))
    found = run_arms({"hard": plain(), "soft": softened(plain(), 0.0)}, 1, 20)
    assert sum(found["hard"].measures["rarely_strikes"]) == 0
    assert sum(found["soft"].measures["rarely_strikes"]) > 0


def test_what_is_not_a_ban_stays_as_it_is() -> None:
    made = softened(softened(plain()))
    assert made == softened(plain())
