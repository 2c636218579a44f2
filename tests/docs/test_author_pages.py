"""The how-to pages for authors: each listing, laid into the sample pack, is sound and plays."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cli.main import run
from engine.content.library import Library
from engine.play.exercise import Exercise
from engine.play.seats import play_out
from tests.batch.dead import copied
from tests.docs.listings import listings, write_pack
from tests.house.places import ROOT

HOW_TO = ROOT / "docs" / "how-to"
SAMPLE = ROOT / "docs" / "tutorial" / "amber_straits"
PAGES = (
    "add-an-actor",
    "add-an-inject",
    "add-a-lens",
    "add-a-matrix-argument",
    "add-a-variant",
)


@pytest.mark.parametrize("name", PAGES)
def test_what_a_page_lists_is_sound_and_plays_in_every_variant(name: str, tmp_path: Path) -> None:
    page = HOW_TO / f"{name}.md"
    pack = write_pack(page, copied(SAMPLE, tmp_path / "copy"))
    library = Library([pack])
    assert library.check([pack]) == []
    (scenario,) = (Path(p).stem for p in listings(page) if p.startswith("scenarios/amber"))
    loaded = library.load(scenario)
    settings = [(None, None), *((v.id, None) for v in loaded.variants)]
    settings += [(None, one.id) for one in loaded.lenses]
    for variant, lens in settings:
        play_out(Exercise(library.load(scenario, variant, lens), 2))


def test_two_arguments_turn_the_odds_as_the_page_says() -> None:
    from engine.rules.adjudication import odds_after

    assert round(odds_after(0.4, 2, 0.4), 2) == 0.6


def test_the_table_of_the_msel_page_comes_into_the_sample(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (HOW_TO / "import-an-msel.md").read_text(encoding="utf-8")
    found = re.search(r"```csv\n(.*?)```", page, re.DOTALL)
    assert found is not None
    pack, table = copied(SAMPLE, tmp_path / "copy"), tmp_path / "events.csv"
    table.write_text(found[1], encoding="utf-8")
    path = pack / "scenarios" / "amber_toll.yaml"
    assert run(["import", "msel", str(table), "--into", str(path)]) == 0
    capsys.readouterr()
    ids = {inject.id: inject for inject in Library([pack]).load("amber_toll").injects}
    assert ids["harvest"].audience == ("oster",)
    assert ids["rumour"].contingency
    assert Library([pack]).check([pack]) == []


def test_the_pages_name_commands_there_are() -> None:
    from cli.commands import COMMANDS

    for name in (*PAGES, "share-a-pack", "import-an-msel"):
        text = (HOW_TO / f"{name}.md").read_text(encoding="utf-8")
        assert set(re.findall(r"^    whitecell (\w+)", text, re.MULTILINE)) <= COMMANDS.keys()
