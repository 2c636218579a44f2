"""The journal a report is written from, replayed to where its table stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from engine.content.copies import load_copy
from engine.model import Scenario
from engine.play.exercise import Exercise
from engine.play.journal.contents import read_contents
from engine.play.journal.entries import Entry, Plain, full
from engine.play.journal.replaying import Loader, Replay
from engine.record import Act, Decision, Finished, TurnReport
from reports.names import Names
from reports.wording import full_date


@dataclass(frozen=True, slots=True)
class Record:
    """A journal, and the exercise at the head of the branch that is told."""

    replay: Replay
    exercise: Exercise
    branch: str
    names: Names

    @property
    def scenario(self) -> Scenario:
        """What was played."""
        return self.exercise.scenario

    @property
    def setup(self) -> Plain:
        """How it was set up: the first entry's data, as of the newest schema."""
        return full("setup", self.replay.setup.data)

    @property
    def reports(self) -> list[TurnReport]:
        """The turns that have ended."""
        return self.exercise.reports

    @property
    def finished(self) -> Finished | None:
        """How it ended, None where it has not."""
        pause = self.exercise.pause
        return pause if isinstance(pause, Finished) else None

    @property
    def path(self) -> list[Entry]:
        """The inputs that led here, oldest first."""
        return self.replay.tree.path(self.replay.tree.branches[self.branch].head)

    def inputs(self, kind: str) -> list[Entry]:
        """Return the inputs of a kind on the path."""
        return [entry for entry in self.path if entry.kind == kind]

    def decisions(self) -> Iterator[tuple[TurnReport, Decision]]:
        """Give every decision with the turn it was taken in."""
        for report in self.reports:
            for decision in report.decisions:
                yield report, decision

    def acts(self) -> Iterator[tuple[TurnReport, Act]]:
        """Give every act with the turn it was carried out in."""
        for report in self.reports:
            for act in report.acts:
                yield report, act

    def date_of(self, day: int) -> date:
        """Return the date of a day counted from STARTEX."""
        return self.scenario.startex + timedelta(days=day)

    def moment(self, entry: Entry) -> str:
        """Return when an input was given, in the exercise's time: "turn 4, 1 Apr 2026"."""
        turn, day = entry.pause.get("turn"), entry.pause.get("day")
        if entry.pause.get("at") == "finished":
            return "after ENDEX"
        if not isinstance(turn, int) or not isinstance(day, int):
            return "set-up"
        if entry.pause.get("at") == "turn_end":
            return f"end of turn {entry.pause.get('ended')}"
        return f"turn {turn}, {full_date(self.date_of(day))}"


def read_record(path: Path, branch: str | None = None, loader: Loader = load_copy) -> Record:
    """Return the record of a journal, of the branch on its table where none is named.

    Raises KeyError where there is no such branch, and what `read_contents` and `Replay.at` raise:
    Damaged, Differs, JournalError.
    """
    replay = Replay(read_contents(path), loader)
    name = branch or replay.tree.current.name
    exercise = replay.at(replay.tree.branches[name].head)
    return Record(replay, exercise, name, Names(exercise.scenario))


def played_on(record: Record) -> tuple[datetime, datetime] | None:
    """Return when the first and the last input were given; None where that cannot be read."""
    entries = record.replay.contents.entries
    walls = [entry.wall for entry in (entries[1:] or entries)]
    try:
        return datetime.fromisoformat(walls[0]), datetime.fromisoformat(walls[-1])
    except ValueError:
        return None
