"""Jobs over processes: the same results in the same order, and nobody left behind."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from batch.executors import Here, Lost, workers_for
from batch.pool import Pool, WorkerLostError, executor_of, mapped
from batch.worker import SELDOM
from tests.batch.batches import begun
from tests.house.places import ROOT

LONG = """
import os, sys, time
import batch.crew
from batch.pool import mapped
batch.crew.PARTS = sys.argv[1] == "True"
from tests.batch.test_pool import told
if __name__ == "__main__":
    for pid in mapped(told, [0.0, 0.0, 60.0, 60.0], 2):
        print(pid, flush=True)
"""


def square(number: int) -> int:
    return number * number


def fail(number: int) -> int:
    if number == 2:
        raise ZeroDivisionError(f"job {number}")
    return number


def told(seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_the_jobs(workers: int) -> None:
    assert list(mapped(square, iter(range(20)), workers)) == [n * n for n in range(20)]


@pytest.mark.parametrize("workers", [1, 2])
def test_what_a_job_raises_is_raised_here(workers: int) -> None:
    with pytest.raises(ZeroDivisionError, match="job 2"):
        list(mapped(fail, range(4), workers))


def test_a_batch_has_as_many_workers_as_it_is_worth_or_as_are_asked_for(tmp_path: Path) -> None:
    few, many = begun(tmp_path, "few", runs=30), begun(tmp_path, "many", runs=50, samples=9)
    assert isinstance(executor_of(few, None), Here)
    for folder, asked, workers in ((few, 3, 3), (many, 1, 1), (many, None, workers_for(900, None))):
        with executor_of(folder, asked) as executor:
            assert executor.workers == workers


def test_jobs_are_taken_as_they_are_needed() -> None:
    taken = list[int]()
    results = mapped(square, (taken.append(n) or n for n in range(50)), 1)
    assert next(results) == 0
    assert taken == [0]


@pytest.mark.usefixtures("parts")
def test_workers_end_at_once_when_nobody_wants_the_rest() -> None:
    began = time.monotonic()
    results = mapped(told, [0.0, 0.0, 60.0, 60.0, 60.0], 2)
    next(results)
    results.close()  # type: ignore[attr-defined]
    assert time.monotonic() - began < 40


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks for processes in /proc")
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_no_worker_outlives_its_parent(how: signal.Signals, parts: bool, tmp_path: Path) -> None:
    script = tmp_path / "long.py"
    script.write_text(LONG)
    parent = subprocess.Popen(
        [sys.executable, str(script), str(parts)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    assert Path(f"/proc/{worker}").exists()
    parent.send_signal(how)
    parent.wait(timeout=20)
    parent.stdout.close()
    deadline = time.monotonic() + 20
    while _lives(worker) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _lives(worker)


def _lives(pid: int) -> bool:
    """Whether a process is there and more than a name waiting to be collected."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def deadly(shared: Path, job: int) -> int:
    """End the process at job 3: always, or once where `shared` names a file to remember it by."""
    if job == 3 and not shared.exists():
        if shared.name == "once":
            shared.touch()
        os._exit(1)
    return job * job


@pytest.mark.usefixtures("parts")
def test_a_worker_that_dies_is_replaced_and_its_jobs_are_done_again(tmp_path: Path) -> None:
    with Pool(2) as pool:
        found = list(pool.mapped(deadly, tmp_path / "once", iter(range(12))))
    assert found == [n * n for n in range(12)]


@pytest.mark.usefixtures("parts")
def test_a_job_that_ends_every_process_is_lost_and_no_other_is(tmp_path: Path) -> None:
    with Pool(2) as pool:
        found = list(pool.mapped(deadly, tmp_path / "always", iter(range(12))))
        more = list(pool.mapped(deadly, tmp_path / "always", [5]))
    assert found == [Lost(n) if n == 3 else n * n for n in range(12)]
    assert more == [25]


def test_a_function_alone_raises_where_its_job_is_lost(tmp_path: Path) -> None:
    with pytest.raises(WorkerLostError, match="a worker process died"):
        list(mapped(partial(deadly, tmp_path / "always"), range(5), 2))


def test_here_garbage_is_seldom_looked_for_and_as_often_as_before_afterwards() -> None:
    before, seen = gc.get_threshold(), list[tuple[int, int, int]]()

    def look(_: None, number: int) -> int:
        seen.append(gc.get_threshold())
        return fail(number)

    with pytest.raises(ZeroDivisionError):
        list(Here().mapped(look, None, iter(range(9))))
    assert seen == [SELDOM] * 3
    assert before != SELDOM
    assert gc.get_threshold() == before
