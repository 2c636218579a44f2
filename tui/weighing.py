"""Matrix arguments: what speaks for a move and what against, rated, and what they come to.

An argument in force counts one, a weak one half, one set aside nothing. Each net argument adds
`rules.argument` (half a logit where a scenario says nothing else) to the log-odds of success.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from engine.record import Adjudication, Degree
from engine.rules.adjudication import bounds, degree, odds_after
from reports.rolls import MOST as PLACES
from reports.rolls import roll_of
from reports.timeline import RESULTS
from reports.wording import fraction, sentence

Side = Literal["for", "against"]

WEIGHTS = {"counts": 1.0, "weak": 0.5, "set aside": 0.0}
"""What an argument is rated, and how much of a net argument it then is."""
MOST = 12
"""Arguments put on one move."""


@dataclass(frozen=True, slots=True)
class Argument:
    """One reason why a move should go well, or badly, and how it is rated."""

    says: str
    side: Side
    rated: str = "counts"

    @property
    def weight(self) -> float:
        """What it adds to the balance."""
        return WEIGHTS[self.rated] * (1.0 if self.side == "for" else -1.0)

    def rerated(self) -> Argument:
        """Return it under the next rating."""
        names = list(WEIGHTS)
        return Argument(self.says, self.side, names[(names.index(self.rated) + 1) % len(names)])


def balance_of(arguments: Sequence[Argument]) -> float:
    """Return the net number of arguments for the move."""
    return sum(each.weight for each in arguments)


def weighed(pause: Adjudication, balance: float, each: float) -> tuple[float, Degree]:
    """Return the odds with that balance and what the roll then means; `each` in log-odds."""
    odds = odds_after(pause.odds, balance, each)
    return odds, degree(odds, pause.roll)


def bounds_told(odds: float, roll: float) -> str:
    """Return what a roll means by where it falls: "Done below .50, half done below .75, ..."."""
    *ends, (last, _) = bounds(odds)
    if not ends:
        return ""
    least = len(roll_of(odds, roll).roll) - 1
    tried = ([fraction(end, n) for _, end in (*ends, ("", 1.0))] for n in range(least, PLACES))
    most = [fraction(end, PLACES) for _, end in ends]
    shown = next((each for each in tried if len(set(each)) == len(each)), most)
    steps = [
        f"{RESULTS[result]} below {end}" for (result, _), end in zip(ends, shown, strict=False)
    ]
    return sentence(f"{', '.join(steps)}, else {RESULTS[last]}")


def told(arguments: Sequence[Argument]) -> str:
    """Return the arguments as one line for the record."""
    sides = (("For", "for"), ("Against", "against"))
    parts = [
        f"{name}: {'; '.join(f'{a.says} ({a.rated})' for a in arguments if a.side == side)}"
        for name, side in sides
        if any(a.side == side for a in arguments)
    ]
    return ". ".join(parts)
