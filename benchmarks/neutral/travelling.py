"""Mesa's models under names that a process started afresh finds: Mesa sends them by name."""

from __future__ import annotations

from functools import cache
from typing import Any

from benchmarks.neutral.others import mesa_models
from benchmarks.neutral.plan import plan


def model(name: str) -> type[Any]:
    """Return `ByEvents` or `ByDays`, belonging to this module."""
    return _models()[name]


@cache
def _models() -> dict[str, type[Any]]:
    found = {each.__name__: each for each in mesa_models(plan())}
    for name, each in found.items():
        each.__module__, each.__qualname__ = __name__, name
    return found


def __getattr__(name: str) -> type[Any]:
    """Return a model by its name, as unpickling asks for it."""
    if name not in ("ByEvents", "ByDays"):
        raise AttributeError(name)
    return model(name)
