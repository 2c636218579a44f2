"""The neutral workload in other tools: Mesa by events and by days, EMA Workbench around SimPy.

They are no dependencies of ours: `make bench` installs them beside, and fails if it cannot.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable
from typing import Any

import simpy

from benchmarks.neutral.plain import TURN, Run, Scores
from benchmarks.neutral.plan import Plan

END = 30.0
"""Days after the last turn for what is still under way."""


def on_simpy(scores: Scores, seed: int) -> Run:
    """Play the plain model on bare SimPy, one Timeout with a callback for each timed thing."""
    env = simpy.Environment()

    def later(delay: float, do: Callable[..., None], with_: tuple[object, ...]) -> None:
        timeout = simpy.Timeout(env, delay)
        timeout.callbacks.append(lambda _: do(*with_))

    run = Run(scores, seed, later)
    run.begin()
    env.run(until=scores.plan.turns * TURN + END)
    return run


def mesa_models(plan: Plan) -> tuple[type[Any], type[Any]]:
    """Return the workload as two Mesa models: by events, and by days."""
    scores = Scores(plan)
    return _by_events(scores), _by_days(scores)


def _first_level(model: Any) -> float:
    return float(model.run.levels[0])


def _by_events(scores: Scores) -> type[Any]:
    import mesa
    from mesa.experimental.devs import DEVSimulator

    class ByEvents(mesa.Model):  # type: ignore[misc]
        """The workload on Mesa's event scheduler."""

        def __init__(self, number: int = 0, seed: int | None = None) -> None:
            super().__init__(seed=seed)
            self.datacollector = mesa.DataCollector(model_reporters={"level": _first_level})
            self.devs = DEVSimulator()
            self.devs.setup(self)
            self.run = Run(scores, number, self.later)
            self.run.begin()
            self.datacollector.collect(self)

        def later(self, delay: float, do: Callable[..., None], with_: tuple[object, ...]) -> None:
            # Mesa holds what it is to call weakly: a method of something that stays.
            self.devs.schedule_event_relative(do, delay, function_args=list(with_))

        def step(self) -> None:
            self.devs.run_until(scores.plan.turns * TURN + END)
            self.datacollector.collect(self)
            self.running = False

    return ByEvents


def _by_days(scores: Scores) -> type[Any]:
    import mesa

    class ByDays(mesa.Model):  # type: ignore[misc]
        """The workload in steps of one day."""

        def __init__(self, number: int = 0, seed: int | None = None) -> None:
            super().__init__(seed=seed)
            self.datacollector = mesa.DataCollector(model_reporters={"level": _first_level})
            self.day = 0
            self.due: dict[int, list[tuple[Callable[..., None], tuple[object, ...]]]] = {}
            self.run = Run(scores, number, self.later)
            self.run.begin()
            self.datacollector.collect(self)

        def later(self, delay: float, do: Callable[..., None], with_: tuple[object, ...]) -> None:
            self.due.setdefault(self.day + int(delay), []).append((do, with_))

        def step(self) -> None:
            waiting = self.due.get(self.day, [])
            while waiting:
                do, with_ = waiting.pop(0)
                do(*with_)
            self.day += 1
            self.datacollector.collect(self)
            self.running = self.day < scores.plan.turns * TURN + END

    return ByDays


def by_mesa(model: type[Any], runs: int, processes: int = 1) -> object:
    """Run a Mesa model by its own batch runner."""
    import mesa

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return mesa.batch_run(
            model,
            {"number": range(runs)},
            number_processes=processes,
            iterations=1,
            max_steps=10_000,
            data_collection_period=-1,
            display_progress=False,
        )


def by_ema(plan: Plan, runs: int, processes: int = 1) -> object:
    """Run the plain model on SimPy through EMA Workbench, in its own processes where several."""
    from ema_workbench import (
        IntegerParameter,
        Model,
        MultiprocessingEvaluator,
        ScalarOutcome,
        perform_experiments,
    )

    logging.getLogger("ema_workbench").setLevel(logging.ERROR)
    scores = Scores(plan)

    def play(number: int = 0) -> dict[str, float]:
        return {"level": on_simpy(scores, int(number)).levels[0]}

    model = Model("neutral", function=play)
    model.uncertainties = [IntegerParameter("number", 0, 1_000_000)]
    model.outcomes = [ScalarOutcome("level")]
    if processes == 1:
        return perform_experiments(model, scenarios=runs)
    with MultiprocessingEvaluator(model, n_processes=processes) as evaluator:
        return evaluator.perform_experiments(scenarios=runs)
