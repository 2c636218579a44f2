"""A command measured with every process it starts: seconds, CPU, and memory at the widest."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

EVERY = 0.02
"""Seconds between two looks at the processes; a look reads each one's own record of its peak."""


@dataclass(frozen=True)
class Used:
    """What a command used: `seconds` by the wall, `peak` in MB.

    `peak` adds up the most each of its processes ever held, shared pages in each: an upper bound.
    What a process held before it became another program is not counted: between fork and exec it
    bears its parent's.
    """

    seconds: float
    peak: float


def used(words: Sequence[str | Path], cwd: Path | None = None) -> Used:
    """Run a command of this interpreter to its end; RuntimeError where it fails."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *map(str, words)],
        cwd=cwd,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    most: dict[int, int] = {}
    while process.poll() is None:
        for pid in tree(process.pid):
            most[pid] = peak_of(pid) or most.get(pid, 0)
        time.sleep(EVERY)
    seconds = time.perf_counter() - began
    said = process.communicate()[1]
    if process.returncode:
        raise RuntimeError(f"{words} ended with {process.returncode}: {said.decode()[-500:]}")
    return Used(seconds, sum(most.values()) / 1024)


def tree(pid: int) -> list[int]:
    """Return a process and all that stem from it, as far as they live."""
    found = [pid]
    for parent in found:
        for task in Path(f"/proc/{parent}/task").glob("*/children"):
            found += [int(word) for word in _read(task).split()]
    return found


def peak_of(pid: int) -> int:
    """Return the most memory a process has held by now, in kB; 0 where it is gone."""
    for line in _read(Path(f"/proc/{pid}/status")).splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1])
    return 0


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""
