"""What the Batch screen promises of the processes behind it."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from unittest import mock

from batch.manifest import read_study
from batch.opening import Request, begin, opened
from batch.watched import How
from engine.content.library import Library
from engine.content.packs import found_packs
from tests.house.places import ROOT
from tests.proof.registry import proof
from tui.app import WhitecellApp
from tui.lab.desk import Lab
from tui.shelf import PackShelf

SCENARIO, RUNS = "post_war_aid_cut", 300
LONGEST = 1.0
"""Seconds the screen may stand still on a machine that does other work too."""


@proof("watched_batch")
def watched_batch() -> str:
    """A watched batch, however it ends: to be gone on with, no process left, nothing listening."""
    with TemporaryDirectory() as folder:
        words = [sys.executable, "-m", "tests.tui.batch_ends", str(Path(folder))]
        told = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=900)
    assert told.returncode == 0, told.stderr[-3000:]
    lines = ["| ended by | exit code | seconds | processes begun | left | listening |"]
    lines += ["|---|---|---|---|---|---|"]
    for row in json.loads(told.stdout):
        figures = f"{row['code']} | {row['seconds']} | {row['processes']}"
        lines.append(f"| {row['way']} | {figures} | 0 | 0 |")
    return "\n".join(lines)


@proof("free_screen")
def free_screen() -> str:
    """While a batch runs in two workers, and is read and compared, the screen stays free."""
    with TemporaryDirectory() as folder, mock.patch.dict(os.environ, XDG_DATA_HOME=folder):
        out = Path(folder) / "out"
        asked = Request((SCENARIO,), ("no_cut", "full_cut"), runs=RUNS)
        begin(out, *opened(Library(found_packs()), asked), [])
        waits, worked = asyncio.run(_waits(Lab((out,), read_study(out), "running", how=How(2))))
    assert waits[-1] < LONGEST, f"the screen stood still for {waits[-1]:.2f} s"
    middle, most = median(waits), waits[int(0.99 * len(waits))]
    told = " | ".join(f"{1000 * each:.0f} ms" for each in (middle, most, waits[-1]))
    return "\n".join(
        [
            f"{2 * RUNS} runs of {SCENARIO}, then the comparison and the stories. How much later",
            "than asked for, every 10 ms, the loop that draws and hears keys came round, on a",
            "machine that did other work too; and the most processor time of its own in one round:",
            "",
            "| median | 99 of 100 | longest | most of its own |",
            "|---|---|---|---|",
            f"| {told} | {1000 * worked:.0f} ms |",
        ]
    )


async def _waits(lab: Lab) -> tuple[list[float], float]:
    """Watch a batch to its end; return how late the loop came round, sorted, in seconds.

    Beside it the most processor time that its thread spent in one round.
    """
    app, loop = WhitecellApp(PackShelf()), asyncio.get_running_loop()
    app.lab = lab
    waits, worked = list[float](), 0.0
    async with app.run_test(size=(140, 40)) as desk:
        await desk.pause()
        while lab.stories is None:
            began, spent = loop.time(), time.thread_time()
            await asyncio.sleep(0.01)
            waits.append(max(0.0, loop.time() - began - 0.01))
            worked = max(worked, time.thread_time() - spent)
    return sorted(waits), worked
