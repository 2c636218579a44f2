"""Commands that are told to be copied: a shell reads the path they name as one word."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Iterable
from pathlib import Path
from unittest import mock

import pytest

import tui.lab.differences
from reports.comparison.gathered import Gathered, Told, Wish, gather
from tui.faults import message
from tui.lab.desk import Lab, opened
from tui.lab.differences import Differences
from tui.lab.failed import Failures
from tui.lab.stories import Stories

NAME = "it's my runs; really"


@pytest.fixture
def read(finished: Path, tmp_path: Path) -> Lab:
    """A batch in a folder whose name a shell takes apart, read."""
    folder = Path(shutil.copytree(finished, tmp_path / NAME))
    lab, sent = opened((folder,)), list[object]()
    gather(sent.append, lab.folders, Wish())
    for each in sent:
        if isinstance(each, Gathered):
            lab.gathered = each
        elif isinstance(each, Told):
            lab.stories = each.stories
    return lab


def words(lines: Iterable[str]) -> list[str]:
    """Return the words of the only command among some lines, as a shell reads them."""
    (found,) = (line for line in lines if "whitecell " in line)
    return shlex.split(found[found.index("whitecell ") :])


def test_a_batch_says_how_to_go_on_with_it(read: Lab) -> None:
    assert words([read.again]) == ["whitecell", "batch", "--resume", "--out", str(read.folder)]


def test_a_run_of_a_kind_says_how_to_run_it_again(read: Lab) -> None:
    told = words(text for text, _ in Stories(read).detail("0", 80))
    assert told[:5] == ["whitecell", "run", "--from", str(read.folder), "--run"]


def test_a_failed_run_says_how_to_repeat_it(read: Lab) -> None:
    failed = mock.Mock(run="0-000001", stage="play", cause="no luck")
    with mock.patch.object(Lab, "failures", ((read.folder, failed),)):
        told = words(text for text, _ in Failures(read).detail("0", 80))
    assert told == ["whitecell", "run", "--from", str(read.folder), "--run", "0-000001"]


def test_what_the_differences_leave_out_is_told_with_its_command(
    read: Lab, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tui.lab.differences, "MEASURES", 0)
    told = words(str(row.prompt) for row in Differences(read).rows(200))
    assert told == ["whitecell", "compare", str(read.folder), "--format", "json"]


def test_a_fault_of_ours_says_how_to_go_on(tmp_path: Path) -> None:
    journal = tmp_path / "it's my game.whitecell"
    told = words(message(LookupError(), journal, None).splitlines()[1:])
    assert told == ["whitecell", "resume", str(journal)]
