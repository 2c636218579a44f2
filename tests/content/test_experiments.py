"""Experiments are checked like any file: what they name is there, each mistake in its place."""

from pathlib import Path

import pytest

from engine.content.problems import Problem
from tests.build import check, make_pack

GOOD = """\
kind: experiment
schema: 1
title: Does a cold spring matter?
scenarios: [duel, ../scenarios/duel.yaml]
variants: [plain, bold]
lenses: [all]
policies:
  patient: {says: North waits., set: {actors.north.decision.precision: 60}}
set: {turns.count: 3}
sample: {points: 5, ranges: {boldness: [0.2, 0.4]}}
runs: 10
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    make_pack(tmp_path, {"experiments/spring.yaml": GOOD})
    return tmp_path


def told(pack: Path, old: str, new: str) -> list[Problem]:
    """Return the problems of the experiment with something changed in it, by file and by pack."""
    assert old in GOOD
    path = pack / "experiments/spring.yaml"
    path.write_text(GOOD.replace(old, new))
    found = check(path)
    assert [p for p in check(pack) if p.path == found[0].path] == found
    return found


def test_a_sound_experiment_is_clean_in_its_pack_and_on_its_own(pack: Path) -> None:
    assert check(pack) == []
    assert check(pack / "experiments/spring.yaml") == []
    alone = pack / "elsewhere.yaml"
    alone.write_text(GOOD.replace("../scenarios", "scenarios"))
    assert check(alone) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "where", "says"),
    [
        ("[duel,", "[dual,", "WC213", "scenarios.0", "did you mean 'duel'"),
        ("duel.yaml", "gone.yaml", "WC213", "scenarios.1", "unknown scenario"),
        ("bold]", "bald]", "WC210", "variants.1", "did you mean 'bold'"),
        ("[all]", "[gloomy]", "WC215", "lenses.0", "unknown lens 'gloomy'"),
        ("north.decision.precision", "nort.decision.precision", "WC209", "policies", "no actor"),
        ("{turns.count: 3}", "{turnz.count: 3}", "WC209", "set.turnz.count", "turns"),
        ("turns.count: 3", "turns.count: many", "WC104", "set.turns.count", "whole number"),
        ("patient:", "plain:", "WC107", "policies.plain", "no policy can be called 'plain'"),
        ("{boldness:", "{baldness:", "WC209", "sample.ranges.baldness", "boldness"),
        ("[0.2, 0.4]", "[0.4, 0.2]", "WC105", "sample.ranges.boldness", "low to high"),
        ("[0.2, 0.4]", "[0.2, 44]", "WC105", "sample.ranges.boldness", "goes beyond"),
        ("runs: 10", "rums: 10", "WC103", "rums", "did you mean 'runs'"),
        ("points: 5", "points: 0", "WC105", "sample.points", "from 1 to 100,000"),
        ("schema: 1", "schema: one", "WC106", "schema", ""),
    ],
)
def test_each_mistake_is_told_once_in_its_place(
    pack: Path, old: str, new: str, code: str, where: str, says: str
) -> None:
    (problem,) = told(pack, old, new)
    assert problem.code == code
    assert problem.where.startswith(where)
    assert says in f"{problem.message} {problem.hint}"
    assert problem.path.endswith("experiments/spring.yaml")
    assert problem.line > 1
