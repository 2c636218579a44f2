"""How the odds of the outcomes moved from turn to turn, by roll-outs from each turn's end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from batch.forecast import Forecaster, Question
from batch.pool import mapped
from batch.positions import Position, position_of, taken_up
from engine.model import Scenario
from engine.play.journal.entries import Entry
from reports.aar.record import Record


@dataclass(frozen=True, slots=True)
class Moment:
    """The shares of the outcome classes, in their declared order, over roll-outs from a moment.

    `turn` is the turn that had ended, 0 for STARTEX.
    """

    turn: int
    day: date
    shares: tuple[float, ...]


Job = tuple[Scenario, Position, int]


def odds_by_turn(
    record: Record,
    runs: int,
    *,
    workers: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Moment, ...]:
    """Return the odds at STARTEX and at each turn's end that left turns to play, played or not.

    Every moment's roll-outs share their luck, so a change is a change in what had been done.
    """
    starts = [(0, record.scenario.startex), *((r.turn, r.ends) for r in record.reports)]
    if record.finished is not None and record.finished.called is None:
        starts.pop()
    jobs = ((record.scenario, _position(record, turn), runs) for turn, _ in starts)
    found = []
    for (turn, day), shares in zip(starts, mapped(_shares, jobs, workers), strict=True):
        found.append(Moment(turn, day, shares))
        if progress is not None:
            progress(len(found), len(starts))
    return tuple(found)


def _position(record: Record, turn: int) -> Position:
    """Return the position at a turn's end, from the snapshot kept there if there is one."""
    path = record.path
    count = _behind(path, turn)
    position = position_of(record.replay.contents, path[:count])
    kept = {d.entry: d.text for d in record.replay.contents.derived if d.kind == "snapshot"}
    if not count or path[count - 1].seq not in kept:
        return position
    return taken_up(position, kept[path[count - 1].seq])


def _behind(path: list[Entry], turn: int) -> int:
    """Return how many inputs of a path lead to a turn's end; none to STARTEX."""
    if turn == 0:
        return 0
    for at, entry in enumerate(path):
        if entry.pause.get("at") == "turn_end" and entry.pause.get("ended") == turn:
            return at
    return len(path)


def _shares(job: Job) -> tuple[float, ...]:
    scenario, position, runs = job
    asked = Forecaster(Question(scenario, position, options=False))
    counted = Counter(asked.play(number)[0].outcome for number in range(runs))
    return tuple(counted[outcome.id] / runs for outcome in scenario.outcomes)
