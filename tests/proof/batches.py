"""What a batch promises, in long counts: the same bytes however it is run, and bounded memory."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from benchmarks.tree import used
from tests.batch.test_cluster import CLUSTER
from tests.batch.test_stopping import CASES, coverage
from tests.proof.needs import ROOT
from tests.proof.registry import proof

ASKED = ("post_war_aid_cut", "--variants", "no_cut,full_cut", "--runs", "150", "--seed", "11")
KILLS = 20
DEPTHS = "no_cut,quarter_cut,half_cut,deep_cut,full_cut"
BATCHES = 4_000
GROWTH = 1.1
"""How much more memory four times the runs may take."""


@proof("batch")
def batch() -> str:
    """The same bytes from one worker, two, a cluster, other chunks, and after twenty kills."""
    with TemporaryDirectory() as folder, _cluster(Path(folder)) as (address, pids):
        to = Path(folder)
        ways: dict[str, Callable[[Path], str]] = {
            "one worker": lambda out: _whole(out, "--workers", "1"),
            "two workers": lambda out: _whole(out, "--workers", "2"),
            "two workers, a run at a time": lambda out: _whole(
                out, "--workers", "2", "--chunk", "1"
            ),
            "three workers, 170 at a time": lambda out: _whole(
                out, "--workers", "3", "--chunk", "170"
            ),
            "Dask, a worker killed": lambda out: _on_cluster(out, address, pids),
            f"killed or stopped {KILLS} times": lambda out: _killed(out, KILLS),
        }
        lines = ["| how | what happened | digest | bytes of the tables |", "|---|---|---|---|"]
        seen = set()
        for at, (how, way) in enumerate(ways.items()):
            happened = way(to / str(at))
            results = _manifest(to / str(at))["results"]
            files = [told["sha256"] for told in results["files"].values()]
            seen.add((results["digest"], *files))
            shown = ", ".join(digest[:8] for digest in files)
            lines.append(f"| {how} | {happened} | `{results['digest'][:16]}` | `{shown}` |")
    assert len(seen) == 1, "\n".join(lines)
    return "\n".join(lines)


def _words(*more: object) -> list[str]:
    return [sys.executable, "-m", "cli.main", "batch", *map(str, more)]


def _manifest(out: Path) -> dict:  # type: ignore[type-arg]
    return json.loads((out / "manifest.json").read_text())


def _whole(out: Path, *how: str) -> str:
    told = subprocess.run(
        _words(*ASKED, *how, "--out", out), cwd=ROOT, capture_output=True, text=True
    )
    assert told.returncode == 0, told.stderr
    return "ran through"


@contextmanager
def _cluster(folder: Path) -> Iterator[tuple[str, list[int]]]:
    """Give the address of a scheduler and the processes of its two workers."""
    script = folder / "cluster.py"
    script.write_text(CLUSTER)
    process = subprocess.Popen(
        [sys.executable, str(script)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    address, *pids = process.stdout.readline().split()
    try:
        yield address, [int(pid) for pid in pids]
    finally:
        process.communicate("")


def _on_cluster(out: Path, address: str, pids: list[int]) -> str:
    """Run on a cluster, and kill one of its workers once the first part is written."""
    words = _words(*ASKED, "--scheduler", address, "--chunk", "5", "--out", out)
    process = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.DEVNULL)
    _await_part(out, process)
    assert process.poll() is None, "it was over before its worker could be killed"
    os.kill(pids[0], signal.SIGKILL)
    assert process.wait() == 0
    return "one of two workers got SIGKILL"


def _await_part(out: Path, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None and not list((out / "parts").glob("0*")):
        time.sleep(0.02)


def _killed(out: Path, kills: int) -> str:
    """Stop a batch at random instants in three ways, each time resumed; then let it end."""
    luck, met = random.Random(2026), Counter[str]()
    words = _words(*ASKED, "--workers", "2", "--chunk", "3", "--out", out, "--resume")
    while met.total() < kills:
        process = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=-3)
        time.sleep(luck.uniform(0.3, 2.5))
        workers = _stemming_from(process.pid)
        how = luck.choice(["SIGKILL", "SIGINT", "SIGTERM", "a worker's SIGKILL"])
        if how.startswith("a worker") and workers:
            os.kill(luck.choice(workers), signal.SIGKILL)
            time.sleep(0.5)
            process.kill()
        else:
            process.send_signal(getattr(signal, how, signal.SIGKILL))
        if process.wait():
            met[how] += 1
        else:
            shutil.rmtree(out)  # it was over before: another one is begun
        _gone(workers)
    assert subprocess.run(words, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=-3).returncode == 0
    return ", ".join(f"{count} {how}" for how, count in sorted(met.items())) + "; no orphan"


def _stemming_from(pid: int) -> list[int]:
    """Return the processes that a process has started, and those that these have."""
    try:
        started = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except FileNotFoundError:
        return []
    return [each for child in started for each in (int(child), *_stemming_from(int(child)))]


def _gone(pids: list[int]) -> None:
    """Wait up to five seconds until processes are gone."""
    deadline = time.monotonic() + 5
    while any(_lives(pid) for pid in pids):
        assert time.monotonic() < deadline, "a worker outlived its parent by five seconds"
        time.sleep(0.05)


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


# --- memory -------------------------------------------------------------------------------------

MEASURED = """
import sys
from pathlib import Path
from batch import lab
from batch.opening import Request
from engine.content.library import Library
from tests.build import make_pack

