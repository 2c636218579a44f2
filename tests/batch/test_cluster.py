"""The cluster: the same bytes, a killed worker made good, nothing beyond loopback."""

from __future__ import annotations

import gc
import logging
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from batch.cluster import Cluster, NoClusterError
from batch.executors import Lost
from engine.errors import PlayError
from tests.batch.batches import begun, digests, made
from tests.house.places import ROOT

CLUSTER = """
import sys
from distributed import LocalCluster
if __name__ == "__main__":
    cluster = LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None
    )
    pids = [worker.pid for worker in cluster.workers.values()]
    print(cluster.scheduler_address, *pids, flush=True)
    sys.stdin.read()
"""


@pytest.fixture(scope="module")
def workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[int]]]:
    """A scheduler and two workers in processes of their own."""
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    script = tmp_path_factory.mktemp("cluster") / "cluster.py"
    script.write_text(CLUSTER)
    process = subprocess.Popen(
        [sys.executable, str(script)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    address, *pids = process.stdout.readline().split()
    yield address, [int(pid) for pid in pids]
    process.communicate("", timeout=60)


def square(shared: int, job: int) -> int:
    return shared * job * job


def deadly(shared: Path, job: int) -> int:
    """End the worker at the first job, once or always."""
    if job == 0 and not shared.exists():
        shared.touch()
        os._exit(1)
    return job


def fail(shared: None, job: int) -> int:
    raise ZeroDivisionError(f"job {job}")


def listening(pid: int) -> set[str]:
    """Return the addresses a process listens at, from /proc."""
    inodes = {str(link.readlink()) for link in Path(f"/proc/{pid}/fd").iterdir() if link.exists()}
    found = set()
    for name in ("tcp", "tcp6"):
        for line in Path(f"/proc/{pid}/net/{name}").read_text().splitlines()[1:]:
            parts = line.split()
            if parts[3] == "0A" and f"socket:[{parts[9]}]" in inodes:
                found.add(parts[1].split(":")[0])
    return found


def test_results_come_in_the_order_of_the_jobs(workers: tuple[str, list[int]]) -> None:
    with Cluster(workers[0]) as cluster:
        assert list(cluster.mapped(square, 3, iter(range(40)))) == [3 * n * n for n in range(40)]


def test_what_a_job_raises_is_raised_here(workers: tuple[str, list[int]]) -> None:
    with Cluster(workers[0]) as cluster, pytest.raises(ZeroDivisionError, match="job 1"):
        list(cluster.mapped(fail, None, [1, 2]))


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks for sockets in /proc")
def test_a_client_listens_nowhere(workers: tuple[str, list[int]]) -> None:
    before = listening(os.getpid())
    with Cluster(workers[0]) as cluster:
        assert list(cluster.mapped(square, 1, [2])) == [4]
        assert listening(os.getpid()) == before


def test_a_batch_whose_worker_is_killed_comes_out_the_same(
    workers: tuple[str, list[int]], tmp_path: Path
) -> None:
    here = made(tmp_path, "here", runs=60)
    address, pids = workers

    def kill(standing: Any) -> None:
        if len(pids) == 2 and standing.done >= 20:
            os.kill(pids.pop(), signal.SIGKILL)

    out = begun(tmp_path, runs=60)
    with Cluster(address) as cluster:
        from batch.runner import run_batch

        there = run_batch(out, cluster, chunk=5, tell=kill)
    assert len(pids) == 1
    assert digests(there) == digests(here)


def test_a_job_whose_worker_dies_once_is_done_again(
    workers: tuple[str, list[int]], tmp_path: Path
) -> None:
    with Cluster(workers[0]) as cluster:
        found = list(cluster.mapped(deadly, tmp_path / "died", iter(range(5))))
    assert found == list(range(5))
    assert not any(isinstance(each, Lost) for each in found)


def test_workers_of_another_engine_are_refused(
    workers: tuple[str, list[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = {"code": "0" * 64}
    monkeypatch.setattr("batch.cluster.versions", lambda: ours)
    with pytest.raises(PlayError, match="results would differ"):
        Cluster(workers[0])


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("tcp://127.0.0.1:9", "connection refused"),
        ("foo", "missing port number"),
        ("foo:bar", "bar"),
        ("", "no address: "),
        ("tcp://127.0.0.1:99999", "port"),
        ("http://127.0.0.1:9", "unknown address scheme"),
    ],
)
def test_no_scheduler_is_told_in_one_line_at_once(address: str, says: str) -> None:
    began = time.monotonic()
    with pytest.raises(NoClusterError, match=f"^no scheduler answers at .*{says}") as told:
        Cluster(address)
    assert time.monotonic() - began < 5
    assert "\n" not in str(told.value)
    assert "a scheduler tells its address when it starts" in str(told.value)


def test_one_that_listens_and_says_nothing_is_waited_for_no_longer_than_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("batch.cluster.SECONDS", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(NoClusterError, match=r"nothing was heard for 0\.3 seconds"):
            Cluster(address)


def test_a_client_that_was_half_made_is_let_go_without_a_word(
    workers: tuple[str, list[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    from distributed import Client

    def fail(self: object, *given: object, **options: object) -> None:
        raise OSError("lost on the way")

    unraised = list[object]()
    monkeypatch.setattr(sys, "unraisablehook", unraised.append)
    monkeypatch.setattr(Client, "_start", fail)
    began = time.monotonic()
    with pytest.raises(NoClusterError, match="lost on the way"):
        Cluster(workers[0])
    gc.collect()
    assert time.monotonic() - began < 5
    assert not unraised
