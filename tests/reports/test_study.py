"""The frame of a study's report: what is filled in is escaped, marked, numbered and drawn."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from reports.charts.shares import shares
from reports.pages import escaped
from reports.study import Picture, Section, Study, Table, study_html, study_markdown
from tests.reports.hostile import BITE, TAIL
from tests.reports.reading import Page, findings

NASTY = BITE + TAIL


def study(text: str) -> Study:
    spec = shares([{"name": text, "share": 0.4, "low": 0.3, "high": 0.5, "mark": False}])
    table = Table(
        (text, "share"),
        ((text, 0.4), (None, -2)),
        numbers=frozenset({"share"}),
        strong=frozenset({0}),
        title=text,
    )
    section = Section(
        "shares", text, (text,), (text,), (Picture(text, text, spec),), (table,), (text,)
    )
    facts = ((text, text),)
    return Study(text, text, text, text, text, facts, (section, Section("limits", "Limits")))


def test_a_page_holds_its_sections_charts_and_tables() -> None:
    read = Page(study_html(study("Deeper cuts")))
    assert findings(read) == []
    assert {"shares", "limits"} <= set(read.values("id"))
    assert read.tags["svg"] == 1
    assert "1. Deeper cuts" in read.words
    assert "2. Limits" in read.words
    assert "–" in read.shown
    assert read.values("class").count("apart") == 1


def test_a_column_of_days_is_as_narrow_as_they_are() -> None:
    table = Table(("date", "what happened"), (("4 Feb", "A letter comes."),))
    page = study_html(Study("A", sections=(Section("one", "One", tables=(table,)),)))
    assert Page(page).values("class").count("date") == 1
    assert "td.date { min-width: 0; white-space: nowrap; }" in page


def test_a_narrow_page_breaks_no_word_of_a_table_and_cuts_no_label_of_a_chart() -> None:
    page = study_html(study("Deeper cuts"))
    assert ".wide table.data td { overflow-wrap: break-word; }" in page
    assert "display: block; overflow: visible; }" in page


def test_markdown_holds_the_same_table() -> None:
    told = study_markdown(study("Deeper cuts"))
    tokens = MarkdownIt("commonmark").enable("table").parse(told)
    cells = [t.content for at, t in enumerate(tokens) if tokens[at - 1].type == "td_open"]
    assert cells == ["Deeper cuts", "0.4", "–", "-2"]
    assert told.count("**Deeper cuts**") == 3


@pytest.mark.parametrize("write", [study_html, study_markdown])
def test_hostile_texts_do_nothing(write: object) -> None:
    told = write(study(NASTY))  # type: ignore[operator]
    assert not set("\x1b\u202e") & set(told)
    if write is study_html:
        assert findings(Page(told)) == []
        return
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(told)
    kinds = {t.type for token in tokens for t in (token, *(token.children or ()))}
    assert not kinds & {"link_open", "image", "html_inline", "html_block", "fence"}


def test_without_a_renderer_the_tables_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    made = study("Deeper cuts")
    monkeypatch.setitem(__import__("sys").modules, "vl_convert", None)
    read = Page(study_html(made))
    assert "svg" not in read.tags
    assert read.tags["table"] == 2


@pytest.mark.parametrize(
    "text",
    ["+0.00", "-5 to +3", "device@indulgent", "+as_written", "device@indulgent. So it ends."],
)
def test_markdown_keeps_signs_that_mean_nothing_in_it(text: str) -> None:
    told = str(escaped(text))
    assert "&#" not in told
    assert MarkdownIt("commonmark").render(told).strip() == f"<p>{text}</p>"


@pytest.mark.parametrize(
    "text",
    ["+ a", "- a", "+", "---", "--", "===", "@someone", "see @some_one", "a@b.example", "a@b_c.de"],
)
def test_markdown_escapes_signs_that_would_act(text: str) -> None:
    told = str(escaped(text))
    assert "&#" in told
    assert MarkdownIt("commonmark").render(f"before\n{told}") == f"<p>before\n{text}</p>\n"
