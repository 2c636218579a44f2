"""Documents out of a scenario or a journal: their columns, marking, secrets, and no formula."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from engine.content.cells import ACTING, as_written
from engine.content.library import Library
from engine.errors import NotFoundError
from engine.model import Effect, Scenario
from engine.play.audience import audience_view
from engine.play.exercise import Exercise
from engine.play.seats import pauses
from reports.aar.injects import injects
from reports.aar.people import people_of
from reports.aar.record import Record, read_record
from reports.aar.writing import ReportError
from reports.export.manual import manual_of, manual_text
from reports.export.msel import PLANNED, delivered_sheet, planned_sheet
from reports.export.roles import sheet_of
from reports.export.tables import Sheet, csv_text, inert, workbook
from reports.export.writing import Source, What, export, source_of
from reports.run import run_text
from reports.wording import amount
from tests.engine.small import number
from tests.reports import hostile, table
from tests.reports.reading import Page, findings

NASTY = ["=1+1", "+1", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "'=1", "|x", "%x", "=cmd|a!A0"]  # fmt: skip # noqa: E501
HARMLESS = ["plain", "a=b", "1-2", "", "–", "’", "it's"]


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """The scenario the half-day is played from."""
    return Library().load(table.SCENARIO, variant=table.VARIANT)


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


@pytest.mark.parametrize("text", NASTY)
def test_no_text_can_act_as_a_formula(text: str) -> None:
    told = str(inert(text))
    assert told.startswith("'")
    assert not told.lstrip("'").startswith(("\t", "\r", "\n"))


@pytest.mark.parametrize("text", HARMLESS)
def test_a_harmless_text_stays_as_it_is(text: str) -> None:
    assert inert(text) == text
    assert as_written(text) == text


@pytest.mark.parametrize("text", ["=1+1", "+1", "-2", "@x", "'=1"])
def test_what_was_written_can_be_had_back(text: str) -> None:
    assert as_written(str(inert(text))) == text


def test_numbers_stay_numbers() -> None:
    assert (inert(-2.5), inert(0), inert(True)) == (-2.5, 0, True)


def test_every_row_of_a_table_bears_the_marking() -> None:
    sheet = Sheet("T", ("a", "b"), [{"a": "x", "b": -1.5}, {"a": None}])
    rows = cells(csv_text(sheet, "SECRET"))
    assert rows == [["a", "b", "marking"], ["x", "-1.5", "SECRET"], ["", "", "SECRET"]]


def test_a_workbook_holds_texts_as_texts_and_its_marking_on_every_page() -> None:
    rows = [{"a": text, "b": -1.5} for text in NASTY]
    data = workbook([Sheet("=T[1]", ("a", "b"), rows), Sheet("=T[1]", ("a",), [])], "A & B")
    book = load_workbook(io.BytesIO(data))
    page = book.worksheets[0]
    for at, text in enumerate(NASTY, 2):
        cell = page.cell(at, 1)
        assert cell.data_type == "s"
        assert cell.value == inert(text)
        assert page.cell(at, 2).value == -1.5
        assert page.cell(at, 3).value == "A & B"
    assert page.oddHeader.center.text == page.oddFooter.center.text == "A && B"
    assert page["A1"].value == "a"
    with zipfile.ZipFile(io.BytesIO(data)) as pack:
        sheets = [pack.read(name) for name in pack.namelist() if "sheet" in name]
    assert not any(b"<f>" in sheet for sheet in sheets)
    assert len(book.sheetnames) == len(set(book.sheetnames)) == 2


def test_the_msel_names_every_inject_with_its_time_and_audience(scenario: Scenario) -> None:
    sheet = planned_sheet(scenario)
    assert tuple(sheet.columns) == PLANNED
    rows = {str(row["id"]): row for row in sheet.rows}
    assert set(rows) == {noun.id for noun in scenario.injects}
    assert rows["party_congress"]["at"] == "turn 2 day 19"
    assert rows["party_congress"]["date"] == "2026-02-19"
    assert rows["ceasefire"]["at"] == "turn 3"
    assert rows["aid_cut"]["audience"] == "Pyongyang and Moscow"
    assert rows["collision_at_sea"]["kind"] == "contingency"
    assert rows["lean_summer"]["kind"] == "conditional"
    assert str(rows["lean_summer"]["condition"]).startswith("Resource stress is at least ")
    assert rows["aid_cut"]["condition"] == "Cut depth is above 0"
    assert rows["party_congress"]["condition"] == ""


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ({"by": "6", "delay": 2.0, "ramp": 1.0, "half_life": 6.0},
         "Tension +6.0, after 2 months, over 1 month, half-life 6 months"),
        ({"by": "-.25", "half_life": 1.0}, "Tension −.25, half-life 1 month"),
        ({"by": "-75", "ramp": 3.0, "lasting": 1.0}, "Tension −75.0, over 3 months, for good"),
        ({"by": "4", "delay": 0.5, "lasting": 0.4},
         "Tension +4.0, after 0.5 months, half-life 12 months, 40% for good"),
    ],
)  # fmt: skip
def test_the_msel_tells_when_an_effect_comes_and_how_it_goes(
    written: dict[str, float | str], told: str, scenario: Scenario
) -> None:
    numbers = {key: value for key, value in written.items() if key != "by"}
    effect = Effect("peninsula_tension", number(float(written["by"])), **numbers)  # type: ignore[arg-type]
    noun = replace(scenario.injects[0], effects=(effect, effect), sets=())
    (row,) = planned_sheet(replace(scenario, injects=(noun,))).rows
    assert str(row["effects"]).replace("Peninsula tension", "Tension") == f"{told}; {told}"


def test_the_msel_gives_a_formula_as_the_number_it_comes_to() -> None:
    found = {}
    for variant in ("no_conditions", "steps_first"):
        made = Library().load("us_dprk_summit", variant=variant)
        rows = {row["id"]: str(row["effects"]) for row in planned_sheet(made).rows}
        assert not any("*" in told or "preconditions" in told for told in rows.values())
        found[variant] = rows["the_letter"]
    assert found["no_conditions"].startswith("US-DPRK dialogue +18.0, half-life 5 months; ")
    assert found["steps_first"].startswith("US-DPRK dialogue +6.0, half-life 5 months; ")


def test_a_delivered_row_stands_beside_the_inject_it_tells_of_whatever_the_order(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    nouns = {noun.id: noun for noun in record.scenario.injects}
    monkeypatch.setattr("reports.aar.injects.in_order", lambda scenario: scenario.injects[::-1])
    people = people_of(record)
    rows = injects(record, people)
    assert [row.id for row in rows][: len(nouns)] == list(nouns)[::-1]
    for row, told in zip(rows, delivered_sheet(record, people).rows, strict=True):
        noun = nouns.get(row.id)
        assert (told["status"], told.get("says")) == (row.status, noun.says if noun else None)


def test_a_journals_msel_tells_what_was_delivered(record: Record, tmp_path: Path) -> None:
    (file,) = export(source_of(record), "msel", tmp_path / "msel.csv")
    told = {row["id"] or row["title"]: row for row in csv.DictReader(io.StringIO(file.read_text()))}
    assert told["settlement"]["status"] == "skipped"
    assert told["beijing_envoy_delayed"]["status"] == "edited"
    assert told["one made up at the table"]["delivered"]
    assert {row["marking"] for row in told.values()} == {table.MARKING}


@pytest.mark.parametrize("what", ["msel", "moves"])
def test_the_tables_of_a_branch_say_in_every_row_that_it_is_a_what_if(
    played: Path, tmp_path: Path, what: What
) -> None:
    source = source_of(read_record(played, "without the launch"))
    (file,) = export(source, what, tmp_path / "told.csv")
    told = {row["marking"] for row in csv.DictReader(io.StringIO(file.read_text()))}
    assert told == {f"{table.MARKING} · WHAT IF: without the launch"}


def test_the_moves_of_a_journal_are_those_that_were_carried_out(
    record: Record, tmp_path: Path
) -> None:
    (file,) = export(source_of(record), "moves", tmp_path / "moves.json")
    data = json.loads(file.read_text())
    assert (data["schema"], data["marking"]) == (1, table.MARKING)
    acts = [act for _, act in record.acts()]
    assert [row["id"] for row in data["moves"]] == [act.id for act in acts]
    assert [row["roll"] for row in data["moves"]] == [act.roll for act in acts]
    free = [row for row in data["moves"] if row["kind"] == "free"]
    assert [row["probability"] for row in free] == [None]


def test_the_moves_of_a_scenario_are_its_menu(scenario: Scenario, tmp_path: Path) -> None:
    (file,) = export(Source(scenario), "moves", tmp_path / "moves.csv")
    rows = list(csv.DictReader(io.StringIO(file.read_text())))
    assert len(rows) == sum(len(actor.moves) for actor in scenario.actors)
    assert {row["marking"] for row in rows} == {"EXERCISE"}


def tainted(scenario: Scenario) -> tuple[Scenario, dict[str, str]]:
    """Return a scenario in which every secret text of a seat is a mark of its own."""
    marks = {actor.id: f"SECRET-OF-{actor.id.upper()}" for actor in scenario.actors}
    actors = tuple(
        replace(
            actor,
            secret_brief=marks[actor.id],
            motives=tuple(replace(m, says=marks[actor.id]) for m in actor.motives),
            constraints=tuple(replace(c, says=marks[actor.id]) for c in actor.constraints),
        )
        for actor in scenario.actors
    )
    injects = tuple(replace(noun, says="SECRET-INJECT") for noun in scenario.injects)
    outcomes = tuple(replace(noun, says="SECRET-OUTCOME") for noun in scenario.outcomes)
    return replace(
        scenario, actors=actors, injects=injects, outcomes=outcomes, notes="SECRET-NOTES"
    ), marks


@pytest.mark.parametrize("form", ["html", "md"])
def test_the_players_manual_holds_no_secret(form: str, scenario: Scenario, tmp_path: Path) -> None:
    made, _ = tainted(scenario)
    (file,) = export(Source(made, "M"), "sitman", tmp_path / f"manual.{form}")
    told = file.read_text()
    assert "SECRET" not in told
    for inject in scenario.injects:
        assert inject.id not in told
    assert "January 2026. Pyongyang's plan" in (Page(told).words if form == "html" else told)


@pytest.mark.parametrize("name", ["us_dprk_summit", "post_war_aid_cut"])
def test_the_manual_and_the_shared_table_publish_the_same_at_startex(name: str) -> None:
    made = Library().load(name)
    shown = audience_view(Exercise(made, 1)).levels
    seen = {each.id: amount(each.value, each.high - each.low) for each in shown}
    nouns = [level for level in made.theatre.levels if not level.is_relation]
    for level, row in zip(nouns, manual_of(made).readings, strict=True):
        assert row.value == seen.get(level.id, "")
        assert bool(row.then) == bool(level.seen_by and level.published)
    stress = next(row for row in manual_of(made).readings if row.name == "Resource stress")
    assert stress.then == "published every month"


def test_a_level_the_others_never_hear_of_stays_out_of_the_manual(scenario: Scenario) -> None:
    levels = tuple(
        replace(level, published=0) if level.id == "chinese_aid" else level
        for level in scenario.theatre.levels
    )
    made = replace(scenario, theatre=replace(scenario.theatre, levels=levels))
    row = next(row for row in manual_of(made).readings if row.name == "Chinese aid")
    assert (row.value, row.then) == ("", "")
    assert "| not published |" in manual_text(made, "M", as_html=False)


def test_dates_that_are_past_at_startex_are_not_told_as_to_come() -> None:
    made = Library().load("us_dprk_summit")
    past = [known for known in made.theatre.calendar if known.on < made.startex]
    assert past
    dates = manual_of(made).dates
    assert len(dates) == len(made.theatre.calendar) - len(past)
    assert not any("2025" in day for day, _ in dates)


def test_the_manual_says_the_last_day_that_is_played_as_a_run_does() -> None:
    made = Library().load("post_war_aid_cut")
    facts = dict(manual_of(made).facts)
    assert (facts["STARTEX"], facts["ENDEX"]) == ("1 Jan 2026", "31 Dec 2026")
    lines = list(run_text(made, 1, pauses(Exercise(made, 1)), 100))
    assert any(f"ENDEX {facts['ENDEX']}" in line for line in lines)


def test_a_role_sheet_names_held_moves_as_its_menu_does() -> None:
    made = Library().load("us_dprk_summit")
    for actor in made.actors:
        sheet = sheet_of(made, actor, secrets=True)
        menu = {choice.says.rstrip(".") for choice in sheet.menu}
        named = [move for _, says in sheet.limits for move in re.findall("“(.*?)”", says)]
        assert len(named) == sum(len(line.on) for line in actor.constraints)
        assert set(named) <= menu


def test_a_page_can_be_skipped_to_its_text_whatever_it_is(scenario: Scenario) -> None:
    told = manual_text(scenario, "M", as_html=True)
    assert "To the text" in told
    assert "To the report" not in told


def test_role_sheets_without_secrets_hold_none(scenario: Scenario, tmp_path: Path) -> None:
    made, _ = tainted(scenario)
    files = export(Source(made), "roles", tmp_path / "roles")
    assert [file.name for file in files] == [f"{actor.id}.html" for actor in made.actors]
    assert not any("SECRET" in file.read_text() for file in files)


def test_a_role_sheet_with_secrets_holds_its_own_and_no_others(
    scenario: Scenario, tmp_path: Path
) -> None:
    made, marks = tainted(scenario)
    files = export(Source(made, "M"), "roles", tmp_path / "roles", secrets=True)
    for file in files:
        told = file.read_text()
        found = {id for id, mark in marks.items() if mark in told}
        assert found == {file.stem}
        assert f"M – {file.stem.upper()} SEAT ONLY" in told
        assert "SECRET-INJECT" not in told
        assert "SECRET-NOTES" not in told


def test_one_seats_sheet_can_be_had_alone(scenario: Scenario, tmp_path: Path) -> None:
    (file,) = export(Source(scenario), "roles", tmp_path / "s.md", seat="seoul", secrets=True)
    assert file.read_text().startswith("**EXERCISE – SEOUL SEAT ONLY**")
    with pytest.raises(NotFoundError, match="no seat named 'tokio'"):
        export(Source(scenario), "roles", tmp_path / "s.md", seat="tokio")


@pytest.mark.parametrize(
    ("what", "name", "says"),
    [
        ("msel", "x.html", "msel is written as .csv or .xlsx"),
        ("sitman", "x.csv", "sitman is written as .html or .md"),
        ("moves", "x", "moves is written as .csv or .json or .xlsx"),
        ("roles", "x.html", "into a folder"),
    ],
)
def test_a_form_there_is_not_is_refused(
    what: str, name: str, says: str, scenario: Scenario, tmp_path: Path
) -> None:
    with pytest.raises(ReportError, match=says):
        export(Source(scenario), what, tmp_path / name)  # type: ignore[arg-type]


def test_hostile_texts_do_nothing_in_any_document(tmp_path: Path) -> None:
    poison = hostile.Poison()
    made = hostile.scenario(poison)
    hostile.play(tmp_path / "h.whitecell", made, poison)
    source = source_of(read_record(tmp_path / "h.whitecell", loader=lambda _: made))
    for what in ("msel", "moves"):
        (file,) = export(source, what, tmp_path / f"{what}.csv")  # type: ignore[arg-type]
        rows = cells(file.read_text())
        assert len(rows) > 3
        for cell in (cell for row in rows[1:] for cell in row):
            number = cell.replace(".", "").removeprefix("-").replace("e-", "").isdecimal()
            assert number or not cell.startswith(ACTING)
            assert not set("\x1b\u202e") & set(cell)
    for what, name in (("sitman", "m.html"), ("roles", "roles")):
        for file in export(source, what, tmp_path / name):  # type: ignore[arg-type]
            read = Page(file.read_text())
            assert findings(read) == []
            assert "<script>alert(1)</script>" in read.words


def test_without_openpyxl_a_workbook_is_refused_by_name(
    scenario: Scenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    with pytest.raises(ReportError, match="needs the extra 'report'"):
        export(Source(scenario), "msel", tmp_path / "x.xlsx")


def test_an_exported_msel_can_be_imported_again(scenario: Scenario, tmp_path: Path) -> None:
    from engine.content.msel import cells_of, events_of

    injects = tuple(
        replace(noun, expects="=They answer.", objective=2) if noun.id == "ceasefire" else noun
        for noun in scenario.injects
    )
    source = Source(replace(scenario, injects=injects), "M")
    names = {actor.id: actor.name for actor in scenario.actors}
    for form in ("csv", "xlsx"):
        (file,) = export(source, "msel", tmp_path / f"msel.{form}")
        events = events_of(cells_of(file), names, scenario.objectives)
        assert events.problems == []
        assert set(events.injects) == {noun.id for noun in injects}
        assert events.injects["ceasefire"]["expects"] == "=They answer."
        assert events.injects["ceasefire"]["objective"] == 2
        assert events.injects["aid_cut"]["to"] == ["pyongyang", "moscow"]
        assert events.injects["party_congress"]["at"] == "turn 2 day 19"
