"""A report as a page: whole, offline, marked, inert; and the Markdown that says the same."""

from __future__ import annotations

import re
import threading
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from engine.play.journal.faults import JournalError
from reports.aar.gathering import Aar, Options, gathered
from reports.aar.interactive import as_script, beside, charts_page
from reports.aar.record import read_record
from reports.aar.writing import ReportError, page, text, write
from tests.reports import hostile, table
from tests.reports.conftest import OPTIONS
from tests.reports.reading import Page, findings

QUICK = Options(runs=0, odds=0)


@pytest.fixture(scope="session")
def made(aar: Aar) -> str:
    """The page of the half-day."""
    return page(aar, OPTIONS)


@pytest.fixture(scope="session")
def markdown(aar: Aar) -> str:
    """The Markdown of the half-day."""
    return text(aar, OPTIONS)


@pytest.fixture(scope="session")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> tuple[Aar, hostile.Poison]:
    """The report of an exercise in which every text is hostile."""
    poison = hostile.Poison()
    scenario = hostile.scenario(poison)
    path = tmp_path_factory.mktemp("hostile") / "<b>&.whitecell"
    hostile.play(path, scenario, poison)
    record = read_record(path, loader=lambda _: scenario)
    return gathered(record, Options(runs=3, odds=1), lambda doing, share: None), poison


def test_a_page_can_run_fetch_and_post_nothing(made: str) -> None:
    assert findings(Page(made)) == []


def test_a_page_names_no_address_but_the_names_of_svg(made: str) -> None:
    addresses = set(re.findall(r"[a-z]+://[^\s\"'<>)]+", made))
    assert addresses <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}


def test_a_page_forbids_everything_but_being_drawn(made: str) -> None:
    policy = next(v for v in Page(made).values("content") if "default-src" in v)
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:")
    assert "script-src" not in policy


def test_ids_are_unique_and_every_link_leads_somewhere(made: str) -> None:
    read = Page(made)
    ids = read.values("id")
    assert len(ids) == len(set(ids))
    assert {link.removeprefix("#") for link in read.values("href")} <= set(ids)
    assert set(re.findall(r"url\(#([^)]+)\)", made)) <= set(ids)


def test_the_marking_stands_above_and_below_every_page(made: str) -> None:
    bars = re.findall(r'<div class="marking (top|bottom)"[^>]*>([^<]*)</div>', made)
    assert bars == [("top", table.MARKING), ("bottom", table.MARKING)]
    assert ".marking { position: fixed" in made


def test_every_section_stands_in_the_page_and_in_the_markdown(made: str, markdown: str) -> None:
    shown = Page(made).words
    titles = re.findall(r"^## \d+\. (.+)$", markdown, re.MULTILINE)
    assert len(titles) == 13
    for number, title in enumerate(titles, 1):
        assert f"{number}. {title}" in shown


def test_the_page_holds_its_charts_with_words_for_who_cannot_see(made: str, aar: Aar) -> None:
    read = Page(made)
    charts = [v for t, n, v in read.attributes if (t, n) == ("svg", "aria-label")]
    assert len(charts) == 3 + len(aar.courses)
    assert all(charts)


def test_markdown_says_what_the_page_says(made: str, markdown: str, aar: Aar) -> None:
    shown, told = Page(made).words, Page(MarkdownIt("gfm-like", LINKIFY).render(markdown)).words
    said = [row.says for row in (*aar.surprises, *aar.injects)]
    said += [note.text for note in aar.notes] + [row.reason for row in aar.rulings]
    said += list(aar.summary.points) + [row.chose for row in aar.decisions if row.by_person]
    said += [course.says for course in aar.courses] + [b.parting for b in aar.branches]
    for each in filter(None, said):
        one = " ".join(each.split())
        assert one in shown
        assert one in told


LINKIFY = {"linkify": False, "html": True}


def test_hostile_texts_are_shown_and_do_nothing(
    poisoned: tuple[Aar, hostile.Poison],
) -> None:
    aar, poison = poisoned
    told = page(aar, QUICK)
    read = Page(told)
    assert findings(read) == []
    assert "<script>alert(1)</script>" in read.words
    assert "{{7*7}}" in read.words
    assert not set("\x1b\u202e") & set(told)
    seen = [tag for tag in poison.given if tag in told]
    assert len(seen) > 40


def test_hostile_texts_reach_every_section(poisoned: tuple[Aar, hostile.Poison]) -> None:
    aar, _ = poisoned
    for rows in (aar.decisions, aar.rulings, aar.injects, aar.forecasts, aar.objectives):
        assert "TAINT" in repr(rows)
    for rows in (aar.notes, aar.improvements, aar.branches, aar.turns, aar.outcomes, aar.courses):
        assert "TAINT" in repr(rows)


