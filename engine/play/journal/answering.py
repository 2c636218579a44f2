"""The inputs of a session by name: what an exercise is answered with, written before it counts.

An input that does not fit raises PlayError and leaves no trace; one that cannot be written raises
Unwritten, has had no effect, and may be given again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from engine.model.free import FreeEffect, FreeMove
from engine.play.journal.asides import ClockState, NoteKind
from engine.play.journal.entries import Plain
from engine.play.journal.freedom import plain_effects, plain_free
from engine.play.journal.inputs import ruled
from engine.play.journal.plan import clean
from engine.record import Finished, Pause, Ruling

if TYPE_CHECKING:
    from engine.play.exercise import Exercise


class Answering:
    """The part of a session that takes inputs; `give` writes and does them."""

    exercise: Exercise

    def give(self, kind: str, data: Plain, author: str = "") -> tuple[str, ...]:
        """Give an input by its kind; return the seats it has asked anew."""
        raise NotImplementedError

    def advance(self) -> Pause:
        """Play on to the next pause."""
        if isinstance(self.exercise.pause, Finished):
            return self.exercise.pause
        self.give("advance", {})
        pause = self.exercise.pause
        assert pause is not None
        return pause

    def end(self, reason: str = "") -> None:
        """Call ENDEX at a turn's end, before its time; why may be said."""
        self.give("endex", {"reason": clean(reason)})

    # --- a seat's answers ------------------------------------------------------------------------

    def submit(self, seat: str, move: str, *, note: str = "", by: str = "person") -> None:
        """Choose for an open seat; a later call replaces the choice until `advance`."""
        self.give("choose", {"seat": seat, "move": move, "note": clean(note), "by": clean(by)})

    def propose(self, seat: str, free: FreeMove, *, note: str = "", by: str = "person") -> None:
        """Answer for an open seat with a free move; replaceable until `advance`."""
        told = replace(free, says=clean(free.says), argument=clean(free.argument))
        said = {"seat": seat, "note": clean(note), "by": clean(by)}
        self.give("free", {**plain_free(told), **said})

    def forecast(self, seat: str, about: str, shares: Mapping[str, float]) -> None:
        """Say how likely a seat holds another's moves of the turn, or the outcomes.

        `about` is "move:ACTOR", with shares over that actor's moves, hold and "free", before the
        turn's choices are revealed; or "outcome", with shares over the outcome classes. Shares sum
        to 1. The turn is the one of the pause; of several, the last counts.
        """
        data = {name: float(shares[name]) for name in sorted(shares)}
        self.give("forecast", {"seat": seat, "about": about, "shares": data})

    # --- the white cell --------------------------------------------------------------------------

    def rule(self, ruling: Ruling) -> None:
        """Answer an adjudication."""
        cleaned = replace(ruling, reason=clean(ruling.reason), by=clean(ruling.by))
        self.give("rule", ruled(cleaned))

    def hold(self, seat: str) -> None:
        """Let a person hold a seat, from an open pause on."""
        self.give("seat", {"seat": seat, "holder": "person", "at_once": True})

    def release(self, seat: str) -> None:
        """Give a seat back to the engine; what it has not answered yet, the engine answers."""
        self.give("seat", {"seat": seat, "holder": "engine", "at_once": True})

    def inject(
        self, id: str, *, says: str | None = None, scale: float = 1.0, reason: str = ""
    ) -> tuple[str, ...]:
        """Fire an inject by hand, now: as written, or with another text or its effects scaled.

        Seats that are choosing see it at once. Returned are those whose sealed choice is no longer
        possible, and which are asked anew.
        """
        text = None if says is None else clean(says)
        told = {"says": text, "scale": float(scale), "reason": clean(reason), "at_once": True}
        return self.give("inject", {"id": id, **told})

    def skip(self, id: str, reason: str = "") -> None:
        """Strike an inject from the MSEL: it fires no more, unless by hand."""
        self.give("skip", {"id": id, "reason": clean(reason)})

    def improvise(
        self, says: str, effects: Iterable[FreeEffect] = (), audience: Iterable[str] = ()
    ) -> tuple[str, ...]:
        """Fire an inject nobody wrote beforehand; an empty audience is everybody."""
        data = {"says": clean(says), "effects": plain_effects(effects), "audience": [*audience]}
        return self.give("improvise", data)

    def note(
        self,
        text: str,
        *,
        kind: NoteKind = "observation",
        seat: str | None = None,
        objective: int | None = None,
        owner: str = "",
        due: str = "",
    ) -> None:
        """Write down something that changes nothing, at any time, also after ENDEX.

        `objective` is the place of one in the scenario's list, from 0; `owner` and `due` are of an
        issue to be mended.
        """
        tags = {"kind": kind, "seat": seat, "objective": objective}
        self.give("note", {"text": clean(text), **tags, "owner": clean(owner), "due": clean(due)})

    def clock(self, seat: str, state: ClockState, left: float) -> None:
        """Record that the turn clock of a seat was started, paused, resumed or stopped.

        `left` is the seconds the seat then had. `undo` does not count such records as inputs.
        """
        self.give("clock", {"seat": seat, "state": state, "left": float(left)})
