"""The neutral workload as anybody would write it by hand: what the models of other tools share.

Scores that do not depend on the state are worked out once. Time belongs to whoever runs it: `later`
is handed a delay in days and what to do then.
"""

from __future__ import annotations

from collections.abc import Callable
from math import exp
from random import Random

from benchmarks.neutral.plan import (
    INJECT_DAYS,
    LEAD,
    PRECISION,
    REACTION,
    SEEN,
    Landing,
    Plan,
)

TURN = 30.0
Later = Callable[[float, Callable[..., None], tuple[object, ...]], None]
"""Do something with these arguments so many days from now."""


class Scores:
    """What every move is worth to its actor, by actor and move, as long as nothing bars it."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.worth = [[_worth(mind.motives, m) for m in mind.moves] for mind in plan.minds]


def _worth(motives: tuple, landings: tuple[Landing, ...]) -> float:  # type: ignore[type-arg]
    means = {landing.level: landing.mean for landing in landings}
    whole = sum(watch.weight for watch in motives)
    return sum(
        watch.weight / whole * sum(by * means.get(i, 0.0) for i, by in watch.levels) / 50.0
        for watch in motives
    )


class Run:
    """One replication. `log` holds a row for everything chosen, done and fired."""

    def __init__(self, scores: Scores, seed: int, later: Later) -> None:
        self.scores, self.plan, self.later = scores, scores.plan, later
        self.luck = Random(seed)
        self.levels = [50.0] * 24
        self.answered: set[tuple[int, int]] = set()
        self.fired: set[int] = set()
        self.turn = 0
        self.log: list[tuple[str, int, int]] = []

    def begin(self) -> None:
        """Put every turn and every dated inject on whatever keeps the time."""
        for turn in range(self.plan.turns):
            self.later(turn * TURN, self.start, (turn,))
        for day, landings in zip(INJECT_DAYS, self.plan.injects, strict=True):
            if day < self.plan.turns * TURN:
                self.later(float(day), self.inject, (landings,))

    def start(self, turn: int) -> None:
        """Let everybody choose, then test what waits on conditions."""
        self.turn = turn
        for actor in range(len(self.plan.minds)):
            self.choose(actor)
        for number, trigger in enumerate(self.plan.triggers):
            if number not in self.fired and all(self.levels[i] > at for i, at in trigger.clauses):
                self.fired.add(number)
                self.inject(trigger.effects)

    def choose(self, actor: int, answering: bool = False) -> None:
        """Choose a move by softmax over those not barred, and prepare it."""
        worth = list(self.scores.worth[actor])
        barred = set()
        for bar in self.plan.minds[actor].bars:
            if self.levels[bar.level] > bar.bound:
                for move in bar.moves:
                    if bar.penalty is None:
                        barred.add(move)
                    else:
                        worth[move] -= bar.penalty
        best = max(worth)
        weights = [
            0.0 if m in barred else exp(PRECISION * (value - best)) for m, value in enumerate(worth)
        ]
        (move,) = self.luck.choices(range(len(worth)), weights)
        self.log.append(("choice", actor, move))
        self.later(self.luck.expovariate(1 / LEAD), self.act, (actor, move, answering))

    def act(self, actor: int, move: int, answering: bool) -> None:
        """Carry a move out; whoever sees it answers once a turn, unless it is an answer itself."""
        self.log.append(("act", actor, move))
        self.land_later(self.plan.minds[actor].moves[move])
        for other in range(0 if answering else len(self.plan.minds)):
            seen = other != actor and self.luck.random() < SEEN
            if seen and (other, self.turn) not in self.answered:
                self.answered.add((other, self.turn))
                self.later(REACTION, self.choose, (other, True))

    def inject(self, landings: tuple[Landing, ...]) -> None:
        """Let an event happen."""
        self.log.append(("inject", len(landings), self.turn))
        self.land_later(landings)

    def land_later(self, landings: tuple[Landing, ...]) -> None:
        """Draw the sizes of effects and let each land on its day."""
        for landing in landings:
            amount = self.luck.gauss(landing.mean, landing.sd)
            self.later(float(landing.delay), self.land, (landing.level, amount))

    def land(self, level: int, amount: float) -> None:
        """Move a level."""
        self.levels[level] = min(max(self.levels[level] + amount, 0.0), 100.0)
