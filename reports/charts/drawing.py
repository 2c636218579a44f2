"""From a spec to a picture: static SVG, drawn here, with nothing fetched and nothing run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from threading import Lock
from typing import Any

from markupsafe import Markup, escape

from reports.charts.look import config

Spec = dict[str, Any]
VERSION = "6.4"
"""The Vega-Lite the specs are written for; the renderer carries it."""

_IDS = re.compile(r'(\bid="|url\(#|\bhref="#)([A-Za-z_][\w-]*)')
_ROOT = re.compile(r"<svg\b[^>]*>")
_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_ONE_AT_A_TIME = Lock()
"""The renderer is one machine for the whole process."""


def finished(chart: Any) -> Spec:
    """Return an Altair chart as a spec with the house's look."""
    spec: Spec = chart.to_dict(validate=True)
    spec["config"] = config()
    return spec


def inline(rows: Iterable[Mapping[str, Any]]) -> Any:
    """Return rows as data that stand in the spec itself."""
    import altair as alt

    return alt.InlineData(values=[dict(row) for row in rows])


def svg(spec: Spec, says: str, prefix: str) -> Markup:
    """Return a spec drawn as SVG to stand in a page; `says` tells what it shows to who cannot see.

    Ids get `prefix`, since those of several pictures in one page would otherwise clash. The
    picture grows and shrinks with its column.
    """
    import vl_convert

    with _ONE_AT_A_TIME:
        drawn = vl_convert.vegalite_to_svg(spec, vl_version=VERSION, allowed_base_urls=[])
    named = _IDS.sub(rf"\1{prefix}-\2", drawn)
    size = _SIZE.search(named)
    width, height = (float(part) for part in size.groups()) if size else (600.0, 300.0)
    root = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'class="chart" role="img" viewBox="0 0 {width:g} {height:g}" '
        f'style="max-width:{width:g}px" aria-label="{escape(says)}">'
    )
    return Markup(_ROOT.sub(lambda _: root, named, count=1))  # noqa: S704 - drawn by the renderer


def script_bundle() -> str:
    """Return the script that draws specs in a browser, whole, for a page that stands alone."""
    import vl_convert

    with _ONE_AT_A_TIME:
        bundle: str = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
    return bundle.replace("</script", "<\\/script")
