"""How soon is soon: CPU held against a fixed piece of work done beside it, not against a clock.

Machines differ, and a shared one slows for a while; both slow the yardstick too.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

ROUNDS = 100


def yardstick() -> float:
    """Return the CPU, in seconds, that some work of fixed size takes, some hundredths."""
    begun = time.process_time()
    for _ in range(ROUNDS):
        sum({str(sign): sign for sign in range(1_000)}.values())
    return time.process_time() - begun


def least(rounds: int = 3) -> float:
    """Return the least the yardstick took."""
    return min(yardstick() for _ in range(rounds))


@contextmanager
def soon(yards: float) -> Iterator[None]:
    """Fail if what is done inside takes more CPU than so many yardsticks."""
    before, begun = least(), time.process_time()
    yield
    spent = time.process_time() - begun
    yard = max(before, least())
    assert spent < yards * yard, f"{spent / yard:,.0f} yardsticks, at most {yards:,.0f}"
