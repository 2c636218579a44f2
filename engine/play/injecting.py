"""What the white cell puts into an exercise by hand: injects as written, edited, made up, struck.

Seats that are choosing see at once what happened. A sealed choice stays where it is still possible;
the seats of the others are asked anew.
"""

from __future__ import annotations

from collections.abc import Iterable

from engine.errors import PlayError
from engine.model.free import FreeEffect
from engine.play import happenings, reopening
from engine.play.cast import check_cast
from engine.play.choosing import Answered, Sitting
from engine.play.freely import check_effects
from engine.play.table import Table
from engine.record import AwaitChoices, Pause

MOST_SCALE = 10.0
"""How many times what was written an edited inject's effects may be."""


class Injecting:
    """The part of an exercise that takes injects."""

    pause: Pause | None
    _table: Table
    _given: dict[str, Answered]
    _left: set[str]
    _sittings: dict[str, Sitting]

    def inject(
        self,
        id: str,
        *,
        says: str | None = None,
        scale: float = 1.0,
        reason: str = "",
        at_once: bool = False,
    ) -> tuple[str, ...]:
        """Fire an inject by hand, now: as written, or with another text or its effects scaled.

        `at_once` shows it to seats that are choosing, and strikes the planned firing of one that
        happens once. Returns the seats whose sealed choice is no longer possible; they are asked
        anew.
        """
        self.check_inject(id, scale)
        happenings.fire_by_hand(self._table, id, says, scale, reason, early=at_once)
        return self._reopen() if at_once else ()

    def check_inject(self, id: str, scale: float = 1.0) -> None:
        """Raise PlayError where `inject` would."""
        if id not in self._table.tables.cues:
            raise PlayError(f"no inject {id!r}")
        if not 0.0 <= scale <= MOST_SCALE:
            raise PlayError(f"an inject's effects are scaled by 0 to {MOST_SCALE:g}")

    def improvise(
        self, says: str, effects: Iterable[FreeEffect], audience: Iterable[str] = ()
    ) -> tuple[str, ...]:
        """Fire an inject nobody wrote beforehand; return the seats asked anew, as `inject` does."""
        found = tuple(effects), tuple(audience)
        self.check_improvised(says, *found)
        happenings.improvise(self._table, says, *found)
        return self._reopen()

    def check_improvised(
        self, says: str, effects: tuple[FreeEffect, ...], audience: tuple[str, ...]
    ) -> None:
        """Raise PlayError where `improvise` would."""
        if not says.strip():
            raise PlayError("an inject needs a sentence that says what happens")
        check_cast(audience, self._table.tables.sides)
        check_effects(self._table.tables, effects)

    def skip(self, id: str, reason: str = "") -> None:
        """Strike an inject from the MSEL: it fires no more, unless by hand."""
        self.check_skip(id)
        happenings.skip(self._table, id, reason)

    def check_skip(self, id: str) -> None:
        """Raise PlayError where `skip` would."""
        self.check_inject(id)
        if happenings.spent(self._table, id):
            raise PlayError(f"inject {id!r} has fired already; undo takes it back")
        if id in self._table.world.skipped:
            raise PlayError(f"inject {id!r} is skipped already")

    def _reopen(self) -> tuple[str, ...]:
        """Ask open seats on the state as it is now; return those whose sealed choice fell away."""
        if not isinstance(self.pause, AwaitChoices):
            return ()
        self._sittings = reopening.sat_again(self._table, self.pause)
        self.pause, gone = reopening.reopened(
            self._table, self.pause, self._sittings, self._given, self._left
        )
        for seat in gone:
            del self._given[seat]
        return tuple(seat for seat in gone if seat not in self._left)
