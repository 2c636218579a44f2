"""A watched batch on a real terminal, ended in every way: `batch_ends FOLDER [WAY...]` tells how.

However it ends, the folder can be gone on with, and none of its processes is left.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.build import make_pack
from tests.tui.ends import Table

RUNS = 20_000
SHOWN = b"of 40,000 runs"
WAYS: dict[str, tuple[Callable[[Table], None], tuple[int, ...]]] = {
    "ctrl+c": (lambda table: table.press(b"\x03"), (130,)),
    "q": (lambda table: table.press(b"q"), (130,)),
    "ctrl+q": (lambda table: table.press(b"\x11"), (130,)),
    "SIGTERM": (lambda table: os.kill(table.child, signal.SIGTERM), (130, 143)),
    "SIGKILL": (lambda table: os.kill(table.child, signal.SIGKILL), (-signal.SIGKILL,)),
    "the window closed": (Table.close, (129,)),
}


def below(pid: int) -> set[int]:
    """The processes that a process has started, and those that they have."""
    try:
        told = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return set()
    own = {int(each) for each in told}
    return own.union(*(below(each) for each in own))


def gone(pid: int) -> bool:
    """Whether a process is no more."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def listening(pids: set[int]) -> list[str]:
    """The sockets of some processes that listen to the network."""
    nodes = {
        str(link.readlink())
        for pid in pids
        for link in Path(f"/proc/{pid}/fd").iterdir()
        if link.is_symlink()
    }
    lines = Path("/proc/net/tcp").read_text().splitlines()[1:]
    lines += Path("/proc/net/tcp6").read_text().splitlines()[1:]
    rows = (line.split() for line in lines)
    return [row[1] for row in rows if row[3] == "0A" and f"socket:[{row[9]}]" in nodes]


def ended(way: str, pack: Path, out: Path) -> dict[str, object]:
    """Watch a batch, end it in a way, and tell what is left of it."""
    end, expected = WAYS[way]
    words = ("batch", "duel", "--pack", pack, "--runs", str(RUNS), "--variants", "plain,bold")
    table = Table(*words, "--workers", "2", "--out", out, "--watch")
    table.until(SHOWN)
    started = below(table.child)
    ports = listening(started | {table.child})
    end(table)
    code, took = table.ends()
    until = time.monotonic() + 40
    while not all(map(gone, started)) and time.monotonic() < until:
        time.sleep(0.1)
    left = [pid for pid in started if not gone(pid)]
    status = json.loads((out / "manifest.json").read_text())["status"]
    assert not left, f"{way}: {len(left)} of {len(started)} processes are left"
    assert len(started) >= 3, f"{way}: only {len(started)} processes had begun"
    assert code in expected, f"{way}: it ended with {code}: {table.all[-600:]!r}"
    assert status == "interrupted", f"{way}: the manifest says {status}"
    assert not ports, f"{way}: something listens at {ports}"
    if table.screen >= 0 and way != "SIGKILL":
        assert table.restored(), f"{way}: the terminal is not what it was"
        assert b"go on with: whitecell batch --resume" in table.all, way
    return {"way": way, "code": code, "seconds": round(took, 1), "processes": len(started)}


def main(folder: Path, ways: list[str]) -> None:
    """Write how it went in some ways, or in every one."""
    pack = make_pack(folder / "pack")
    rows = [ended(way, pack, folder / f"{at}") for at, way in enumerate(ways or WAYS)]
    json.dump(rows, sys.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
