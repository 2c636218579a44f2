"""One run of each kind: what is told of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from batch.compare.clouds import read_clouds
from batch.compare.whole import compared
from batch.executors import Here
from batch.opening import Request, begin, opened
from batch.runner import run_batch
from engine.content.library import Library
from reports.comparison import tables
from reports.comparison.stories import MOST, stories
from reports.comparison.wording import terms_of
from tests.batch.batches import made
from tests.build import DUEL, make_pack

JOINT = "joint_effects: [{moves: [north.plead, south.patrol], effects: [{on: tension, by: 6}]}]\n"


def test_what_two_acts_brought_together_stands_in_a_story(tmp_path: Path) -> None:
    library = Library([make_pack(tmp_path / "pack", {"scenarios/duel.yaml": DUEL + JOINT})])
    study, schema = opened(library, Request(("duel",), runs=1, seed=19))
    begin(tmp_path / "out", study, schema, ["whitecell", "batch"])
    run_batch(tmp_path / "out", Here())
    clouds = read_clouds([tmp_path / "out"])
    told = list(stories(clouds))
    joint = [(story, line) for story in told for line in story.lines if line.kind == "joint"]
    assert joint, "this run has both acts in one initiative"
    for story, line in joint:
        assert line.text.startswith("Together with ")
        assert line.text.endswith(": Tension +6 in full force.")
        rows = tables.story(story, compared(clouds), terms_of(clouds)).rows
        assert line.text in {row[1] for row in rows}
        acts = [each for each in story.lines if each.kind in ("move", "response")]
        assert line.day in {act.day for act in acts}


def test_a_middle_sought_among_a_part_of_many_runs_is_said_to_be(tmp_path: Path) -> None:
    made(tmp_path, runs=2, variants=("",))
    clouds = read_clouds([tmp_path / "out"])
    (told, *_), names = tuple(stories(clouds)), terms_of(clouds)
    few, many = replace(told, stands_for=MOST), replace(told, stands_for=2 * MOST + 1)
    assert (few.among, many.among) == (MOST, 167)
    assert tables.stories_say([few], names) == (tables.STORIES_SAY,)
    (_, part) = tables.stories_say([few, many], names)
    assert part == (
        f"Of many runs it is sought among an even part: {names.spelled(told.outcome)} (167 of 501)."
    )
