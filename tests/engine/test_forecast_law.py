"""E12 and E13: odds from here are a martingale, and outcomes are exclusive and exhaustive."""

from __future__ import annotations

from dataclasses import replace
from statistics import fmean, pstdev

from engine.model import Outcome
from engine.play.exercise import Exercise
from engine.play.seats import pauses
from engine.play.table import Prepared
from engine.record import Finished, TurnEnded
from engine.rules.luck import derived_root
from tests.engine.small import above, scenario

RUNS, ROLLOUTS = 40, 12


def tense() -> Prepared:
    """Return the small world with an ending about as likely as not."""
    ends = (Outcome("rich", "Goods are many.", above("goods", 51.3)), Outcome("other", "", None))
    return Prepared(replace(scenario(), outcomes=ends))


def ending(exercise: Exercise) -> str:
    *_, last = pauses(exercise)
    assert isinstance(last, Finished)
    return last.outcome


def share(made: Prepared, taken: dict[str, object], root: int, *, fresh: bool = True) -> float:
    """Return the share of rollouts from a snapshot, on fresh luck, that end `rich`."""
    rich = 0
    for number in range(ROLLOUTS):
        seed = derived_root(root, "forecast", number) if fresh else root
        rollout = Exercise.restored(made, seed, taken, lean=True)
        rich += ending(rollout) == "rich"
    return rich / ROLLOUTS


def forecasts(runs: int, *, fresh: bool = True) -> list[tuple[float, float, float]]:
    """Return, for each run, the odds after turns 2 and 4, and whether it came true."""
    made, found = tense(), []
    for seed in range(runs):
        exercise = Exercise(made, seed, lean=True)
        odds = [
            share(made, exercise.snapshot(), seed, fresh=fresh)
            for pause in pauses(exercise)
            if isinstance(pause, TurnEnded) and pause.report.turn in (2, 4)
        ]
        assert exercise.outcome is not None
        found.append((odds[0], odds[1], float(exercise.outcome.id == "rich")))
    return found


def test_e12_forecasts_are_a_martingale() -> None:
    found = forecasts(RUNS)
    assert 0.05 < fmean(came for _, _, came in found) < 0.95
    for earlier, later in ((0, 1), (1, 2), (0, 2)):
        steps = [run[later] - run[earlier] for run in found]
        assert abs(fmean(steps)) < 4 * pstdev(steps) / RUNS**0.5
    assert fmean((c - p) ** 2 for _, p, c in found) < fmean((c - p) ** 2 for p, _, c in found)


def test_e12_fails_where_a_forecast_knows_the_luck_to_come() -> None:
    known = forecasts(4, fresh=False)  # on the run's own luck every rollout is the run itself
    assert all(first == came and second == came for first, second, came in known)


def test_e13_each_run_has_one_ending() -> None:
    made = tense()
    ends = [ending(Exercise(made, seed, lean=True)) for seed in range(50)]
    assert {*ends} == {"rich", "other"}
    assert ends.count("rich") / 50 + ends.count("other") / 50 == 1.0
