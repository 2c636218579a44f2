"""However the table ends, the terminal is given back and the journal holds what was shown."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.house.places import ROOT


def ended(what: str, count: int, folder: Path) -> dict[str, Any]:
    """Bring tables to their end in a process of their own; `ends.py` says what is asserted."""
    told = subprocess.run(
        [sys.executable, "-m", "tests.tui.ends", what, str(count), str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=3600,
    )
    assert told.returncode == 0, told.stderr[-3000:]
    found: dict[str, Any] = json.loads(told.stdout)
    return found


def test_signals_and_a_closed_window_end_it_in_good_order(tmp_path: Path) -> None:
    assert ended("signals", 2, tmp_path)["longest"] < 3


def test_a_fault_of_ours_gives_the_terminal_back_and_tells_no_values(tmp_path: Path) -> None:
    assert ended("faults", 0, tmp_path)["report"]


def test_a_table_killed_right_after_a_decision_shows_has_kept_it(tmp_path: Path) -> None:
    assert ended("kills", 3, tmp_path)["shown"] == 2
