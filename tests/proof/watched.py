"""What the Batch screen promises of the processes behind it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.house.places import ROOT
from tests.proof.registry import proof


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
