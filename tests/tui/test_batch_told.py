"""The Batch screen says which ending it tells of, and draws every arm's turns from the first."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from batch.compare.fans import Fan
from batch.compare.whole import Comparison
from batch.opening import Request, begin
from batch.opening import opened as planned
from engine.content.library import Library
from reports.comparison.gathered import Wish
from tests.build import make_pack
from tests.tui.lab import SPLIT, app_on, begun, run_on, screen_of
from tests.tui.room import NARROW, WIDE, everything, keys, seen, until
from tui.lab.desk import opened
from tui.lab.fans import Fans
from tui.lab.finding import Batch, size

after = pytest.mark.usefixtures("at_once")


@after
async def test_another_ending_is_told_of_by_a_key(finished: Path) -> None:
    lab = opened((finished,))
    app = app_on(lab)
    async with app.run_test(size=WIDE) as desk:
        await until(desk, lambda: lab.stories is not None)
        of = lab.comparison
        assert of is not None
        before = of.outcome
        ids = [id for id, _ in of.baseline.classes]
        assert "c chooses another" in " ".join(everything(app).split())
        assert "c ending" in seen(app)
        way = "down" if ids.index(before) == 0 else "up"
        await keys(desk, "c", way, "enter")
        await until(desk, lambda: lab.comparison and lab.comparison.outcome != before)
        assert lab.comparison.chosen_by == "asked"
        told = " ".join(everything(app).split())
        assert f"In short {lab.outcome(lab.comparison.outcome).capitalize()}:" in told
        assert "c chooses another" not in told
        await keys(desk, "2")
        assert "c ending" not in seen(app)
        told_of = lab.comparison.outcome
        await keys(desk, "b", "down", "enter")
        await until(desk, lambda: lab.wish.baseline and lab.comparison)
        await until(desk, lambda: lab.comparison.baseline.label == lab.wish.baseline)
        assert lab.comparison.outcome == told_of, "another baseline does not change the question"


@after
async def test_one_run_of_one_arm_is_told_in_the_singular(tmp_path: Path) -> None:
    out = run_on(begun(tmp_path, runs=1, variants=("",))).folder
    lab = opened((out,))
    app = app_on(lab)
    async with app.run_test(size=NARROW) as desk:
        await until(desk, lambda: lab.stories is not None)
        assert "1 run of 1 arm" in everything(app)
        assert "1 runs" not in everything(app)
        await keys(desk, "down")
        assert "Fewer than 20 runs do not tell" in " ".join(everything(app).split())
    assert size(Batch(out, "It", arms=("one",), runs=1)) == "1 run of 1 arm"


@after
@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_every_arm_s_turns_stand_under_each_other(
    finished: Path, size: tuple[int, int]
) -> None:
    """An arm with more turns than the others begins where they begin, and goes on."""
    lab = opened((finished,))
    app = app_on(lab)
    async with app.run_test(size=size) as desk:
        await until(desk, lambda: lab.stories is not None)
        assert lab.comparison is not None
        for turns in ((13, 19), (13, 61)):
            lab.gathered = replace(lab.gathered, comparison=fanned(lab.comparison, turns))
            await keys(desk, "1", "3")
            assert isinstance(screen_of(app).room, Fans)
            short, long = (line for line in seen(app).splitlines() if "▁▁" in line)
            starts = [line.index("▁") for line in (short, long)]
            assert starts[0] == starts[1], (short, long)
            drawn = [sum(line.count(sign) for sign in "▁▂▃▄▅▆▇█") for line in (short, long)]
            assert drawn[0] < drawn[1]


def fanned(of: Comparison, turns: tuple[int, int]) -> Comparison:
    """Return a comparison with one level, in arms of so many turns, that rises after turn 11."""
    fans = []
    for cloud, count in zip(of.clouds, turns, strict=True):
        values = tuple(0.0 if at < 12 else 10.0 for at in range(count))
        bands = dict.fromkeys(("p05", "p25", "p50", "p75", "p95"), values)
        fans.append(Fan(cloud.label, "tension", tuple(range(count)), bands))
    return replace(of, fans=tuple(fans))


@after
async def test_a_baseline_without_the_ending_told_of_has_its_own(tmp_path: Path) -> None:
    """Of two scenarios with other endings either may be the baseline, whatever was asked for."""
    other = SPLIT["scenarios/duel.yaml"].replace("  war:", "  flood:").replace("  peace:", "  ebb:")
    library = Library([make_pack(tmp_path / "pack", {**SPLIT, "scenarios/other.yaml": other})])
    study, schema = planned(library, Request(("duel", "other"), runs=4))
    begin(tmp_path / "out", study, schema, ["whitecell", "batch"])
    lab = opened((run_on(tmp_path / "out").folder,), Wish(outcome="war"))
    app = app_on(lab)
    async with app.run_test(size=WIDE) as desk:
        await until(desk, lambda: lab.stories is not None)
        assert "nothing is subtracted" in " ".join(everything(app).split())
        await keys(desk, "2")
        assert "other has other outcome classes than duel" in " ".join(seen(app).split())
        await keys(desk, "1", "b", "down", "enter")
        await until(desk, lambda: lab.comparison and lab.comparison.baseline.label == "other")
        assert lab.comparison.chosen_by == "commonest"
        assert lab.comparison.outcome in {"flood", "ebb"}
