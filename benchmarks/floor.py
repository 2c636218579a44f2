"""The floor of every ratio: bare SimPy, one Timeout with a callback for each timed thing.

It has the shape of the neutral workload and none of its thinking: 5 actors and 12 turns of 30
days; a choice by each actor a turn, carried out after an exponential lead (mean 7 days); two acts
a turn answered after an exponential delay (mean 3 days), the answers carried out likewise; four
effects an act, each landing after up to 30 days; five dated injects with three effects each.
Nothing is chosen: who does what, and every delay, is drawn before the clock is read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import simpy

ACTORS, TURNS, TURN = 5, 12, 30.0
LEVELS = 24
EFFECTS, ANSWERED = 4, 2
INJECTS, INJECT_EFFECTS = (20.0, 75.0, 140.0, 215.0, 290.0), 3
LEAD, REACTION, LONGEST_DELAY = 7.0, 3.0, 30
EVENTS = 548
"""Turn starts and ends 24, choices 60, answers 24, acts 84, injects 5, effects 336 + 15."""
FLOOR = f"floor: bare SimPy, {EVENTS} callbacks"
"""What it is called in tables."""

Then = Callable[[simpy.Event], None]
Landing = tuple[float, int, float]
"""An effect: its delay in days, its level, its amount."""


@dataclass(frozen=True)
class Plan:
    """Everything drawn beforehand, in lists that a run reads from the end."""

    leads: list[float]
    reactions: list[float]
    landings: list[list[Landing]]
    surprises: list[list[Landing]]


def plan(seed: int = 1) -> Plan:
    """Return the delays and effects of a run."""
    luck = Random(seed)
    acts = TURNS * (ACTORS + ANSWERED)
    return Plan(
        leads=[luck.expovariate(1 / LEAD) for _ in range(acts)],
        reactions=[luck.expovariate(1 / REACTION) for _ in range(TURNS * ANSWERED)],
        landings=[_landings(luck, EFFECTS) for _ in range(acts)],
        surprises=[_landings(luck, INJECT_EFFECTS) for _ in INJECTS],
    )


def _landings(luck: Random, count: int) -> list[Landing]:
    levels = luck.sample(range(LEVELS), count)
    return [(float(luck.randrange(LONGEST_DELAY)), i, luck.uniform(-2.5, 2.5)) for i in levels]


class Floor:
    """One run over a plan; `events` counts the callbacks."""

    def __init__(self, drawn: Plan) -> None:
        self.env = simpy.Environment()
        self.levels = [50.0] * LEVELS
        self.events = 0
        self.leads, self.reactions = list(drawn.leads), list(drawn.reactions)
        self.landings = list(drawn.landings)
        self.surprises = list(drawn.surprises)

    def run(self) -> list[float]:
        """Play to the end and return the levels."""
        for turn in range(TURNS):
            self.at(turn * TURN, self.start)
        for day in INJECTS:
            self.at(day, self.inject)
        self.env.run()
        return self.levels

    def at(self, delay: float, then: Then, value: object = None) -> None:
        timeout = simpy.Timeout(self.env, delay, value)
        timeout.callbacks.append(then)

    def start(self, event: simpy.Event) -> None:
        self.events += 1
        self.at(TURN, self.end)
        for actor in range(ACTORS):
            self.at(0.0, self.answered_choice if actor < ANSWERED else self.choice)

    def end(self, event: simpy.Event) -> None:
        self.events += 1

    def choice(self, event: simpy.Event) -> None:
        self.events += 1
        self.at(self.leads.pop(), self.act)

    def answered_choice(self, event: simpy.Event) -> None:
        self.events += 1
        self.at(self.leads.pop(), self.answered_act)

    def answered_act(self, event: simpy.Event) -> None:
        self.act(event)
        self.at(self.reactions.pop(), self.choice)

    def act(self, event: simpy.Event) -> None:
        self.events += 1
        self.start_effects(self.landings.pop())

    def inject(self, event: simpy.Event) -> None:
        self.events += 1
        self.start_effects(self.surprises.pop())

    def start_effects(self, landings: list[Landing]) -> None:
        for delay, level, amount in landings:
            self.at(delay, self.land, (level, amount))

    def land(self, event: simpy.Event) -> None:
        self.events += 1
        level, amount = event.value  # type: ignore[misc]
        self.levels[level] += amount


def floor(drawn: Plan) -> Floor:
    """Run the floor once."""
    run = Floor(drawn)
    run.run()
    return run
