"""`whitecell show SCENARIO --influence`: who moves what, as text, data or a picture."""

from __future__ import annotations

from dataclasses import asdict
from typing import Literal

from cli.talk import write, write_json
from engine.model import Scenario
from reports.influence.drawing import influence_svg
from reports.influence.links import influence_of
from reports.influence.text import influence_lines

Look = Literal["text", "json", "svg"]


def write_influence(scenario: Scenario, format: Look, columns: int) -> None:
    """Write the influence map of a scenario; docs/reference/influence-json.md tells its keys."""
    found = influence_of(scenario)
    if format == "svg":
        write(influence_svg(found).rstrip("\n"))
    elif format == "json":
        levels = [
            {"id": x.id, "name": x.name, "low": x.low, "high": x.high, "opening": x.opening}
            for x in scenario.theatre.levels
        ]
        links = [asdict(link) for link in found.links]
        head = {"schema": 1, "scenario": scenario.id, "variant": scenario.variant}
        write_json({**head, "lens": scenario.lens, "levels": levels, "links": links})
    else:
        write(f"{scenario.title} · {scenario.id} · who moves what")
        write("units in full force of moves and events; units a month for each unit of couplings")
        write()
        for line in influence_lines(found, columns):
            write(line)
