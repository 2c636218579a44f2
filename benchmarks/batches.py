"""What a batch costs around its runs: two processes, the runner, the tables, memory."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from unittest import mock

import batch.runner
import batch.single
import batch.store
from batch import lab
from batch.opening import Request, begin, opened
from benchmarks.measuring import Spread
from benchmarks.neutral.content import NAME, write
from benchmarks.neutral.plan import plan
from benchmarks.page import told
from benchmarks.peers import need_peers
from benchmarks.tree import used
from engine.content.library import Library

Figures = dict[str, float]
ROUNDS = 3
RUNS = 6_000
"""Runs in a measurement of two processes."""
KEPT = 600
"""Runs in a measurement of what keeping them costs."""
FEW, MANY = 2_000, 8_000
LONGEST = 300
"""Seconds after which another tool is given up."""
BATCH = "`whitecell batch --workers 2`, from its start to its tables"
APART = "two bare loops over half of the runs each, from their start to the last run"
EMA = "EMA Workbench, its own two processes, the plain model, once it is imported"
MESA = "Mesa `batch_run` by events, the same"
DAYS = "Mesa `batch_run` by days, the same"


def beside_processes(runs: int = RUNS, rounds: int = ROUNDS) -> tuple[str, Figures]:
    """Return how two workers stand to two processes that do nothing else, and to other tools."""
    need_peers()
    with TemporaryDirectory() as folder:
        pack, outs = _pack(Path(folder)), (Path(folder) / f"out{n}" for n in count())
        ways: dict[str, Callable[[], float]] = {
            BATCH: lambda: used(_batch(pack, next(outs), runs, 2)).seconds,
            APART: lambda: _apart(pack, runs),
            EMA: lambda: _elsewhere("ema", runs),
            MESA: lambda: _elsewhere("mesa_events", runs),
            DAYS: lambda: _elsewhere("mesa_days", runs),
        }
        seen = {name: list[float]() for name in ways}
        for _ in range(rounds):
            for name, way in ways.items():
                seen[name].append(way())
    rows = [f"| {runs:,} runs of the neutral workload | s | runs a second |", "|---|---|---|"]
    for name, seconds in seen.items():
        rows.append(f"| {name} | {told(Spread.of(seconds))} | {runs / median(seconds):,.0f} |")
    ours = seen[BATCH]
    figures = {
        "two_workers": _ratio(seen[APART], ours),
        "ema_two": _ratio(seen[EMA], ours),
        "mesa_two": _ratio(seen[MESA], ours),
    }
    head = f"## Two processes\n\nTime by the wall, {rounds} rounds.\n\n"
    return head + "\n".join(rows), figures


def _ratio(theirs: list[float], ours: list[float]) -> float:
    return median([a / b for a, b in zip(theirs, ours, strict=True)])


def _pack(folder: Path, **size: int) -> Path:
    write(plan(**size), folder / "pack")
    return folder / "pack"


def _batch(pack: Path, out: Path, runs: int, workers: int) -> list[str | Path]:
    words: list[str | Path] = ["-m", "cli.main", "batch", NAME, "--pack", pack, "--out", out]
    return [*words, "--runs", str(runs), "--workers", str(workers)]


def _apart(pack: Path, runs: int) -> float:
    began, half = time.perf_counter(), runs // 2
    several = [
        subprocess.Popen(
            [sys.executable, "-m", "benchmarks.alone", "whitecell", str(half), str(first), pack]
        )
        for first in (0, half)
    ]
    assert [process.wait() for process in several] == [0, 0]
    return time.perf_counter() - began


def _elsewhere(how: str, runs: int) -> float:
    words = [sys.executable, "-m", "benchmarks.alone", how, str(runs)]
    done = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True, timeout=LONGEST)
    return float(done.stdout.split()[-1])


# --- the runner and its tables ------------------------------------------------------------------


def around_runs(runs: int = KEPT, rounds: int = 5) -> tuple[str, Figures]:
    """Return what the runner and its tables cost a run, over playing it."""
    with TemporaryDirectory() as folder:
        library = Library([_pack(Path(folder))])
        seen = [_kept(library, Path(folder) / f"out{n}", runs) for n in range(rounds + 1)][1:]
    over = [100 * (each.whole - each.playing - each.tables) / each.playing for each in seen]
    share = [100 * each.tables / each.playing for each in seen]
    size = seen[-1].kilobytes / runs
    rows = [
        f"| {runs:,} runs, one process | over the playing itself: median (min..max) |",
        "|---|---|",
        f"| the runner: handing out, rows, digests | {told(Spread.of(over))} % of CPU |",
        f"| the tables, parts and whole, as Parquet | {told(Spread.of(share))} % of CPU |",
        f"| the tables | {size:.2f} KB a run |",
    ]
    ms = 1000 * median(each.playing for each in seen) / runs
    head = f"## Around the runs\n\nPlaying a run: {ms:.2f} ms of CPU.\n\n"
    figures = {"runner": median(over), "parquet_cpu": median(share), "parquet_kb": size}
    return head + "\n".join(rows), figures


@dataclass(frozen=True, slots=True)
class Kept:
    """What a batch took: CPU seconds in all, of playing and of its tables; their size.

    Playing is what a bare loop would do too: making the scenario ready, once, and each run.
    """

    whole: float
    playing: float
    tables: float
    kilobytes: float


class Clock:
    """CPU seconds spent in what it is laid around, letting go of what came of it included.

    It holds the last result until the next: an exercise is freed within the time of playing.
    """

    def __init__(self) -> None:
        self.seconds = 0.0
        self._last: object = None

    def around(self, work: Callable[..., object]) -> Callable[..., object]:
        """Return the same work, timed."""

        def timed(*with_: object) -> object:
            began = time.process_time()
            try:
                self._last = work(*with_)
            finally:
                self.seconds += time.process_time() - began
            return self._last

        return timed


def _kept(library: Library, out: Path, runs: int) -> Kept:
    """Run a batch in this process, every clock within the same seconds."""
    begin(out, *opened(library, Request((NAME,), runs=runs)), [])
    batch.single._prepared.cache_clear()  # noqa: SLF001 - each round makes it ready, as a batch does
    playing, tables, parts = Clock(), Clock(), batch.store.Parts
    with (
        mock.patch.object(batch.single, "Prepared", playing.around(batch.single.Prepared)),
        mock.patch.object(batch.single, "played", playing.around(batch.single.played)),
        mock.patch.object(parts, "flush", tables.around(parts.flush)),
        mock.patch.object(batch.runner, "put_together", tables.around(batch.runner.put_together)),
    ):
        began = time.process_time()
        results = lab.resume(out)
        whole = time.process_time() - began
    size = sum(file["bytes"] for file in results.manifest["results"]["files"].values())
    return Kept(whole, playing.seconds, tables.seconds, size / 1000)


# --- memory -------------------------------------------------------------------------------------


def as_runs_grow(few: int = FEW, many: int = MANY) -> tuple[str, Figures]:
    """Return how peak memory of all processes together grows with the runs of a small world."""
    rows = [
        f"| workers | MB at {few:,} runs | at {many:,} | ratio |",
        "|---|---|---|---|",
    ]
    worst = 0.0
    with TemporaryDirectory() as folder:
        pack = _pack(Path(folder), turns=2, actors=2, moves=7)
        for workers in (1, 2):
            at = [
                used(_batch(pack, Path(folder) / f"{workers}-{runs}", runs, workers)).peak
                for runs in (few, many)
            ]
            worst = max(worst, at[1] / at[0])
            rows.append(f"| {workers} | {at[0]:.0f} | {at[1]:.0f} | {at[1] / at[0]:.3f} |")
    says = (
        "The most each process of the batch ever held, added up over all of them; two turns of "
        "two actors, so that it takes little time."
    )
    return f"## Memory\n\n{says}\n\n" + "\n".join(rows), {"memory": worst}


SECTIONS = (beside_processes, around_runs, as_runs_grow)
