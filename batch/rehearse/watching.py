"""A play that is watched: every choice is seen as it is made, and may be made at random."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, Protocol

from engine.play.choosing import Answered, Sitting
from engine.play.exercise import Exercise
from engine.play.table import Prepared, Table
from engine.record import Phase
from engine.rules.luck import derived_root

Way = Literal["model", "random"]
WAYS: tuple[Way, ...] = ("model", "random")
BY = "random"
"""Who chose, in the record of a random play."""


class Watcher(Protocol):
    """Something that looks on while seats choose."""

    def sat(self, table: Table, phase: Phase, sittings: Mapping[str, Sitting]) -> None:
        """See seats about to choose, sealed."""


def watched(
    prepared: Prepared, seed: int, way: Way, watcher: Watcher | None = None, *, lean: bool = True
) -> Exercise:
    """Return an exercise nobody sits at: the model chooses for all seats, or blind chance does.

    At random every seat takes any move that is possible, holding among them, each as likely as the
    others. The seed decides which, by a stable hash: a play can be told again.
    """

    def answers(
        table: Table, phase: Phase, sittings: Mapping[str, Sitting]
    ) -> Mapping[str, Answered]:
        if watcher is not None:
            watcher.sat(table, phase, sittings)
        if way == "model":
            return {}
        drawn = {id: _drawn(table, seed, phase, sitting) for id, sitting in sittings.items()}
        return {seat: Answered(move, BY) for seat, move in drawn.items() if move}

    return Exercise(prepared, seed, lean=lean, deputy=answers)


def _drawn(table: Table, seed: int, phase: Phase, sitting: Sitting) -> str:
    """Return any possible move, or "" where there is none."""
    verdict, world = sitting.verdict, table.world
    pairs = zip(verdict.standing.side.plays, verdict.possible, strict=True)
    moves = [play.id for play, possible in pairs if possible]
    root = derived_root(seed, "rehearse", verdict.seat, world.turn, world.day, phase)
    return moves[root % len(moves)] if moves else ""
