"""The question of the batch lab, answered: five depths of the cut, 10,000 runs of each."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from batch.compare.clouds import read_clouds, steadily
from batch.compare.whole import Comparison, compared
from benchmarks.tree import used
from reports.comparison.text import comparison_blocks
from tests.batch.test_compare import WORLDS, paired_coverage
from tests.proof.needs import ROOT
from tests.proof.registry import proof

DEPTHS = "no_cut,quarter_cut,half_cut,deep_cut,full_cut"
RUNS = int(os.environ.get("WHITECELL_STUDY_RUNS", "10000"))
"""Runs of each depth; fewer for a first look, never for what is kept."""
MOST_MB = 700
TRIALS = 20_000


@proof("aid_cut_study")
def aid_cut_study() -> str:
    """Does a deeper cut push Pyongyang to Beijing? Five depths, one command, with intervals.

    WHITECELL_STUDY names a folder to go on with, or one that is there; else all runs are made.
    """
    kept = os.environ.get("WHITECELL_STUDY")
    with TemporaryDirectory() as folder:
        out = Path(kept) if kept else Path(folder) / "cut"
        lines = [] if kept else [_made(out)]
        began = time.process_time()
        found = steadily(lambda: compared(read_clouds([out]), "no_cut", outcome="china_tilt"))
        lines.append(f"Compared in {time.process_time() - began:.0f} s of CPU.")
        page = Path(folder) / "cut.html"
        words = ["report", str(out), "--baseline", "no_cut", "--outcome", "china_tilt"]
        told = _whitecell(*words, "--output", str(page))
        assert told.returncode == 0, told.stderr
        lines.append(f"The report is one page of {page.stat().st_size / 1024:.0f} KB.")
    return "\n".join([*_how(found), *lines, "", *_answers(found)])


def _whitecell(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "cli.main", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


def _made(out: Path) -> str:
    """Make the runs, and tell what the whole process tree needed at its widest."""
    words = ["batch", "post_war_aid_cut", "--variants", DEPTHS, "--runs", str(RUNS)]
    made = used(["-m", "cli.main", *words, "--out", out], cwd=ROOT)
    assert made.peak < MOST_MB, f"its processes needed {made.peak:.0f} MB"
    return f"{made.seconds:.0f} s; all its processes together held {made.peak:.0f} MB at most."


def _how(found: Comparison) -> list[str]:
    manifest = found.baseline.results.manifest
    runs = ", ".join(f"{cloud.runs:,}" for cloud in found.clouds)
    failed = sum(cloud.failed for cloud in found.clouds)
    complete = found.baseline.results.complete
    state = "complete" if complete else "NOT complete: what was there when this was written"
    how = (
        f"`whitecell batch post_war_aid_cut --variants {DEPTHS} --runs {manifest['runs']}`: "
        f"{state}; runs of each depth {runs}; {failed} failed."
    )
    return [how]


def _answers(found: Comparison) -> list[str]:
    """Return the text of the comparison as it is printed, shares and differences first."""
    lines = []
    for block in comparison_blocks(found):
        lines += [f"**{block.title}**", "", *(f"{text}  " for text in block.says), ""]
        if block.rows:
            width = max(len(row) for row in block.rows)
            lines += ["| " * width + "|", "|---" * width + "|"]
            lines += [
                "| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in block.rows
            ]
            lines.append("")
    return lines


@proof("intervals")
def intervals() -> str:
    """Paired intervals hold a true difference as often as they say."""
    lines = ["| chances of both, first, second, neither | 40 pairs | 320 pairs | 2,000 pairs |"]
    lines.append("|---|---|---|---|")
    for world, chances in WORLDS.items():
        held = [paired_coverage(world, TRIALS, pairs) for pairs in (40, 320, 2_000)]
        assert held[0] >= 0.91, f"{world}: {held}"
        assert held[1] >= 0.94, f"{world}: {held}"
        assert 0.94 <= held[2] <= 0.975, f"{world}: {held}"
        told = ", ".join(f"{chance:g}" for chance in chances)
        cells = " | ".join(f"{each:.2%}" for each in held)
        lines.append(f"| {world}: {told} | {cells} |")
    how = f"{TRIALS:,} tables drawn for each figure; how many of their intervals held the truth."
    how += " With some 40 pairs the interval can be too narrow where all that turn, turn one way."
    return "\n".join([*lines, "", f"Newcombe (1998), method 10, at 95%. {how}"])
