"""One who looks on at a play and counts what can be found dead: fills a tally."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from batch.rehearse.tally import Bested, Extreme, Play, Tally
from engine.play.choosing import Sitting
from engine.play.exercise import Exercise
from engine.play.table import Table
from engine.record import HOLD, Finished, Phase
from engine.rules.choice import Verdict
from engine.rules.explanation import blocks

SLACK = 1e-12
"""Difference of utility below which two moves are as good."""


class Lookout:
    """Looks on at one play after another and keeps one tally."""

    def __init__(self) -> None:
        self.tally = Tally()
        self.play = Play("", "model", 0)

    def begin(self, play: Play) -> None:
        """Look on at another play."""
        self.play = play
        self.tally.plays[play.way] += 1

    # --- while it goes on ------------------------------------------------------------------------

    def sat(self, table: Table, phase: Phase, sittings: Mapping[str, Sitting]) -> None:
        """Count what seats could choose, would choose, and could not and why."""
        self.tally.looked_at(table.world.flags.items())
        for seat, sitting in sittings.items():
            verdict = sitting.verdict
            for at, play in enumerate(verdict.standing.side.plays):
                if play.id == HOLD:
                    continue
                move = seat, play.id
                if verdict.possible[at]:
                    self.tally.open.setdefault(move, self.play)
                elif move not in self.tally.open:
                    self._barred(sitting, at, phase)
            if sum(verdict.possible) > 1:
                self.tally.free.add(seat)
            if self.play.way == "model":
                self._weighed(verdict)
                if phase == "initiative":
                    self._had_choice(seat, table.world.turn, sum(verdict.possible))

    def _barred(self, sitting: Sitting, at: int, phase: Phase) -> None:
        """Count why a move could not be made, where it was its turn to be."""
        side = sitting.verdict.standing.side
        play = side.plays[at]
        if play.response_only != (phase == "reaction"):
            return
        found = blocks(sitting.outlook, side, play, phase)
        move = side.id, play.id
        bars = self.tally.bars.setdefault(move, Counter())
        bars.update(f"{b.reason} {b.id}" for b in found)
        self.tally.barred[move] += 1

    def _weighed(self, verdict: Verdict) -> None:
        """Count what the model chose, and which moves are no better than another in anything."""
        plays, chances = verdict.standing.side.plays, verdict.probability
        for at, play in enumerate(plays):
            if verdict.possible[at] and play.id != HOLD:
                move = verdict.seat, play.id
                self.tally.possible[move] += 1
                self.tally.expected[move] += chances[at]  # type: ignore[assignment]
        if verdict.chosen >= 0:
            self.tally.chosen[verdict.seat, verdict.play.id] += 1
        covers, betters = _compared(verdict)
        for at, play in enumerate(plays):
            if verdict.possible[at] and play.id != HOLD:
                kept = self.tally.bested.setdefault((verdict.seat, play.id), Bested())
                kept.times += 1
                for other in np.flatnonzero(covers[:, at]):
                    kept.by[plays[other].id] += 1
                    if betters[other, at]:
                        kept.better.add(plays[other].id)

    def _had_choice(self, seat: str, turn: int, possible: int) -> None:
        self.tally.asked[seat, turn] += 1
        if possible <= 1:
            self.tally.stuck[seat, turn] += 1
            self.tally.stuck_in.setdefault((seat, turn), self.play)

    # --- when it is over -------------------------------------------------------------------------

    def over(self, exercise: Exercise, finished: Finished) -> None:
        """Count how a play ended and what happened in it."""
        tally, play = self.tally, self.play
        tally.endings[play.way, finished.outcome] += 1
        tally.ended.setdefault(finished.outcome, play)
        tables, world = exercise.table.tables, exercise.table.world
        tally.touched.update(tables.ids[at] for at, by, _, _ in world.impulses if by)
        bounds = dict(zip(tables.ids, zip(tables.low, tables.high, strict=True), strict=True))
        starts = dict(zip(tables.ids, tables.start, strict=True))
        for report in exercise.reports:
            tally.ends[play.way] += 1
            tally.fired.update(h.id for h in report.happenings if h.kind == "inject")
            tally.looked_at(report.flags.items())
            for id, value in report.levels.items():
                self._stood(id, value, bounds[id])
            for c in exercise.scenario.theatre.couplings:
                push = abs(c.by * (report.before[c.source] - starts[c.source]))
                key = c.source, c.target
                tally.pushed[key] = max(tally.pushed.get(key, 0.0), push)

    def _stood(self, id: str, value: float, bounds: tuple[float, float]) -> None:
        tally, play = self.tally, self.play
        now = Extreme(value, value, play, play)
        if id in tally.seen:
            tally.seen[id].add(now)
        else:
            tally.seen[id] = now
        if play.way == "model" and value in bounds:
            tally.pinned[id] += 1
            tally.pinned_in.setdefault(id, play)


def _compared(verdict: Verdict) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return which play [of a row] is as good as which [of a column] in everything, and better.

    In everything: for each motive, and in what is left of utility: answers, costs, bonuses.
    """
    standing = verdict.standing
    own = np.asarray(standing.own, dtype=float)
    rest = np.asarray(standing.utility, dtype=float) - own.sum(axis=1)
    parts = np.column_stack((own, rest))
    above = parts[:, None, :] - parts[None, :, :]
    open_ = np.asarray(verdict.possible)
    both = open_[:, None] & open_[None, :] & ~np.eye(len(open_), dtype=bool)
    return both & (above >= -SLACK).all(axis=2), both & (above > SLACK).any(axis=2)
