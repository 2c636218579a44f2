"""Panels of one chart: in lines, or in a grid of rows and columns that have names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def gridded(panels: Iterable[tuple[str, str, str]], columns: int) -> dict[str, Any]:
    """Return how panels of a name, a row and a column are laid out, for `facet`.

    By the fields `row` and `column` where every place of such a grid is taken once, else by
    `name`, so many in a line: cells after one that is missing would be drawn in the wrong place.
    """
    import altair as alt

    several = list(panels)
    names, downs, acrosses = (list(dict.fromkeys(each)) for each in zip(*several, strict=True))
    places = {(down, across) for _, down, across in several}
    whole = len(places) == len(names) == len(downs) * len(acrosses)
    if whole and all(down and across for down, across in places):
        side = alt.Header(labelAngle=0, labelAlign="left", labelLimit=140)
        return {
            "row": alt.Row("row:N").sort(downs).title(None).header(side),
            "column": alt.Column("column:N").sort(acrosses).title(None),
        }
    return {"facet": alt.Facet("name:N").sort(names).title(None), "columns": columns}
