"""A second page beside the report: the same charts, drawn by a script that stands in the page.

The report itself holds no script, so that it passes mail gateways and may be opened anywhere. This
page is for who wants to point at things; it too fetches nothing.
"""

from __future__ import annotations

import json
from pathlib import Path

from markupsafe import Markup

from reports.aar.gathering import Aar
from reports.aar.pictures import drawn_specs, says_of
from reports.charts.drawing import Spec, script_bundle
from reports.pages import html

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "script-src 'unsafe-inline' 'unsafe-eval'"
)
"""The renderer makes functions of chart expressions; all of those stand in `reports.charts`."""

_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def beside(output: Path) -> Path:
    """Return where the second page of a report stands."""
    return output.with_name(f"{output.stem}.charts.html")


def charts_page(aar: Aar, title: str) -> str:
    """Return the page of interactive charts. ImportError without the extra `report`."""
    specs = drawn_specs(aar)
    values = {
        "marking": aar.marking,
        "what_if": aar.what_if,
        "title": title,
        "policy": POLICY,
        "charts": [(name, says_of(aar, name)) for name in specs],
        "bundle": script_bundle(),
        "specs": Markup(as_script(specs)),  # noqa: S704 - escaped for a script element
    }
    return html("charts.html.j2", values)


def as_script(specs: dict[str, Spec]) -> str:
    """Return specs as JSON that may stand in a script element: no sign ends or opens anything."""
    told = json.dumps(specs, ensure_ascii=True, allow_nan=False, sort_keys=True)
    return "".join(_UNSAFE.get(sign, sign) for sign in told)
