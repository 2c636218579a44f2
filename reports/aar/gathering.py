"""Everything an after-action report says, gathered once for every form it is written in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from batch.cloud import Cloud, cloud_of
from batch.statistics import wilson
from engine.play.journal.tree import what_if
from reports.aar import path as walked
from reports.aar.branching import Compared, branches
from reports.aar.decisions import Row as Decision
from reports.aar.decisions import decisions
from reports.aar.injects import Row as Inject
from reports.aar.injects import injects
from reports.aar.notes import Improvement, Note, improvements, notes
from reports.aar.objectives import Objective, objectives
from reports.aar.odds import Moment, odds_by_turn
from reports.aar.people import People, people_of
from reports.aar.record import Record, played_on
from reports.aar.retaken import Row as Retaken
from reports.aar.retaken import retaken
from reports.aar.rulings import Row as Ruling
from reports.aar.rulings import rulings
from reports.aar.scoring import Forecast, Standing, forecasts, standings
from reports.aar.summary import Summary, summary
from reports.aar.surprises import Surprise, surprises
from reports.pages import marking_of
from reports.wording import plain

Progress = Callable[[str, float], None]
"""Told what is being done and how far the whole is, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Options:
    """How much to reckon for a report, and whether to name people.

    `runs` is the size of the cloud, `odds` the roll-outs at each turn's end; 0 leaves either out.
    `anonymous` None: as the set-up says. `branch` None: the one on the table.
    `interactive` writes a second page beside the report, with charts to point at.
    """

    runs: int = 200
    odds: int = 60
    workers: int = 1
    anonymous: bool | None = None
    branch: str | None = None
    interactive: bool = False


@dataclass(frozen=True, slots=True)
class OutcomeShare:
    """A class of endings, how often engine runs end in it, and whether this exercise did."""

    name: str
    says: str
    share: float
    low: float
    high: float
    played: bool


@dataclass(frozen=True, slots=True)
class Aar:
    """An after-action report, as data."""

    marking: str
    record: Record
    people: People
    played: tuple[datetime, datetime] | None
    summary: Summary
    turns: tuple[walked.Turn, ...]
    endex: tuple[str, ...]
    decisions: tuple[Decision, ...]
    rulings: tuple[Ruling, ...]
    injects: tuple[Inject, ...]
    retaken: tuple[Retaken, ...]
    surprises: tuple[Surprise, ...]
    cloud: Cloud | None
    courses: tuple[walked.Course, ...]
    outcomes: tuple[OutcomeShare, ...]
    odds: tuple[Moment, ...]
    forecasts: tuple[Forecast, ...]
    standings: tuple[Standing, ...]
    objectives: tuple[Objective, ...]
    notes: tuple[Note, ...]
    improvements: tuple[Improvement, ...]
    branches: tuple[Compared, ...]

    @property
    def what_if(self) -> str:
        """The banner where this is of a branch and not the exercise itself, else ""."""
        return self.people.text(what_if(self.record.branch))

    @property
    def shorter(self) -> str:
        """What to say of runs that went on behind the last turn played, "" where none did."""
        played, all_ = len(self.record.reports), self.record.scenario.turns.count
        if played >= all_:
            return ""
        here = f"This exercise has reached the end of turn {played}"
        ends = f"they went on to turn {all_}, and their outcomes are those of its end"
        return f"{here}; {ends}. Levels are laid beside theirs at the end of turn {played}."


def gathered(record: Record, options: Options, progress: Progress) -> Aar:
    """Return all that a report says of a record. The cloud and the odds take most of the time."""
    people = people_of(record, options.anonymous)
    cloud = _cloud(record, options, progress)
    odds = _odds(record, options, progress)
    progress("laying out the record", 0.9)
    chosen, ruled = decisions(record, people), rulings(record, people)
    fired, noted = injects(record, people), notes(record, people)
    surprising = surprises(record, chosen, ruled, cloud)
    scored = forecasts(record, people)
    return Aar(
        marking=marking_of(record.setup.get("marking", "")),
        record=record,
        people=people,
        played=played_on(record),
        summary=summary(record, people, chosen, ruled, fired, surprising, cloud, odds),
        turns=walked.turns(record, people),
        endex=tuple(people.text(line) for line in walked.endex(record)),
        decisions=chosen,
        rulings=ruled,
        injects=fired,
        retaken=retaken(record, people),
        surprises=surprising,
        cloud=cloud,
        courses=walked.courses(record, cloud),
        outcomes=_outcomes(record, cloud),
        odds=odds,
        forecasts=scored,
        standings=standings(scored),
        objectives=objectives(record, people, noted, fired),
        notes=noted,
        improvements=improvements(record, noted),
        branches=branches(record, people),
    )


def _cloud(record: Record, options: Options, progress: Progress) -> Cloud | None:
    if not options.runs or not record.reports:
        return None
    first = record.setup["replication"] + 1
    return cloud_of(
        record.scenario,
        record.setup["seed"],
        options.runs,
        first=first,
        workers=options.workers,
        progress=lambda done, all_: progress(
            f"engine runs {done}/{all_}", 0.05 + 0.45 * done / all_
        ),
    )


def _odds(record: Record, options: Options, progress: Progress) -> tuple[Moment, ...]:
    if not options.odds or not record.reports:
        return ()
    return odds_by_turn(
        record,
        options.odds,
        workers=options.workers,
        progress=lambda done, all_: progress(
            f"odds of turn {done}/{all_}", 0.5 + 0.4 * done / all_
        ),
    )


def _outcomes(record: Record, cloud: Cloud | None) -> tuple[OutcomeShare, ...]:
    """Return the classes in their declared order; shares are 0 where there is no cloud."""
    ended = record.finished.outcome if record.finished else ""
    found = []
    for noun in record.scenario.outcomes:
        hits, runs = (cloud.shares[noun.id], cloud.runs) if cloud else (0, 0)
        low, high = wilson(hits, runs) if runs else (0.0, 1.0)
        share = hits / runs if runs else 0.0
        told = OutcomeShare(
            record.names.spelled(noun.id), plain(noun.says), share, low, high, noun.id == ended
        )
        found.append(told)
    return tuple(found)
