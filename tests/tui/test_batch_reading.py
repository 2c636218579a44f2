"""What the Batch screen says while it reads and compares, and where that fails."""

from __future__ import annotations

from pathlib import Path
from unittest import mock

from batch.aside import Ended
from reports.comparison.gathered import Gathered, Reading, Wish, gather
from tests.tui.lab import begun, run_on
from tui.lab.desk import Lab, opened
from tui.lab.lead import lead, waiting
from tui.lab.shares import Shares
from tui.screens.batch import BatchScreen


def read(folder: Path) -> tuple[Lab, list[object]]:
    """Return a batch that is opened, and what reading it sends."""
    sent = list[object]()
    gather(sent.append, (folder,), Wish())
    return opened((folder,)), sent


def rows(lab: Lab) -> list[str]:
    return [str(row.prompt).strip() for row in Shares(lab).rows(100)]


def test_what_is_being_done_is_said_before_there_is_anything_to_show(tmp_path: Path) -> None:
    run_on(folder := begun(tmp_path, runs=4))
    lab, sent = read(folder)
    assert [type(each) for each in sent[:3]] == [Reading, Reading, Gathered]
    says = [each.says for each in sent if isinstance(each, Reading)]
    assert says == ["Reading the runs", "Comparing 2 arms of 8 runs"]
    for told in says:
        lab.reading = told
        assert waiting(lab, None, "").says == f"{told} …"
        assert f"{told} …" in rows(lab)


def test_a_reading_that_failed_can_be_asked_for_again(tmp_path: Path) -> None:
    run_on(folder := begun(tmp_path, runs=4))
    lab, _ = read(folder)
    screen = BatchScreen(lab)
    lab.fault = "the disk is full"
    screen._hear(mock.Mock(), [Ended(fault="the process that did the work has died")])
    assert lab.fault == "the disk is full"
    assert "✗ the disk is full · ✗ the process that did the work has died" in lead(lab)
    asked = waiting(lab, None, "")
    assert (asked.says, asked.key, asked.action) == ("It could not be read.", "r", "read")
    assert rows(lab) == ["It could not be read."]
