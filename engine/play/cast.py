"""Who sits at a table, and what is told to who names somebody else."""

from __future__ import annotations

from collections.abc import Iterable

from engine.errors import PlayError, nearest

LONGEST = 60


def check_cast(seats: Iterable[str], cast: Iterable[str]) -> None:
    """Raise PlayError for the first seat nobody in the cast has, with the nearest name if any."""
    known = list(cast)
    for seat in seats:
        if seat not in known:
            hint = meant(seat, known) or f"the cast is {', '.join(known)}"
            raise PlayError(f"no seat {seat[:LONGEST]!r}; {hint}")


def meant(name: str, known: Iterable[str]) -> str:
    """Return "did you mean ...?" with the known name most like a mistyped one, "" for none."""
    near = nearest(name, known)
    return f"did you mean {near!r}?" if near else ""
