"""A file where nothing reads it is told once, not by all that names it."""

import os
from pathlib import Path

import pytest

from engine.content.library import Library
from engine.content.problems import did_you_mean
from engine.errors import ContentError
from tests.build import FILES, NORTH, check, make_pack

NORTHERN, RIVER = "actors/north.yaml", "scenarios/theatres/river.yaml"
SOUTH, GAZETTE = "actors/south.yaml", "scenarios/claims/gazette.yaml"
MOVED = {
    "actors/south.yml": (SOUTH, "WC107", "ends in .yaml", "rename it to south.yaml"),
    "actors/south.YAML": (SOUTH, "WC107", "ends in .yaml", "rename it to south.yaml"),
    "actors/South.yaml": (SOUTH, "WC107", "small letters", "rename it to south.yaml"),
    "south.yaml": (SOUTH, "WC101", "it belongs in actors/", "move it there"),
    "scenarios/south.yaml": (SOUTH, "WC101", "it belongs in actors/", "move it there"),
    "scenarios/river.yaml": (RIVER, "WC101", "it belongs in scenarios/theatres/", "move it"),
    "actors/south.yaml.txt": (SOUTH, "WC107", "ends in .yaml", "rename it to south.yaml"),
    "actors/south.txt": (SOUTH, "WC107", "ends in .yaml", "rename it to south.yaml"),
    "actors/south": (SOUTH, "WC107", "ends in .yaml", "rename it to south.yaml"),
    "actors/south copy.yaml": (SOUTH, "WC107", "small letters", "rename it to south.yaml"),
    "actors/Copy of South (2).yaml": (SOUTH, "WC107", "small letters", "rename it to south.yaml"),
    "actors/south.v2.yaml": (SOUTH, "WC107", "small letters", "rename it to south_v2.yaml"),
    "actor/south.yaml": (SOUTH, "WC101", "it belongs in actors/", "move it there"),
    "actors/old/south.yaml": (SOUTH, "WC101", "it belongs in actors/", "move it there"),
    "scenarios/theatre/river.yaml": (RIVER, "WC101", "belongs in scenarios/theatres/", "move it"),
    "scenarios/Claims_/gazette.yaml": (GAZETTE, "WC101", "in scenarios/claims/", "move it there"),
    "theatres/river.yaml": (RIVER, "WC101", "it belongs in scenarios/theatres/", "move it"),
    "claims/gazette.yaml": (GAZETTE, "WC101", "it belongs in scenarios/claims/", "move it"),
}


def moved(folder: Path, old: str, new: str) -> Path:
    """Write the made world with one file elsewhere."""
    pack = make_pack(folder)
    (pack / new).parent.mkdir(parents=True, exist_ok=True)
    (pack / old).rename(pack / new)
    return pack


@pytest.mark.parametrize("new", MOVED)
def test_a_stray_file_is_told_once(new: str, tmp_path: Path) -> None:
    old, code, message, hint = MOVED[new]
    (problem,) = check(moved(tmp_path, old, new))
    assert (problem.path, problem.code, problem.severity) == (str(tmp_path / new), code, "error")
    assert message in problem.message
    assert problem.hint.startswith(hint)


def test_so_it_is_where_one_file_is_checked_or_loaded(tmp_path: Path) -> None:
    pack = moved(tmp_path, SOUTH, "actors/south.yml")
    (pack / "west.yaml").write_text(NORTH, encoding="utf-8")
    (problem,) = Library([pack]).check([pack / "scenarios/duel.yaml"])
    assert problem.message.startswith("this file is not read")
    with pytest.raises(ContentError, match=r"^\S+south\.yml:1:1: error\[WC107\][^\n]*$"):
        Library([pack]).load("duel")


