"""How a replication's time grows with turns, actors and moves: linear is the promise."""

from __future__ import annotations

from benchmarks.measuring import Timed
from benchmarks.peers import neutral

SIZES = {
    "turns": (6, 12, 24, 48),
    "actors": (2, 3, 4, 5),
    "moves": (7, 14, 28, 48),
}


def things() -> dict[str, Timed]:
    """Return a replication at every size, by name."""
    return {
        f"{size} {what}": neutral(**{what: size}) for what, sizes in SIZES.items() for size in sizes
    }


def exponent(times: dict[str, float], what: str) -> float:
    """Return p in time ~ size^p between the smallest and the largest size."""
    from math import log

    first, *_, last = SIZES[what]
    return log(times[f"{last} {what}"] / times[f"{first} {what}"]) / log(last / first)
