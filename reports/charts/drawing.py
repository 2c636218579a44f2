"""From a spec to a picture: static SVG, drawn by a helper process, with nothing fetched.

The renderer ends its whole process over a text it cannot read (a control character will do), so
every text is cleaned before, and the drawing is done by a child: the table goes on whatever happens
to it, and is spared the memory of a script engine.
"""

from __future__ import annotations

import json
import math
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from pathlib import Path
from threading import RLock
from typing import Any, ParamSpec

from markupsafe import Markup, escape

from engine.errors import WhitecellError
from reports.charts.look import config
from reports.wording import plain

Spec = dict[str, Any]
PATIENCE = 180.0
"""Seconds the helper may take for all the pictures of a page."""

_ALONE = RLock()

Making = ParamSpec("Making")


def alone(make: Callable[Making, Spec]) -> Callable[Making, Spec]:
    """Let one thread at a time make a chart: Altair mixes up charts that are made side by side."""

    @wraps(make)
    def made(*given: Making.args, **named: Making.kwargs) -> Spec:
        with _ALONE:
            return make(*given, **named)

    return made


_IDS = re.compile(r'(\bid="|url\(#|\bhref="#)([A-Za-z_][\w-]*)')
_ROOT = re.compile(r"<svg\b[^>]*>")
_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


class DrawingError(WhitecellError):
    """The renderer failed; the report can do without its pictures."""


def inline(rows: Iterable[Mapping[str, Any]]) -> Any:
    """Return rows as data that stand in the spec itself."""
    import altair as alt

    return alt.InlineData(values=[dict(row) for row in rows])


def finished(chart: Any) -> Spec:
    """Return an Altair chart as a spec with the house's look, its texts fit to be drawn."""
    spec: Spec = chart.to_dict(validate=True)
    spec["config"] = config()
    cleaned: Spec = clean(spec)
    return cleaned


def clean(value: Any) -> Any:
    """Return a spec without signs that no picture can hold, and without numbers that are none."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {plain(key): clean(each) for key, each in value.items()}
    return [clean(each) for each in value] if isinstance(value, list | tuple) else value


def svgs(specs: Mapping[str, Spec], says: Mapping[str, str]) -> dict[str, Markup]:
    """Return specs drawn as SVG to stand in one page, by name.

    `says` tells what each shows to who cannot see it. Names become prefixes of the ids inside, so
    that no two pictures share one. ImportError without the extra `report`, DrawingError where the
    renderer fails.
    """
    if not specs:
        return {}
    drawn = _helped({"specs": {name: clean(spec) for name, spec in specs.items()}})["svgs"]
    return {name: _fitted(drawn[name], says[name], name) for name in specs}


def script_bundle() -> Markup:
    """Return the script that draws specs in a browser, for a page that stands alone.

    ImportError and DrawingError as `svgs`.
    """
    bundle = _helped({"bundle": True})["bundle"].replace("</script", "<\\/script")
    return Markup(bundle.replace("<!--", "<\\!--"))  # noqa: S704 - the renderer's own


def _fitted(drawn: str, says: str, prefix: str) -> Markup:
    """Return a picture that grows and shrinks with its column, its ids its own."""
    named = _IDS.sub(rf"\1{prefix}-\2", drawn)
    size = _SIZE.search(named)
    width, height = (float(part) for part in size.groups()) if size else (600.0, 300.0)
    root = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'class="chart" role="img" viewBox="0 0 {width:g} {height:g}" '
        f'style="max-width:{width:g}px" aria-label="{escape(plain(says))}">'
    )
    return Markup(_ROOT.sub(lambda _: root, named, count=1))  # noqa: S704 - drawn by the renderer


def _helped(wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a helper process makes of a wish."""
    import vl_convert  # noqa: F401 - so that who lacks it is told before a process is started

    house = str(Path(__file__).resolve().parents[2])
    paths = [house, *filter(None, [os.environ.get("PYTHONPATH")])]
    try:
        told = subprocess.run(
            [sys.executable, "-m", "reports.charts.helper"],
            input=json.dumps(wanted, allow_nan=False).encode(),
            capture_output=True,
            timeout=PATIENCE,
            check=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )
        answer: dict[str, Any] = json.loads(told.stdout)
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        raise DrawingError(f"the charts could not be drawn: {type(error).__name__}") from error
    return answer
