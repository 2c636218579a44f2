"""How a batch ends when it is asked to, also where a script has it ignore Ctrl+C."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.build import make_pack
from tests.house.places import ROOT

IGNORING = (
    "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_IGN); "
    "os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
)


def _begun(folder: Path, *, ignoring: bool) -> subprocess.Popen[str]:
    """Start a batch that would take long, and wait until its first part is written."""
    pack, out = make_pack(folder / "pack"), folder / "out"
    words = ["-m", "cli.main", "batch", "duel", "--pack", str(folder / "pack"), "--out", str(out)]
    words += ["--runs", "900000", "--workers", "2"]
    assert pack
    before = [sys.executable, "-c", IGNORING] if ignoring else [sys.executable]
    process = subprocess.Popen(
        [*before, *words], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    end = time.monotonic() + 60
    while not list((out / "parts").glob("0*")):
        assert process.poll() is None, process.stderr and process.stderr.read()
        assert time.monotonic() < end
        time.sleep(0.05)
    return process


def _ended(process: subprocess.Popen[str], folder: Path) -> None:
    _, said = process.communicate(timeout=20)
    assert process.returncode == 130, said
    assert f"go on with: whitecell batch --resume --out {folder / 'out'}" in said
    assert "Traceback" not in said
    assert json.loads((folder / "out" / "manifest.json").read_text())["status"] == "interrupted"


def test_ctrl_c_ends_a_batch_in_good_order(tmp_path: Path) -> None:
    process = _begun(tmp_path, ignoring=False)
    process.send_signal(signal.SIGINT)
    _ended(process, tmp_path)


def test_where_a_script_has_it_ignore_ctrl_c_a_batch_ends_by_sigterm(tmp_path: Path) -> None:
    process = _begun(tmp_path, ignoring=True)
    process.send_signal(signal.SIGINT)
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(1.5)
    process.send_signal(signal.SIGTERM)
    _ended(process, tmp_path)
