"""Which measures are told of, in what order, and what is to be known of so many intervals."""

from __future__ import annotations

from batch.compare.measures import MeasureDifference
from batch.compare.whole import Comparison
from reports.comparison.wording import LEAVES_OUT


def told_measures(of: Comparison) -> list[MeasureDifference]:
    """Return the differences whose interval leaves out zero, the largest effects first.

    What an expectation reads off the runs is left out where it is another column's very figure.
    """
    return sorted(
        (d for d in of.measure_differences if d.sure and d.column not in of.doubles),
        key=lambda d: (-abs(d.effect or 0.0), d.column, d.arm),
    )


def by_chance(of: Comparison) -> str:
    """Return what to think of so many intervals, "" where there are none."""
    total = sum(d.column not in of.doubles for d in of.measure_differences)
    if not total:
        return ""
    return (
        f"Of {total:,} differences {len(told_measures(of)):,} are such {LEAVES_OUT}; each interval "
        "stands by itself: where nothing differs, one in twenty would do so by chance."
    )