def test_hostile_texts_in_markdown_are_text(poisoned: tuple[Aar, hostile.Poison]) -> None:
    aar, _ = poisoned
    told = text(aar, QUICK)
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(told)
    kinds = {t.type for token in tokens for t in (token, *(token.children or ()))}
    assert not kinds & {"link_open", "image", "html_inline", "html_block", "code_inline", "fence"}
    assert not set("\x1b\u202e") & set(told)
    shown = Page(MarkdownIt("commonmark").enable("table").render(told)).words
    assert "<script>alert(1)</script>" in shown
    rows = [line for line in told.splitlines() if line.startswith("| ")]
    assert all(line.endswith("|") for line in rows)


def test_no_name_is_left_where_nobody_is_to_be_named(played: Path) -> None:
    record = read_record(played)
    told = gathered(record, Options(0, 0, anonymous=True), lambda doing, share: None)
    for said in (page(told, QUICK), text(told, QUICK)):
        for name in (*table.NAMES.values(), table.CONTROL):
            assert name not in said
            assert name.rpartition(" ")[2] not in said
    assert told.people.person(table.CONTROL) == "participant 1"


def test_names_inside_sentences_are_hidden_too(aar: Aar) -> None:
    from dataclasses import replace

    hidden = replace(aar.people, anonymous=True)
    said = hidden.text("We followed INES OKAFOR, not Dr Amelie Brandt; Okafors stay.")
    assert said == "We followed participant 1, not the Pyongyang seat; Okafors stay."


def test_a_report_is_written_whole_and_told_about(short: Path, tmp_path: Path) -> None:
    told: list[tuple[str, float]] = []
    output = tmp_path / "aar.html"
    written = write(short, output, QUICK, lambda doing, share: told.append((doing, share)))
    assert written == output
    assert output.read_text().startswith("<!doctype html>")
    shares = [share for _, share in told]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    assert list(tmp_path.iterdir()) == [output]


def test_a_report_that_is_stopped_leaves_no_file(short: Path, tmp_path: Path) -> None:
    def stop(doing: str, share: float) -> None:
        if share > 0.05:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(short, tmp_path / "aar.md", Options(runs=10, odds=0), stop)
    assert list(tmp_path.iterdir()) == []


def test_reports_can_be_written_in_threads(short: Path, tmp_path: Path) -> None:
    outputs = [tmp_path / f"{at}.html" for at in range(2)]
    threads = [threading.Thread(target=write, args=(short, each, QUICK)) for each in outputs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    first, second = (each.read_text() for each in outputs)
    assert first == second


def test_the_journal_is_left_as_it_was(short: Path, tmp_path: Path) -> None:
    before = short.read_bytes()
    write(short, tmp_path / "aar.md", QUICK)
    assert short.read_bytes() == before


@pytest.mark.parametrize("name", ["aar.pdf", "aar", "aar.docx"])
def test_a_form_there_is_not_is_refused(name: str, short: Path, tmp_path: Path) -> None:
    with pytest.raises(ReportError, match=r"written as \.html or \.md"):
        write(short, tmp_path / name, QUICK)


def test_a_branch_there_is_not_is_refused(short: Path, tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="there is no branch 'nowhere'"):
        write(short, tmp_path / "aar.md", Options(0, 0, branch="nowhere"))


def test_what_is_no_journal_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("not a journal")
    with pytest.raises(JournalError):
        write(other, tmp_path / "aar.md", QUICK)


def test_a_folder_that_is_not_there_is_named(short: Path, tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="cannot be written"):
        write(short, tmp_path / "nowhere" / "aar.md", QUICK)


def test_charts_to_point_at_stand_in_a_page_beside(short: Path, tmp_path: Path) -> None:
    output = tmp_path / "aar.html"
    write(short, output, Options(0, 0, interactive=True))
    told = beside(output).read_text()
    assert beside(output).name == "aar.charts.html"
    assert told.count("<script") == told.count("</script>") == 2
    assert "connect-src" not in told
    assert any("default-src 'none'" in v for v in Page(told).values("content"))
    assert table.MARKING in told


def test_specs_in_a_script_cannot_end_it() -> None:
    told = as_script({"x": {"data": "</script><!--\u2028&"}})
    assert not set("<>&\u2028") & set(told)


def test_without_the_renderer_the_report_is_written_with_its_tables(
    aar: Aar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "altair", None)
    told = Page(page(aar, OPTIONS))
    assert "svg" not in told.tags
    assert "6. How the odds moved" in told.words


def test_every_page_of_a_branch_says_at_its_top_that_it_is_a_what_if(
    played: Path, made: str, markdown: str
) -> None:
    branch = read_record(played, "without the launch")
    of_branch = gathered(branch, QUICK, lambda doing, share: None)
    told = "WHAT IF: without the launch"
    for each in (page(of_branch, QUICK), charts_page(of_branch, "charts")):
        assert 0 <= each.index(told) < each.index("<h1>")
    assert text(of_branch, QUICK).splitlines()[:3] == [f"**{table.MARKING}**", "", f"**{told}**"]
    assert "WHAT IF" not in made + markdown
