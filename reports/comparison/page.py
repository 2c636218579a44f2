"""A batch as one page to hand over: the question, its answer with intervals, and how to repeat it.

write(Path("cut.html"), [Path("cut")], Wish(baseline="no_cut"))
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from batch.compare.clouds import Cloud, read_clouds, steadily
from batch.compare.whole import Comparison, compared
from batch.discover.whole import Discovery, discovered
from batch.folders import FolderError
from batch.parquet import put
from reports.comparison import figures, tables
from reports.comparison.lacking import arms_counted, arms_told, runs_asked, runs_told
from reports.comparison.limits import limits_of
from reports.comparison.policies import policy_differences, policy_shares
from reports.comparison.regrets import axis_hint, regret_sentences, unweighed
from reports.comparison.repeating import Wish, repeating
from reports.comparison.sampled import overrides, sampled
from reports.comparison.setting import asked_outcome
from reports.comparison.stories import Story, stories
from reports.comparison.told import (
    design,
    differences_say,
    fans_say,
    question,
    shares_say,
    span_went,
    whole_answer,
)
from reports.comparison.wording import outcome_name, terms_of
from reports.names import Names
from reports.study import Section, Study, study_html, study_markdown
from reports.wording import capital

PAGES = (".html", ".htm", ".md")


def write(output: Path, folders: Sequence[Path], wish: Wish) -> str:
    """Write the page, whole or not at all; return what it was asked for and lacks, "" for nothing.

    FolderError where a folder holds no batch or the file cannot be written.
    """
    if output.suffix.lower() not in PAGES:
        raise FolderError(f"{output.name}: a report ends in .html or .md")
    study, lacks = steadily(lambda: _told(read_clouds(folders), wish))
    text = study_markdown(study) if output.suffix.lower() == ".md" else study_html(study)
    try:
        with put(output) as beside:
            beside.write_text(text, encoding="utf-8")
    except OSError as error:
        reason = (error.strerror or "cannot be written").lower()
        raise FolderError(f"{output}: {reason}") from None
    return lacks


def study_of(clouds: tuple[Cloud, ...], wish: Wish) -> Study:
    """Return the report of some arms."""
    return _told(clouds, wish)[0]


def _told(clouds: tuple[Cloud, ...], wish: Wish) -> tuple[Study, str]:
    """Return the report of some arms, and what it was asked for and lacks."""
    told = asked_outcome(wish.outcome, wish.aim)
    of = compared(clouds, wish.baseline, aim=wish.aim, axis=wish.axis, outcome=told)
    lacks = unweighed(of, wish.aim, wish.axis)
    return _study(of, clouds, wish, lacks), f"{lacks}{axis_hint(of)}" if lacks else ""


def _study(of: Comparison, clouds: tuple[Cloud, ...], wish: Wish, lacks: str) -> Study:
    found, names = discovered(of.kin, of.outcome), terms_of(clouds)
    under = ", compared under the same luck" if of.others and of.paired else ""
    results = [cloud.results for cloud in clouds]
    folders = list(dict.fromkeys(str(each.folder) for each in results))
    scenarios = dict.fromkeys(cloud.scenario.title for cloud in clouds)
    study = results[0].study
    return Study(
        title=wish.title or study.title or " and ".join(scenarios),
        subtitle=f"{runs_told(clouds)} of {arms_told(clouds)}{under}",
        marking=wish.marking,
        question=question(of, names),
        answer=whole_answer(of, found, names),
        facts=(
            ("Scenario", ", ".join(scenarios)),
            ("Arms", arms_counted(clouds)),
            ("Runs", f"{runs_asked(clouds)}, {sum(cloud.failed for cloud in clouds):,} failed"),
            ("Seed", _each(f"{each.study.seed}" for each in results)),
            (
                "Sample points",
                _each(
                    f"{each.study.samples:,}" if each.study.samples else "none" for each in results
                ),
            ),
            ("Baseline", of.names[of.baseline.label]),
        ),
        sections=(
            *_sections(of, found, names),
            *_end(of, tuple(stories(clouds)), names, lacks),
            repeating(of, folders, wish),
        ),
    )


def _each(texts: Iterable[str]) -> str:
    """Return what is true of the batches, once where it is true of several."""
    return ", ".join(dict.fromkeys(texts))


def _sections(of: Comparison, found: Discovery, names: Names) -> list[Section]:
    """Return the sections on what was run, how it ended and what drives that."""
    texts, points = design(of)
    designed = (tables.arms(of), *overrides(of), *tables.policies(of), *sampled(of, names))
    sections = [
        Section("design", "Design", texts, points, tables=designed),
        Section(
            "shares",
            "How the runs ended",
            shares_say(of),
            pictures=figures.shares(of, names),
            tables=(*policy_shares(of, names), tables.shares(of, names)),
        ),
    ]
    sections += _apart(of, names) if of.others else []
    sections.append(
        Section(
            "drivers",
            f"What drives {outcome_name(found.outcome, names)}",
            tables.drivers_say(found, names),
            pictures=figures.drivers(found, names),
            tables=tuple(tables.drivers(found, names)),
        )
    )
    return sections


def _apart(of: Comparison, names: Names) -> list[Section]:
    """Return the sections on what differs from the baseline."""
    return [
        Section(
            "differences",
            "What differs from the baseline",
            differences_say(of, names),
            pictures=figures.differences(of, names),
            tables=(
                *policy_differences(of, names),
                tables.share_differences(of, names),
                tables.measures(of, names),
                *((tables.laws(of),) if of.laws else ()),
            ),
        ),
        Section("fans", span_went(of), fans_say(of), pictures=figures.fans(of, names)),
        Section(
            "parting",
            "Where runs part",
            tables.partings_say(of),
            pictures=figures.partings(of),
            tables=(tables.partings(of, names),),
        ),
    ]


def _end(of: Comparison, told: tuple[Story, ...], names: Names, lacks: str) -> list[Section]:
    """Return the sections on policies, single runs and limits."""
    sections = list[Section]()
    if lacks:
        sections.append(Section("regret", "Which policy is robust", (f"{capital(lacks)}.",)))
    elif of.robust is not None:
        says = regret_sentences(of.robust, names)
        sections.append(
            Section("regret", "Which policy is robust", says, tables=tables.regret(of.robust))
        )
    sections.append(
        Section(
            "stories",
            "One run of each kind",
            tables.stories_say(told, names),
            tables=tuple(tables.story(story, of, names) for story in told),
        )
    )
    sections.append(Section("limits", "Limits", points=limits_of(of)))
    return sections
