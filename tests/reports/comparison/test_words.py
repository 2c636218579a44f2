"""What is said of a comparison: nothing empty, nothing that the runs do not know."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from batch.compare.clouds import Cloud, read_clouds
from batch.compare.divergence import Divergence
from batch.compare.whole import compared
from batch.executors import Here
from batch.opening import Policy, Request, begin, opened
from batch.runner import run_batch
from engine.content.library import Library
from engine.model import Call, Condition, Name
from reports.comparison.assumptions import dimension_name
from reports.comparison.data import comparison_data
from reports.comparison.limits import limits_of
from reports.comparison.measured import by_chance, told_measures
from reports.comparison.page import study_of
from reports.comparison.repeating import Wish
from reports.comparison.setting import policies_of
from reports.comparison.stories import by_day
from reports.comparison.tables import arms, policies
from reports.comparison.text import comparison_blocks, enough
from reports.comparison.told import (
    MOST_ARMS,
    _went,
    answer,
    chosen_say,
    differences_say,
    question,
    span_went,
)
from reports.comparison.wording import LEAVES_OUT, column_in_words, parted, terms_of
from reports.names import Names
from reports.study import study_markdown
from reports.timeline import Line
from reports.wording import counted
from tests.batch.batches import begun, made
from tests.build import DUEL, edited, make_pack

PEAK = Call("highest", (Name("level", "trade"),))
WORLD = edited(
    "scenarios/duel.yaml",
    '  war: {when: "final(tension) > 80 or raids > 2", says: The river burns.}',
    '  north_wins: {when: "final(tension) > 53.5", says: The river burns.}',
)
"""The made world with an ending that has a name in it, and that comes about as often as not."""
EXPERIMENT = """\
kind: experiment
schema: 1
title: Patience
scenarios: [duel]
policies:
  patient: {says: The north takes its time., set: {actors.north.decision.precision: 20}}
  hasty: {set: {actors.north.decision.precision: 60}}
