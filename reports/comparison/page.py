"""A batch as one page to hand over: the question, its answer with intervals, and how to repeat it.

write(Path("cut.html"), [Path("cut")], Wish(baseline="no_cut"))
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from batch.compare.clouds import Cloud, read_clouds, steadily
from batch.compare.whole import Comparison, compared
from batch.discover.whole import Discovery, discovered
from batch.folders import FolderError
from reports.comparison import figures, tables
from reports.comparison.limits import limits_of
from reports.comparison.repeating import Wish, repeating
from reports.comparison.stories import Story, stories
from reports.comparison.told import (
    design,
    differences_say,
    fans_say,
    question,
    shares_say,
    telling_outcome,
    whole_answer,
)
from reports.comparison.wording import regret_sentences
from reports.study import Section, Study, study_html, study_markdown

PAGES = (".html", ".htm", ".md")


def write(output: Path, folders: Sequence[Path], wish: Wish) -> None:
    """Write the page; FolderError where a folder holds no batch or the file cannot be written."""
    if output.suffix.lower() not in PAGES:
        raise FolderError(f"{output.name}: a report ends in .html or .md")
    study = steadily(lambda: study_of(read_clouds(folders), wish))
    text = study_markdown(study) if output.suffix.lower() == ".md" else study_html(study)
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        reason = (error.strerror or "cannot be written").lower()
        raise FolderError(f"{output}: {reason}") from None


def study_of(clouds: tuple[Cloud, ...], wish: Wish) -> Study:
    """Return the report of some arms."""
    of = compared(clouds, wish.baseline, aim=wish.aim, axis=wish.axis)
    outcome = wish.outcome or telling_outcome(of)
    found = discovered(clouds, outcome)
    runs = sum(cloud.runs for cloud in clouds)
    results = [cloud.results for cloud in clouds]
    folders = list(dict.fromkeys(str(each.folder) for each in results))
    scenarios = dict.fromkeys(cloud.scenario.title for cloud in clouds)
    study = results[0].study
    return Study(
        title=wish.title or study.title or " and ".join(scenarios),
        subtitle=f"{runs:,} runs of {len(clouds)} arms, compared under the same luck",
        marking=wish.marking,
        question=question(of, outcome),
        answer=whole_answer(of, found),
        facts=(
            ("Scenario", ", ".join(scenarios)),
            ("Arms", f"{len(clouds)}"),
            ("Runs", f"{runs:,}, {sum(cloud.failed for cloud in clouds):,} failed"),
            ("Seed", f"{study.seed}"),
            ("Sample points", f"{study.samples:,}" if study.samples else "nothing sampled"),
            ("Baseline", of.names[of.baseline.label]),
        ),
        sections=tuple(_sections(of, found, tuple(stories(clouds)), repeating(of, folders, wish))),
    )


def _sections(
    of: Comparison, found: Discovery, told: tuple[Story, ...], again: Section
) -> list[Section]:
    texts, points = design(of)
    sections = [
        Section("design", "Design", texts, points, tables=(tables.arms(of), *tables.policies(of))),
        Section(
            "shares",
            "How the runs ended",
            shares_say(of),
            pictures=figures.shares(of),
            tables=(tables.shares(of),),
        ),
    ]
    sections += _apart(of) if of.others else []
    sections.append(
        Section(
            "drivers",
            f"What drives {found.outcome.replace('_', ' ')}",
            tables.drivers_say(found),
            pictures=figures.drivers(found),
            tables=tuple(tables.drivers(found)),
        )
    )
    return [*sections, *_end(of, told), again]


def _apart(of: Comparison) -> list[Section]:
    """Return the sections on what differs from the baseline."""
    return [
        Section(
            "differences",
            "What differs from the baseline",
            differences_say(of),
            pictures=figures.differences(of),
            tables=(
                tables.share_differences(of),
                tables.measures(of),
                *((tables.laws(of),) if of.laws else ()),
            ),
        ),
        Section("fans", "How the year went", fans_say(of), pictures=figures.fans(of)),
        Section(
            "parting",
            "Where runs part",
            tables.partings_say(of),
            pictures=figures.partings(of),
            tables=(tables.partings(of),),
        ),
    ]


def _end(of: Comparison, told: tuple[Story, ...]) -> list[Section]:
    """Return the sections on policies, single runs and limits."""
    sections = list[Section]()
    if of.robust is not None:
        says = regret_sentences(of.robust)
        sections.append(
            Section("regret", "Which policy is robust", says, tables=tables.regret(of.robust))
        )
    sections.append(
        Section(
            "stories",
            "One run of each kind",
            tables.STORIES_SAY,
            tables=tuple(tables.story(story, of) for story in told),
        )
    )
    sections.append(Section("limits", "Limits", points=limits_of(of)))
    return sections
