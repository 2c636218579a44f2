"""What starting costs: whole processes, as CPU time of the child over a bare interpreter's."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks import checking
from benchmarks.measuring import Spread
from benchmarks.neutral.content import write
from benchmarks.neutral.plan import plan

BARE = "a bare interpreter"
COMMANDS = {
    BARE: ["-c", "pass"],
    "`whitecell --help`": ["-m", "cli.main", "--help"],
    "`whitecell list`": ["-m", "cli.main", "list"],
    "`whitecell check`, all that is shipped": ["-m", "cli.main", "check"],
}
SMALL, LARGE = "check_small", "check_large"
ROUNDS = 9


def packs(folder: Path) -> dict[str, list[str]]:
    """Write two packs, of some 2,400 lines and of some 4,500; return the commands that check them.

    The small one is the neutral workload for three actors of seven moves, the large one what the
    aid cut is built from.
    """
    write(plan(actors=3, moves=7), folder / SMALL)
    checking.written(folder / LARGE)
    found = {}
    for name in (SMALL, LARGE):
        lines = sum(path.read_text().count("\n") for path in (folder / name).rglob("*.yaml"))
        found[f"`whitecell check` of a pack of {lines:,} lines"] = [
            *("-m", "cli.main", "check"),
            str(folder / name),
        ]
    return found


def child(command: list[str]) -> float:
    """Return the CPU milliseconds of a process; CalledProcessError where it fails.

    Python may write bytecode, which an installed programme has: else every start compiles anew.
    """
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = _children()
    subprocess.run([sys.executable, *command], check=True, capture_output=True, env=kept)
    return 1000 * (_children() - before)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def seen(
    commands: Mapping[str, list[str]],
    measure: Callable[[list[str]], float] = child,
    rounds: int = ROUNDS,
) -> dict[str, list[float]]:
    """Return every command's CPU milliseconds by round, everything once before the first."""
    for command in commands.values():
        measure(command)
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            times[name].append(measure(command))
    return times


def told(times: dict[str, list[float]]) -> dict[str, Spread]:
    """Return every command's times over the bare interpreter's of the same round."""
    return {
        name: Spread.of([a / b for a, b in zip(values, times[BARE], strict=True)])
        for name, values in times.items()
    }
