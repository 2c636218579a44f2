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
