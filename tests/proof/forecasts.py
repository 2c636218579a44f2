"""E12 on the shipped scenario: odds from here do not drift, at turns' ends and inside a turn.

Many runs with few roll-outs, not few with many: the roll-outs' own chance averages out over runs,
and an outcome that comes in one run of twenty needs hundreds of them for its t to mean anything.
"""

from __future__ import annotations

import time
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
RUNS, ROLLOUTS = 800, 4
PLACES = ("start", "end of 3", "inside 6", "end of 6", "end of 9", "came")
WIDEST_T = 4.0

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
    # Where nothing is rolled in turn 6 its end stands in. To leave such runs out would be to know
    # at the end of turn 3 what turn 6 brings, which no odds can.
    found.setdefault("inside 6", found["end of 6"])
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
            first_figures(),
        ]
    )
