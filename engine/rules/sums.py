"""Sums that come to the same last bit under every Python.

The built-in `sum` rounds after each term up to Python 3.11 and carries the rest along from 3.12 on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import add


def added(values: Iterable[float]) -> float:
    """Return the sum of some numbers, from left to right, rounded after each."""
    return reduce(add, values, 0.0)


def whole(values: Sequence[float]) -> list[float]:
    """Return numbers as shares of their sum, as they are where that is not above 0."""
    total = added(values)
    return [value / total for value in values] if total > 0.0 else list(values)
