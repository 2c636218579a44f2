"""What starting costs: whole processes, as CPU time of the child over a bare interpreter's."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable

from benchmarks.measuring import Spread

BARE = "a bare interpreter"
COMMANDS = {
    BARE: ["-c", "pass"],
    "`whitecell --help`": ["-m", "cli.main", "--help"],
    "`whitecell list`": ["-m", "cli.main", "list"],
    "`whitecell check`, all that is shipped": ["-m", "cli.main", "check"],
}
TARGETED = {"help": "`whitecell --help`", "check": "`whitecell check`, all that is shipped"}
ROUNDS = 9


def child(command: list[str]) -> float:
    """Return the CPU milliseconds of a process; CalledProcessError where it fails."""
    before = _children()
    subprocess.run([sys.executable, *command], check=True, capture_output=True)
    return 1000 * (_children() - before)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def seen(measure: Callable[[list[str]], float] = child) -> dict[str, list[float]]:
    """Return every command's CPU milliseconds by round."""
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(ROUNDS):
        for name, command in COMMANDS.items():
            times[name].append(measure(command))
    return times


def told(times: dict[str, list[float]]) -> dict[str, Spread]:
    """Return every command's times over the bare interpreter's of the same round."""
    return {
        name: Spread.of([a / b for a, b in zip(values, times[BARE], strict=True)])
        for name, values in times.items()
    }
