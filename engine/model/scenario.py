"""A scenario: everything an exercise is played from."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from engine.model.actors import Actor, Effect
from engine.model.conditions import Condition
from engine.model.ledger import Ledger
from engine.model.theatre import FlagValue, Theatre


@dataclass(frozen=True, slots=True)
class Rules:
    """Constants of the model that hold for everyone at the table.

    `argument`: log-odds a net argument is worth. `fade`: share of a past use forgotten a month.
    `least_likelihood`: of a sighted move under any type. `mean_level`: Poisson mean of the levels
    of a cognitive hierarchy. `relation_shift`: points of relation for a point of PLOVER score,
    where a move lists none.
    """

    argument: float = 0.5
    fade: float = 0.08
    least_likelihood: float = 0.02
    mean_level: float = 1.5
    relation_shift: float = 0.08


RULES = Rules()
"""The rules where a scenario says nothing else."""


@dataclass(frozen=True, slots=True)
class Hazard:
    """Chance of an event nobody in the game decides, tested once a turn.

    logit h = logit(chance) + sum of ln(odds ratio) x 2^(-age / half_life) over the injects of
    `after` that have fired + sum of beta x (x - x_0) / range over `leans_on`; `chance` is of one
    month, `half_life` in months. Odds multiply as in Gordon and Hayward's cross-impact method.
    """

    chance: float
    after: tuple[tuple[str, float], ...] = ()
    leans_on: tuple[tuple[str, float], ...] = ()
    half_life: float = 12.0


@dataclass(frozen=True, slots=True)
class JointEffect:
    """Effects of two moves chosen in the same initiative, beyond what each does alone."""

    moves: tuple[tuple[str, str], tuple[str, str]]
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class Inject:
    """An event control puts into play: on a day, when a condition holds, or held back.

    `day` counts from STARTEX; None with `when` set: tested at every turn's start, turn's end and
    change of a flag; both None: a contingency, fired only by hand. With both, `when` is tested on
    the day. `audience` empty: everyone hears it. `expects` is what players should do about it and
    `objective` the number, from 1, of the exercise's objective it serves.
    """

    id: str
    says: str
    day: int | None
    when: Condition | None
    once: bool
    contingency: bool
    effects: tuple[Effect, ...]
    sets: tuple[tuple[str, FlagValue], ...]
    counts: tuple[str, ...]
    audience: tuple[str, ...]
    claims: tuple[str, ...] = ()
    judgement: str = ""
    hazard: Hazard | None = None
    expects: str = ""
    objective: int | None = None


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """A quantity nobody knows: its value in this run and the range an analyst may sample."""

    id: str
    says: str
    value: float
    low: float
    high: float
    claims: tuple[str, ...] = ()
    judgement: str = ""


Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Epistemic:
    """How far what nobody can know of minds and mechanisms may lie from what the files say.

    `precision` (one draw an actor, on a log scale), `loss` and `curvature` (one draw for all, in
    place of 1.5) and `level` (one draw an actor) are ranges of values. `couplings`, `bonuses` (one
    draw each) and `effects` (one an actor, for its moves and what others believe of them) are
    ranges of factors. `weights` is half the range of a log factor, drawn for every motive.
    """

    precision: Range = (15.0, 90.0)
    loss: Range = (1.0, 2.25)
    curvature: Range = (0.75, 2.25)
    weights: float = 0.47
    couplings: Range = (0.6, 1.4)
    effects: Range = (0.7, 1.3)
    bonuses: Range = (0.5, 1.5)
    level: tuple[int, int] = (0, 1)


@dataclass(frozen=True, slots=True)
class Overrides:
    """A variant or a lens: named settings, in the words `--set KEY=VALUE` takes.

    `title` is what a lens is called on screen; "" where its id in words will do.
    """

    id: str
    says: str
    sets: tuple[tuple[str, object], ...]
    claims: tuple[str, ...] = ()
    judgement: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A question the sources answer in two ways: the lenses of the one answer and the other."""

    id: str
    says: str
    a: str
    b: str


@dataclass(frozen=True, slots=True)
class Saying:
    """A thing known before STARTEX, with the claims or the judgement behind it."""

    says: str
    claims: tuple[str, ...] = ()
    judgement: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A class of endings; the first whose condition holds at ENDEX is the run's outcome."""

    id: str
    says: str
    when: Condition | None


@dataclass(frozen=True, slots=True)
class Expectation:
    """What an analyst expects, as a measure to be read off runs.

    A contrast expects `measure` to be higher (`+`) or lower (`-`) in variant `b` than in `a`;
    a bound expects its mean to stay at or below `at_most`. Either variant may be "", the scenario
    as it is written; both are None where nothing is contrasted.
    """

    id: str
    says: str
    kind: Literal["strict", "weak", "bound", "contested"]
    measure: Condition
    a: str | None
    b: str | None
    sign: Literal["+", "-", ""]
    at_most: float | None
    claims: tuple[str, ...] = ()
    judgement: str = ""


@dataclass(frozen=True, slots=True)
class Turns:
    """How many turns, and how long each is: a whole number of weeks or of months."""

    count: int
    length: int
    unit: Literal["week", "month"]

    def start_of(self, startex: date, turn: int) -> date:
        """Return the first day of a turn, counted from 1; one past the last gives ENDEX.

        A month from a day that the next month lacks ends on that month's last day.
        """
        steps = (turn - 1) * self.length
        if self.unit == "week":
            return startex + timedelta(weeks=steps)
        years, month = divmod(startex.month - 1 + steps, 12)
        year = startex.year + years
        return date(year, month + 1, min(startex.day, monthrange(year, month + 1)[1]))

    def last_day(self, startex: date) -> date:
        """Return the last day that is played, on which a finished exercise stands."""
        return self.start_of(startex, self.count + 1) - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Scenario:
    """Everything an exercise is played from, one variant and lens already applied.

    `lenses` holds the theatre's too. `seats` suggests which seats so many teams take, one tuple a
    number of teams; a seat outside the cast needs a variant that brings it in.
    """

    id: str
    title: str
    brief: str
    objectives: tuple[str, ...]
    theatre: Theatre
    actors: tuple[Actor, ...]
    startex: date
    turns: Turns
    injects: tuple[Inject, ...]
    uncertainties: tuple[Uncertainty, ...]
    variants: tuple[Overrides, ...]
    lenses: tuple[Overrides, ...]
    outcomes: tuple[Outcome, ...]
    expectations: tuple[Expectation, ...]
    measures: tuple[tuple[str, Condition], ...]
    ledger: Ledger
    endex: Condition | None = None
    epistemic: Epistemic = Epistemic()
    joint_effects: tuple[JointEffect, ...] = ()
    rules: Rules = RULES
    notes: str = ""
    variant: str | None = None
    lens: str | None = None
    disagreements: tuple[Disagreement, ...] = ()
    dossier: tuple[Saying, ...] = ()
    seats: tuple[tuple[str, ...], ...] = ()
    measures_say: tuple[tuple[str, str], ...] = ()
