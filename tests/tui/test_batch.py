"""The Batch screen on batches that have run; and folders that hold none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import batch.single
from batch.folders import FolderError
from tests.tui.lab import app_on, begun, run_on, screen_of
from tests.tui.room import NARROW, WIDE, everything, keys, notices, seen, until
from tui.drawer import Drawer
from tui.lab.desk import opened
from tui.screens.console import ConsoleScreen

RELATION = "final.relation(north, south)"
"""What the two arms of the small batch differ in for sure."""

after = pytest.mark.usefixtures("at_once")


@after
async def test_failed_runs_come_with_the_command_that_repeats_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise ArithmeticError("[b]no\x1b[31m luck")

    monkeypatch.setattr(batch.single, "play_out", fails)
    lab = opened((run_on(begun(tmp_path, runs=2)).folder,))
    app = app_on(lab)
    async with app.run_test(size=NARROW) as desk:
        await until(desk, lambda: lab.gathered is not None)
        assert "Nothing to compare" in seen(app)
        await keys(desk, "6")
        assert "6 failed (4)" in seen(app)
        assert "[b]no" in seen(app)
        assert f"--run {lab.failures[0][1].run}" in " ".join(everything(app).split())
        assert "\x1b" not in everything(app)


@after
@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_every_room_says_its_own(finished: Path, size: tuple[int, int]) -> None:
    lab = opened((finished,))
    app = app_on(lab)
    async with app.run_test(size=size) as desk:
        await until(desk, lambda: lab.stories is not None)
        told, titles = {}, set()
        for room in screen_of(app).rooms:
            await keys(desk, str(screen_of(app).rooms.index(room) + 1))
            told[room.ID] = everything(app)
            assert room.title() in seen(app)
            titles.add(room.title())
        assert "95% interval" in told["shares"] or "In short" in told["shares"]
        assert "bold against plain, in points" in told["differences"]
        assert "pairs of runs with the same luck" in " ".join(told["differences"].split())
        assert "turn 0 …" in told["fans"]
        assert "HOW THE 4 MONTHS WENT" in titles
        assert "in the median" in told["parting"]
        assert "v chooses what the policies are for" in told["regret"]
        assert "No run has failed." in told["failed"]
        assert "one of" in told["runs"]
        await keys(desk, "1", "n")
        assert screen_of(app).room.ID == "differences"
        await keys(desk, "N", "N")
        assert screen_of(app).room.ID == "runs", "the room of failed runs is passed over"


@after
async def test_another_baseline_turns_the_differences_round(finished: Path) -> None:
    lab = opened((finished,))
    app = app_on(lab)
    async with app.run_test(size=NARROW) as desk:
        await until(desk, lambda: lab.stories is not None)
        assert lab.comparison is not None
        before = {d.outcome: d.difference for d in lab.comparison.share_differences}
        await keys(desk, "b", "down", "enter")
        await until(
            desk,
            lambda: (
                lab.comparison and lab.comparison.names[lab.comparison.baseline.label] == "bold"
            ),
        )
        after = {d.outcome: d.difference for d in lab.comparison.share_differences}
        assert after == {outcome: pytest.approx(-by) for outcome, by in before.items()}


@after
async def test_policies_are_weighed_by_what_they_are_for(finished: Path) -> None:
    lab = opened((finished,))
    app = app_on(lab)
    async with app.run_test(size=NARROW) as desk:
        await until(desk, lambda: lab.stories is not None)
        await keys(desk, "5", "v", "enter", "enter")
        await until(desk, lambda: lab.comparison and lab.comparison.robust)
        assert "The policies are too alike to tell apart" in " ".join(seen(app).split())
        assert "▶ plain" not in seen(app)
        assert "▶ bold" not in seen(app)
        relation = [value for value, _ in screen_of(app).room.values()].index(RELATION)
        await keys(desk, "v", *["down"] * relation, "enter", "enter")
        await until(desk, lambda: lab.comparison and lab.comparison.robust.aim.value == RELATION)
        assert "Least worst regret: bold" in " ".join(everything(app).split())
        lines = seen(app).splitlines()
        names = next(line for line in lines if "policy" in line and "worst" in line)
        best = next(line for line in lines if "▶ plain" in line or "▶ bold" in line)
        worst = names.index("worst") + len("worst")
        assert best[worst - 1].isdigit()
        assert best[worst] == " "
        assert best[names.index("chosen") + len("chosen") - 1] == "%"


@after
async def test_a_run_of_a_kind_is_put_on_the_table(finished: Path, drawer: Drawer) -> None:
    lab = opened((finished,))
    app = app_on(lab, drawer)
    async with app.run_test(size=NARROW) as desk:
        await until(desk, lambda: lab.stories is not None)
        await keys(desk, "1", "down", "enter")
        assert screen_of(app).room.ID == "runs"
        story = lab.stories[int(screen_of(app).items.at)] if lab.stories else None
        await keys(desk, "enter")
        assert isinstance(app.screen, ConsoleScreen)
        while not app.screen.playing.finished:
            app.screen.playing.advance()
        ending = app.screen.playing.exercise.pause
        assert story is not None
        assert ending.outcome == story.outcome  # type: ignore[union-attr]


@after
async def test_a_run_is_opened_by_its_id_and_a_wrong_one_is_told(
    finished: Path, drawer: Drawer
) -> None:
    app = app_on(opened((finished,)), drawer)
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "o", *"9-9", "enter")
        assert "no run '9-9'" in notices(app)
        await keys(desk, "o", *"1-3", "enter")
        assert isinstance(app.screen, ConsoleScreen)


@after
async def test_every_room_opens_by_a_click_too(finished: Path) -> None:
    lab = opened((finished,))
    app = app_on(lab)
    async with app.run_test(size=NARROW) as desk:
        await until(desk, lambda: lab.stories is not None)
        for at, tab in enumerate(app.screen.query(".tab")):
            await desk.click(tab)
            assert screen_of(app).here == at
        await keys(desk, "1")
        await desk.click("#waiting")
        await desk.pause()
        assert screen_of(app).here == 1


@after
async def test_hostile_names_are_shown_and_not_obeyed(finished: Path, tmp_path: Path) -> None:
    folder = tmp_path / "[red]x[!"
    folder.mkdir()
    for file in finished.glob("*.*"):
        (folder / file.name).write_bytes(file.read_bytes())
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["title"] = "[blink]war\x1b]0;owned\x07\u202e"
    for arm in manifest["arms"]:
        arm["policy"] = "[/]\x1b[2J"
    (folder / "manifest.json").write_text(json.dumps(manifest))
    lab = opened((folder,))
    app = app_on(lab)
    async with app.run_test(size=NARROW) as desk:
        await until(desk, lambda: lab.stories is not None)
        for key in "1234567":
            await keys(desk, key)
            assert not {"\x1b", "\x07", "\u202e"} & set(everything(app))
        assert "[blink]war" in seen(app)


# --- folders that hold none, and half of one ------------------------------------------------------


def test_a_folder_without_a_batch_is_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match=r"^[^\n]*holds no batch[^\n]*$"):
        opened((tmp_path,))


@after
async def test_a_batch_without_a_run_says_so(tmp_path: Path) -> None:
    lab = opened((begun(tmp_path),))
    app = app_on(lab)
    async with app.run_test(size=NARROW) as desk:
        await until(desk, lambda: lab.gathered is not None)
        assert "no run is written yet" in seen(app)
        assert "go on with it" in seen(app)


@after
async def test_tables_that_cannot_be_read_are_told_of(finished: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    for file in finished.glob("*.*"):
        (folder / file.name).write_bytes(file.read_bytes())
    (folder / "runs.parquet").write_bytes(b"PAR1 not really")
    lab = opened((folder,))
    app = app_on(lab)
    async with app.run_test(size=NARROW) as desk:
        await until(desk, lambda: lab.fault)
        assert "✗" in seen(app)
        for key in "1234567":
            await keys(desk, key)
