"""The turn in which the odds moved most, with what was fired and done in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from engine.record import TurnReport
from reports.aar.injects import Row as Inject
from reports.aar.odds import Moment
from reports.aar.people import ENGINE, People
from reports.aar.record import Record
from reports.timeline import MADE_UP
from reports.wording import counted, percent

LEAST = 0.2
"""Below this many points a change of the odds is not told."""

MOST = 4
"""Of what was fired and done in the turn, so much is told by name."""


@dataclass(frozen=True, slots=True)
class Swing:
    """How an outcome's chance changed over a turn, and the turn's deeds, what people did first."""

    turn: int
    outcome: str
    before: float
    after: float
    deeds: tuple[str, ...]

    @property
    def told(self) -> str:
        """The change as a sentence, and what was done as another."""
        first, more = self.deeds[:MOST], len(self.deeds) - MOST
        rest = [f"and {counted(more, 'more deed')}"] if more > 0 else []
        moved = f"{self.outcome} from {percent(self.before)} to {percent(self.after)}"
        done = f" In that turn: {'; '.join([*first, *rest])}." if first else ""
        return f"The odds moved most in turn {self.turn}: {moved}.{done}"


def swing(
    record: Record, people: People, odds: Sequence[Moment], injects: Sequence[Inject]
) -> Swing | None:
    """Return the largest change of an outcome's chance between two turns, None of small ones."""
    changes = [
        (abs(b - a), b > a, -after.turn, -at, a, b)
        for before, after in pairwise(odds)
        for at, (a, b) in enumerate(zip(before.shares, after.shares, strict=True))
    ]
    size, _, turn, at, a, b = max(changes, default=(0.0, False, 0, 0, 0.0, 0.0))
    if round(size, 9) < LEAST:
        return None
    report = next(each for each in record.reports if each.turn == -turn)
    outcome = record.names.spelled(record.scenario.outcomes[-at].id)
    deeds = (*_fired(report, injects), *_done(record, people, report))
    return Swing(-turn, outcome, a, b, deeds)


def _fired(report: TurnReport, injects: Sequence[Inject]) -> list[str]:
    """Return the turn's injects, those that departed from the plan first."""
    rows = {row.id: row for row in injects if row.id}
    told = dict.fromkeys(h.id for h in report.happenings if h.kind in ("inject", "skip"))
    planned = sorted(told, key=lambda each: each in rows and rows[each].as_planned)
    return [f"inject {rows[id].told if id in rows else MADE_UP}" for id in planned]


def _done(record: Record, people: People, report: TurnReport) -> Iterator[str]:
    """Give the turn's acts, those that people chose first."""
    persons = {d.act for _, d in record.decisions() if d.by != ENGINE and d.act}
    done = [act for act in report.acts if not act.called_off]
    for act in sorted(done, key=lambda act: act.id not in persons):
        does = record.names.behind(people.text(act.says).rstrip(" ."))
        yield f"{record.names.actor(act.actor)} {does}"
