"""Charts only a comparison has: when runs part, and how a box is peeled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reports.charts.drawing import Spec, alone, finished, inline
from reports.charts.fans import FEW
from reports.charts.grids import gridded
from reports.charts.look import MEDIAN, PLAYED

Rows = Sequence[Mapping[str, Any]]


@alone
def parting_turns(rows: Rows) -> Spec:
    """Return columns a turn, one panel an arm, from rows of `name`, `turn` and `share`.

    `row` and `column` are an arm's places in a grid, empty where there is none.
    """
    import altair as alt

    turns = [row["turn"] for row in rows]
    every = list(range(min(turns), max(turns) + 1))
    x = alt.X("turn:O").title("turn").scale(domain=every).axis(labelAngle=0, ticks=False)
    y = alt.Y("share:Q").title(None).axis(format="%", tickCount=4)
    bars = alt.Chart(inline(rows)).mark_bar(color=MEDIAN, opacity=0.75).encode(x=x, y=y)
    arms = list(dict.fromkeys((row["name"], row["row"], row["column"]) for row in rows))
    wide = len(arms) <= FEW
    width, height = (190, 110) if wide else (165, 70)
    sized = bars.properties(width=width, height=height)
    return finished(sized.facet(**gridded(arms, 3 if wide else 4)))


@alone
def peeling(
    steps: Rows, told: Mapping[str, float] | None, *, width: int = 330, height: int = 190
) -> Spec:
    """Return coverage against density, box by box; the box told of stands out."""
    import altair as alt

    x = alt.X("coverage:Q").title("coverage").scale(domain=[0, 1]).axis(format="%", tickCount=5)
    y = alt.Y("density:Q").title("density").scale(domain=[0, 1]).axis(format="%", tickCount=5)
    layers: list[Any] = [
        alt.Chart(inline(steps)).mark_point(filled=True, size=26, color=MEDIAN).encode(x=x, y=y)
    ]
    if told:
        mark = alt.Chart(inline([told])).mark_point(size=130, color=PLAYED, strokeWidth=2.2)
        layers.append(mark.encode(x=x, y=y))
    return finished(alt.layer(*layers).properties(width=width, height=height))
