"""Where a replication's work goes: the interpreter's own steps, counted by room.

Counts of bytecode do not depend on the machine or on what else runs on it. What numpy does in one
step, such as drawing a block of numbers, is not in them.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from benchmarks.neutral.content import scenario
from benchmarks.neutral.plan import plan
from engine.content.library import Library
from engine.model import Scenario
from engine.play.exercise import Exercise
from engine.play.seats import play_out
from engine.play.table import Prepared

RUNS = 2
ROOMS = {
    "weighing the options": "glance scene arrays anticipation calls continuation values sums",
    "choosing, and what was chosen": "choice outlook choosing",
    "what is seen, known and allowed": "sight conditions",
    "carrying out, and who sees it": "executing sightings adjudication happenings freely",
    "levels and the turn's end": "closing effects",
    "luck": "luck streams",
    "the clock": "calendar agenda exercise seats table core events",
    "making records": "<string> record world enum",
}
"""What is told together, by the names of modules; dataclasses make their records in `<string>`."""
OTHER = "all else"


def where_it_goes(runs: int = RUNS) -> tuple[str, dict[str, float]]:
    """Return how many steps a replication takes, and where, as a Markdown table."""
    worlds = {
        "neutral workload": scenario(plan()),
        "`post_war_aid_cut`": Library().load("post_war_aid_cut"),
    }
    counts = {name: by_room(world, runs) for name, world in worlds.items()}
    whole = {name: sum(count.values()) for name, count in counts.items()}
    rows = [f"| steps of a replication | {' | '.join(worlds)} |", "|---" * (len(worlds) + 1) + "|"]
    for room in (*ROOMS, OTHER):
        shares = [f"{100 * counts[name][room] / whole[name]:.0f} %" for name in worlds]
        rows.append(f"| {room} | {' | '.join(shares)} |")
    rows.append(f"| together | {' | '.join(f'{whole[name] / runs:,.0f}' for name in worlds)} |")
    return "## Where the work goes\n\n" + "\n".join(rows), {}


def by_room(world: Scenario, runs: int) -> Counter[str]:
    """Return the steps of some replications by room; the first, which fills caches, apart."""
    prepared, rooms = Prepared(world), {m: room for room, ms in ROOMS.items() for m in ms.split()}
    steps = Counter[str]()

    def play(seed: int) -> None:
        play_out(Exercise(prepared, seed, lean=True))

    play(0)
    for seed in range(1, runs + 1):
        for file, count in traced(lambda seed=seed: play(seed)).items():  # type: ignore[misc]
            steps[rooms.get(Path(file).stem, OTHER)] += count
    return steps


def traced(work: Callable[[], object]) -> Counter[str]:
    """Do some work and return the steps it took, by the file of the code."""
    steps = Counter[str]()

    def entered(frame: FrameType, event: str, arg: object) -> Any:
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        file = frame.f_code.co_filename

        def stepped(frame: FrameType, event: str, arg: object) -> Any:
            if event == "opcode":
                steps[file] += 1
            return stepped

        return stepped

    before = sys.gettrace()
    sys.settrace(entered)
    try:
        work()
    finally:
        sys.settrace(before)
    return steps
