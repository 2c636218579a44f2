"""Sums that come to the same last bit under every Python.

The built-in `sum` rounds after each term up to Python 3.11 and carries the rest along from 3.12 on.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import add


def added(values: Iterable[float]) -> float:
    """Return the sum of some numbers, from left to right, rounded after each."""
    return reduce(add, values, 0.0)
