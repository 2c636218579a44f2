"""How readily actors move: their chance to hold at STARTEX, and the friction that would mend it.

The chance follows from the scenario alone, no luck is in it. It rises with friction, so friction is
found by halving, for all actors at once, round after round, since each reckons with the others.
Where no friction reaches the aim at an actor's own precision, precisions nearest to it are tried.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from engine.model import Scenario
from engine.play.exercise import Exercise
from engine.record import HOLD, AwaitChoices

BAND = (0.50, 0.75)
AIM = 0.625
MOST_FRICTION = 0.2
PRECISIONS = (15.0, 20.0, 30.0, 40.0, 50.0, 60.0, 75.0, 90.0)
ROUNDS, HALVINGS, DIGITS = 3, 9, 3


@dataclass(frozen=True, slots=True)
class Setting:
    """What calibration may change of an actor."""

    friction: float
    precision: float


def hold_chances(scenario: Scenario) -> dict[str, float]:
    """Return each actor's chance to hold in its first choice, for those that may hold.

    Nothing where every actor must move.
    """
    seats = [actor.id for actor in scenario.actors if not actor.decision.must_move]
    if not seats:
        return {}
    pause = Exercise(scenario, 0, people=seats).advance()
    assert isinstance(pause, AwaitChoices), "the first pause is the first turn's initiative"
    return {
        seat: next(option.probability for option in view.options if option.move == HOLD)
        for seat, view in pause.seats.items()
    }


def in_band(chance: float) -> bool:
    """Tell whether a chance to hold is neither frantic nor frozen."""
    return BAND[0] <= chance <= BAND[1]


def proposed(scenario: Scenario) -> dict[str, Setting]:
    """Return new settings for the actors outside the band; none where all are inside."""
    outside = {a for a, chance in hold_chances(scenario).items() if not in_band(chance)}
    if not outside:
        return {}
    found = _searched(scenario, {a: s for a, s in settings_of(scenario).items() if a in outside})
    return {actor: _rounded(setting) for actor, setting in found.items()}


def settings_of(scenario: Scenario) -> dict[str, Setting]:
    """Return what actors have now."""
    return {
        a.id: Setting(a.decision.friction, a.decision.precision)
        for a in scenario.actors
        if not a.decision.must_move
    }


def with_settings(scenario: Scenario, settings: Mapping[str, Setting]) -> Scenario:
    """Return the scenario with other settings for some actors."""
    return replace(
        scenario,
        actors=tuple(
            replace(
                actor,
                decision=replace(
                    actor.decision,
                    friction=settings[actor.id].friction,
                    precision=settings[actor.id].precision,
                ),
            )
            if actor.id in settings
            else actor
            for actor in scenario.actors
        ),
    )


def _searched(scenario: Scenario, now: dict[str, Setting]) -> dict[str, Setting]:
    for _ in range(ROUNDS):
        now = _halved(scenario, now)
    for actor in sorted(now):
        now = _other_precision(scenario, now, actor)
    return now


def _halved(scenario: Scenario, now: Mapping[str, Setting]) -> dict[str, Setting]:
    """Return the frictions that bring each actor's chance nearest to the aim."""
    low, high = dict.fromkeys(now, 0.0), dict.fromkeys(now, MOST_FRICTION)
    middle = dict(now)
    for _ in range(HALVINGS):
        middle = {a: replace(now[a], friction=(low[a] + high[a]) / 2) for a in now}
        chances = hold_chances(with_settings(scenario, middle))
        for actor in now:
            end = low if chances[actor] < AIM else high
            end[actor] = middle[actor].friction
    return middle


def _other_precision(scenario: Scenario, now: dict[str, Setting], actor: str) -> dict[str, Setting]:
    """Return the settings with the nearest precision at which an actor comes into the band."""
    old = now[actor].precision
    for precision in sorted((old, *PRECISIONS), key=lambda p: (abs(p - old), p)):
        tried = {**now, actor: replace(now[actor], precision=precision)}
        if precision != old:
            tried |= _halved(with_settings(scenario, tried), {actor: tried[actor]})
        if in_band(hold_chances(with_settings(scenario, tried))[actor]):
            return tried
    return now


def _rounded(setting: Setting) -> Setting:
    return Setting(round(setting.friction, DIGITS), setting.precision)
