"""Odds from here: a martingale, paired on the same luck, exclusive, and of bounded size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from statistics import fmean, pstdev

from batch.forecast import Forecaster, Question, forecasts, pieces
from batch.positions import Ground, Input, Position
from batch.tally import Forecast
from engine.model import Outcome, Scenario, Seen
from engine.play.exercise import Exercise
from engine.play.journal.inputs import ruled
from engine.play.seats import play_out
from engine.record import Adjudication, Finished, Ruling, TurnEnded
from engine.rules.luck import derived_root
from tests.engine.small import above, ash, elm, scenario

RUNS, ROLLOUTS = 24, 6


def tense() -> Scenario:
    """The small world with an ending about as likely as not, and moves seen late and by chance."""
    ends = (Outcome("rich", "Goods are many.", above("goods", 52.5)), Outcome("other", "", None))
    hidden = tuple(replace(m, seen=Seen(0.5, 20), spread=0.4) for m in ash().moves)
    return scenario(replace(ash(), moves=hidden), elm(), outcomes=ends)


def played(made: Scenario, seed: int) -> Iterator[tuple[Exercise, tuple[Input, ...]]]:
    """Play with the model's own answers, giving the inputs up to each pause."""
    exercise, inputs = Exercise(made, seed, white_cell=True), list[Input]()
    while not isinstance(exercise.pause, Finished):
        exercise.advance()
        inputs.append(("advance", {}))
        yield exercise, tuple(inputs)
        if isinstance(exercise.pause, Adjudication):
            exercise.rule(Ruling())
            inputs.append(("rule", ruled(Ruling())))


def last(question: Question, runs: int) -> Forecast:
    *_, final = forecasts(question, runs)
    return final


def share(forecast: Forecast, outcome: str) -> float:
    return next(s.share for s in forecast.shares if s.outcome == outcome)


def steps(seed: int) -> tuple[float, float, float, float]:
    """A run's odds after turn 2, inside turn 3 (or at its end), after turn 4; and what came."""
    made, found = tense(), dict[str, float]()
    for exercise, inputs in played(made, seed):
        pause = exercise.pause
        where = ""
        if isinstance(pause, TurnEnded) and pause.report.turn in (2, 3, 4):
            where = f"end {pause.report.turn}"
        elif isinstance(pause, Adjudication) and pause.turn == 3:
            where = "ruling"
        if where:
            question = Question(made, Position(seed, rulings=True, inputs=inputs))
            found.setdefault(where, share(last(question, ROLLOUTS), "rich"))
    came = float(exercise.outcome.id == "rich") if exercise.outcome else 0.0
    return found["end 2"], found.get("ruling", found["end 3"]), found["end 4"], came


def test_e12_odds_from_here_are_a_martingale_at_turn_ends_and_inside_turns() -> None:
    found = [steps(seed) for seed in range(RUNS)]
    assert 0.2 < fmean(run[3] for run in found) < 0.8
    for earlier, later in ((0, 1), (1, 2), (2, 3), (0, 3)):
        moved = [run[later] - run[earlier] for run in found]
        assert abs(fmean(moved)) < 4 * pstdev(moved) / RUNS**0.5
    missed = [fmean((run[3] - run[at]) ** 2 for run in found) for at in (0, 2)]
    assert missed[1] < missed[0], "odds get better as the end comes nearer"


def test_e13_shares_sum_to_one_and_intervals_hold_them() -> None:
    forecast = last(Question(tense(), Position(3)), 20)
    assert sum(s.hits for s in forecast.shares) == 20
    assert all(s.low <= s.share <= s.high for s in forecast.shares)


def test_a_roll_out_has_its_number_s_luck_from_wherever_it_starts() -> None:
    made, drawn = tense(), list[tuple[float, ...]]()
    for exercise, inputs in played(made, 5):
        forecaster = Forecaster(Question(made, Position(5, rulings=True, inputs=inputs)))
        assert forecaster.now.state_hash() == exercise.state_hash()
        rolled = forecaster.ground.stand()
        rolled.freshen(derived_root(5, "odds", 3))
        rolled.entrust()
        play_out(rolled)
        drawn.append(tuple(rolled.table.luck.noise("goods", turn) for turn in (5, 6)))
        assert forecaster.play(3) == forecaster.play(3)
        if exercise.turn > 3:
            break
    assert len(drawn) > 3
    assert len(set(drawn)) == 1


def test_an_option_taken_anyway_changes_nothing() -> None:
    made = tense()
    given: tuple[Input, ...] = (("seat", {"seat": "ash", "holder": "person"}), ("advance", {}))
    forecaster = Forecaster(Question(made, Position(2, inputs=given), decider="ash"))
    assert forecaster.options[0] == "hold"
    for number in range(6):
        run, after = forecaster.play(number)
        exercise = forecaster.ground.stand()
        exercise.freshen(derived_root(2, "odds", number))
        exercise.entrust()
        exercise.advance()
        chosen = exercise.reports[-1].decisions[0].chosen
        assert after[chosen] == run.outcome


def test_a_position_inside_a_turn_is_met_with_all_that_was_answered_in_it() -> None:
    made = tense()
    for exercise, inputs in played(made, 4):
        ground = Ground(Exercise(made, 4).prepared, Position(4, rulings=True, inputs=inputs))
        assert ground.stand().state_hash() == exercise.state_hash()
        assert type(ground.stand().pause) in (type(exercise.pause), type(None))
        if exercise.turn == 3:
            break


def test_what_people_have_sealed_is_kept_and_the_rest_is_answered_by_the_engine() -> None:
    made = tense()
    people = ("ash", "elm")
    sealed = ("choose", {"seat": "ash", "move": "strike", "note": "", "by": "us"})
    position = Position(1, people=people, inputs=(("advance", {}), sealed))
    forecaster = Forecaster(Question(made, position, decider="elm"))
    exercise = forecaster.ground.stand()
    exercise.freshen(1)
    exercise.entrust()
    exercise.advance()
    by = {
        d.actor: (d.chosen, d.by) for d in exercise.reports[0].decisions if d.phase == "initiative"
    }
    assert by["ash"] == ("strike", "us")
    assert by["elm"][1] == "engine"


def test_the_end_of_an_exercise_is_certain() -> None:
    made = tense()
    *_, (exercise, inputs) = played(made, 6)
    assert exercise.outcome is not None
    forecast = last(Question(made, Position(6, rulings=True, inputs=inputs)), 3)
    assert share(forecast, exercise.outcome.id) == 1.0


def test_figures_come_soon_and_then_in_larger_pieces() -> None:
    counts = [count for _, count in pieces(100)]
    assert sum(counts) == 100
    assert counts[0] == 1
    assert counts[0] <= counts[1] <= counts[4]
    runs = [f.runs for f in forecasts(Question(tense(), Position(1)), 10)]
    assert runs == [1, 2, 4, 8, 10]


def test_the_figures_do_not_depend_on_the_workers() -> None:
    question = Question(tense(), Position(1))
    assert last(question, 6) == [*forecasts(question, 6, workers=2)][-1]


def test_a_tally_is_as_large_after_many_runs_as_after_few() -> None:
    forecaster = Forecaster(Question(tense(), Position(1)))
    tally = forecaster.count(0, 2)
    few = tally.bins.nbytes
    assert tally.plus(forecaster.count(2, 6)).bins.nbytes == few
    both, once = tally.plus(forecaster.count(2, 6)), forecaster.count(0, 8)
    assert both.forecast(8) == once.forecast(8)
