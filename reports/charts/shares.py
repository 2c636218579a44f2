"""Shares of outcome classes: with their intervals, by variant, and turn by turn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypedDict

from reports.charts.drawing import Spec, alone, finished, inline
from reports.charts.look import CLOUD_DARK, INK, PLAYED, colours


class Share(TypedDict):
    """A share in 0..1 with its interval. `mark` is true for the class that was played."""

    name: str
    share: float
    low: float
    high: float
    mark: bool


@alone
def shares(data: Sequence[Share], *, width: int = 430, step: int = 26) -> Spec:
    """Return bars of shares, the interval as a whisker, the marked class in the played colour."""
    import altair as alt

    order = [row["name"] for row in data]
    base = alt.Chart(inline(data))
    y = alt.Y("name:N").sort(order).title(None).axis(ticks=False, domain=False, labelPadding=8)
    x = alt.X("share:Q").scale(domain=[0, 1]).title("share of runs")
    x = x.axis(format="%", tickCount=5)
    colour = alt.condition("datum.mark", alt.value(PLAYED), alt.value(CLOUD_DARK))
    bars = base.mark_bar(height=13).encode(x=x, y=y, color=colour)
    whiskers = base.mark_rule(color=INK, strokeWidth=1.2)
    whiskers = whiskers.encode(x=alt.X("low:Q").scale(domain=[0, 1]), x2="high:Q", y=y)
    return finished(alt.layer(bars, whiskers).properties(width=width, height=step * len(data)))


class VariantShare(TypedDict):
    """The share of one outcome class in one variant, with its interval."""

    variant: str
    outcome: str
    share: float
    low: float
    high: float


@alone
def shares_by_variant(data: Sequence[VariantShare], *, width: int = 150, step: int = 22) -> Spec:
    """Return one panel an outcome class, one row a variant: a dot and its interval."""
    import altair as alt

    variants = list(dict.fromkeys(row["variant"] for row in data))
    outcomes = list(dict.fromkeys(row["outcome"] for row in data))
    base = alt.Chart()
    y = alt.Y("variant:N").sort(variants).title(None).axis(ticks=False, domain=False)
    x = alt.X("share:Q").title(None).axis(format="%", tickCount=4)
    dots = base.mark_point(filled=True, size=45, color=PLAYED, opacity=1).encode(x=x, y=y)
    rules = base.mark_rule(color=INK, strokeWidth=1.3).encode(x=alt.X("low:Q"), x2="high:Q", y=y)
    layered = alt.layer(rules, dots, data=inline(data))
    facet = alt.Facet("outcome:N").sort(outcomes).title(None)
    sized = layered.properties(width=width, height=step * len(variants))
    return finished(sized.facet(facet, columns=3))


class Odds(TypedDict):
    """The shares of all outcome classes at one moment, in the order of `names`."""

    day: str
    shares: Sequence[float]


@alone
def odds_over_time(
    names: Sequence[str], data: Sequence[Odds], *, width: int = 640, height: int = 210
) -> Spec:
    """Return stacked columns, one a moment: how the odds of the outcomes moved.

    Segments of at least a tenth carry their percentage.
    """
    import altair as alt

    rows: list[dict[str, Any]] = []
    for moment in data:
        base = 0.0
        for at, (name, share) in enumerate(zip(names, moment["shares"], strict=True)):
            text = f"{100 * share:.0f}" if share >= 0.1 else ""
            rows.append(
                {"day": moment["day"], "name": name, "from": base, "to": base + share, "at": at}
                | {"middle": base + share / 2, "text": text}
            )
            base += share
    order = [moment["day"] for moment in data]
    x = alt.X("day:O").sort(order).title(None).axis(labelAngle=0, ticks=False)
    y = alt.Y("from:Q").scale(domain=[0, 1]).title(None).axis(format="%", tickCount=5)
    scale = alt.Scale(domain=list(names), range=colours(len(names)))
    legend = alt.Legend(title=None, orient="bottom", columns=3, symbolType="square")
    colour = alt.Color("name:N").scale(scale).legend(legend)
    chart = alt.Chart(inline(rows))
    bars = chart.mark_bar(stroke="white", strokeWidth=0.6, opacity=0.72).encode(
        x=x, y=y, y2="to:Q", color=colour
    )
    texts = chart.mark_text(fontSize=10).encode(x=x, y=alt.Y("middle:Q"), text="text:N")
    return finished(alt.layer(bars, texts).properties(width=width, height=height))
