"""How to repeat an exercise: commands that name its journal, to be copied into a shell."""

from __future__ import annotations

import shlex
from dataclasses import replace
from pathlib import Path

import pytest

from reports.aar.gathering import Aar, Options
from reports.aar.heading import head_of


@pytest.mark.parametrize("name", ["it's played.whitecell", "half day.whitecell", "game.whitecell"])
def test_the_journal_is_one_word_to_a_shell(
    aar: Aar, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aar.record.replay, "path", Path(name))
    assert aar.cloud is not None
    told = [shlex.split(command) for command in head_of(aar, 1).commands]
    asked = ["--runs", str(aar.cloud.runs), "--odds", "1"]
    assert told == [
        ["whitecell", "replay", name],
        ["whitecell", "replay", name, "--verify"],
        ["whitecell", "report", name, *asked, "--output", "aar.html"],
    ]


def test_a_report_says_how_it_was_asked_for_and_nothing_that_goes_without_saying(aar: Aar) -> None:
    assert aar.cloud is not None
    usual, cloud = Options(), aar.cloud
    by_itself = replace(aar, cloud=replace(cloud, outcomes=cloud.outcomes[:1] * usual.runs))
    said = shlex.split(head_of(by_itself, usual.odds).commands[-1])
    assert said[3:] == ["--output", "aar.html"]
    other = replace(
        by_itself,
        cloud=None,
        record=replace(aar.record, branch="the minister's"),
        people=replace(aar.people, anonymous=True),
    )
    said = shlex.split(head_of(other, 7).commands[-1])
    asked = ["--branch", "the minister's", "--runs", "0", "--odds", "7", "--anonymous"]
    assert said[3:-2] == asked
