"""How a scenario behaves over many runs: who holds, who repeats, what is pinned, how it ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from batch.arms import Job, jobs_of
from batch.pool import mapped
from batch.single import played
from engine.model import Scenario
from engine.play.table import Prepared
from engine.record import HOLD, TurnReport


@dataclass(slots=True)
class Conduct:
    """Counts over runs: initiatives, holds and repeats by actor; turn-ends at a bound by level.

    A repeat is an initiative that chooses what the actor chose the turn before, holds apart.
    """

    runs: int = 0
    turns: int = 0
    initiatives: Counter[str] = field(default_factory=Counter)
    holds: Counter[str] = field(default_factory=Counter)
    repeats: Counter[str] = field(default_factory=Counter)
    pinned: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)

    def add(self, other: Conduct) -> None:
        """Add the counts of other runs."""
        self.runs += other.runs
        self.turns += other.turns
        for name in ("initiatives", "holds", "repeats", "pinned", "outcomes"):
            getattr(self, name).update(getattr(other, name))


def conduct_of(
    arms: Mapping[str, Scenario], seed: int, runs: int, workers: int = 1
) -> dict[str, Conduct]:
    """Run every arm and return how each behaved."""
    found = {arm: Conduct() for arm in arms}
    for arm, conduct in mapped(watch_job, jobs_of(arms, seed, runs), workers):
        found[arm].add(conduct)
    return found


def watch_job(job: Job) -> tuple[str, Conduct]:
    """Play a job's runs and return what was counted in them, with the name of their arm."""
    prepared, found = Prepared(job.scenario), Conduct()
    bounds = {level.id: (level.low, level.high) for level in job.scenario.theatre.levels}
    for replication in range(job.first, job.first + job.count):
        exercise, finished = played(prepared, job.seed, replication)
        found.outcomes[finished.outcome] += 1
        found.runs += 1
        _count(found, exercise.reports, bounds)
    return job.arm, found


def _count(
    found: Conduct, reports: Iterable[TurnReport], bounds: Mapping[str, tuple[float, float]]
) -> None:
    before: dict[str, str] = {}
    for report in reports:
        found.turns += 1
        chosen = {d.actor: d.chosen for d in report.decisions if d.phase == "initiative"}
        found.initiatives.update(chosen.keys())
        found.holds.update(actor for actor, move in chosen.items() if move == HOLD)
        found.repeats.update(
            actor for actor, move in chosen.items() if move != HOLD and before.get(actor) == move
        )
        found.pinned.update(id for id, value in report.levels.items() if value in bounds[id])
        before = chosen
