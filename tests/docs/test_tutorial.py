"""The tutorial: its listings are files; page after page the pack is sound, plays, lives."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.content.library import Library
from engine.play.exercise import Exercise
from engine.play.seats import play_out
from tests.batch.dead import found_dead, told
from tests.docs.listings import listings, write_pack
from tests.house.places import ROOT

TUTORIAL = ROOT / "docs" / "tutorial"
PAGES = sorted(TUTORIAL.glob("[0-9]*.md"))
SAMPLE, TOLL = TUTORIAL / "amber_straits", "amber_toll"
RUIN = '  ruin: {when: "highest(tension) >= 99", says: The towns burn each other\'s boats.}\n'


def harbour(folder: Path, pages: int = len(PAGES)) -> Path:
    """Write the pack as it stands after so many pages."""
    for page in PAGES[:pages]:
        write_pack(page, folder)
    return folder


def test_the_index_names_every_page() -> None:
    index = (TUTORIAL / "README.md").read_text(encoding="utf-8")
    assert all(f"({page.name})" in index for page in PAGES)
    assert sum(len(listings(page)) for page in PAGES) == 8


@pytest.mark.parametrize("pages", range(1, 4))
def test_the_pack_is_sound_and_plays_after_each_page(tmp_path: Path, pages: int) -> None:
    library = Library([harbour(tmp_path, pages)])
    assert library.check([tmp_path]) == []
    exercise = Exercise(library.load("harbour_dues"), 3)
    play_out(exercise)
    assert any(report.acts for report in exercise.reports)


def test_the_misspelling_of_the_first_page_is_told_with_the_word_meant(tmp_path: Path) -> None:
    path = harbour(tmp_path, 1) / "actors" / "tarn.yaml"
    path.write_text(path.read_text().replace("traffic: 0.5}", "trafic: 0.5}"))
    (problem,) = Library([tmp_path]).check([tmp_path])
    assert "trafic" in problem.message
    assert "traffic" in problem.hint


def test_rehearsing_the_harbour_finds_nothing_dead_and_then_the_ruin(tmp_path: Path) -> None:
    pack = harbour(tmp_path)
    assert told(found_dead(pack, "harbour_dues", 60)) == set()
    path = pack / "scenarios" / "harbour_dues.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("  muddle: {", f"{RUIN}  muddle: {{"), encoding="utf-8")
    assert RUIN.strip() in PAGES[3].read_text(encoding="utf-8")
    page = " ".join(PAGES[3].read_text(encoding="utf-8").split())
    (one,) = found_dead(pack, "harbour_dues", 200).dead
    assert f"DEAD: 1 {one.code}: {one.says} see: whitecell" in page
    play = one.shown_by
    assert f"--tell {play.way} --variant {play.arm} --seed {play.seed}" in page


def test_the_sample_pack_is_another_theatre_with_three_actors_and_no_complaint() -> None:
    library = Library([SAMPLE])
    assert library.check([SAMPLE]) == []
    scenario = library.load(TOLL)
    assert [actor.id for actor in scenario.actors] == ["calder", "merin", "oster"]
    assert scenario.theatre.id == "amber_straits"


def test_every_variant_of_the_sample_pack_plays_to_its_end() -> None:
    library = Library([SAMPLE])
    for variant in (None, *(v.id for v in library.load(TOLL).variants)):
        exercise = Exercise(library.load(TOLL, variant), 5)
        assert play_out(exercise).outcome in {o.id for o in exercise.scenario.outcomes}
        assert len(exercise.reports) == 8


def test_rehearsing_the_sample_pack_finds_nothing_dead() -> None:
    assert told(found_dead(SAMPLE, TOLL, 80)) == set()
