"""Workers of a batch begin before what they do not need is imported, and wait for none of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.house.places import ROOT

FRESH = """
import os, sys
import cli.main
from batch.pool import Pool

def told(*names):
    print(*(name for name in names if name in sys.modules), sep=" ", flush=True)

def begin(pool, begin=Pool.begin):
    if pool._crew is None:
        told("cyclopts", "numpy", "pydantic", "yaml", "duckdb", "engine.model", "batch.manifest")
    begin(pool)

def mapped(pool, *asked):
    told("batch.runner", "duckdb")
    pool.close()
    os._exit(0)

Pool.begin, Pool.mapped = begin, mapped
cli.main.main()
"""


def test_workers_begin_first_and_have_work_before_tables_can_be_written(tmp_path: Path) -> None:
    words = ["batch", "post_war_aid_cut", "--runs", "500", "--workers", "2", "--out"]
    done = subprocess.run(
        [sys.executable, "-c", FRESH, *words, tmp_path / "out"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["cyclopts", "batch.runner"]
