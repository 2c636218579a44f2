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


PATIENT = "{actors.north.decision.precision: 60}"
LATE = "injects.late: {says: Late.}"
HELD = "injects.late.contingency: true"


def test_the_keys_of_a_policy_are_held_together(pack: Path) -> None:
    (lacking,) = told(pack, PATIENT, f"{{turns.count: 2, {LATE}}}")
    assert (lacking.code, lacking.severity) == ("WC109", "error")
    assert lacking.where == "policies.patient.set.injects.late"
    assert lacking.excerpt[lacking.column - 1 :].startswith("injects.late")
    path = pack / "experiments/spring.yaml"
    for sound in (f"{{{LATE}, {HELD}}}", f"{{{HELD}, {LATE}}}"):
        path.write_text(GOOD.replace(PATIENT, sound))
        assert check(path) == []
    path.write_text(GOOD.replace(PATIENT, f"{{{LATE}}}").replace("{turns.count: 3", f"{{{HELD}"))
    assert check(path) == [], "what all arms are given completes a policy"


@pytest.mark.parametrize(
    ("sets", "code", "where", "marked", "says"),
    [
        (f"{{{LATE}, turns.count: many}}", "WC104", "turns.count", "many", "whole number"),
        (f"{{{LATE}, injects.late.to: [east]}}", "WC201", "injects.late.to.0", "east", "east"),
        ("{boldness: 3, turns.count: 3}", "WC402", "boldness", "3,", "outside the range 0 to 2"),
        (
            f"{{{LATE}, {HELD}, injects.late.sys: 1}}",
            "WC103",
            "injects.late.sys",
            "injects.late.s",
            "says",
        ),
        (f"{{{LATE}, injects.late.to: [north]}}", "WC109", "injects.late", "injects.late:", "at:"),
    ],
)
def test_a_wrong_key_among_several_is_told_at_its_own_place(
    pack: Path, sets: str, code: str, where: str, marked: str, says: str
) -> None:
    found = [each for each in told(pack, PATIENT, sets) if each.code == code]
    assert [each.where for each in found] == [f"policies.patient.set.{where}"]
    assert found[0].excerpt[found[0].column - 1 :].startswith(marked)
    assert says in f"{found[0].message} {found[0].hint}"


def test_what_only_several_keys_make_wrong_is_told_at_their_policy(pack: Path) -> None:
    both = "{injects.late: {says: Late., contingency: true}, injects.late.contingency: false}"
    (found,) = told(pack, PATIENT, both)
    assert (found.code, found.where) == ("WC109", "policies.patient")
    assert found.excerpt[found.column - 1 :].startswith("patient")
    assert found.message.startswith("injects.late: an inject needs")


def test_what_is_wrong_under_some_arms_names_them(pack: Path) -> None:
    low = "{uncertainties.boldness.range: [0, 1.5]}"
    (found,) = told(pack, PATIENT, low)
    assert found.where == "policies.patient.set.uncertainties.boldness.range"
    assert found.message.endswith("so it is under bold, bold+proud_north")
    path = pack / "experiments/spring.yaml"
    path.write_text(GOOD.replace(PATIENT, low).replace("[plain, bold]", "[plain]"))
    assert check(path) == [], "arms that are not asked for are not looked at"


def test_a_weight_nothing_reads_is_the_warning_it_is_in_a_variant(pack: Path) -> None:
    dead = "{actors.north.type: proud, actors.north.motives.calm.weight: 0.5}"
    path = pack / "experiments/spring.yaml"
    path.write_text(GOOD.replace(PATIENT, dead).replace("[all]", "[]"))
    (found,) = check(path)
    assert (found.code, found.severity) == ("WC517", "warning")
    assert found.where == "policies.patient.set.actors.north.motives.calm.weight"
