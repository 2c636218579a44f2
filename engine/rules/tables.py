"""A compiled scenario: what the rules run on. Indices, closures and plain lists, made once.

Lists of levels are in id order; an actor's plays are in slot order, hold first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from engine.model import Actor, Constraint, FlagValue, Inject, Motive, Move, Scenario
from engine.rules.conditions import Scope, Test
from engine.rules.effects import Shape
from engine.rules.values import Value


@dataclass(frozen=True, slots=True)
class Push:
    """A compiled effect: level index, full amount, shape, own spread or None."""

    level: int
    amount: float
    shape: Shape
    spread: float | None


@dataclass(frozen=True, slots=True)
class Call:
    """That a move of `actor` may be answered by a move: its bonus and the months it lasts."""

    actor: str
    move: str
    bonus: float
    window: float


@dataclass(frozen=True, slots=True)
class Play:
    """A compiled move. `noun` is None for hold. `calls` are what it may answer."""

    id: str
    slot: int
    noun: Move | None
    requires: Test | None
    pushes: tuple[Push, ...]
    failure_pushes: tuple[Push, ...]
    calls: tuple[Call, ...]
    cost: float
    friction: float
    lead_months: float
    odds: float
    fatigue: float
    response_only: bool


@dataclass(frozen=True, slots=True)
class Aim:
    """A compiled motive: watched indices with points a unit, value function, weight rules.

    `straight` where the value of a gap in scales is that gap itself.
    """

    noun: Motive
    watches: tuple[tuple[int, float], ...]
    salience: tuple[tuple[int, float], ...]
    switches: tuple[tuple[Test, float], ...]
    value: Value
    straight: bool
    scale: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A compiled constraint."""

    noun: Constraint
    on: frozenset[str]
    when: Test | None
    breach: Test | None


@dataclass(frozen=True, slots=True)
class Reads:
    """The levels (indices) and flags an actor's conditions look at, and whether deeds count."""

    levels: tuple[int, ...]
    flags: tuple[str, ...]
    deeds: bool


@dataclass(frozen=True, slots=True)
class Side:
    """A compiled actor. `plays[0]` is hold. `mixes` holds the weights by type, "" its own,
    `types` the place of each, in the order of their ids.

    What is looked up at every choice stands ready: `needs` the plays with a precondition, `bans`
    and `tolls` the hard and soft constraints with the plays they touch, `holds` the hard ones that
    depend on a condition by play, `rests` the cooldowns in
    months and `tires` the fatigue, by slot, of the plays that have any, each with its place,
    `dues` what plays bring before anything else (cost and friction, below 0), `settled` the
    weights as shares of their sum, `by_slot` the slots in the order of the plays, `watches` what
    each motive's metric adds up, `unseen` the levels it only learns of as published,
    `answers` the plays only possible as an answer, `reads` what its conditions look at. `level` is
    the depth it looks ahead; where `mixes_levels` it answers a mix of the levels below its own,
    where `equilibrium` a quantal response equilibrium.
    """

    noun: Actor
    id: str
    plays: tuple[Play, ...]
    slots: Mapping[int, int]
    by_slot: tuple[int, ...]
    places: Mapping[str, int]
    aims: tuple[Aim, ...]
    watches: tuple[tuple[tuple[int, float], ...], ...]
    bars: tuple[Bar, ...]
    weights: tuple[float, ...]
    settled: tuple[float, ...]
    mixes: Mapping[str, tuple[float, ...]]
    types: Mapping[str, int]
    precision: float
    level: int
    mixes_levels: bool
    equilibrium: bool
    unseen: tuple[int, ...]
    hidden_flags: Mapping[str, FlagValue]
    needs: tuple[tuple[int, Test], ...]
    bans: tuple[tuple[Bar, tuple[int, ...]], ...]
    tolls: tuple[tuple[Bar, tuple[int, ...]], ...]
    holds: Mapping[int, tuple[Bar, ...]]
    rests: Mapping[int, tuple[int, float]]
    tires: Mapping[int, tuple[int, float]]
    dues: tuple[float, ...]
    answers: tuple[int, ...]
    switches: tuple[tuple[int, Test, float], ...]
    salience: tuple[tuple[int, tuple[tuple[int, float], ...]], ...]
    aspirations: list[float]
    reads: Reads

    def place(self, move: str) -> int:
        """Return the index of a move among the plays; KeyError where there is none."""
        return self.places[move]


class Answer(NamedTuple):
    """A move a window invites, its bonus at the start, and the months it lasts."""

    slot: int
    bonus: float
    months: float


@dataclass(frozen=True, slots=True)
class Entry:
    """That a move, once sighted, invites a play of `actor` (index in its plays)."""

    actor: str
    play: int
    answer: Answer
    constraint: str = ""


@dataclass(frozen=True, slots=True)
class Chance:
    """A compiled hazard: log-odds a month, log odds ratios by inject, slopes by level."""

    base: float
    after: tuple[tuple[str, float], ...]
    leans_on: tuple[tuple[int, float], ...]
    half_life: float


@dataclass(frozen=True, slots=True)
class Cue:
    """A compiled inject. `key` is its name among the conditions that have turned."""

    key: str
    noun: Inject
    when: Test | None
    pushes: tuple[Push, ...]
    hazard: Chance | None


@dataclass(frozen=True, slots=True)
class Line:
    """A red line that a state can cross, its `key` as a cue's, and the answers it then opens."""

    key: str
    seat: str
    constraint: str
    when: Test
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Joint:
    """What a move brings together with a partner's, (actor, move), of the same initiative."""

    partner: tuple[str, str]
    pushes: tuple[Push, ...]


@dataclass(frozen=True, slots=True)
class Tables:
    """A compiled scenario. Lists are indexed by level in id order; kappas are per turn.

    `noise` names the levels that have any with its sd a turn, `couplings` target, source and
    amount a turn, both in id order.

    `held_back` are the levels not everybody sees, each with the months between two publications,
    0 for none. `switching` are the sides with a weight that a condition replaces. `watchers` are by
    actor the others, who may see its moves, each with the name of its luck in that. `waiting` are
    the injects that fire once their condition turns true, by id; `hazards` those that chance
    brings; `lines` the red lines a state can cross. `entries` are what a move invites (by actor and
    move), `invited` the same by who is invited. `keep` is what is left of a use after a month.
    `measures` are read over the whole path, and so are those of the expectations, `expected`.
    """

    scenario: Scenario
    scope: Scope
    ids: tuple[str, ...]
    start: tuple[float, ...]
    opening: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    pull: tuple[float, ...]
    noise: tuple[tuple[int, float], ...]
    couplings: tuple[tuple[int, int, float], ...]
    held_back: tuple[tuple[int, int], ...]
    reads_deeds: bool
    sides: Mapping[str, Side]
    switching: tuple[Side, ...]
    watchers: Mapping[str, tuple[tuple[str, str], ...]]
    entries: Mapping[tuple[str, str], tuple[Entry, ...]]
    invited: Mapping[tuple[str, str, str], tuple[Entry, ...]]
    cues: Mapping[str, Cue]
    waiting: tuple[Cue, ...]
    hazards: tuple[Cue, ...]
    lines: tuple[Line, ...]
    joints: Mapping[tuple[str, str], tuple[Joint, ...]]
    months_a_turn: float
    keep: float
    outcomes: tuple[tuple[str, Test | None], ...]
    measures: tuple[tuple[str, Test], ...]
    expected: tuple[tuple[str, Test], ...]
    endex: Test | None