if __name__ == "__main__":
    folder, runs, workers = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    request = Request(("duel",), variants=("", "bold"), runs=runs // 2)
    lab.run(request, folder / "out", library=Library([make_pack(folder)]), workers=workers)
"""


@proof("batch_memory")
def batch_memory() -> str:
    """Peak memory does not grow with the number of runs."""
    lines = ["| workers | 2,000 runs | 8,000 runs | ratio |", "|---|---|---|---|"]
    for workers in (1, 2):
        few, many = (_peak(runs, workers) for runs in (2_000, 8_000))
        assert many <= GROWTH * few, f"{many:.0f} MB against {few:.0f} MB"
        lines.append(f"| {workers} | {few:.0f} MB | {many:.0f} MB | {many / few:.3f} |")
    told = "What every process of the batch held at its widest, added up; the tests' made world."
    return "\n".join([*lines, "", told])


def _peak(runs: int, workers: int) -> float:
    """Return the MB that all processes of a batch held at their widest."""
    with TemporaryDirectory() as folder:
        script = Path(folder) / "measured.py"
        script.write_text(MEASURED)
        words = [script, folder, str(runs), str(workers)]
        with mock.patch.dict(os.environ, {"PYTHONPATH": str(ROOT)}):
            return used(words, cwd=ROOT).peak


# --- stopping, and the question -------------------------------------------------------------------


@proof("batch_stops")
def batch_stops() -> str:
    """Intervals of batches that stopped at a width hold the true share as often as they say."""
    lines = ["| shares | width | lowest coverage of a class | mean |", "|---|---|---|---|"]
    for name, shares in CASES.items():
        for width in (0.06, 0.1, 0.2):
            found = list(coverage(shares, width, BATCHES).values())
            lowest, mean = min(found), sum(found) / len(found)
            assert lowest > 0.935, f"{name}: {lowest:.3f}"
            lines.append(f"| {name} | {width:g} | {lowest:.1%} | {mean:.1%} |")
    told = f"{BATCHES:,} batches each, judged after every 100 runs; the intervals are at 95%."
    return "\n".join([*lines, "", told])


@proof("batch_depths")
def batch_depths() -> str:
    """10,000 runs for each of five cut depths in one command."""
    words = ("post_war_aid_cut", "--variants", DEPTHS, "--runs", "10000")
    with TemporaryDirectory() as folder:
        out = Path(folder) / "cut"
        began = time.monotonic()
        told = subprocess.run(
            _words(*words, "--out", out), cwd=ROOT, capture_output=True, text=True
        )
        assert told.returncode == 0, told.stderr
        seconds, results = time.monotonic() - began, _manifest(out)["results"]
        size = sum(table["bytes"] for table in results["files"].values())
    assert (results["runs"], results["failed"]) == (50_000, 0)
    made = f"`whitecell batch {' '.join(words)} --out cut`: {results['runs']:,} runs in "
    made += (
        f"{seconds / 60:.0f} min, {size / 1e6:.0f} MB, {size / results['runs'] / 1e3:.1f} KB a run."
    )
    return f"{made}\n\n```\n{told.stdout.strip()}\n```".replace(str(out), "cut")
