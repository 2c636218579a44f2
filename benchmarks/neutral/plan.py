"""The numbers of the neutral workload, drawn once from a seed.

5 actors, 12 turns of a month, 14 moves an actor with 4 effects each (mean, standard deviation,
delay), 24 levels, 6 motives an actor over 3 levels each, 2 hard and 2 soft constraints an actor,
5 dated injects, 8 triggers of two clauses. Everyone chooses every turn, carries the move out after
an exponential lead (mean 7 days), is seen by each other actor with chance .12, and who sees a move
answers it 3 days later, once a turn; an answer is not answered.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

ACTORS = ("arden", "brume", "corrin", "dunmar", "elsted")
TURNS, MOVES, EFFECTS, LEVELS, MOTIVES, WATCHED = 12, 14, 4, 24, 6, 3
LEAD, REACTION, SEEN, PRECISION = 7.0, 3.0, 0.12, 15.0
INJECT_DAYS = (20, 75, 140, 215, 290)
TRIGGERS, CLAUSES, INJECT_EFFECTS = 8, 2, 3


@dataclass(frozen=True)
class Landing:
    """An effect: the level it moves, by how much, how surely, and how many days later."""

    level: int
    mean: float
    sd: float
    delay: int


@dataclass(frozen=True)
class Watch:
    """A weight over some levels, as a motive has it."""

    weight: float
    levels: tuple[tuple[int, float], ...]


@dataclass(frozen=True)
class Bar:
    """A constraint: the moves it holds back while a level is above a bound, and what it costs."""

    moves: tuple[int, ...]
    level: int
    bound: float
    penalty: float | None


@dataclass(frozen=True)
class Mind:
    """An actor: its moves' effects, motives and constraints."""

    moves: tuple[tuple[Landing, ...], ...]
    motives: tuple[Watch, ...]
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Trigger:
    """An event that happens once, when both its levels pass their bounds."""

    clauses: tuple[tuple[int, float], ...]
    effects: tuple[Landing, ...]


@dataclass(frozen=True)
class Plan:
    """The whole workload."""

    minds: tuple[Mind, ...]
    injects: tuple[tuple[Landing, ...], ...]
    triggers: tuple[Trigger, ...]
    turns: int = TURNS


def plan(seed: int = 1, *, turns: int = TURNS, actors: int = 5, moves: int = MOVES) -> Plan:
    """Return the workload of a seed, at its own size or another (at most 5 actors)."""
    luck = Random(seed)
    minds = tuple(_mind(luck, moves) for _ in range(actors))
    injects = tuple(_landings(luck, INJECT_EFFECTS) for _ in INJECT_DAYS)
    triggers = tuple(
        Trigger(
            tuple((level, luck.uniform(50, 65)) for level in luck.sample(range(LEVELS), CLAUSES)),
            _landings(luck, INJECT_EFFECTS),
        )
        for _ in range(TRIGGERS)
    )
    return Plan(minds, injects, triggers, turns)


def _mind(luck: Random, moves: int) -> Mind:
    effects = tuple(_landings(luck, EFFECTS) for _ in range(moves))
    motives = tuple(
        Watch(
            luck.uniform(0.5, 1.5),
            tuple((i, luck.uniform(-1, 1)) for i in luck.sample(range(LEVELS), WATCHED)),
        )
        for _ in range(MOTIVES)
    )
    penalties = (None, None, 0.05, 0.1)
    bars = tuple(
        Bar(tuple(luck.sample(range(moves), 2)), luck.randrange(LEVELS), luck.uniform(55, 65), cost)
        for cost in penalties
    )
    return Mind(effects, motives, bars)


def _landings(luck: Random, count: int) -> tuple[Landing, ...]:
    levels = luck.sample(range(LEVELS), count)
    return tuple(
        Landing(i, luck.uniform(-2.5, 2.5), luck.uniform(0.1, 0.4), luck.randrange(30))
        for i in levels
    )
