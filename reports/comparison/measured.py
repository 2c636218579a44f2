"""Which measures are told of, in what order, and what is to be known of so many intervals."""

from __future__ import annotations

from batch.compare.measures import MeasureDifference
from batch.compare.whole import FEWEST, Comparison
from reports.comparison.wording import LEAVES_OUT, many_named
from reports.names import Names
from reports.wording import counted, listing


def told_measures(of: Comparison) -> list[MeasureDifference]:
    """Return the differences whose interval leaves out zero, the largest effects first.

    What an expectation reads off the runs is left out where it is another column's very figure, and
    a level in an arm that opens it elsewhere: that it parts is what was set.
    An arm of few runs stands last: its effects are large by luck.
    """
    few = few_runs(of)
    return sorted(
        (d for d in of.measure_differences if d.sure and weighed(of, d)),
        key=lambda d: (d.arm in few, -abs(d.effect or 0.0), d.column, d.arm),
    )


def weighed(of: Comparison, d: MeasureDifference) -> bool:
    """Tell whether a difference is a figure of its own, and no level that its arm was given."""
    return d.column not in of.doubles and (d.arm, d.column) not in of.set_here


def set_say(of: Comparison, names: Names) -> str:
    """Return which levels are left out in which arms, as they were set there; "" for none."""
    told = [
        f"{names.level(column.removeprefix('final.'))} in {many_named(_given(of, column))}"
        for column in sorted({column for _, column in of.set_here})
    ]
    return f"Left out, as it was set there: {'; '.join(told)}." if told else ""


def _given(of: Comparison, column: str) -> list[str]:
    """Return where a level was set: a variant all of whose arms have it stands for them."""
    those = [cloud for cloud in of.others if (cloud.label, column) in of.set_here]
    rest = {c.arm.variant for c in of.clouds if (c.label, column) not in of.set_here}
    whole = {c.label: c.arm.variant if c.arm.variant not in rest else "" for c in those}
    return list(dict.fromkeys(whole[c.label] or of.names[c.label] for c in those))


def few_runs(of: Comparison) -> tuple[str, ...]:
    """Return the labels of the arms too few of whose runs are held against the baseline."""
    runs = {d.arm: d.pairs for d in of.measure_differences}
    least = of.baseline.runs
    return tuple(
        cloud.label
        for cloud in of.others
        if min(least, runs.get(cloud.label) or cloud.runs) < FEWEST
    )


def by_chance(of: Comparison) -> str:
    """Return what to think of so many intervals, "" where there are none."""
    total = sum(weighed(of, d) for d in of.measure_differences)
    if not total:
        return ""
    such = len(told_measures(of))
    are = f"{such:,} {'is' if such == 1 else 'are'} such"
    return (
        f"Of {counted(total, 'difference')} {are} {LEAVES_OUT}; each interval "
        "stands by itself: where nothing differs, one in twenty would do so by chance."
        f"{_few_say(of)}"
    )


def _few_say(of: Comparison) -> str:
    few = [of.names[label] for label in few_runs(of)]
    if not few or len(few) == len(of.others):
        return ""
    return f" Arms of fewer than {FEWEST} runs stand last: {listing(few)}."
