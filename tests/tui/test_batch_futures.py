"""The rooms of differences and of regret where policies were run in the same futures."""

from __future__ import annotations

import pytest

from batch.compare.policies import Aim
from batch.opening import Policy
from reports.comparison.gathered import Gathered, Wish, gather
from reports.comparison.wording import points
from tests.tui.lab import begun, run_on
from tui.lab.desk import Lab, opened
from tui.lab.differences import Differences
from tui.lab.regrets import Regrets

POLICIES = (
    Policy("as_is", "", {}),
    Policy("hasty", "", {"actors.north.decision.precision": "60"}),
    Policy("tense", "", {"start.tension": "54"}),
)


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Lab:
    """Three policies in two futures, read."""
    folder = begun(tmp_path_factory.mktemp("futures"), policies=POLICIES)
    run_on(folder)
    made, sent = opened((folder,)), list[object]()
    gather(sent.append, made.folders, Wish(aim=Aim("outcome.war", low_is_good=True)))
    made.gathered = next(each for each in sent if isinstance(each, Gathered))
    return made


def test_policies_stand_first_each_against_the_baselines_in_the_same_future(lab: Lab) -> None:
    of = lab.comparison
    assert of is not None
    assert of.crossed is not None
    rows = list(Differences(lab).rows(120))
    texts = [str(row.prompt).strip() for row in rows]
    heads = [each for each in texts if each.endswith("in points")]
    assert heads[:2] == [
        "hasty against as_is in the same future, in points",
        "tense against as_is in the same future, in points",
    ]
    mixed = "Below, arms of any future against one arm: policy and future are mixed."
    assert texts.index(mixed) < texts.index(heads[2])
    by_id = {row.id: text for row, text in zip(rows, texts, strict=True)}
    for at, d in enumerate(of.crossed.overall):
        assert points(d.difference) in by_id[f"p{at}"]
    told = {at for at, w in enumerate(of.crossed.within) if w.of.outcome == of.outcome}
    assert {id for id in by_id if id and id[0] == "w"} == {f"w{at}" for at in told}
    for at in told:
        each = of.crossed.within[at]
        assert by_id[f"w{at}"].startswith(f"· {each.future} ")
        assert points(each.of.difference) in by_id[f"w{at}"]


def test_what_such_a_row_is_made_of_names_the_policies_and_the_future(lab: Lab) -> None:
    of = lab.comparison
    assert of is not None
    assert of.crossed is not None
    room = Differences(lab)
    first, d = " ".join(text for text, _ in room.detail("p0", 80)), of.crossed.overall[0]
    assert f"{points(d.difference)} points under hasty over 2 futures (" in first
    assert f"Of {d.pairs} pairs of runs with the same luck" in first
    assert "% only under as_is there." in first
    assert "Every policy was run in the same 2 futures (plain and bold)" in first
    within = of.crossed.within[-1]
    last = " ".join(text for text, _ in room.detail(f"w{len(of.crossed.within) - 1}", 80))
    assert f"points under tense in {within.future} (" in last


def test_names_of_policies_stand_in_one_column_whichever_is_marked(lab: Lab) -> None:
    rows = [str(row.prompt) for row in Regrets(lab).rows(120)]
    places = {line.find(policy.id) for policy in POLICIES for line in rows if policy.id in line[:9]}
    assert places == {2}
