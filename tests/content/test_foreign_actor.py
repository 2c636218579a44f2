"""An actor of another pack that asks for another theatre is told once, where the cast has it."""

from pathlib import Path

import pytest

from engine.content.library import Library
from engine.content.problems import Problem
from engine.errors import ContentError
from tests.build import DUEL, FILES, NORTH, make_pack

DUEL_FILE = "scenarios/duel.yaml"
OWN = "cast: [north, south]"
WITH_EAST = "cast: [north, south, east]"
EAST = (
    NORTH.replace("name: North", "name: East")
    .replace("watches: {tension: -1.0}", "watches: {heat: 1, tension: -1}")
    .replace("claims: [AA-01]", "claims: [ZZ-01]")
)


def packs(folder: Path, east: str = EAST, duel: str = DUEL) -> list[Path]:
    """Write the made world, and another pack beside it that has a third actor."""
    make_pack(folder / "own", {DUEL_FILE: duel.replace(OWN, WITH_EAST)})
    (folder / "other/actors").mkdir(parents=True)
    (folder / "other/actors/east.yaml").write_text(east, encoding="utf-8")
    return [folder / "own", folder / "other"]


def found(folders: list[Path]) -> list[Problem]:
    return Library(folders).check([folders[0]])


def test_all_it_asks_for_in_vain_is_one_problem_at_the_cast(tmp_path: Path) -> None:
    folders = packs(tmp_path)
    (problem,) = found(folders)
    assert (problem.code, problem.where) == ("WC217", "cast.2")
    assert problem.path.endswith(DUEL_FILE)
    assert problem.excerpt[problem.column - 1 :].startswith("east]")
    assert "'east' is taken from" in problem.message
    assert str(folders[1]) in problem.message
    assert problem.message.endswith("asks for what this scenario lacks: heat, ZZ-01")
    assert "whitecell new actor east" in problem.hint


def test_what_cannot_be_played_says_the_same(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as raised:
        Library(packs(tmp_path)).load("duel")
    assert [problem.code for problem in raised.value.problems] == ["WC217"]


def test_one_that_asks_for_what_is_there_is_welcome(tmp_path: Path) -> None:
    assert found(packs(tmp_path, NORTH.replace("name: North", "name: East"))) == []


def test_an_actor_of_the_own_pack_is_told_in_its_file(tmp_path: Path) -> None:
    folders = packs(tmp_path)
    (folders[0] / "actors/east.yaml").write_text(EAST, encoding="utf-8")
    assert {problem.code for problem in found(folders)} == {"WC204", "WC208"}


def test_an_actor_beside_its_theatre_is_told_in_its_file(tmp_path: Path) -> None:
    folders = packs(tmp_path)
    for place in ("scenarios/theatres/river.yaml", "actors/south.yaml"):
        (folders[1] / place).parent.mkdir(parents=True, exist_ok=True)
        (folders[1] / place).write_text(FILES[place], encoding="utf-8")
        (folders[0] / place).unlink()
    told = found(folders)
    assert {problem.code for problem in told} == {"WC204", "WC208"}
    assert all(problem.path.endswith("east.yaml") for problem in told)


def test_a_mistake_beside_it_is_still_told(tmp_path: Path) -> None:
    duel = DUEL.replace("effects: [{on: trade, by: 5}]", "effects: [{on: trdae, by: 5}]")
    assert duel != DUEL
    told = found(packs(tmp_path, duel=duel))
    assert sorted(problem.code for problem in told) == ["WC204", "WC217"]
