"""Fans: how a level spread over many runs, with the line that was played through them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

from reports.charts.drawing import Spec, alone, finished, inline
from reports.charts.grids import gridded
from reports.charts.look import CLOUD_DARK, CLOUD_LIGHT, MEDIAN, PLAYED

BANDS = ("p05", "p25", "p50", "p75", "p95")


class Fan(TypedDict):
    """A level over time. `days` are ISO dates, STARTEX first; each list is as long.

    `bands` maps "p05" to "p95" to quantiles over runs, empty where there are none; `played` is the
    line of one exercise, which may be shorter than `days` or empty. `low` and `high` bound the axis
    where given, in the level's unit.
    """

    days: Sequence[str]
    bands: Mapping[str, Sequence[float]]
    played: Sequence[float]
    unit: str
    low: float | None
    high: float | None


def rows_of(fan: Fan) -> list[dict[str, Any]]:
    """Return a fan as rows, one a day."""
    rows: list[dict[str, Any]] = []
    for at, day in enumerate(fan["days"]):
        row: dict[str, Any] = {"day": day}
        row |= {name: values[at] for name, values in fan["bands"].items() if at < len(values)}
        if at < len(fan["played"]):
            row["played"] = fan["played"][at]
        rows.append(row)
    return rows


@alone
def fan(data: Fan, *, width: int = 330, height: int = 150) -> Spec:
    """Return the chart of one level: bands, their median dashed, the played line with dots."""
    import altair as alt

    scale = alt.Scale(zero=False, nice=True)
    if data["low"] is not None and data["high"] is not None:
        scale = alt.Scale(domain=[data["low"], data["high"]], nice=False)
    x = alt.X("day:T").scale(type="utc").title(None)
    x = x.axis(format="%b %y", labelOverlap=True, grid=False, tickCount=6)

    def y(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q").scale(scale).title(data["unit"] or None).axis(tickCount=5)

    base = alt.Chart(inline(rows_of(data))).encode(x=x)
    layers: list[Any] = []
    if data["bands"]:
        outer = base.mark_area(color=CLOUD_LIGHT).encode(y=y("p05"), y2="p95:Q")
        inner = base.mark_area(color=CLOUD_DARK).encode(y=y("p25"), y2="p75:Q")
        median = base.mark_line(color=MEDIAN, strokeDash=[5, 3], strokeWidth=1.3)
        layers += [outer, inner, median.encode(y=y("p50"))]
    if data["played"] or not layers:
        point = alt.OverlayMarkDef(filled=True, size=22, color=PLAYED)
        line = base.mark_line(color=PLAYED, strokeWidth=2.2, point=point)
        layers.append(line.encode(y=y("played"), tooltip=[alt.Tooltip("day:N"), "played:Q"]))
    return finished(alt.layer(*layers).properties(width=width, height=height))


class Variant(TypedDict):
    """One variant's median and middle half of a level over time, for comparison.

    `row` and `column` are its places in a grid, empty where there is none.
    """

    name: str
    days: Sequence[str]
    bands: Mapping[str, Sequence[float]]
    row: str
    column: str


FEW = 9
"""Panels beyond which they are drawn smaller."""


@alone
def fans_by_variant(variants: Sequence[Variant]) -> Spec:
    """Return one fan a variant on one scale: a grid of their rows and columns where they have
    any, else in lines in the order given, of three, or of four smaller ones where they are many.
    """
    import altair as alt

    keys = ("name", "row", "column")
    rows = [
        {"day": day, **{k: v[k] for k in keys}, **{b: v["bands"][b][at] for b in BANDS}}  # type: ignore[literal-required]
        for v in variants
        for at, day in enumerate(v["days"])
    ]
    wide = len(variants) <= FEW
    grid = gridded([(v["name"], v["row"], v["column"]) for v in variants], 3 if wide else 4)
    width, height = (220, 130) if wide else (165, 80)
    x = alt.X("day:T").scale(type="utc").title(None)
    x = x.axis(format="%b %y", grid=False, tickCount=4 if wide else 3, labelOverlap=True)

    def y(field: str) -> alt.Y:
        axis = alt.Y(f"{field}:Q").scale(zero=False).title(None)
        return axis.axis(tickCount=5 if wide else 3)

    base = alt.Chart().encode(x=x)
    outer = base.mark_area(color=CLOUD_LIGHT).encode(y=y("p05"), y2="p95:Q")
    inner = base.mark_area(color=CLOUD_DARK).encode(y=y("p25"), y2="p75:Q")
    median = base.mark_line(color=MEDIAN, strokeWidth=1.8).encode(y=y("p50"))
    layered = alt.layer(outer, inner, median, data=inline(rows))
    return finished(layered.properties(width=width, height=height).facet(**grid))
