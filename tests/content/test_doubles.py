"""A key written twice is told once: what the second one should have been called is not missed."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.content.library import Library
from engine.errors import ContentError
from tests.build import DUEL, FILES, NORTH, SOUTH, make_pack

TWICE = NORTH.replace("  raid:\n", "  plead:\n")
LINE = "  no: {kind: red_line, crossed_by: [north.raid], says: No., judgement: true}\n"
USED = f"{SOUTH}constraints:\n{LINE}"
NORTHERN, SOUTHERN, SCENARIO = "actors/north.yaml", "actors/south.yaml", "scenarios/duel.yaml"
assert TWICE != NORTH


def codes(pack: Path) -> list[tuple[str, str]]:
    return [(Path(p.path).name, p.code) for p in Library([pack]).check([pack])]


def test_a_move_written_twice_is_one_error(tmp_path: Path) -> None:
    pack = make_pack(tmp_path, {NORTHERN: TWICE, SOUTHERN: USED})
    (problem,) = Library([pack]).check([pack])
    assert (problem.code, problem.where) == ("WC011", "moves.plead")
    with pytest.raises(ContentError) as caught:
        Library([pack]).load("duel")
    assert [found.code for found in caught.value.problems] == ["WC011"]


def test_another_file_is_not_blamed_where_it_is_checked_alone(tmp_path: Path) -> None:
    pack = make_pack(tmp_path, {NORTHERN: TWICE, SOUTHERN: USED})
    assert Library([pack]).check([pack / SOUTHERN]) == []


def test_other_unknown_names_are_told_beside_it(tmp_path: Path) -> None:
    south = USED.replace("north.raid: {bonus", "south.march: {bonus")
    duel = DUEL.replace("trade, by: 5", "trdae, by: 5")
    pack = make_pack(tmp_path, {NORTHERN: TWICE, SOUTHERN: south, SCENARIO: duel})
    assert codes(pack) == [
        ("north.yaml", "WC011"),
        ("south.yaml", "WC206"),
        ("duel.yaml", "WC204"),
    ]


def test_a_flag_written_twice_in_the_theatre_is_one_error(tmp_path: Path) -> None:
    place = "scenarios/theatres/river.yaml"
    twice = FILES[place].replace("  raids: {name", "  treaty: {name")
    assert codes(make_pack(tmp_path, {place: twice})) == [("river.yaml", "WC011")]


RIVER = "scenarios/theatres/river.yaml"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("[south, nroth]", ("river.yaml", "WC201")),
        ("[south, south]", ("river.yaml", "WC411")),
    ],
)
def test_a_relation_that_is_not_what_it_was_meant_as_is_one_error(
    wrong: str, told: tuple[str, str], tmp_path: Path
) -> None:
    river = FILES[RIVER].replace("[south, north]", wrong)
    duel = DUEL.replace("tension > 90 and", "relation(north, south) > 2 and")
    assert river != FILES[RIVER]
    assert duel != DUEL
    assert codes(make_pack(tmp_path, {RIVER: river, SCENARIO: duel})) == [told]


def test_a_relation_given_twice_is_one_error_and_what_else_is_unknown_is_told(
    tmp_path: Path,
) -> None:
    twice = "  - {between: [south, north], start: 1, judgement: true}\n"
    river = FILES[RIVER].replace("flags:\n", twice + "flags:\n")
    duel = DUEL.replace("trade, by: 5", "trdae, by: 5").replace(
        "tension > 90 and", "relation(north, east) > 2 and"
    )
    west = FILES[NORTHERN].replace("name: North", "name: East")
    changes = {RIVER: river, SCENARIO: duel, "actors/east.yaml": west}
    assert codes(make_pack(tmp_path, changes)) == [("duel.yaml", "WC204"), ("river.yaml", "WC411")]


def test_an_uncertainty_called_like_an_indicator_is_one_error(tmp_path: Path) -> None:
    duel = DUEL.replace("  boldness: {says", "  tension: {says")
    assert codes(make_pack(tmp_path, {SCENARIO: duel})) == [("duel.yaml", "WC410")]
