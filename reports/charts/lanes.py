"""Lanes: who did what when, one lane a seat, injects in a lane of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from reports.charts.drawing import Spec, alone, finished, inline
from reports.charts.look import GRID, MEDIAN, PLAYED

KINDS = ("move", "answer", "free move", "inject")
SHAPES = ("circle", "triangle-up", "square", "diamond")


class Mark(TypedDict):
    """One act or inject. `day` is an ISO date, `kind` of KINDS; `surprising` draws it filled.

    `says` is told to who points at it.
    """

    lane: str
    day: str
    kind: str
    surprising: bool
    says: str


@alone
def lanes(
    names: Sequence[str], marks: Sequence[Mark], turns: Sequence[str], *, width: int = 640
) -> Spec:
    """Return the lanes in the order of `names`, a thin line at each day of `turns`.

    The shapes are SHAPES, in the order of KINDS; the text beside the chart is to say so.
    """
    import altair as alt

    y = alt.Y("lane:N").scale(domain=list(names)).title(None)
    y = y.axis(ticks=False, domain=False, grid=True, labelPadding=8)
    x = alt.X("day:T").scale(type="utc").title(None).axis(format="%b %y", grid=False, tickCount=12)
    rules = alt.Chart(inline([{"day": day} for day in turns]))
    lines = rules.mark_rule(color=GRID, strokeWidth=1).encode(x=x)
    shape = alt.Shape("kind:N").scale(domain=list(KINDS), range=list(SHAPES))
    shape = shape.legend(None)
    filled = alt.condition("datum.surprising", alt.value(PLAYED), alt.value("white"))
    edge = alt.condition("datum.surprising", alt.value(PLAYED), alt.value(MEDIAN))
    points = alt.Chart(inline(marks))
    points = points.mark_point(size=75, strokeWidth=1.6, opacity=1)
    tip = [alt.Tooltip(f"{field}:N") for field in ("lane", "day", "says")]
    drawn = points.encode(x=x, y=y, shape=shape, fill=filled, stroke=edge, tooltip=tip)
    return finished(alt.layer(lines, drawn).properties(width=width, height=30 * len(names)))
