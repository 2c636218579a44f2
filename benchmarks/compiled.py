"""The same with the engine compiled, as `make fast` makes it: measured by its own interpreter.

That one finds the engine where the wheel put it: nothing of the checkout but this folder is within
its reach, as a file would take the library's place.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import engine.rules.choice
from benchmarks import batches, peers
from benchmarks.floor import FLOOR, floor, plan
from benchmarks.measuring import Spread, Timed, interleaved, ratios
from benchmarks.page import table
from benchmarks.targets import MARK

ROOT = Path(__file__).resolve().parents[1]
FAST = ROOT / ".fast" / "bin" / "python"

Figures = dict[str, float]


def with_the_engine_compiled() -> tuple[str, Figures]:
    """Make it if need be, and return how it stands; SystemExit where it cannot be made."""
    made = subprocess.run(["make", "--silent", "fast"], cwd=ROOT, stdout=sys.stderr, check=False)
    if made.returncode:
        raise SystemExit("make bench: the engine could not be compiled")
    with TemporaryDirectory() as folder:
        (Path(folder) / "benchmarks").symlink_to(ROOT / "benchmarks")
        words = [FAST, "-m", "benchmarks.compiled"]
        done = subprocess.run(words, cwd=folder, check=True, stdout=subprocess.PIPE, text=True)
    told = json.loads(done.stdout.splitlines()[-1])
    return told["text"], {f"{name}{MARK}": figure for name, figure in told["figures"].items()}


def measured() -> tuple[str, Figures]:
    """Return the same figures of this interpreter, whose engine must be compiled."""
    if engine.rules.choice.__file__.endswith(".py"):
        raise SystemExit("the engine is not compiled here")
    texts, figures = ["## With the engine compiled"], Figures()
    for text, more in (_on_the_floor(), peers.beside(), batches.beside_processes()):
        texts.append(text.replace("## ", "### "))
        figures |= more
    return "\n\n".join(texts), figures


def _on_the_floor() -> tuple[str, Figures]:
    ours, drawn = "a replication of the neutral workload", plan()
    seen = interleaved({FLOOR: Timed(lambda _: floor(drawn), 30), ours: peers.neutral()})
    times, against = {n: Spread.of(values) for n, values in seen.items()}, ratios(seen, FLOOR)
    return table(times, against), {"neutral": against[ours].middle}


if __name__ == "__main__":
    text, figures = measured()
    print(json.dumps({"text": text, "figures": figures}))
