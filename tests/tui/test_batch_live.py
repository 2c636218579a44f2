"""The Batch screen while a batch runs, stopped half way, and begun from the Library."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.widgets import Input

from batch.results import Results
from tests.batch.test_background import gone
from tests.build import make_pack
from tests.house.places import ROOT
from tests.tui.lab import app_on, begun, row, screen_of, status_of, to_run
from tests.tui.room import NARROW, WIDE, OneShelf, everything, keys, notices, seen, until, write
from tui.app import WhitecellApp
from tui.drawer import Drawer
from tui.screens.batch import BatchScreen
from tui.screens.batches import BatchesScreen
from tui.screens.dialogs import Ask, Pick
from tui.screens.library import LibraryScreen
from tui.shelf import PackShelf


def test_nothing_is_imported_while_a_batch_is_watched() -> None:
    """An import on a cold disk may hold the screen for a second."""
    files = [*(ROOT / "tui" / "lab").glob("*.py"), ROOT / "tui" / "screens" / "batch.py"]
    late = [
        f"{file.name}:{node.lineno}"
        for file in files
        for made in ast.walk(ast.parse(file.read_text()))
        if isinstance(made, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(made)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert late == []
    words = "import sys, tui.screens.batch; print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", words], cwd=ROOT, capture_output=True, text=True)
    loaded = set(told.stdout.split())
    assert {"reports.comparison.told", "batch.compare.whole"} <= loaded
    assert not {"jinja2", "altair", "duckdb", "scipy"} & loaded


async def test_a_batch_is_watched_to_its_end_and_browsed(tmp_path: Path) -> None:
    lab = to_run(begun(tmp_path, runs=40), chunk=5)
    app = app_on(lab)
    async with app.run_test(size=NARROW) as desk:
        await until(desk, lambda: lab.news is not None and lab.news.done)
        assert "of 80 runs" in seen(app)
        assert lab.running or lab.state == "complete"
        assert {"The batch is running.", "q"} <= set(_parts(app)) or not lab.running
        await until(desk, lambda: lab.stories is not None)
        assert lab.state == "complete"
        assert "80 runs of 2 arms" in seen(app)
        assert row(screen_of(app)).startswith("In short")
        assert lab.aside is not None
        assert lab.aside.wait(10)
    results = Results(lab.folder)
    assert results.complete
    assert {each.hits for each in lab.shares} >= set(results.tally().outcomes[0].values())


def _parts(app: WhitecellApp) -> Iterator[str]:
    for line in seen(app).splitlines():
        yield from (part.strip() for part in line.replace("▶", "  ").split("  "))


async def test_what_is_stopped_goes_on_where_it_stopped(tmp_path: Path) -> None:
    lab = to_run(begun(tmp_path, runs=60), chunk=5)
    app = app_on(lab)
    async with app.run_test(size=WIDE) as desk:
        await until(desk, lambda: lab.shares and lab.gathered)
        (first, *_) = [each for each in lab.shares if each.hits]
        assert first.low < first.share < first.high or first.share in (0.0, 1.0)
        assert "so far" in " ".join(everything(app).split())
        assert "What is set: " in everything(app)
        await keys(desk, "s")
        await until(desk, lambda: lab.state == "stopped" and lab.gathered)
        assert "stopped; what is done is kept" in seen(app)
        assert "go on with it" in seen(app)
        await keys(desk, "g")
        await until(desk, lambda: lab.state == "complete" and lab.stories is not None)
        assert lab.news is not None
        assert 0 < lab.news.skipped < lab.news.done == 120


async def test_back_asks_first_and_closing_the_app_stops_the_batch(tmp_path: Path) -> None:
    lab = to_run(begun(tmp_path, runs=5_000))
    app = app_on(lab)
    async with app.run_test(size=NARROW) as desk:
        await until(desk, lambda: lab.news and lab.news.done)
        await keys(desk, "escape")
        assert isinstance(app.screen, Pick)
        await keys(desk, "enter")
        assert lab.state == "running"
        await keys(desk, "ctrl+q")
    assert lab.close(30)
    assert lab.aside is not None
    assert lab.aside.pid is not None
    assert gone(lab.aside.pid, 30)
    assert status_of(lab.folder) == "interrupted"


async def test_leaving_stops_the_batch_first(tmp_path: Path) -> None:
    lab = to_run(begun(tmp_path, runs=5_000))
    app = app_on(lab)
    async with app.run_test(size=NARROW) as desk:
        await until(desk, lambda: lab.news is not None)
        await keys(desk, "q")
        await until(desk, lambda: not app.is_running)
    assert lab.state == "stopped"
    assert status_of(lab.folder) == "interrupted"


def test_on_a_terminal_it_is_stopped_by_a_key_and_says_how_to_go_on(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "tests.tui.batch_ends", str(tmp_path), "ctrl+c"]
    told = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert told.returncode == 0, told.stderr[-3000:]
    assert json.loads(told.stdout)[0]["code"] == 130


async def test_a_batch_is_begun_from_the_library(
    tmp_path: Path, drawer: Drawer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.content.packs.built_in", lambda: None)  # a short shelf
    app = WhitecellApp(PackShelf([make_pack(tmp_path / "pack")]), None, drawer)
    async with app.run_test(size=NARROW) as desk:
        await until(desk, lambda: app.screen.entries)  # type: ignore[attr-defined]
        entries = app.screen.entries  # type: ignore[attr-defined]
        at = next(at for at, each in enumerate(entries) if each.id == "duel")
        await keys(desk, *["down"] * at, "b")
        await until(desk, lambda: isinstance(app.screen, Ask))
        await keys(desk, *["backspace"] * 3, *"x", "enter")
        await until(desk, lambda: isinstance(app.screen, Ask) and "not 'x'" in everything(app))
        await keys(desk, "backspace", *"4", "enter")
        await until(desk, lambda: isinstance(app.screen, BatchScreen))
        lab = screen_of(app).lab
        await until(desk, lambda: lab.stories is not None)
        assert lab.state == "complete"
        assert lab.folder.parent == drawer.batches
        await keys(desk, "q")
        assert isinstance(app.screen, LibraryScreen)
        await keys(desk, "o")
        assert isinstance(app.screen, BatchesScreen)
        assert lab.folder.name in seen(app)
        await keys(desk, "enter")
        assert isinstance(app.screen, BatchScreen)


@pytest.mark.usefixtures("at_once")
async def test_a_folder_is_opened_by_its_path_and_a_wrong_one_is_told(
    finished: Path, tmp_path: Path, drawer: Drawer, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "manifest.json").write_text("{")
    monkeypatch.chdir(tmp_path)
    app = WhitecellApp(OneShelf(), None, drawer)
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "o")
        assert "✗ broken" in seen(app)
        await keys(desk, "enter")
        assert "is not JSON" in notices(app)
        await keys(desk, "o", *"no")
        write(app, str(tmp_path))
        await keys(desk, "enter")
        assert "holds no batch" in notices(app)
        await keys(desk, "o", *str(finished)[:2])
        assert app.screen.query_one(Input).value == str(finished)[:2]
        write(app, str(finished))
        await keys(desk, "enter")
        assert isinstance(app.screen, BatchScreen)
