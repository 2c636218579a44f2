"""The same workload in other tools, timed beside ours in one process.

They are no dependencies of Whitecell: `make bench` installs these versions into a folder of their
own, behind everything that is installed here, or says that it could not.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.measuring import Spread, Timed, interleaved, ratios
from benchmarks.neutral.content import scenario
from benchmarks.neutral.others import by_ema, by_mesa, mesa_models, on_simpy
from benchmarks.neutral.plain import Scores
from benchmarks.neutral.plan import plan
from benchmarks.page import table
from engine.play.exercise import Exercise
from engine.play.seats import play_out
from engine.play.table import Prepared

WANTED = {"mesa": "mesa==3.3.1", "ema_workbench": "ema_workbench==2.5.3"}
FOLDER = Path(__file__).resolve().parents[1] / ".benchmarks" / "peers"
OURS = "Whitecell, the full engine"
BY_EVENTS = "Mesa `batch_run`, by events, the same plain Python"
BY_DAYS = "Mesa `batch_run`, by days, the same plain Python"
RUNS = 10
"""Replications a call of another tool's runner makes."""


def need_peers() -> None:
    """Put the other tools within reach; SystemExit says what could not be installed."""
    sys.path.append(str(FOLDER))
    missing = [pinned for name, pinned in WANTED.items() if importlib.util.find_spec(name) is None]
    if missing:
        told = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(FOLDER)]
        if subprocess.run([*told, *missing], check=False).returncode:
            raise SystemExit(f"make bench: {' and '.join(missing)} could not be installed")
        importlib.invalidate_caches()


def neutral(**size: int) -> Timed:
    """Return a replication of the neutral workload in Whitecell, at its own size or another."""
    prepared = Prepared(scenario(plan(**size)))
    return Timed(lambda seed: play_out(Exercise(prepared, seed, lean=True)), 6)


def things() -> dict[str, Timed]:
    """Return what is timed; every call of another tool's runner is `RUNS` replications."""
    need_peers()
    drawn = plan()
    scores = Scores(drawn)
    with quiet():
        by_events, by_days = mesa_models(drawn)
    return {
        OURS: neutral(),
        "plain Python on bare SimPy": Timed(lambda seed: on_simpy(scores, seed), 20),
        BY_EVENTS: _many(lambda: by_mesa(by_events, RUNS)),
        BY_DAYS: _many(lambda: by_mesa(by_days, RUNS)),
        "EMA Workbench around bare SimPy, the same plain Python": _many(
            lambda: by_ema(drawn, RUNS)
        ),
    }


def beside() -> tuple[str, dict[str, float]]:
    """Return how the neutral workload runs here and in other tools."""
    seen = interleaved(things())
    times = {name: Spread.of(values) for name, values in seen.items()}
    against = ratios(seen, OURS)
    told = f"## The neutral workload elsewhere\n\n{table(times, against, 'ours')}"
    events, days = against[BY_EVENTS].middle, against[BY_DAYS].middle
    return told, {"mesa_events": events, "mesa_days": days}


def _many(call: Callable[[], object]) -> Timed:
    def quietly(_: int) -> None:
        with quiet():
            call()

    return Timed(quietly, 1, RUNS)


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Keep another tool's progress bars and warnings off the terminal."""
    with warnings.catch_warnings(), contextlib.redirect_stderr(io.StringIO()):
        warnings.simplefilter("ignore")
        yield
