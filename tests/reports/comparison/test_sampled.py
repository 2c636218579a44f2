"""What was sampled, and what variants set, stands in the page, exactly."""

from __future__ import annotations

from pathlib import Path

from batch.compare.clouds import read_clouds
from batch.compare.whole import compared
from reports.comparison.page import study_of
from reports.comparison.repeating import Wish
from reports.comparison.sampled import overrides, sampled
from reports.comparison.wording import terms_of
from reports.study import study_html, study_markdown
from tests.batch.batches import made


def test_every_range_that_was_sampled_is_in_the_page_and_folded(tmp_path: Path) -> None:
    made(tmp_path, runs=1, samples=4, minds=True)
    clouds = read_clouds([tmp_path / "out"])
    of = compared(clouds)
    (table,) = sampled(of, terms_of(clouds))
    axes = clouds[0].results.study.sources["duel"].dimensions
    assert [row[-1] for row in table.rows] == [axis.column for axis in axes]
    assert [row[1:3] for row in table.rows] == [
        tuple(f"{end:g}".replace("-", "−") for end in (axis.low, axis.high)) for axis in axes
    ]
    page = study_of(clouds, Wish())
    html, text = study_html(page), study_markdown(page)
    summary = f"What was sampled, and over what range: {len(axes)} assumptions"
    assert html.count(f"<details><summary>{summary}</summary>") == 1
    assert html.count("<details>") == html.count("</details>")
    assert f"### {summary}" in text
    assert all(axis.column.replace("_", "\\_") in text for axis in axes)
    assert "all are listed below, with their ranges" in page.sections[0].points[-1]


def test_nothing_is_listed_where_nothing_was_sampled(tmp_path: Path) -> None:
    made(tmp_path, runs=2)
    clouds = read_clouds([tmp_path / "out"])
    assert list(sampled(compared(clouds), terms_of(clouds))) == []
    assert "<details>" not in study_html(study_of(clouds, Wish()))


def test_what_a_variant_sets_is_told_exactly(tmp_path: Path) -> None:
    made(tmp_path, runs=2)
    clouds = read_clouds([tmp_path / "out"])
    (table,) = overrides(compared(clouds))
    (bold,) = (each for each in clouds[0].scenario.variants if each.id == "bold")
    ((id, says, sets),) = table.rows
    assert (table.title, id, says) == ("Variants", "bold", bold.says)
    assert bold.sets
    assert all(f"{key}: " in str(sets) for key, _ in bold.sets)