def test_one_that_nothing_names_is_a_warning(tmp_path: Path) -> None:
    pack = make_pack(tmp_path)
    (pack / "actors/east.yml").write_text(NORTH, encoding="utf-8")
    (pack / "west.yaml").write_text(NORTH, encoding="utf-8")
    (pack / "notes.yaml").write_text("kind: compose\n", encoding="utf-8")
    (pack / "theatre").mkdir()
    (pack / "theatre/delta.yaml").write_text(FILES[RIVER], encoding="utf-8")
    (pack / "actors/south.yaml.txt").write_text(NORTH, encoding="utf-8")
    (pack / "actors/west.yaml.txt").write_text(NORTH, encoding="utf-8")
    for name in ("north.yaml~", "west.yaml.bak", "west.txt", ".west.yaml.swp", "README.md"):
        (pack / "actors" / name).write_text(NORTH, encoding="utf-8")
    (pack / "scenarios/drafts").mkdir()
    (pack / "scenarios/drafts/duel_3.yaml").write_text(FILES["scenarios/duel.yaml"])
    (pack / "duel_2.yaml").write_text(FILES["scenarios/duel.yaml"], encoding="utf-8")
    found = {problem.path.rpartition("/")[2]: problem.severity for problem in check(pack)}
    told = ("east.yml", "west.yaml", "west.yaml.txt", "delta.yaml")
    assert found == dict.fromkeys(told, "warning")


def test_what_is_wrong_besides_is_still_told(tmp_path: Path) -> None:
    pack = moved(tmp_path, SOUTH, "actors/south.yml")
    text = NORTH.replace("tension > 40", "tensoin > 40")
    (pack / NORTHERN).write_text(text, encoding="utf-8")
    assert [problem.code for problem in check(pack)] == ["WC302", "WC107"]


def test_a_link_out_of_the_pack_is_not_looked_into(tmp_path: Path) -> None:
    pack = make_pack(tmp_path / "river")
    (tmp_path / "east.yaml").write_text(NORTH, encoding="utf-8")
    (pack / "actors/east.yml").symlink_to(tmp_path / "east.yaml")
    assert check(pack) == []


def test_a_link_to_a_file_that_stands_elsewhere_is_told_as_a_link(tmp_path: Path) -> None:
    pack = make_pack(tmp_path)
    (pack / "actors/shore.yaml").symlink_to(Path("..") / RIVER)
    (told,) = check(pack)
    assert told.path.endswith("actors/shore.yaml")
    assert (told.code, told.message) == (
        "WC101",
        "this is a link to a theatre file, which is not read here",
    )
    assert told.hint.startswith("remove the link: what lies in scenarios/theatres/ is read without")
    assert "move it" not in told.hint


def test_the_names_of_ones_own_pack_come_first(tmp_path: Path) -> None:
    assert did_you_mean("x", ["b", "a", "c"], "actors", ["c"]) == "known actors: c, a, b"
    pack = make_pack(tmp_path / "river")
    other = make_pack(tmp_path / "other")
    (other / "actors/aaa.yaml").write_text(NORTH, encoding="utf-8")
    duel = pack / "scenarios/duel.yaml"
    text = duel.read_text().replace("cast: [north, south]", "cast: [north, south, kappa]")
    duel.write_text(text, encoding="utf-8")
    (problem,) = Library([pack, other]).check([pack])
    assert problem.hint == "known actors: north, south, aaa"


@pytest.mark.parametrize("name", [".#north.yaml", "._north.yaml", ".yaml"])
def test_what_editors_and_systems_hide_beside_a_file_is_no_content(
    name: str, tmp_path: Path
) -> None:
    pack = make_pack(tmp_path)
    (pack / "actors" / name).symlink_to("somebody@somewhere.4711")
    assert check(pack) == []


def test_a_pipe_among_the_files_is_told_and_not_waited_for(tmp_path: Path) -> None:
    pack = make_pack(tmp_path)
    os.mkfifo(pack / "actors/east.yaml")
    (problem,) = check(pack)
    assert (problem.code, problem.message) == ("WC001", "this is no file but a pipe")
