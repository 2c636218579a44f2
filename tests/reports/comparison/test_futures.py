"""Policies in the same futures: held against one another there, and told first."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from batch.compare.clouds import Cloud, baseline_of, read_clouds, short_label
from batch.compare.policies import Aim
from batch.compare.whole import Comparison, compared
from batch.executors import Here
from batch.opening import Policy, Request, begin, opened
from batch.runner import run_batch
from engine.content.library import Library
from reports.comparison.data import comparison_data
from reports.comparison.futures import EVERY
from reports.comparison.measured import by_chance, set_say, told_measures
from reports.comparison.page import study_of
from reports.comparison.policies import policy_differences, policy_shares
from reports.comparison.repeating import Wish
from reports.comparison.text import comparison_blocks
from reports.comparison.tidy import comparison_csv, rows_of
from reports.comparison.told import answer, in_a_word, question
from reports.comparison.wording import points, terms_of
from tests.build import edited, make_pack

POLICIES = (
    Policy("as_is", "", {}),
    Policy("hasty", "", {"actors.north.decision.precision": "60"}),
    Policy("tense", "", {"start.tension": "54"}),
)


WORLD = edited(
    "scenarios/duel.yaml",
    '  war: {when: "final(tension) > 80 or raids > 2", says: The river burns.}',
    '  war: {when: "final(tension) > 53.5", says: The river burns.}',
)
"""The made world with an ending that comes about as often as not."""


def ran(folder: Path, runs: int = 24, samples: int = 0) -> tuple[Cloud, ...]:
    library = Library([make_pack(folder / "pack", WORLD)])
    asked = Request(("duel",), ("", "bold"), policies=POLICIES, runs=runs, samples=samples)
    study, schema = opened(library, asked)
    begin(folder / "out", study, schema, ["whitecell", "batch"])
    run_batch(folder / "out", Here())
    return read_clouds([folder / "out"])


@pytest.fixture(scope="module")
def clouds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Cloud, ...]:
    """Three policies in two futures."""
    return ran(tmp_path_factory.mktemp("futures"))


@pytest.fixture(scope="module")
def of(clouds: tuple[Cloud, ...]) -> Comparison:
    return compared(clouds)


def test_a_policy_is_held_against_the_baselines_in_the_same_future(
    of: Comparison, clouds: tuple[Cloud, ...]
) -> None:
    found, by_name = of.crossed, {of.names[cloud.label]: cloud for cloud in clouds}
    assert found is not None
    assert (found.base, found.policies) == ("as_is", ("as_is", "hasty", "tense"))
    assert found.futures == ("plain", "bold")
    for future in found.futures:
        base, arm = by_name[f"{future}+as_is"], by_name[f"{future}+tense"]
        two = compared((base, arm)).share_differences
        told = [w for w in found.within if (w.policy, w.future) == ("tense", future)]
        assert tuple(w.of for w in told) == two
        assert {w.base for w in told} == {base.label}


def test_over_all_futures_every_pair_counts_and_one_luck_is_one_case(of: Comparison) -> None:
    found = of.crossed
    assert found is not None
    for d in found.overall:
        own = [w.of for w in found.within if (w.policy, w.of.outcome) == (d.arm, d.outcome)]
        assert (len(own), d.pairs) == (2, 48)
        assert d.difference == pytest.approx(np.mean([each.difference for each in own]))
        assert d.low <= d.difference <= d.high
        assert d.method == "Newcombe, paired, over runs of one luck"
    for s in found.shares:
        arms = [a for a in of.shares if a.arm.endswith(f"+{s.arm}") and a.outcome == s.outcome]
        assert (s.hits, s.runs) == (sum(a.hits for a in arms), 48)


def test_over_futures_of_a_sampled_batch_a_point_is_one_case(tmp_path: Path) -> None:
    found = compared(ran(tmp_path, runs=2, samples=6)).crossed
    assert found is not None
    assert {d.method for d in found.overall} == {"Newcombe, paired, over sample points"}
    assert {d.pairs for d in found.overall} == {24}


def test_an_arm_that_is_missing_leaves_no_grid(clouds: tuple[Cloud, ...]) -> None:
    assert compared(clouds[:-1]).crossed is None
    assert compared(clouds[:3]).crossed is None, "one future"
    assert compared([c for c in clouds if c.arm.policy == "hasty"]).crossed is None, "one policy"


def test_the_answer_leads_with_the_policies(of: Comparison, clouds: tuple[Cloud, ...]) -> None:
    names, found = terms_of(clouds), of.crossed
    assert found is not None
    asked = question(of, names)
    assert asked.endswith(" oftener under hasty and tense than under as_is, over 2 futures?")
    told = answer(of, names)
    assert ", over 2 futures: as_is " in told
    assert "Against as_is in the same future that is " in told
    assert "over 48 pairs with the same luck." in told
    largest = max(
        (w for w in found.within if w.of.outcome == of.outcome), key=lambda w: abs(w.of.difference)
    )
    by = f"the largest is {points(largest.of.difference)} points, under {largest.policy}"
    assert f"Of 4 differences in single futures {by} in {largest.future} (95% interval " in told
    assert "plain+" not in told
    assert in_a_word(of) == "It cannot be told."
    page = study_of(clouds, Wish(aim=Aim(f"outcome.{of.outcome}")))
    assert "over 2 futures: as_is " in page.answer
    assert "worst regret" in page.answer


def test_of_differences_that_are_as_large_one_is_named_and_the_others_are_counted(
    of: Comparison, clouds: tuple[Cloud, ...]
) -> None:
    found = of.crossed
    assert found is not None
    told = [w for w in found.within if w.of.outcome == of.outcome]
    assert len(told) == 4
    for alike, says in ((1, ""), (2, "; 1 more is as large"), (3, "; 2 more are as large")):
        sizes = [(-0.25, 0.25, -0.25)[at] if at < alike else 0.1 for at in range(4)]
        made = (
            replace(w, of=replace(w.of, difference=size))
            for w, size in zip(told, sizes, strict=True)
        )
        several = replace(of, crossed=replace(found, within=tuple(made)))
        text = answer(several, terms_of(clouds))
        assert text.endswith(f"){says}.")
        assert "the largest is −25.0 points, under " in text


def test_the_tables_have_every_policy_over_all_futures_and_in_each(
    of: Comparison, clouds: tuple[Cloud, ...]
) -> None:
    names = terms_of(clouds)
    (shares,) = policy_shares(of, names)
    assert [row[0] for row in shares.rows] == ["as_is", "hasty", "tense"]
    (table,) = policy_differences(of, names)
    assert [row[:2] for row in table.rows] == [
        (policy, future) for policy in ("hasty", "tense") for future in (EVERY, "plain", "bold")
    ]
    assert table.title == "Shares, in points, against as_is in the same future"
    titles = [block.title for block in comparison_blocks(of)]
    assert titles[1].endswith(": policies against as_is in the same future")
    data = comparison_data(of)["policies_in_futures"]
    assert data["futures"] == ["plain", "bold"]
    assert {each["policy"] for each in data["overall"]} == {"hasty", "tense"}
    assert comparison_data(compared(clouds[:2]))["policies_in_futures"] is None


def test_the_csv_has_what_the_json_has_of_policies(
    of: Comparison, clouds: tuple[Cloud, ...]
) -> None:
    data = comparison_data(of)["policies_in_futures"]
    rows = [row for row in rows_of(of) if "future" in row]
    shares = [row for row in rows if row["kind"] == "share of a policy"]
    assert [(row["arm"], row["name"], row["estimate"], row["low"]) for row in shares] == [
        (s["policy"], s["outcome"], s["share"], s["low"]) for s in data["shares"]
    ]
    assert {row["future"] for row in shares} == {EVERY}
    apart = [row for row in rows if row["kind"] == "difference in the same future"]
    keys = ("baseline", "future", "name", "estimate", "low", "high", "n")
    assert [tuple(row[key] for key in keys) for row in apart] == [
        (
            d.get("baseline", data["base"]),
            d.get("future", EVERY),
            d["outcome"],
            d["difference"],
            d["low"],
            d["high"],
            d["pairs"],
        )
        for d in (*data["overall"], *data["within"])
    ]
    assert all(row["of"] == "pairs" for row in apart)
    assert comparison_csv(of).splitlines()[0].endswith(",method,future")
    assert not [row for row in rows_of(compared(clouds[:3])) if "future" in row]


def test_a_baseline_that_is_named_is_what_arms_are_held_against(clouds: tuple[Cloud, ...]) -> None:
    of = compared(clouds, "bold+hasty")
    assert of.crossed is not None
    assert of.crossed.base == "hasty"
    assert of.baseline.label == "duel:bold+hasty"
    assert len({d.arm for d in of.share_differences}) == 5


def test_the_plain_future_is_called_so_everywhere(
    of: Comparison, clouds: tuple[Cloud, ...]
) -> None:
    assert [of.names[cloud.label] for cloud in clouds[:2]] == ["plain+as_is", "plain+hasty"]
    for name in ("plain+hasty", "+hasty", "duel+hasty"):
        assert baseline_of(clouds, name).label == "duel+hasty"
    assert compared(clouds[:2]).names["duel+hasty"] == "plain+hasty", "others were asked for"
    assert short_label(clouds[1].arm) == "+hasty", "no arm has a variant"
    weighed = compared(clouds, aim=Aim("final.tension")).robust
    assert weighed is not None
    assert weighed.table.futures == ("plain", "bold")


def test_a_level_that_an_arm_was_given_is_no_effect_of_it(
    of: Comparison, clouds: tuple[Cloud, ...]
) -> None:
    names = terms_of(clouds)
    given = {("duel+tense", "final.tension"), ("duel:bold+tense", "final.tension")}
    assert of.set_here == given
    assert not given & {(d.arm, d.column) for d in told_measures(of)}
    assert given <= {(d.arm, d.column) for d in of.measure_differences}, "the JSON has them"
    tension = names.level("tension")
    said = f"Left out, as it was set there: {tension} in plain+tense and bold+tense."
    assert set_say(of, names) == said
    both = compared([cloud for cloud in clouds if cloud.arm.policy != "hasty"])
    assert by_chance(both) != by_chance(of)
    assert set_say(compared(clouds[:2]), names) == ""
