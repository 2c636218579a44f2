"""Differences between variants, and what drives an outcome."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from reports.charts.drawing import Spec, alone, finished, inline
from reports.charts.look import FAINT, INK, NEITHER, PLAYED


class Difference(TypedDict):
    """A paired difference from the baseline, in the measure's unit, with its interval."""

    variant: str
    measure: str
    difference: float
    low: float
    high: float


@alone
def differences(
    data: Sequence[Difference], *, title: str = "difference from the baseline", width: int = 420
) -> Spec:
    """Return one row a variant and measure: the difference, its interval, and a line at none.

    A dot whose interval leaves none out is filled.
    """
    import altair as alt

    rows = [
        {
            "name": f"{row['measure']} · {row['variant']}",
            **row,
            "sure": row["low"] * row["high"] > 0,
        }
        for row in data
    ]
    order = list(dict.fromkeys(str(row["name"]) for row in rows))
    base = alt.Chart(inline(rows))
    y = alt.Y("name:N").sort(order).title(None).axis(ticks=False, domain=False, labelLimit=320)
    zero = alt.Chart(inline([{"none": 0}])).mark_rule(color=FAINT, strokeDash=[3, 3])
    rules = base.mark_rule(color=INK, strokeWidth=1.3)
    rules = rules.encode(x=alt.X("low:Q").title(title), x2="high:Q", y=y)
    fill = alt.condition("datum.sure", alt.value(PLAYED), alt.value("white"))
    dots = base.mark_point(size=60, stroke=PLAYED, opacity=1).encode(
        x="difference:Q", y=y, fill=fill
    )
    layers = alt.layer(zero.encode(x=alt.X("none:Q").title(title)), rules, dots)
    return finished(layers.properties(width=width, height=24 * len(order)))


@alone
def differences_by_measure(data: Sequence[Difference], *, width: int = 150, step: int = 20) -> Spec:
    """Return one panel a measure, one row a variant, for many variants; else as `differences`."""
    import altair as alt

    rows = [{**row, "sure": row["low"] * row["high"] > 0} for row in data]
    variants = list(dict.fromkeys(row["variant"] for row in data))
    measures = list(dict.fromkeys(row["measure"] for row in data))
    base = alt.Chart()
    y = alt.Y("variant:N").sort(variants).title(None).axis(ticks=False, domain=False)
    zero = base.mark_rule(color=FAINT, strokeDash=[3, 3]).encode(x=alt.datum(0))
    rules = base.mark_rule(color=INK, strokeWidth=1.3)
    rules = rules.encode(x=alt.X("low:Q").title(None), x2="high:Q", y=y)
    fill = alt.condition("datum.sure", alt.value(PLAYED), alt.value("white"))
    dots = base.mark_point(size=45, stroke=PLAYED, opacity=1).encode(
        x="difference:Q", y=y, fill=fill
    )
    layered = alt.layer(zero, rules, dots, data=inline(rows))
    facet = alt.Facet("measure:N").sort(measures).title(None)
    sized = layered.properties(width=width, height=step * len(variants))
    return finished(sized.facet(facet, columns=3))


class Index(TypedDict):
    """How much of an outcome's variation an assumption accounts for, 0..1, with its interval."""

    name: str
    index: float
    low: float
    high: float


@alone
def indices(data: Sequence[Index], *, title: str = "index", width: int = 420) -> Spec:
    """Return bars of sensitivity indices, the largest first, each with its interval."""
    import altair as alt

    ranked = sorted(data, key=lambda row: (-row["index"], row["name"]))
    base = alt.Chart(inline(ranked))
    order = [row["name"] for row in ranked]
    y = alt.Y("name:N").sort(order).title(None).axis(ticks=False, domain=False, labelLimit=320)
    bars = base.mark_bar(height=11, color=NEITHER, opacity=0.6)
    rules = base.mark_rule(color=INK, strokeWidth=1.2).encode(x="low:Q", x2="high:Q", y=y)
    layers = alt.layer(bars.encode(x=alt.X("index:Q").title(title), y=y), rules)
    return finished(layers.properties(width=width, height=24 * len(order)))
