"""The tutorial: its listings are files; page after page the pack is sound, plays, lives."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from batch.calibrate import BAND, hold_chances, in_band, proposed, with_settings
from batch.rehearse.trying import Trial, state_of, tried
from cli.main import run
from engine.content.library import Library
from engine.content.plover import CATEGORIES
from engine.model import RULES
from engine.play.exercise import Exercise
from engine.play.seats import play_out
from engine.record import TurnEnded
from tests.batch.dead import found_dead, told
from tests.docs.listings import listings, write_pack
from tests.house.places import ROOT

TUTORIAL = ROOT / "docs" / "tutorial"
PAGES = sorted(TUTORIAL.glob("[0-9]*.md"))
SAMPLE, TOLL = TUTORIAL / "amber_straits", "amber_toll"
RUIN = '  ruin: {when: "highest(tension) >= 99", says: The towns burn each other\'s boats.}\n'


def page(at: int) -> str:
    """Return the text of a page, by its number."""
    return PAGES[at - 1].read_text(encoding="utf-8")


def harbour(folder: Path, pages: int = len(PAGES)) -> Path:
    """Write the pack as it stands after so many pages."""
    for each in PAGES[:pages]:
        write_pack(each, folder)
    return folder


def test_the_index_names_every_page() -> None:
    index = (TUTORIAL / "README.md").read_text(encoding="utf-8")
    assert all(f"({each.name})" in index for each in PAGES)
    assert sum(len(listings(each)) for each in PAGES) == 11


@pytest.mark.parametrize("pages", range(1, 4))
def test_the_pack_is_sound_and_plays_after_each_page(tmp_path: Path, pages: int) -> None:
    library = Library([harbour(tmp_path, pages)])
    assert library.check([tmp_path]) == []
    exercise = Exercise(library.load("harbour_dues"), 3)
    play_out(exercise)
    kinds = {act.kind for report in exercise.reports for act in report.acts}
    assert kinds == ({"move"} if pages == 1 else {"move", "response"})


def test_the_misspelling_of_the_first_page_is_told_with_the_word_meant(tmp_path: Path) -> None:
    path = harbour(tmp_path, 1) / "actors" / "tarn.yaml"
    path.write_text(path.read_text().replace("traffic: 0.5}", "trafic: 0.5}"))
    (problem,) = Library([tmp_path]).check([tmp_path])
    assert "trafic" in problem.message
    assert "traffic" in problem.hint


FROM_HASH = "Put garrison #2 on the dam."
WRONG = (
    "says:Send",
    "says: Ask this: pay.",
    "says: - of it",
    "says: %20 of it",
    "says: {a, b} of it",
    "says: [a] of it",
    "says: *it",
    "says: !it is",
    "odds: 0,7",
    "\todds: 0.7",
    " odds: 0.7",
)


@pytest.mark.parametrize("line", WRONG)
def test_what_the_lines_on_yaml_warn_of_is_refused(tmp_path: Path, line: str) -> None:
    key = "odds: 0.7" if "odds" in line else "says: Send an envoy about the dues."
    path = harbour(tmp_path, 1) / "actors" / "brenna.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(f"    {key}\n") == 1
    where = line if line[0] == "\t" else f"    {line}" if line[0] != " " else f"   {line.strip()}"
    path.write_text(text.replace(f"    {key}\n", f"{where}\n"), encoding="utf-8")
    assert Library([tmp_path]).check([tmp_path]) != []


def test_from_a_hash_on_a_text_is_lost_unless_quoted(tmp_path: Path) -> None:
    lines = (TUTORIAL / "README.md").read_text(encoding="utf-8")
    path = harbour(tmp_path, 1) / "actors" / "brenna.yaml"
    text = path.read_text(encoding="utf-8")
    quoted = f'"{FROM_HASH}"'
    for written, left, codes in (
        (FROM_HASH, "Put garrison", ["WC017"]),
        (quoted, FROM_HASH, []),
    ):
        assert f"says: {written}" in lines
        path.write_text(text.replace("Send an envoy about the dues.", written), encoding="utf-8")
        library = Library([tmp_path])
        assert [problem.code for problem in library.check([tmp_path])] == codes
        moves = library.load("harbour_dues").actors[0].moves
        assert next(move.says for move in moves if move.id == "send_envoy") == left


def test_the_categories_move_relations_by_what_the_page_says(tmp_path: Path) -> None:
    told = dict(re.findall(r"\b([A-Z]{3,}) ([+-]?[\d.]+)(?=[,.])", page(1)))
    assert {name: float(points) for name, points in told.items()} == CATEGORIES
    assert RULES.relation_shift == 0.08
    tarn = Library([harbour(tmp_path, 1)]).load("harbour_dues").actors[1]
    (rebate,) = (move for move in tarn.moves if move.id == "offer_rebate")
    shifts = {effect.on: effect.by.text for effect in rebate.effects}
    assert shifts["relation(brenna, tarn)"] == "0.8"


CONDITIONS = re.findall(r"^\| `([^`]*[<>=(][^`]*)` \|", page(3), re.MULTILINE)


def test_what_the_page_says_a_condition_can_say_it_can(tmp_path: Path) -> None:
    pack = harbour(tmp_path, 3)
    split = next(at for at, text in enumerate(CONDITIONS) if text.startswith("final"))
    assert (split, len(CONDITIONS)) == (7, 12)
    head = "kind: scenario\nschema: 1\ntitle: Asked\nextends: harbour_dues\n"
    asked = [
        f"  asked_{at}: {{when: '{text}', says: It is so., judgement: true}}\n"
        for at, text in enumerate(CONDITIONS)
    ]
    ended = [line.replace(", judgement: true", "") for line in asked]
    path = pack / "scenarios" / "asked.yaml"
    path.write_text(
        f"{head}injects:\n{''.join(asked[:split])}outcomes:\n{''.join(ended)}", encoding="utf-8"
    )
    assert [p for p in Library([pack]).check([path]) if p.severity == "error"] == []
    path.write_text(f"{head}injects:\n{''.join(asked[split:])}", encoding="utf-8")
    problems = Library([pack]).check([path])
    assert sum(problem.code == "WC307" for problem in problems) >= len(CONDITIONS) - split


def test_the_treaty_is_signed_in_the_run_the_page_names_and_can_be_set(tmp_path: Path) -> None:
    pack = harbour(tmp_path, 3)
    treaty = Library([pack]).load("harbour_treaty")
    assert "whitecell run harbour_treaty --seed 5\n" in page(3)
    exercise = Exercise(treaty, 5)
    assert play_out(exercise).outcome == "treaty"
    assert exercise.reports[0].flags["treaty_signed"] is False
    assert exercise.reports[-1].flags["treaty_signed"] is True
    state = "treaty_signed=true, tension=70"
    assert f"`{state}`" in page(3)
    first = tried(treaty, Trial(1, 3, state_of(state))).pauses[0]
    assert isinstance(first, TurnEnded)
    assert first.report.flags["treaty_signed"] is True
    assert first.report.before["tension"] == 70
    assert told(found_dead(pack, "harbour_treaty", 60)) == set()


def test_the_abbey_has_something_to_do(tmp_path: Path) -> None:
    assert told(found_dead(harbour(tmp_path), "harbour_abbey", 60)) == set()


def test_calibrate_proposes_what_the_page_pastes_and_that_settles_it(tmp_path: Path) -> None:
    dues = Library([harbour(tmp_path)]).load("harbour_dues")
    assert BAND == (0.5, 0.75)
    assert not any(in_band(chance) for chance in hold_chances(dues).values())
    for town in ("brenna", "tarn"):
        made = proposed(dues)[town]
        settings = f"decision: {{friction: {made.friction:g}, precision: {made.precision:g}}}"
        assert f"      {town}:\n        {settings}\n" in page(4)
    settled = with_settings(dues, proposed(dues))
    assert all(in_band(chance) for chance in hold_chances(settled).values())


PRESSED = {
    1: {"decision.brief": "b", "console.dossier": "D"},
    3: {
        "console.brief": "b",
        "author.state": "s",
        "author.from_turn": "f",
        "author.view-play": "p",
    },
    5: {
        "setup.start": "n",
        "console.decide": "d",
        "console.seats": "s",
        "decision.brief": "b",
        "decision.hold": "h",
        "console.next": "n",
        "console.why": "w",
        "console.msel": "i",
        "msel.fire": "f",
        "ending.debrief": "r",
        "debrief.documents": "e",
    },
}


def test_the_keys_the_pages_name_are_those_of_the_screens(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["keys", "--format", "json", "--file", str(tmp_path / "none.toml")]) == 0
    usual = {each["id"]: each["usual"] for each in json.loads(capsys.readouterr().out)["keys"]}
    for at, keys in PRESSED.items():
        for action, key in keys.items():
            assert key in usual[action], action
            assert f"`{key}`" in page(at), (at, action)


def test_every_link_of_the_tutorial_leads_to_a_heading_that_is_there() -> None:
    for each in (*PAGES, TUTORIAL / "README.md"):
        links = re.findall(r"\]\(([^)#]*)(?:#([^)]+))?\)", each.read_text(encoding="utf-8"))
        for place, heading in links:
            found = each.parent / place if place else each
            assert found.exists(), (each.name, place)
            if heading:
                heads = re.findall(r"^#+ (.+)$", found.read_text(encoding="utf-8"), re.MULTILINE)
                anchors = {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}
                assert heading in anchors, (each.name, place, heading)


def test_rehearsing_the_harbour_finds_nothing_dead_and_then_the_ruin(tmp_path: Path) -> None:
    pack = harbour(tmp_path)
    assert told(found_dead(pack, "harbour_dues", 60)) == set()
    path = pack / "scenarios" / "harbour_dues.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("  muddle: {", f"{RUIN}  muddle: {{"), encoding="utf-8")
    assert RUIN.strip() in page(4)
    words = " ".join(page(4).split())
    (one,) = found_dead(pack, "harbour_dues", 200).dead
    assert f"DEAD: 1 {one.code}: {one.says} see: whitecell" in words
    play = one.shown_by
    assert f"--tell {play.way} --variant {play.arm} --seed {play.seed}" in words


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
