"""What was sampled, as people say it, and which of it weighs."""

from __future__ import annotations

from batch.discover.whole import Discovery
from batch.sampling import Dimension
from reports.names import Names


def dimension_name(of: Dimension, names: Names) -> str:
    """Return an assumption as people say it."""
    owner, dot, rest = of.name.partition(".")
    if not dot:
        return names.spelled(of.name)
    kind, dot, weighed = rest.partition(".")
    told = f"weight of {names.spelled(weighed)}" if kind == "weights" and dot else rest
    return f"{names.actor(owner)}: {names.spelled(told.replace('.', ': '))}"


def load_bearing(of: Discovery) -> list[Dimension]:
    """Return the assumptions that weigh above chance, the heaviest first."""
    by_column = {d.column: d for d in of.dimensions}
    return [by_column[index.name] for index in of.indices if index.matters]
