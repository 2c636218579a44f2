"""A player killed at any instant loses nothing it has shown; `make proof` does it by hundreds."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.house.places import ROOT

KILLS = 30


def test_thirty_kills_lose_nothing_that_was_shown(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "tests.journal.kills", str(KILLS), "4", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert told.returncode == 0, told.stderr[-3000:]
    assert sum(json.loads(told.stdout).values()) == KILLS
