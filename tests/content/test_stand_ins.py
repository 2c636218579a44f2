"""A value that cannot be does not hide the wrong names beside it, nor brings errors of its own."""

from pathlib import Path

import pytest

from engine.errors import ContentError
from tests.build import DUEL, FILES, NORTH, SOUTH, check, load, make_pack

NORTHERN, SOUTHERN, RIVER = (
    "actors/north.yaml",
    "actors/south.yaml",
    "scenarios/theatres/river.yaml",
)
DUELS = "scenarios/duel.yaml"
WRONG = {
    "odds": ("odds: 0.8", "odds: 7", "WC105"),
    "percent": ("odds: 0.8", "odds: 80%", "WC104"),
    "cost": ("cost: 0.01", "cost: -1", "WC105"),
    "weight": ("weight: 0.6", "weight: 0", "WC105"),
    "duration": ("delay: 1 month", "delay: 1 mnth", "WC108"),
    "choice": ("kind: hard", "kind: firm", "WC106"),
    "slot": ("slot: 2", "slot: 0", "WC105"),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_names_are_told_beside_a_value_that_cannot_be(name: str, tmp_path: Path) -> None:
    old, new, code = WRONG[name]
    assert NORTH.count(old) == 1
    text = NORTH.replace(old, new).replace("tension > 40", "tensoin > 40")
    text = text.replace("south.patrol: 0.03", "south.patrl: 0.03")
    found = check(make_pack(tmp_path, {NORTHERN: text}))
    assert sorted(problem.code for problem in found) == sorted([code, "WC206", "WC302"])


def test_what_stands_in_its_stead_is_not_judged(tmp_path: Path) -> None:
    theatre = FILES[RIVER].replace("range: [0, 200], start: 100", "range: [0, x], start: 100")
    (problem,) = check(make_pack(tmp_path, {RIVER: theatre}))
    assert problem.code == "WC104"
    with pytest.raises(ContentError):
        load(tmp_path)


def test_a_value_of_the_scenario_does_not_hide_the_names_of_actors(tmp_path: Path) -> None:
    duel = DUEL.replace("count: 4", "count: 0").replace("cast: [north", "cast: [nroth, north")
    south = SOUTH.replace("trade: 1}", "trede: 1}")
    found = check(make_pack(tmp_path, {DUELS: duel, SOUTHERN: south}))
    assert [problem.code for problem in found] == ["WC204", "WC201", "WC105"]


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("mvoes:", "moves:"),
        ("wieght: 0.6", "weight: 0.6"),
        ("sais: Burn", "says: Burn"),
        ("kid: hard", "kind: hard"),
        ("respond_to: {", "responds_to: {"),
    ],
)
def test_wrong_names_are_told_beside_and_below_a_misspelt_key(
    slip: str, meant: str, tmp_path: Path
) -> None:
    assert meant in NORTH
    text = NORTH.replace(meant, slip, 1).replace("tension > 40", "tensoin > 40")
    found = check(make_pack(tmp_path, {NORTHERN: text}))
    assert sorted(problem.code for problem in found) == ["WC103", "WC302"]
    (name,) = (problem for problem in found if problem.code == "WC302")
    lines = text.splitlines()
    assert lines[name.line - 1][name.column - 1 :].startswith("tensoin")


def test_a_key_like_none_that_holds_a_value_is_passed_over(tmp_path: Path) -> None:
    text = NORTH.replace("kind: actor\n", "kind: actor\nflavour: 7\n")
    found = check(make_pack(tmp_path, {NORTHERN: text.replace("tension > 40", "tensoin > 40")}))
    assert [problem.code for problem in found] == ["WC103", "WC302"]


@pytest.mark.parametrize(
    ("path", "old", "new", "code"),
    [
        (NORTHERN, "kind: actor\n", "kind: actor\nflavours: {a: 1}\n", "WC103"),
        (NORTHERN, "kind: actor\n", "kind: actor\nflavours:\n", "WC103"),
        (DUELS, "cast: [", "csat: [", "WC103"),
    ],
    ids=["holding names", "holding nothing", "by which others are found"],
)
def test_a_key_that_cannot_be_mended_is_told_without_what_would_follow(
    path: str, old: str, new: str, code: str, tmp_path: Path
) -> None:
    text = FILES[path].replace(old, new)
    assert text != FILES[path]
    found = check(make_pack(tmp_path, {path: text}))
    own = [problem.code for problem in found if problem.path.endswith(path)]
    assert code in own
    assert not [each for each in own if each.startswith("WC2")]
