"""The Batch screen on batches that have run; and folders that hold none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import batch.single
from batch.compare.measures import columns_of
from batch.compare.policies import Aim
from batch.folders import FolderError
from reports.comparison.gathered import Wish
from reports.comparison.wording import DONE_IN_SHORT, column_in_words
from tests.tui.lab import app_on, begun, run_on, screen_of
from tests.tui.room import NARROW, WIDE, everything, keys, notices, seen, until
from tui.drawer import Drawer
from tui.lab.desk import opened
from tui.lab.regrets import Regrets
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
        assert any(f", {how}" in told["parting"] for how in DONE_IN_SHORT.values())
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
        await keys(desk, "5", "v", "enter", "enter", "enter")
        await until(desk, lambda: lab.comparison and lab.comparison.robust)
        assert "The policies are too alike to tell apart" in " ".join(seen(app).split())
        assert "▶ plain" not in seen(app)
        assert "▶ bold" not in seen(app)
        relation = [value for value, _ in screen_of(app).room.values()].index(RELATION)
        await keys(desk, "v", *["down"] * relation, "enter", "enter", "enter")
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
async def test_what_is_good_enough_is_asked_and_stays_as_it_was_given(finished: Path) -> None:
    lab = opened((finished,), Wish(aim=Aim(RELATION, low_is_good=True, enough=2.5), axis="variant"))
    app = app_on(lab)
    async with app.run_test(size=NARROW) as desk:
        await until(desk, lambda: lab.stories is not None)
        await keys(desk, "5")
        told = everything(app)
        assert (
            told.index("Least worst") < told.index("loses nothing anywhere") < told.index("Chosen:")
        )
        relation = [value for value, _ in screen_of(app).room.values()].index(RELATION)
        await keys(desk, "v", *["down"] * relation, "enter", "enter")
        assert "What is good enough?" in everything(app)
        await keys(desk, "enter")
        assert lab.wish.aim == Aim(RELATION, low_is_good=True, enough=2.5)
        await keys(desk, "v", "enter", "enter", *"1.5", "enter")
        assert "It is a share of runs, from 0 to 1" in everything(app)
        await keys(desk, *["backspace"] * 3, *"0.4", "enter")
        assert lab.wish.aim is not None
        assert (lab.wish.aim.value, lab.wish.aim.enough) == ("outcome.war", 0.4)


@after
async def test_values_that_read_alike_are_one(finished: Path) -> None:
    lab = opened((finished,))
    app = app_on(lab)
    async with app.run_test(size=NARROW) as desk:
        await until(desk, lambda: lab.stories is not None)
        regrets = next(room for room in screen_of(app).rooms if isinstance(room, Regrets))
        told = [words for _, words in regrets.values()]
        assert len(told) == len(set(told))
        assert lab.comparison is not None
        columns = columns_of(lab.comparison.clouds)
        assert {column_in_words(each, lab.terms) for each in columns} <= set(told)


@after
async def test_larger_is_of_one_shape_of_the_window(finished: Path) -> None:
    lab = opened((finished,))
    app = app_on(lab)
    async with app.run_test(size=NARROW) as desk:
        await until(desk, lambda: lab.stories is not None)
        await keys(desk, "z")
        pair = app.screen.query_one("#pair")
        assert pair.has_class("-large")
        await desk.resize_terminal(78, 24)
        await keys(desk)
        assert pair.has_class("-large")
        await desk.resize_terminal(140, 40)
        await keys(desk, "2")
        assert not pair.has_class("-large")
        assert "●" in seen(app) or "○" in seen(app)


@after
async def test_what_can_be_done_with_a_run_is_offered_and_nothing_else(
    finished: Path, tmp_path: Path
) -> None:
    lab = opened((finished,))
    app = app_on(lab)
    async with app.run_test(size=NARROW) as desk:
        await until(desk, lambda: lab.stories is not None)
        await keys(desk, "7")
        foot = seen(app).splitlines()[-1]
        assert "o a run" in foot
        assert "play this run at the table" in seen(app)
    lab = opened((run_on(begun(tmp_path, runs=4, samples=2, minds=True)).folder,))
    app = app_on(lab)
    async with app.run_test(size=NARROW) as desk:
        await until(desk, lambda: lab.stories is not None)
        await keys(desk, "7")
        assert "o a run" not in seen(app)
        assert "play this run at the table" not in seen(app)


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
        await keys(desk, "7", "o", *"9-9", "enter")
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
        await until(desk, lambda: lab.unread)
        assert "✗" in seen(app)
        for key in "1234567":
            await keys(desk, key)
