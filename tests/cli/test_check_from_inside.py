"""Files named from inside their folder belong to the pack around it; an id is told its file."""

import json
from pathlib import Path

import pytest

from tests.build import edited, make_pack
from tests.cli.calling import called


def problems(folder: Path, *words: str) -> list[dict[str, object]]:
    """Return what `whitecell check` finds, called in a folder."""
    told = called("check", *words, "--format", "json", cwd=folder)
    found: list[dict[str, object]] = json.loads(told.stdout)["problems"]
    return found


@pytest.mark.parametrize(
    ("inside", "named"),
    [
        ("scenarios", "duel.yaml"),
        ("scenarios", "./duel.yaml"),
        ("scenarios", "."),
        ("scenarios", "theatres/river.yaml"),
        ("scenarios", "claims"),
        ("scenarios", "../actors/north.yaml"),
        ("scenarios/theatres", "river.yaml"),
        ("scenarios/theatres", "../duel.yaml"),
        ("actors", "north.yaml"),
        ("actors", "../scenarios/theatres/river.yaml"),
    ],
)
def test_a_file_named_from_inside_its_pack_is_right(
    inside: str, named: str, tmp_path: Path
) -> None:
    assert problems(make_pack(tmp_path) / inside, named) == []


def test_what_is_wrong_is_told_by_the_name_that_was_given(tmp_path: Path) -> None:
    make_pack(tmp_path, edited("scenarios/duel.yaml", "on: trade, by: 5", "on: trdae, by: 5"))
    (found,) = problems(tmp_path / "scenarios", "duel.yaml")
    assert (found["path"], found["code"]) == ("duel.yaml", "WC204")


def test_a_scenario_is_run_from_inside_its_folder(tmp_path: Path) -> None:
    make_pack(tmp_path)
    told = called("run", "duel.yaml", "--seed", "1", cwd=tmp_path / "scenarios")
    assert (told.returncode, "ENDEX" in told.stdout) == (0, True)


@pytest.mark.parametrize(
    ("inside", "named", "file"),
    [
        (".", "duel", "scenarios/duel.yaml"),
        (".", "river", "scenarios/theatres/river.yaml"),
        ("scenarios", "duel", "duel.yaml"),
        ("scenarios", "duel.yml", "duel.yaml"),
        (".", "scenarios/deul.yaml", "scenarios/duel.yaml"),
    ],
)
def test_an_id_where_a_file_is_named_is_told_the_file(
    inside: str, named: str, file: str, tmp_path: Path
) -> None:
    (found,) = problems(make_pack(tmp_path) / inside, named)
    assert (found["code"], found["message"]) == ("WC001", "there is no such file")
    assert found["hint"] == f"files are checked by their path: {file}"


def test_a_name_near_nothing_is_told_no_file(tmp_path: Path) -> None:
    (found,) = problems(make_pack(tmp_path), "zzzzz")
    assert found["hint"] == ""
    (found,) = problems(tmp_path, "nowhere/duel.yaml")
    assert found["hint"] == ""


def test_a_link_that_leads_out_of_the_pack_is_not_followed_from_inside(tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("kind: scenario\n")
    make_pack(tmp_path / "pack")
    (tmp_path / "pack/scenarios/out.yaml").symlink_to(secret)
    (found,) = problems(tmp_path / "pack/scenarios", "out.yaml")
    assert found["code"] == "WC413"
