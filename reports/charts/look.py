"""How charts look: one set of colours, one typeface, thin lines, for screen and paper alike."""

from __future__ import annotations

from typing import Any

INK, FAINT, GRID = "#1d2733", "#5b6776", "#e3e7ec"
PLAYED, CLOUD_DARK, CLOUD_LIGHT, MEDIAN = "#b3400a", "#a9bfd8", "#dbe5f0", "#38587c"
CLASSES = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#8c8c8c", "#f0e442")
"""One colour a class, in the order the classes are declared; beyond eight they repeat."""

NEITHER = "#38587c"
FONT = "Helvetica Neue, Helvetica, Arial, Liberation Sans, sans-serif"


def colours(count: int) -> list[str]:
    """Return that many colours, the declared ones first."""
    return [CLASSES[at % len(CLASSES)] for at in range(count)]


def config() -> dict[str, Any]:
    """Return the Vega-Lite configuration every chart is drawn under."""
    return {
        "font": FONT,
        "background": "white",
        "padding": 4,
        "view": {"stroke": None},
        "axis": {
            "labelColor": FAINT,
            "labelFontSize": 11,
            "titleColor": FAINT,
            "titleFontSize": 11,
            "titleFontWeight": "normal",
            "gridColor": GRID,
            "domainColor": "#aab3be",
            "tickColor": "#aab3be",
            "labelLimit": 260,
        },
        "axisTemporal": {"labelSeparation": 8},
        "axisY": {"labelPadding": 6},
        "legend": {
            "labelColor": INK,
            "titleColor": FAINT,
            "labelFontSize": 11,
            "labelLimit": 260,
            "columnPadding": 22,
        },
        "header": {"labelColor": INK, "labelFontSize": 12, "labelFontWeight": "bold"},
        "text": {"color": INK, "fontSize": 11},
    }
