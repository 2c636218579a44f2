"""What a comparison answers first: in a word, over which pairs, of which class, of how much."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from batch.compare.clouds import Cloud, read_clouds
from batch.compare.divergence import Deed, Divergence, Parting
from batch.compare.laws import Law
from batch.compare.policies import Aim
from batch.compare.whole import Comparison, compared
from reports.comparison import lacking
from reports.comparison.data import comparison_data
from reports.comparison.gathered import Wish as Asked
from reports.comparison.gathered import compare_as
from reports.comparison.lacking import stop_say
from reports.comparison.limits import limits_of
from reports.comparison.measured import by_chance, told_measures
from reports.comparison.page import study_of
from reports.comparison.repeating import Wish
from reports.comparison.tables import laws, measures, partings
from reports.comparison.text import comparison_blocks, enough
from reports.comparison.told import answer, answered, differences_say, in_a_word
from reports.comparison.wording import column_told, deed_told, points_needed, terms_of
from reports.study import study_markdown
from tests.batch.batches import made


@pytest.fixture(scope="module")
def clouds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Cloud, ...]:
    place = tmp_path_factory.mktemp("answers")
    made(place, runs=24)
    return read_clouds([place / "out"])


def apart(of: Comparison, **differences: float) -> Comparison:
    """Return a comparison whose arms differ so much in its class, each known to 5 points."""
    (own,) = (d for d in of.share_differences if d.outcome == of.outcome)
    found = tuple(
        replace(own, arm=arm, difference=by, low=by - 0.05, high=by + 0.05)
        for arm, by in differences.items()
    )
    return replace(of, share_differences=found, names={**of.names, **{a: a for a in differences}})


def test_the_headline_answers_its_question_in_a_word_first(clouds: tuple[Cloud, ...]) -> None:
    of, names = compared(clouds), terms_of(clouds)
    assert in_a_word(apart(of, wet=0.2)) == "Yes."
    assert in_a_word(apart(of, wet=-0.2)) == "No, less often."
    assert in_a_word(apart(of, wet=0.02)) == "It cannot be told."
    three = apart(of, wet=0.2, dry=-0.2, damp=0.0)
    says = "Yes under wet; no, less often under dry; it cannot be told under damp."
    assert in_a_word(three) == says
    assert answered(three, names) == f"{says} {answer(three, names)}"
    many = apart(of, **{f"a{at}": 0.2 for at in range(5)}, dry=-0.2)
    assert in_a_word(many) == "Yes under 5 of 6 arms; no, less often under dry."
    study = replace(clouds[0].results.study, title="What does a cut do?")
    clouds[0].results.study, kept = study, clouds[0].results.study
    try:
        assert in_a_word(three) == ""
    finally:
        clouds[0].results.study = kept


def test_the_page_and_the_text_begin_with_the_word(clouds: tuple[Cloud, ...]) -> None:
    of = compared(clouds)
    assert in_a_word(of)
    assert study_of(clouds, Wish()).answer.startswith(f"{in_a_word(of)} ")
    assert next(iter(comparison_blocks(of))).says[0].startswith(f"{in_a_word(of)} ")


def test_arms_that_are_not_paired_are_named_with_the_reason(tmp_path: Path) -> None:
    made(tmp_path / "a", runs=8)
    made(tmp_path / "b", runs=8, seed=9, variants=("",))
    made(tmp_path / "c", runs=1, samples=8, variants=("long",))
    of = compared(read_clouds([tmp_path / name / "out" for name in "abc"]))
    other, sampled = (cloud.label for cloud in of.clouds[2:])
    names = of.names
    says = (
        f"Not paired with {names[of.baseline.label]}, and compared as independent: "
        f"{names[other]} (another seed); {names[sampled]} (other sample points)."
    )
    assert says in answer(of, terms_of(of.clouds))
    assert says in differences_say(of, terms_of(of.clouds))
    assert comparison_data(of)["unpaired"] == {
        other: "another seed",
        sampled: "other sample points",
    }
    alone = compared(of.clouds[:2])
    assert "Not paired" not in answer(alone, terms_of(of.clouds))
    assert comparison_data(alone)["unpaired"] == {}


def test_the_class_a_value_is_of_is_the_one_told_of(clouds: tuple[Cloud, ...]) -> None:
    other = next(id for id, _ in clouds[0].classes if id != compared(clouds).outcome)
    folder, aim = clouds[0].results.folder, Aim(f"outcome.{other}")
    of = compare_as([folder], Asked(aim=aim, axis="variant"))
    assert (of.outcome, of.chosen_by) == (other, "asked")
    assert f" as {other} " in study_of(clouds, Wish(aim=aim, axis="variant")).question
    named = Asked(aim=aim, axis="variant", outcome=compared(clouds).outcome)
    assert compare_as([folder], named).outcome == named.outcome
    tension = Asked(aim=Aim("final.tension"), axis="variant")
    assert compare_as([folder], tension).chosen_by != "asked"


def test_an_unfinished_batch_is_said_to_be(tmp_path: Path) -> None:
    made(tmp_path, runs=4)
    clouds = read_clouds([tmp_path / "out"])
    of = compared(clouds)
    assert comparison_data(of)["unfinished"] == []
    clouds[0].results.manifest["status"] = "running"
    assert comparison_data(of)["unfinished"] == [str(tmp_path / "out")]
    first = next(iter(comparison_blocks(of)))
    folder = tmp_path / "out"
    assert first.says[-1] == (
        f"Not the whole: the batch {folder} is not complete, 8 of 8 runs asked for; "
        "more runs may change it."
    )


def test_a_batch_cut_short_says_what_was_asked_for_and_which_arms_have_none(
    tmp_path: Path,
) -> None:
    made(tmp_path, runs=4, variants=("", "bold", "long"))
    clouds = read_clouds([tmp_path / "out"])
    page = study_of(clouds, Wish())
    assert page.subtitle.startswith("12 runs of 3 arms")
    assert ("Arms", "3") in page.facts
    clouds[0].results.manifest["status"] = "interrupted"
    short = clouds[:1]
    page = study_of(short, Wish())
    assert page.subtitle == "4 runs of 1 of 3 arms"
    assert ("Arms", "1 of 3") in page.facts
    assert ("Runs", "4 (done: 4 of 12 runs asked for), 0 failed") in page.facts
    says = "The batch was not complete: 4 of 12 runs asked for. 2 of 3 arms have no run: "
    assert page.answer.startswith(f"{says}bold and long. ")
    whole = study_markdown(page)
    assert (whole.count("was not complete"), whole.count("have no run")) == (1, 1)
    (last,) = next(iter(comparison_blocks(compared(short)))).says[-1:]
    assert last.endswith("may change it. 2 of 3 arms have no run: bold and long.")
    assert (last.count("not complete"), last.count("asked for")) == (1, 1)


def test_a_page_names_arms_without_a_run_where_its_answer_has_no_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path, runs=4, variants=("", "bold", "long"))
    clouds = read_clouds([tmp_path / "out"])
    clouds[0].results.manifest["status"] = "interrupted"
    monkeypatch.setattr(lacking, "IN_SHORT", 1)
    page = study_of(clouds[:1], Wish())
    assert page.sections[0].points[-1] == "2 of 3 arms have no run: bold and long."
    assert "have no run: bold and 1 more." in page.answer


def test_how_many_sample_points_would_be_enough_is_said_once_of_several_arms(
    tmp_path: Path,
) -> None:
    made(tmp_path, runs=2, samples=16)
    of = compared(read_clouds([tmp_path / "out"]))
    told = "\n".join(line for block in comparison_blocks(of) for line in block.says)
    assert told.count("more runs at the points there are may never do it") == 1
    assert "would know every share" not in told


def test_a_batch_that_was_to_stop_says_at_what_width_and_whether_it_did(tmp_path: Path) -> None:
    made(tmp_path, runs=4, stop_at=0.9)
    (results,) = {id(c.results): c.results for c in read_clouds([tmp_path / "out"])}.values()
    asked = "It was to stop once every share's interval was 90 points wide or less"
    found = results.manifest["results"]
    assert (found["rounds"], found["width"] <= 0.9) == (4, True)
    assert stop_say(results) == f"{asked}, and it was after 4 of at most 4 runs of each arm."
    page = study_of(read_clouds([tmp_path / "out"]), Wish())
    assert stop_say(results) in page.sections[0].points
    results.manifest["results"] = {**found, "width": 0.954}
    assert stop_say(results) == f"{asked}, and it was not: the widest is 95.4 points."
    results.manifest["results"] = None
    assert stop_say(results) == f"{asked}."


def test_a_page_about_one_class_is_repeated_with_it(clouds: tuple[Cloud, ...]) -> None:
    for asked, option in ((None, ""), ("peace", " --outcome peace")):
        code = study_of(clouds, Wish(outcome=asked)).sections[-1].code
        (compare,) = (line for line in code if line.startswith("whitecell compare "))
        assert compare.endswith(f" --baseline plain{option}")


def test_of_a_sampled_arm_sample_points_are_asked_for(tmp_path: Path) -> None:
    made(tmp_path, runs=3, samples=10, variants=("",))
    of = compared(read_clouds([tmp_path / "out"]))
    (cloud,) = of.clouds
    needed = of.needed[cloud.label]
    assert needed is not None
    points = points_needed(cloud, needed)
    assert points == -(-needed // 3)
    said = f"about {points:,} sample points with 3 runs at each"
    assert enough(cloud, needed).startswith(f"{said} would know every share to ±1 point; ")
    assert any(said in each for each in limits_of(of))
    assert comparison_data(of)["arms"][0]["points_for_two_points"] == points


def test_without_sampling_runs_are_asked_for(clouds: tuple[Cloud, ...]) -> None:
    assert enough(clouds[0], 9000) == "about 9,000 runs would know every share to ±1 point"
    assert points_needed(clouds[0], 9000) is None


def test_effects_of_arms_of_few_runs_stand_last(clouds: tuple[Cloud, ...]) -> None:
    of = compared(clouds)
    own = next(d for d in of.measure_differences if d.column not in of.doubles)
    sure = replace(own, low=1.0, high=2.0, difference=1.5)
    few, base = replace(of.others[0], label="few"), of.others[0]
    two = replace(
        of,
        clouds=(*of.clouds, few),
        names={**of.names, "few": "few"},
        measure_differences=(
            replace(sure, arm="few", pairs=2, effect=9.0),
            replace(sure, arm=base.label, pairs=24, effect=0.5),
        ),
    )
    assert [d.arm for d in told_measures(two)] == [base.label, "few"]
    assert by_chance(two).endswith(" Arms of fewer than 20 runs stand last: few.")
    assert "stand last" not in by_chance(of)


def test_intervals_of_differences_have_their_signs(clouds: tuple[Cloud, ...]) -> None:
    of, names = compared(clouds), terms_of(clouds)
    own = next(d for d in of.measure_differences if d.column not in of.doubles)
    sure = replace(of, measure_differences=(replace(own, low=1.0, high=2.0, difference=1.5),))
    assert measures(sure, names).rows[0][4] == "+1.00 to +2.00"
    assert all(str(row[4])[0] in "+−" for row in laws(of).rows)


@pytest.mark.parametrize(
    ("sign", "low", "high", "verdict", "told"),
    [
        ("+", 0.1, 0.5, "holds", "holds"),
        ("+", -0.5, -0.1, "against", "against the law: the sign is the other one"),
        ("+", -0.1, 0.5, "not shown", "not shown with these runs"),
        ("-", -0.5, -0.1, "holds", "holds"),
        ("-", 0.1, 0.5, "against", "against the law: the sign is the other one"),
    ],
)
def test_a_law_is_told_with_what_it_expects_and_whether_it_holds(
    clouds: tuple[Cloud, ...], sign: str, low: float, high: float, verdict: str, told: str
) -> None:
    of = compared(clouds)
    labels = of.baseline.label, of.others[0].label
    law = Law("wet", "Boats.", *labels, sign, 24, (low + high) / 2, low, high, 0.5, 0, "by hand")
    one = replace(of, laws=(law,))
    (row,) = laws(one).rows
    expected = "more" if sign == "+" else "less"
    assert (row[2], row[5]) == (expected, told)
    assert comparison_data(one)["laws"][0]["verdict"] == verdict
    (block,) = (each for each in comparison_blocks(one) if each.title == "Strict laws")
    assert block.rows[0][-1].startswith(f"expected {expected}: {told}; ")


def test_a_class_no_run_of_an_arm_ended_in_is_a_result(clouds: tuple[Cloud, ...]) -> None:
    of = compared(clouds)
    first, second = (
        replace(s, hits=hits, share=hits / 24)
        for s, hits in zip((s for s in of.shares if s.outcome == "peace"), (24, 0), strict=True)
    )
    rest = tuple(s for s in of.shares if s.outcome != "peace")
    blocks = list(comparison_blocks(replace(of, shares=(first, second, *rest))))
    assert [row[1] for row in blocks[2].rows if row[0] == "peace"] == ["0.0%"]


def test_the_page_tells_measures_and_acts_in_their_own_sentences(
    clouds: tuple[Cloud, ...],
) -> None:
    scenario, names = clouds[0].scenario, terms_of(clouds)
    says = replace(scenario, measures_say=(("strain", "How tight the river is."),))
    assert column_told("measure.strain", says, names) == "How tight the river is"
    assert column_told("final.strain", says, names) == "strain at the end"
    assert column_told("measure.strain", scenario, names) == "strain"
    of = compared(clouds)
    act = Parting(Deed("north", "raid"), "arm", 12)
    parted = Divergence(of.others[0].label, 24, 0, (1, 1, 1), ((1, 24),), (act,))
    (row,) = partings(replace(of, divergences=(parted,)), names).rows
    assert row[2] == "North burns the jetty"
    assert deed_told("north", "hold", names) == "North: hold"
