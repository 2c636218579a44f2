"""The commands `rehearse`, `show --influence` and `author`, as a person or a program calls them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from cli.main import run
from cli.rehearsed import _share
from tests.batch.dead import Dead, copied
from tests.docs.listings import listings
from tests.house.places import ROOT

SAMPLE = ROOT / "docs" / "tutorial" / "amber_straits"
REFERENCE = ROOT / "docs" / "reference"
CALL = ["rehearse", "amber_toll", "--pack", str(SAMPLE), "--workers", "1"]
ALL = [*CALL, "--runs", "100"]
COMET = Dead(
    "scenarios/amber_toll.yaml",
    "injects:\n",
    "  comet: {when: tension >= 99, says: A comet., judgement: planted}\n",
    "inject-never-fires",
    "injects.comet",
)


def test_a_living_scenario_ends_with_0_and_tells_how_it_ended(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(ALL) == 0
    told = capsys.readouterr()
    for said in ("100 by the model and 100 at random", "DEAD: nothing", "war_scare", "held back"):
        assert said in " ".join(told.out.split()), said
    assert told.err == ""


def test_a_dead_thing_ends_with_1_and_the_command_that_shows_it_runs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = copied(SAMPLE, tmp_path / "copy", (COMET,))
    path = str(pack / "scenarios" / "amber_toll.yaml")
    assert run(["rehearse", path, "--runs", "8", "--workers", "1"]) == 1
    out = capsys.readouterr().out
    assert "comet never fired: `tension >= 99` did not hold; tension was" in " ".join(out.split())
    command = re.search(r"see:\s+whitecell (.*)", out)
    assert command is not None
    assert run(command[1].split()) == 0
    assert "ENDEX" in capsys.readouterr().out


def test_the_json_has_the_keys_of_its_page_and_is_the_same_for_any_workers(
    capsys: pytest.CaptureFixture[str],
) -> None:
    call = [*CALL[:-1], "2", "--runs", "8", "--format", "json"]
    run(call)
    first = capsys.readouterr().out
    run([*CALL, "--runs", "8", "--format", "json"])
    assert capsys.readouterr().out == first
    data = json.loads(first)
    page = (REFERENCE / "rehearse-json.md").read_text(encoding="utf-8")
    assert data["schema"] == 1
    assert data["variants"] == [None, "kind_spring", "black_spring", "old_wounds"]
    assert data["plays"] == {"model": 8, "random": 8}
    assert sum(each["model"] for each in data["endings"]) == 8
    keys = [*data, *data["endings"][0]]
    assert all(f"`{key}`" in page or f"`{key}[]`" in page or f".{key}`" in page for key in keys)


def test_one_variant_and_one_random_play_can_be_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run([*CALL, "--variant", "black_spring", "--runs", "3"]) in (0, 1)
    assert "black_spring · 3 by the model" in " ".join(capsys.readouterr().out.split())
    assert run([*CALL, "--tell", "random", "--seed", "4"]) == 0
    assert "chosen by random" in capsys.readouterr().out


def test_what_is_no_setting_or_no_scenario_ends_with_2() -> None:
    assert run([*CALL, "--set", "storm"]) == 2
    assert run(["rehearse", "no_such_scenario"]) == 2
    assert run([*CALL, "--runs", "0"]) == 2


# --- the influence map ----------------------------------------------------------------------------


def show(*more: str) -> list[str]:
    return ["show", "amber_toll", "--pack", str(SAMPLE), "--influence", *more]


def test_the_map_says_who_moves_pushes_and_watches(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(show()) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "raised by oster.send_squadron +12, oster.hunt_wreckers +4" in told
    assert "pushes ▼ piracy −0.15" in told
    assert "calder.islands (wants less, −0.8 a unit, weight 35%)" in told
    assert "events ▲ gales +7" in told


def test_the_map_as_json_has_the_keys_of_its_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(show("--format", "json", "--variant", "black_spring")) == 0
    data = json.loads(capsys.readouterr().out)
    page = (REFERENCE / "influence-json.md").read_text(encoding="utf-8")
    assert data["variant"] == "black_spring"
    assert {link["kind"] for link in data["links"]} == {"move", "inject", "coupling", "motive"}
    assert all(key in page for key in (*data, *data["links"][0], *data["levels"][0]))
    gales = [link for link in data["links"] if link["source"] == "gales"]
    assert {(link["target"], link["by"]) for link in gales} == {("piracy", 14), ("traffic", -10)}


def test_the_map_as_a_picture_is_sound_and_escapes_names(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = copied(SAMPLE, tmp_path / "copy")
    path = pack / "scenarios" / "amber_toll.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("title: The amber toll", 'title: "<script>&"'), encoding="utf-8")
    assert run(["show", str(path), "--influence", "--format", "svg"]) == 0
    out = capsys.readouterr().out
    assert "<script>" not in out
    tree = ET.fromstring(out)
    words = {each.text for each in tree.iter("{http://www.w3.org/2000/svg}text")}
    assert {"calder.raise_toll", "piracy", "oster.fleet"} <= words


def test_a_format_without_the_map_is_refused() -> None:
    assert run(["show", "amber_toll", "--pack", str(SAMPLE), "--format", "svg"]) == 2


# --- author ---------------------------------------------------------------------------------------


def test_author_wants_a_file_and_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["author", "no/such.yaml"]) == 2
    assert run(["author", str(ROOT / "README.md")]) == 2
    assert run(["author", str(SAMPLE / "scenarios" / "amber_toll.yaml")]) == 2
    assert "check --watch" in capsys.readouterr().err


def test_the_tutorial_names_commands_there_are() -> None:
    from cli.commands import COMMANDS

    for page in sorted((ROOT / "docs" / "tutorial").glob("*.md")):
        text = page.read_text(encoding="utf-8")
        called = re.findall(r"^    whitecell (\w+)", text, re.MULTILINE)
        assert set(called) <= COMMANDS.keys(), page
        assert called or not listings(page)


@pytest.mark.parametrize(
    ("count", "of", "told"),
    [
        (0, 300, "0%"),
        (1, 300, "under 1%"),
        (3, 300, "1%"),
        (299, 300, "over 99%"),
        (300, 300, "100%"),
    ],
)
def test_what_came_about_is_not_told_as_nothing(count: int, of: int, told: str) -> None:
    assert _share(count, of) == told
