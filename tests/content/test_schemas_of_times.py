"""The schemas take of dates, times, lengths and seats what a check takes, and nothing else."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from engine.content.packs import Pack
from engine.content.schemas import known_names, parts_of, schema
from engine.content.shelf import Shelf
from tests.build import make_pack


def pattern(kind: str, part: str, key: str) -> str:
    """Return the pattern a key of a part is held to."""
    value: dict[str, Any] = dict(parts_of(kind))[part]["properties"][key]
    forms = [value, *value.get("anyOf", ())]
    return str(next(form["pattern"] for form in forms if "pattern" in form))


@pytest.mark.parametrize(
    ("kind", "part", "key", "right", "wrong"),
    [
        ("scenario", "ScenarioDocument", "startex", "2030-01-31", "31.01.2030"),
        ("scenario", "ScenarioDocument", "startex", "2030-12-01", "2030-13-01"),
        ("theatre", "DatePart", "on", "2030-03-20", "2030-3-20"),
        ("claims", "SourcePart", "date", "2029-11-02", "summer 2029"),
        ("scenario", "InjectPart", "at", "turn 2", "Turn 2"),
        ("scenario", "InjectPart", "at", "turn 2 day 5", "turn 2, day 5"),
        ("scenario", "InjectPart", "at", "2030-03-01", "soon"),
        ("scenario", "TurnsPart", "length", "2 weeks", "14 days"),
    ],
)
def test_a_time_is_held_to_how_it_is_written(
    kind: str, part: str, key: str, right: str, wrong: str
) -> None:
    held = pattern(kind, part, key)
    assert re.search(held, right)
    assert not re.search(held, wrong)


def test_seats_are_held_to_the_actors_of_the_pack(tmp_path: Path) -> None:
    pack = Pack(make_pack(tmp_path))
    made = schema("scenario", known_names(Shelf([pack]), [pack]))
    seats = made["$defs"]["WholeScenario"]["properties"]["seats"]
    assert json.dumps(seats["items"]).count('{"enum": ["north", "south"]}') == 2
