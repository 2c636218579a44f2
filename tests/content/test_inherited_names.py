"""What is changed under a misspelt name is told the inherited one, once; nothing is taken out."""

from pathlib import Path

import pytest

from engine.content.problems import Problem
from tests.build import DUEL, added, check, load, make_pack

CHILD = "kind: scenario\nschema: 1\nextends: duel\n"
NORTH, RIVER, BASE = "actors/north.yaml", "scenarios/theatres/river.yaml", "scenarios/duel.yaml"


def extended(folder: Path, more: str) -> list[Problem]:
    """Return what is wrong with a scenario that extends the duel."""
    return check(make_pack(folder, {"scenarios/child.yaml": f"{CHILD}{more}\n"}))


@pytest.mark.parametrize(
    ("more", "near", "file", "lacks"),
    [
        ("actors: {north: {moves: {plaed: {odds: 0.5}}}}", "plead", NORTH, "slot, says, tells"),
        ("actors: {north: {motives: {clam: {weight: 1}}}}", "calm", NORTH, "says, watches"),
        ("theatre_changes: {indicators: {tensoin: {noise: 3}}}", "tension", RIVER, "name, range"),
        ("injects: {thwa: {at: turn 3}}", "thaw", BASE, "says"),
        ("injects: {thaw: {at: turn 3}, thwa: {at: turn 3}}", "thaw", BASE, "says"),
        ("uncertainties: {boldnes: {value: 1}}", "boldness", BASE, "says, range"),
    ],
)
def test_a_misspelt_inherited_name_is_told_once(
    more: str, near: str, file: str, lacks: str, tmp_path: Path
) -> None:
    (found,) = extended(tmp_path, more)
    assert found.code == "WC102"
    assert found.path.endswith("child.yaml")
    assert "is new here and lacks the key" in found.message
    assert lacks in found.message
    assert found.hint.startswith(f"did you mean '{near}', inherited from ")
    assert found.hint.endswith(f"{file}?")


def test_an_outcome_without_its_condition_is_told_the_near_one(tmp_path: Path) -> None:
    (found,) = extended(tmp_path, "outcomes: {waar: {says: It burns.}}")
    assert (found.message, found.where) == ("key 'when' is missing", "outcomes.waar")
    assert found.hint.startswith("did you mean 'war', inherited from ")


def test_a_new_name_near_none_lacks_its_keys(tmp_path: Path) -> None:
    (found,) = extended(tmp_path, "injects: {zebra: {at: turn 3}}")
    assert (found.message, found.hint) == ("key 'says' is missing", "")


def test_a_name_near_one_of_its_own_file_was_not_inherited(tmp_path: Path) -> None:
    twice = added(BASE, "measures: {strains: {says: More.}, strain: {is: trade}}\n")
    (found,) = check(make_pack(tmp_path, twice))
    assert (found.message, found.hint) == ("key 'is' is missing", "")


@pytest.mark.parametrize(
    ("kind", "name", "hint"),
    [
        ("injects", "thaw", "an inherited inject is held back: {at: null, when: null, contin"),
        ("outcomes", "war", "an inherited outcome cannot be taken out"),
    ],
)
def test_nothing_is_taken_out_with_null(kind: str, name: str, hint: str, tmp_path: Path) -> None:
    (found,) = extended(tmp_path, f"{kind}: {{{name}: null}}")
    assert (found.code, found.hint.startswith(hint)) == ("WC104", True)
    alone = DUEL.replace("injects:\n", "injects:\n  rain:\n")
    (found,) = check(make_pack(tmp_path / "alone", {BASE: alone}))
    assert found.hint.startswith("keys needed here: says")


@pytest.mark.parametrize("name", ["thaw", "feud"])
def test_an_inherited_inject_is_held_back(name: str, tmp_path: Path) -> None:
    more = f"title: Held\ninjects: {{{name}: {{at: null, when: null, contingency: true}}}}"
    assert extended(tmp_path, more) == []
    held = {inject.id: inject for inject in load(tmp_path, "child").injects}[name]
    assert (held.day, held.when, held.contingency) == (None, None, True)
