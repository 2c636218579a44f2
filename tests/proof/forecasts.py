"""E12 on the shipped scenario: odds from here do not drift, at turns' ends and inside a turn."""

from __future__ import annotations

import time
from collections.abc import Iterable
from itertools import pairwise
from statistics import fmean, pstdev

from batch.forecast import Forecaster, Question, forecasts
from batch.pool import mapped
from batch.positions import Input, Position
from engine.content.library import Library
from engine.model import Scenario
from engine.play.exercise import Exercise
from engine.play.journal.inputs import ruled
from engine.record import Adjudication, Finished, Ruling, TurnEnded
from tests.proof.registry import proof

SCENARIO = "post_war_aid_cut"
RUNS, ROLLOUTS = 160, 16
PLACES = ("start", "end of 3", "inside 6", "end of 6", "end of 9", "came")
WIDEST_T = 4.0
BANDS = ((0.0, 0.1), (0.1, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 1.01))

Shares = dict[str, float]


def place_of(exercise: Exercise) -> str:
    """Return which of the places an exercise stands at, an empty text for none."""
    pause = exercise.pause
    if pause is None:
        return "start"
    if isinstance(pause, TurnEnded):
        return f"end of {pause.report.turn}"
    return "inside 6" if isinstance(pause, Adjudication) and pause.turn == 6 else ""


def run(seed: int) -> dict[str, Shares]:
    """Play once with the model's own answers; return the odds held at each place, and what came."""
    scenario = Library().load(SCENARIO)
    exercise, inputs, found = Exercise(scenario, seed, white_cell=True), list[Input](), {}
    while not isinstance(exercise.pause, Finished):
        where = place_of(exercise)
        if where in PLACES and where not in found:
            found[where] = odds(scenario, Position(seed, rulings=True, inputs=tuple(inputs)))
        if isinstance(exercise.pause, Adjudication):
            exercise.rule(Ruling())
            inputs.append(("rule", ruled(Ruling())))
        exercise.advance()
        inputs.append(("advance", {}))
    came = exercise.pause.outcome
    found["came"] = {outcome.id: float(outcome.id == came) for outcome in scenario.outcomes}
    return found


def odds(scenario: Scenario, position: Position) -> Shares:
    """Return the shares of a forecast."""
    *_, last = forecasts(Question(scenario, position, options=False), ROLLOUTS)
    return {share.outcome: share.share for share in last.shares}


def drifts(runs: list[dict[str, Shares]]) -> list[tuple[str, str, float, float]]:
    """Return by step and outcome the mean move of the odds, and its t against no drift."""
    found = []
    for earlier, later in pairwise(PLACES):
        both = [each for each in runs if earlier in each and later in each]
        for outcome in both[0]["came"]:
            moves = [each[later][outcome] - each[earlier][outcome] for each in both]
            error = pstdev(moves) / len(moves) ** 0.5
            t = fmean(moves) / error if error else 0.0
            found.append((f"{earlier} → {later}", outcome, fmean(moves), t))
    return found


def brier(runs: list[dict[str, Shares]], where: str) -> float:
    """Return the mean squared miss over all outcomes of the odds held at a place."""
    return fmean(
        sum((each[where][id] - came) ** 2 for id, came in each["came"].items())
        for each in runs
        if where in each
    )


def bands(runs: Iterable[dict[str, Shares]]) -> list[tuple[float, float, int, float]]:
    """Return by band of odds: their mean, how many, and how often what they gave came true."""
    pairs = [
        (each[where][id], came)
        for each in runs
        for where in PLACES[:-1]
        if where in each
        for id, came in each["came"].items()
    ]
    found = []
    for low, high in BANDS:
        inside = [(p, came) for p, came in pairs if low <= p < high]
        if inside:
            mean, true = fmean(p for p, _ in inside), fmean(came for _, came in inside)
            found.append((mean, true, len(inside), low))
    return found


def first_figures() -> str:
    """Return what the first figures cost: processor time to prepare and for the first shares."""
    question = Question(Library().load(SCENARIO), Position(1), options=False)
    began = time.process_time()
    forecaster = Forecaster(question)
    prepared = time.process_time()
    forecaster.count(0, 1)
    first = time.process_time()
    forecaster.count(1, 15)
    sixteen = time.process_time()
    seat = Forecaster(Question(question.scenario, Position(1), seat="pyongyang"))
    seated = time.process_time()
    seat.count(0, 1)
    one = time.process_time()
    return (
        f"Processor time from STARTEX: prepared {prepared - began:.2f} s, the first roll-out of "
        f"12 turns {first - prepared:.3f} s, sixteen {sixteen - prepared:.2f} s; a seat's "
        f"{len(seat.options)} options prepared {seated - sixteen:.2f} s, the first of each "
        f"{one - seated:.2f} s."
    )


@proof("forecasts")
def forecasts_proof() -> str:
    """Odds from here are a martingale on the shipped scenario, at turns' ends and inside a turn."""
    runs = list(mapped(run, range(RUNS), 2))
    moved = drifts(runs)
    widest = max(moved, key=lambda row: abs(row[3]))
    assert abs(widest[3]) < WIDEST_T, widest
    scores = [brier(runs, where) for where in PLACES[:-1]]
    assert scores[-1] < scores[0], scores
    steps = [
        f"| {step} | {max((m for s, _, m, _ in moved if s == step), key=abs):+.3f} | "
        f"{max((abs(t) for s, _, _, t in moved if s == step)):.1f} |"
        for step in dict.fromkeys(row[0] for row in moved)
    ]
    scored = " · ".join(f"{w} {s:.3f}" for w, s in zip(PLACES, scores, strict=False))
    held = [f"| {mean:.2f} | {true:.2f} | {count:,} |" for mean, true, count, _ in bands(runs)]
    said = (
        f"{RUNS} exercises of `{SCENARIO}`, the engine in all seats; at each place "
        f"{ROLLOUTS} roll-outs on luck of their own. No step of any outcome's odds drifts: "
        f"the widest |t| of {len(moved)} is {abs(widest[3]):.1f} (allowed {WIDEST_T:.0f})."
    )
    return "\n".join(
        [
            said,
            "",
            "| step | largest mean move of an outcome's odds | largest t |",
            "|---|---|---|",
            *steps,
            "",
            f"Brier score, over all outcomes: {scored}.",
            "",
            "| odds held (mean of a band) | came true | forecasts |",
            "|---|---|---|",
            *held,
            "",
            first_figures(),
        ]
    )
