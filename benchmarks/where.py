"""Where a replication's work goes: the interpreter's own steps, counted by room.

Counts of bytecode do not depend on the machine or on what else runs on it. What numpy does in one
step, such as drawing a block of numbers, is not in them.
"""

from __future__ import annotations

import gc
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
    "making records": "<string> acts options pauses turns world enum",
}
"""What is told together, by the names of modules; dataclasses make their records in `<string>`."""
OTHER = "all else"


MOST = 10
"""How many of the costliest functions are told together."""

Code = tuple[str, str]
"""A function: the file of its code, and its name."""


def where_it_goes(runs: int = RUNS) -> tuple[str, dict[str, float]]:
    """Return how many steps a replication takes, and where, as a Markdown table."""
    worlds = {
        "neutral workload": scenario(plan()),
        "`post_war_aid_cut`": Library().load("post_war_aid_cut"),
    }
    codes = {name: by_code(world, runs) for name, world in worlds.items()}
    counts = {name: by_room(code) for name, code in codes.items()}
    whole = {name: count.total() for name, count in counts.items()}
    rows = [f"| steps of a replication | {' | '.join(worlds)} |", "|---" * (len(worlds) + 1) + "|"]
    for room in (*ROOMS, OTHER):
        shares = [f"{100 * counts[name][room] / whole[name]:.0f} %" for name in worlds]
        rows.append(f"| {room} | {' | '.join(shares)} |")
    rows.append(f"| together | {' | '.join(f'{whole[name] / runs:,.0f}' for name in worlds)} |")
    left = [f"{without_the_most(codes[name]) / runs:,.0f}" for name in worlds]
    rows.append(f"| without the {MOST} costliest functions | {' | '.join(left)} |")
    return "## Where the work goes\n\n" + "\n".join(rows), {}


def without_the_most(codes: Counter[Code]) -> int:
    """Return the steps that are left without those of the costliest functions."""
    return codes.total() - sum(count for _, count in codes.most_common(MOST))


def by_room(codes: Counter[Code]) -> Counter[str]:
    """Return steps by room."""
    rooms, steps = {m: room for room, ms in ROOMS.items() for m in ms.split()}, Counter[str]()
    for (file, _), count in codes.items():
        steps[rooms.get(Path(file).stem, OTHER)] += count
    return steps


def by_code(world: Scenario, runs: int) -> Counter[Code]:
    """Return the steps of some replications by function; the first, which fills caches, apart."""
    prepared = Prepared(world)

    def play(seeds: range) -> None:
        for seed in seeds:
            play_out(Exercise(prepared, seed, lean=True))

    play(range(1))
    return traced(lambda: play(range(1, runs + 1)))


def traced(work: Callable[[], object]) -> Counter[Code]:
    """Do some work and return the steps it took, by function.

    Dead circles are not looked for meanwhile: whoever listens to that would be counted by chance.
    """
    steps = Counter[Code]()

    def entered(frame: FrameType, event: str, arg: object) -> Any:
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        code = (frame.f_code.co_filename, frame.f_code.co_qualname)

        def stepped(frame: FrameType, event: str, arg: object) -> Any:
            if event == "opcode":
                steps[code] += 1
            return stepped

        return stepped

    before, looked_for = sys.gettrace(), gc.isenabled()
    gc.disable()
    sys.settrace(entered)
    try:
        work()
    finally:
        sys.settrace(before)
        if looked_for:
            gc.enable()
    return steps
