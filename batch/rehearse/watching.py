"""A play that is watched: every choice is seen as it is made, and may be made at random."""

from __future__ import annotations

from typing import Literal, Protocol

from engine.play.calendar import Steps
from engine.play.choosing import Answered, Sitting
from engine.play.exercise import Exercise
from engine.play.table import Prepared
from engine.record import Phase
from engine.rules.luck import derived_root

Way = Literal["model", "random"]
WAYS: tuple[Way, ...] = ("model", "random")
BY = "random"
"""Who chose, in the record of a random play."""


class Watcher(Protocol):
    """Something that looks on while seats choose."""

    def sat(self, exercise: Exercise, phase: Phase, sittings: dict[str, Sitting]) -> None:
        """See seats about to choose, sealed."""


class Watched(Exercise):
    """An exercise nobody sits at: the model chooses for all seats, or blind chance does.

    At random every seat takes any move that is possible, holding among them, each as likely as the
    others. The seed decides which, by a stable hash: a play can be told again.
    """

    def __init__(
        self,
        prepared: Prepared,
        seed: int,
        way: Way,
        watcher: Watcher | None = None,
        *,
        lean: bool = True,
    ) -> None:
        super().__init__(prepared, seed, lean=lean)
        self.way, self.watcher = way, watcher

    def _await(self, sittings: dict[str, Sitting], phase: Phase) -> Steps:
        yield from super()._await(sittings, phase)
        if self.watcher is not None:
            self.watcher.sat(self, phase, sittings)
        if self.way == "random":
            self._given = {
                seat: Answered(move, BY)
                for seat, sitting in sittings.items()
                if (move := self._drawn(seat, phase, sitting))
            }

    def _drawn(self, seat: str, phase: Phase, sitting: Sitting) -> str:
        """Return any possible move, or "" where there is none."""
        verdict = sitting.verdict
        pairs = zip(verdict.standing.side.plays, verdict.possible, strict=True)
        moves = [play.id for play, possible in pairs if possible]
        world = self.table.world
        root = derived_root(self.seed, "rehearse", seat, world.turn, world.day, phase)
        return moves[root % len(moves)] if moves else ""
