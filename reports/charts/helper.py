"""The helper that draws: `python -m reports.charts.helper` reads a wish, writes what it made.

The wish on standard input is {"specs": {name: Vega-Lite}} or {"bundle": true}, the answer on
standard output {"svgs": {name: text}} or {"bundle": text}. It opens no address and no file.
"""

from __future__ import annotations

import json
import sys
from typing import Any

VERSION = "6.4"
"""The Vega-Lite the specs are written for; the renderer carries it."""


def answered(wish: dict[str, Any]) -> dict[str, Any]:
    """Return what was wished for."""
    import vl_convert

    if wish.get("bundle"):
        return {"bundle": vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")}
    drawn = {
        name: vl_convert.vegalite_to_svg(spec, vl_version=VERSION, allowed_base_urls=[])
        for name, spec in wish["specs"].items()
    }
    return {"svgs": drawn}


if __name__ == "__main__":
    json.dump(answered(json.load(sys.stdin)), sys.stdout)
