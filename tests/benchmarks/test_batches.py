"""What batches are measured by: whole trees of processes, the first frame, the cost of keeping."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import batches, painting, starting
from benchmarks.targets import TARGETS
from benchmarks.tree import used

CHILD = "import time; held = bytearray(80_000_000); time.sleep(.4)"
PARENT = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {CHILD!r}])"


def test_memory_is_that_of_every_process_a_command_starts() -> None:
    alone, both = used(["-c", "import time; time.sleep(.1)"]), used(["-c", PARENT])
    assert alone.peak < 40
    assert 85 < both.peak < 160
    assert both.seconds > 0.4


def test_a_command_that_fails_is_not_measured() -> None:
    with pytest.raises(RuntimeError, match="ended with 3"):
        used(["-c", "raise SystemExit(3)"])


def test_an_application_is_measured_until_what_it_says_is_there(tmp_path: Path) -> None:
    says = "import time; print('here it is', flush=True); time.sleep(60)"
    assert 0 < painting.painted(["-c", says], b"here it is", tmp_path) < 5_000
    with pytest.raises(TimeoutError, match="never shown"):
        painting.painted(["-c", "print('something else')"], b"here it is", tmp_path)


def test_what_keeping_runs_costs_is_told_over_playing_them() -> None:
    told, figures = batches.around_runs(runs=12, rounds=1)
    assert "12 runs, one process" in told
    assert figures.keys() == {"runner", "parquet_cpu", "parquet_kb"}
    assert 0.5 < figures["parquet_kb"] < 60
    assert figures["parquet_cpu"] > 0
    assert figures["runner"] > 0


def test_packs_to_check_are_as_long_as_they_say(tmp_path: Path) -> None:
    small, large = starting.packs(tmp_path).values()
    lines = [
        sum(path.read_text().count("\n") for path in Path(words[-1]).rglob("*.yaml"))
        for words in (small, large)
    ]
    assert 2_300 < lines[0] < 2_700
    assert 4_000 < lines[1] < 5_500


def test_every_target_is_measured_by_a_name_of_its_own() -> None:
    assert len({target.figure for target in TARGETS}) == len(TARGETS)


def test_what_a_process_held_before_it_became_another_is_not_counted() -> None:
    light = "import time; time.sleep(0.5)"
    heavy = "import os, sys, time; x = bytearray(300_000_000); time.sleep(0.3)"
    then = f"os.execv(sys.executable, [sys.executable, '-c', {light!r}])"
    assert used(["-c", f"{heavy}; {light}"]).peak > 280
    assert used(["-c", f"{heavy}; {then}"]).peak < 100
