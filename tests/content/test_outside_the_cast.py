"""Whoever is given a seat or told of an inject is in the cast, or in that of a variant."""

from pathlib import Path

import pytest

from tests.build import DUEL, NORTH, check, load, make_pack

DUEL_FILE = "scenarios/duel.yaml"
EAST = NORTH.replace("name: North", "name: East")
SEATS = "seats: [[south], [south, east]]\n"
TOLD = "says: The ice is gone.\n    to: [north, east]"
WAKES = "bold: {says: Bolder boats., set: {boldness: 2"


def codes(folder: Path, duel: str, **more: str) -> list[tuple[str, str, str]]:
    changes = {DUEL_FILE: duel, "actors/east.yaml": EAST, **more}
    return [
        (problem.code, problem.where, problem.excerpt[problem.column - 1 :][:4])
        for problem in check(make_pack(folder, changes))
    ]


def seated(duel: str) -> str:
    return duel.replace("startex:", f"{SEATS}startex:")


def told(duel: str) -> str:
    return duel.replace("says: The ice is gone.", TOLD)


def with_variant(duel: str) -> str:
    return duel.replace(WAKES, f"{WAKES}, cast: [north, south, east]")


def test_a_seat_outside_the_cast_is_told_at_its_name(tmp_path: Path) -> None:
    assert codes(tmp_path, seated(DUEL)) == [("WC216", "seats.1.1", "east")]


def test_an_inject_told_to_an_absent_actor_is_told_at_its_name(tmp_path: Path) -> None:
    assert codes(tmp_path, told(DUEL)) == [("WC216", "injects.thaw.to.1", "east")]


@pytest.mark.parametrize("named", [seated, told])
def test_an_actor_that_a_variant_brings_may_be_named(named: object, tmp_path: Path) -> None:
    assert callable(named)
    duel = with_variant(named(DUEL))
    assert duel.count("east") == 2
    assert codes(tmp_path, duel) == []


def test_a_cast_that_is_set_leaves_what_names_others(tmp_path: Path) -> None:
    duel = DUEL.replace("startex:", "seats: [[north], [south, north]]\nstartex:").split("lenses:")[
        0
    ]
    duel += "outcomes:\n  peace: {otherwise: true, says: The river is quiet.}\n"
    duel = duel.replace("set: {boldness: 2}", "set: {boldness: 2, cast: [south]}")
    assert codes(tmp_path, duel) == []
    assert load(tmp_path, variant="bold").seats == (("north",), ("south", "north"))


def test_what_another_scenario_names_is_let_be_under_a_cast_of_its_own(tmp_path: Path) -> None:
    base = seated(told(DUEL)).replace("[north, south]\n", "[north, south, east]\n")
    child = "kind: scenario\nschema: 1\nextends: duel\ntitle: Two\ncast: [north, south]\n"
    assert codes(tmp_path, base, **{"scenarios/two.yaml": child}) == []
    own = child + "seats: [[east]]\n"
    assert codes(tmp_path, base, **{"scenarios/two.yaml": own}) == [("WC216", "seats.0.0", "east")]


@pytest.mark.parametrize("broken", ["name: [", "kind: actor\nschema: 1\nname: North\nmoves: !x"])
def test_an_actor_of_the_cast_whose_file_is_broken_is_not_told_as_outside(
    broken: str, tmp_path: Path
) -> None:
    found = codes(tmp_path, told(DUEL).replace(", east]", "]"), **{"actors/north.yaml": broken})
    assert found
    assert "WC216" not in {code for code, _, _ in found}


def test_a_misspelt_actor_of_the_cast_is_told_once(tmp_path: Path) -> None:
    duel = seated(DUEL).replace("[north, south]\n", "[north, south, esat]\n")
    assert codes(tmp_path, duel) == [("WC201", "cast.2", "esat")]