runs: 4
"""


@pytest.fixture(scope="module")
def clouds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Cloud, ...]:
    place = tmp_path_factory.mktemp("words")
    library = Library([make_pack(place / "pack", WORLD)])
    study, schema = opened(library, Request(("duel",), ("", "bold"), runs=40))
    begin(place / "out", study, schema, ["whitecell", "batch"])
    run_batch(place / "out", Here())
    return read_clouds([place / "out"])


@pytest.fixture(scope="module")
def strangers(tmp_path_factory: pytest.TempPathFactory) -> tuple[Cloud, ...]:
    """Two arms of one scenario, and one of a scenario with endings of its own."""
    place = tmp_path_factory.mktemp("strangers")
    other = DUEL.replace("  war:", "  flood:").replace("  peace:", "  drought:")
    library = Library([make_pack(place / "pack", {**WORLD, "scenarios/other.yaml": other})])
    study, schema = opened(library, Request(("duel", "other"), ("", "bold"), runs=20))
    begin(place / "out", study, schema, ["whitecell", "batch"])
    run_batch(place / "out", Here())
    return read_clouds([place / "out"])[:3]


def whole(clouds: tuple[Cloud, ...]) -> str:
    """Return all that `compare` prints."""
    found = comparison_blocks(compared(clouds))
    return "\n".join(
        "\n".join((block.title, *block.says, *(" | ".join(row) for row in block.rows)))
        for block in found
    )


# --- strangers -----------------------------------------------------------------------------------


def test_strangers_are_shown_beside_and_no_sentence_is_empty(
    strangers: tuple[Cloud, ...],
) -> None:
    together = strangers
    of, text = compared(together), whole(together)
    assert "other has other outcome classes than duel" in answer(of, terms_of(together))
    assert "nothing is subtracted" in text
    assert "drought" in text
    assert "()" not in text
    assert not re.search(r": ?\.", text)
    assert f"other against {of.names[of.baseline.label]}" not in text
    assert any("nothing is subtracted" in each for each in limits_of(of))
    assert comparison_data(of)["strangers"] == ["other"]
    page = study_markdown(study_of(together, Wish()))
    assert "compared under the same luck" not in page
    assert not re.search(r": ?\.(\s|$)", page)


def test_a_baseline_among_strangers_is_told_alone(strangers: tuple[Cloud, ...]) -> None:
    together = (strangers[2], *strangers[:2])
    of, text = compared(together), whole(together)
    assert question(of, terms_of(together)) == f"How often does a run of other end as {of.outcome}?"
    assert "Where runs part" not in text
    assert "no class differs" not in text
    sections = {each.id for each in study_of(together, Wish()).sections}
    assert "shares" in sections
    assert not {"differences", "fans", "parting"} & sections


def test_arms_of_other_luck_are_said_to_be_independent(tmp_path: Path) -> None:
    made(tmp_path / "a", variants=("",), runs=8)
    made(tmp_path / "b", variants=("bold",), runs=8, seed=9)
    of = compared(read_clouds([tmp_path / "a" / "out", tmp_path / "b" / "out"]))
    told = " ".join(differences_say(of, terms_of(of.clouds)))
    assert "no luck in common" in told
    assert "same luck" not in told


def test_every_arm_asked_about_is_answered_for_and_of_many_the_largest_is_said_to_be(
    clouds: tuple[Cloud, ...],
) -> None:
    names, of = terms_of(clouds), compared(clouds, outcome="north_wins")
    (own,) = (d for d in of.share_differences if d.outcome == of.outcome)
    arms = [f"arm {at}" for at in range(5)]
    several = tuple(replace(own, arm=arm, difference=0.1 * at) for at, arm in enumerate(arms, 1))
    labels = {**of.names, **{arm: arm for arm in arms}}
    both = answer(replace(of, share_differences=several[:2], names=labels), names)
    assert "that is +10.0 points under arm 0 (95% interval " in both
    assert "and +20.0 points under arm 1 (95% interval " in both
    assert both.count("of runs with the same luck") == 1
    unlike = (several[0], replace(several[1], pairs=0))
    apart = answer(replace(of, share_differences=unlike, names=labels), names)
    assert apart.endswith("), without common luck.")
    assert apart.count("of runs with the same luck; ") == 1
    many = answer(replace(of, share_differences=several, names=labels), names)
    assert "the largest difference is +50.0 points under arm 4 (95% interval " in many
    assert "arm 0" not in many


def test_the_period_is_called_what_it_is(clouds: tuple[Cloud, ...]) -> None:
    assert _went({(8, "month")}) == "How the 8 months went"
    assert _went({(12, "month")}) == "How the year went"
    assert _went({(6, "week")}) == "How the 6 weeks went"
    assert _went({(1, "month")}) == "How the month went"
    assert _went({(8, "month"), (12, "month")}) == "How the turns went"
    turns = clouds[0].scenario.turns
    said = span_went(compared(clouds))
    assert said == f"How the {turns.count * turns.length} {turns.unit}s went"


def test_an_expectations_measure_is_named_by_what_is_measured(clouds: tuple[Cloud, ...]) -> None:
    made = clouds[0].scenario
    law = made.expectations[0]
    peak = replace(law, id="boats_calm", measure=Condition("", PEAK, "number"))
    names = Names(replace(made, expectations=(peak,)))
    assert column_in_words("measure.boats_calm", names) == f"highest {names.level('trade')}"
    assert column_in_words("measure.strain", names) == "strain"
    assert column_in_words(f"measure.{law.id}", terms_of(clouds)) == "strain at the end"


# --- policies ------------------------------------------------------------------------------------


def test_a_policy_is_told_in_the_words_of_its_experiment(tmp_path: Path) -> None:
    asked = tuple(
        Policy(id, "", {"actors.north.decision.precision": value})
        for id, value in (("patient", "20"), ("hasty", "60"))
    )
    out = begun(tmp_path, variants=("bold",), policies=asked, runs=2, experiment=EXPERIMENT)
    run_batch(out, Here())
    of = compared(read_clouds([out]))
    assert policies_of(of.clouds) == {"patient": "The north takes its time."}
    patient, hasty = arms(of).rows
    assert patient[1] == "Bolder boats. The north takes its time."
    assert hasty[1] == "Bolder boats."
    (table,) = policies(of)
    key = "actors.north.decision.precision"
    assert table.rows == (
        ("patient", "The north takes its time.", f"{key}: 20"),
        ("hasty", "–", f"{key}: 60"),
    )


# --- words ---------------------------------------------------------------------------------------


def test_endings_measures_and_assumptions_have_the_capitals_of_names(
    clouds: tuple[Cloud, ...], tmp_path: Path
) -> None:
    text = whole(clouds)
    assert "North wins" in text
    assert "north wins" not in text
    made(tmp_path, runs=1, samples=2, minds=True)
    cloud = read_clouds([tmp_path / "out"])[0]
    names = terms_of([cloud])
    told = {dimension_name(d, names) for d in cloud.results.study.sources["duel"].dimensions}
    assert any(name.startswith(f"{names.actor('north')}: weight of ") for name in told)
    assert not any("_" in name or name.startswith("north:") for name in told)


def test_names_are_of_all_arms(clouds: tuple[Cloud, ...]) -> None:
    scenario = clouds[0].scenario
    base = replace(scenario, actors=scenario.actors[:1])
    names = Names(base, scenario)
    assert names.actor(scenario.actors[1].id) == scenario.actors[1].name
    assert list(names.actors) == [actor.id for actor in scenario.actors]


def test_a_thing_is_measured_once(clouds: tuple[Cloud, ...]) -> None:
    of = compared(clouds)
    assert "measure.boats_bring_strain" in {d.column for d in of.measure_differences}
    assert "measure.boats_bring_strain" not in {d.column for d in told_measures(of)}
    assert LEAVES_OUT in by_chance(of)
    assert "one in twenty" in by_chance(of)


def test_how_many_pairs_part_is_said_first() -> None:
    each = Divergence("arm", 100, 58, (7, 9, 11), ((7, 20), (9, 12), (11, 10)), ())
    assert parted(each, "deep cut") == (
        "deep cut: 42 of 100 pairs part, in the median in turn 9 (middle half turns 7 to 11)."
    )
    once = replace(each, never=99, turns=(4, 4, 4))
    assert parted(once, "it") == "it: 1 of 100 pairs parts, in turn 4."
    assert parted(replace(each, never=100, turns=None), "it").startswith("it: the same was done")


def test_why_a_class_is_told_of_is_said(clouds: tuple[Cloud, ...]) -> None:
    of, names = compared(clouds), terms_of(clouds)
    assert "--outcome names another" in chosen_say(of)
    assert chosen_say(of) in whole(clouds)
    assert chosen_say(compared(clouds, outcome=of.outcome)) == ""
    page = study_of(clouds, Wish())
    assert chosen_say(of, "") in page.answer
    assert "--outcome" not in page.answer
    other = next(id for id, _ in clouds[0].classes if id != of.outcome)
    assert (
        answer(compared(clouds, outcome=other), names)
        in study_of(clouds, Wish(outcome=other)).answer
    )


def test_a_lead_that_leaves_arms_out_says_how_many(clouds: tuple[Cloud, ...]) -> None:
    several = tuple(
        replace(
            clouds[at % 2], label=f"duel:v{at}", arm=replace(clouds[at % 2].arm, variant=f"v{at}")
        )
        for at in range(14)
    )
    told = answer(compared(several, "v13"), terms_of(clouds))
    assert "v13 " in told
    assert f"; {14 - MOST_ARMS} more arms." in told
    assert "more arm" not in answer(compared(several[:MOST_ARMS]), terms_of(clouds))


def test_one_is_told_in_the_singular(tmp_path: Path) -> None:
    assert (counted(1, "run"), counted(2_000, "run")) == ("1 run", "2,000 runs")
    made(tmp_path, runs=1, variants=("",))
    clouds = read_clouds([tmp_path / "out"])
    told = whole(clouds) + study_markdown(study_of(clouds, Wish()))
    assert "1 run of 1 arm" in told
    assert not re.search(r"\b1 (runs|arms|futures|pairs|points)\b", told)
    assert "to know" not in told
    assert "fewer than 20 runs do not tell" in told


def test_one_sample_point_says_nothing_of_others(tmp_path: Path) -> None:
    made(tmp_path, runs=40, samples=1)
    of = compared(read_clouds([tmp_path / "out"]))
    points = " ".join(limits_of(of))
    assert "Intervals tell of luck alone. One point was sampled: what another would give" in points
    assert "One sample point does not tell how many would be enough." in points
    for cloud in of.clouds:
        said = enough(cloud, of.needed[cloud.label])
        assert said == "one sample point does not tell how many would be enough"


def test_limits_of_a_sampled_batch_are_of_points_too(tmp_path: Path) -> None:
    made(tmp_path / "a", runs=2)
    made(tmp_path / "b", runs=1, samples=3)
    plain, sampled = (
        " ".join(limits_of(compared(read_clouds([tmp_path / name / "out"])))) for name in "ab"
    )
    assert "Intervals tell of luck alone." in plain
    assert "luck alone" not in sampled
    assert "the points that were sampled" in sampled
    nothing = "Nothing was sampled: every figure stands at"
    assert nothing in plain
    assert "sampled: every figure" not in sampled
    both = compared(read_clouds([tmp_path / "a" / "out", tmp_path / "b" / "out"]))
    told, first = " ".join(limits_of(both)), [both.names[c.label] for c in both.clouds[:2]]
    assert nothing not in told
    assert f"{' and '.join(first)} were not sampled: every figure of them stands at the" in told


# --- runs and charts in Markdown -----------------------------------------------------------------


def lines() -> Iterator[Line]:
    for day, text in ((3, "asks"), (30, "answers"), (5, "waits"), (9, "acts")):
        yield Line("move", text, day=day, date=date(2030, 1, 1 + day), depth=int(day == 30))
    yield Line("met", "a rule")


def test_a_story_goes_day_by_day() -> None:
    assert [line.text for line in by_day(lines())] == ["asks", "waits", "acts", "answers", "a rule"]


def test_markdown_has_figures_for_a_chart_or_no_word_of_it(clouds: tuple[Cloud, ...]) -> None:
    page = study_of(clouds, Wish())
    told = study_markdown(page)
    pictures = [each for section in page.sections for each in section.pictures]
    assert any(each.table for each in pictures)
    assert not any(each.says in told for each in pictures)
    for each in pictures:
        if each.table is not None:
            assert "median" in each.table.columns or "PAWN index" in each.table.columns
            assert f"### {each.table.title or each.title}" in told.replace("\\", "")
    assert "at the end of the last turn" in told
