"""A run as data, and the page that documents it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from engine.model import Flag, Level, Overrides
from engine.play.exercise import Exercise
from engine.play.seats import Script, play_out
from reports.data import as_text, run_data
from tests.engine.small import ash, elm, level, scenario
from tests.house.places import ROOT

PAGE = ROOT / "docs" / "reference" / "run-json.md"
RELATION = "relation(ash, elm)"
OPEN_OBJECTS = {
    "settings",
    "outcome_because",
    "expectations",
    "indicators",
    "relations",
    "flags",
    "motives",
    "anticipation",
    "penalties",
    "values",
}
SEED = 25  # Ash is answered in this year, and the engine's first choice for it is to hold


def data(seed: int = SEED, **changes: Any) -> dict[str, Any]:
    exercise = Exercise(scenario(**changes), seed)
    finished = play_out(exercise)
    given = {"b": "2", "a": "1"}
    return run_data(exercise.scenario, seed, given, exercise.reports, finished, exercise.measures())


@pytest.fixture(scope="module")
def run() -> dict[str, Any]:
    return data()


def paths(value: object, path: str = "") -> Iterator[str]:
    """The documented spelling of every key in some JSON."""
    if isinstance(value, list):
        yield f"{path}[]"
        for item in value:
            yield from (found for found in paths(item, f"{path}[]") if found != f"{path}[]")
    elif isinstance(value, dict):
        name = path.rpartition(".")[2]
        if name in OPEN_OBJECTS:
            yield f"{path}{{}}"
            return
        if path:
            yield path
        start = "explanation" if name == "explanation" else path
        for key, item in value.items():
            yield from paths(item, f"{start}.{key}" if start else key)
    else:
        yield path


def documented() -> set[str]:
    found = re.findall(r"^\| `([^`]+)` \|", PAGE.read_text("utf-8"), re.MULTILINE)
    return set(found)


def eventful() -> dict[str, Any]:
    """A run in which everything happens that can be written."""
    first, made = ash(), scenario()
    tired = replace(first, moves=tuple(replace(move, cooldown=6.0) for move in first.moves))
    flags = (Flag("wet", "The vale is wet", "switch", False),)
    flood = replace(made.injects[0], sets=(("wet", True),), audience=("ash",))
    theatre = replace(made.theatre, flags=flags)
    return data(actors=(tired, elm()), theatre=theatre, injects=(flood,))


def test_every_key_that_is_written_is_documented() -> None:
    written = {path for path in paths(eventful()) if path != "explanation"}
    assert written - documented() == set()


def test_every_key_that_is_documented_is_written() -> None:
    empty = {"turns[].events[].audience[]", "explanation.options[].blocks[].claims[]"}
    assert documented() - set(paths(eventful())) - empty == set()


def test_the_run_names_what_was_played(run: dict[str, Any]) -> None:
    named = ["schema", "scenario", "variant", "lens", "seed", "replication", "settings"]
    assert list(run)[:7] == named
    assert (run["schema"], run["scenario"], run["seed"]) == (1, "small", SEED)
    assert list(run["settings"]) == ["a", "b"]
    assert (run["outcome"], len(run["turns"])) == ("other", 6)
    assert data(variant="wet", variants=(Overrides("wet", "", ()),))["variant"] == "wet"


def test_every_move_has_a_day_a_reason_and_a_probability(run: dict[str, Any]) -> None:
    moves = [move for turn in run["turns"] for move in turn["moves"]]
    assert len(moves) > 4
    for move in moves:
        assert move["date"].startswith("2026-0")
        assert isinstance(move["day"], int)
        assert 0 < move["probability"] <= 1
        assert move["explanation"]["reason"]


def test_every_response_names_what_it_answers(run: dict[str, Any]) -> None:
    moves = [move for turn in run["turns"] for move in turn["moves"]]
    ids = {move["id"] for move in moves}
    answers = [move for move in moves if move["kind"] == "response"]
    assert answers
    assert all(move["because_of"] in ids for move in answers)


def test_holds_are_decisions(run: dict[str, Any]) -> None:
    held = [d for turn in run["turns"] for d in turn["decisions"] if d["held"]]
    assert held
    assert {d["chosen"] for d in held} == {"hold"}


def test_the_parts_of_an_option_sum_to_its_utility(run: dict[str, Any]) -> None:
    for turn in run["turns"]:
        for decision in turn["decisions"]:
            for option in decision["explanation"]["options"]:
                parts = sum(option["motives"].values()) + sum(option["anticipation"].values())
                costs = option["cost"] + option["friction"] + sum(option["penalties"].values())
                assert parts - costs + option["bonus"] == pytest.approx(
                    option["utility"], abs=1e-12
                )


def test_relations_stand_apart_from_indicators() -> None:
    made = scenario()
    levels: tuple[Level, ...] = (level(RELATION, 2.0, is_relation=True), *made.theatre.levels)
    turn = data(theatre=replace(made.theatre, levels=levels))["turns"][0]
    assert list(turn["relations"]) == [RELATION]
    assert list(turn["indicators"]) == ["goods", "unrest"]


def test_a_state_hash_ends_every_turn(run: dict[str, Any]) -> None:
    hashes = [turn["state_hash"] for turn in run["turns"]]
    assert len(set(hashes)) == 6
    assert all(re.fullmatch("[0-9a-f]{64}", each) for each in hashes)


def test_the_text_reads_back_and_is_ascii(run: dict[str, Any]) -> None:
    text = as_text(run)
    assert text.isascii()
    assert json.loads(text) == run


def test_another_seed_gives_another_run(run: dict[str, Any]) -> None:
    assert as_text(data(SEED)) == as_text(run)
    assert as_text(data(SEED + 1)) != as_text(run)


def test_a_choice_by_hand_is_told_with_the_engines_own() -> None:
    exercise = Exercise(scenario(), SEED, people=("ash",))
    finished = play_out(exercise, {"ash": Script({1: "strike"})})
    run = run_data(exercise.scenario, SEED, {}, exercise.reports, finished, {})
    first = next(d for d in run["turns"][0]["decisions"] if d["actor"] == "ash")
    assert (first["chosen"], first["by"]) == ("strike", "script")
    assert first["explanation"]["engine_choice"] == "hold"
