"""The neutral workload in processes of their own: `python -m benchmarks.alone HOW RUNS [FIRST]`.

`whitecell` is a bare loop: the pack is loaded and played, and nothing is kept. The other tools run
all runs in two processes of their own making; what is printed is their time alone, in seconds, once
they are imported and their models are built.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from benchmarks.neutral.plan import plan


def whitecell(runs: int, first: int, pack: Path) -> None:
    """Load the workload from its pack and play it, from one seed on."""
    from benchmarks.neutral.content import NAME
    from engine.content.library import Library
    from engine.play.exercise import Exercise
    from engine.play.seats import play_out
    from engine.play.table import Prepared

    prepared = Prepared(Library([pack]).load(NAME))
    for replication in range(first, first + runs):
        play_out(Exercise(prepared, 1, replication=replication, lean=True))


def elsewhere(how: str, runs: int) -> None:
    """Run it in another tool's two processes and print the seconds that took."""
    from benchmarks.neutral import travelling
    from benchmarks.neutral.others import by_ema, by_mesa
    from benchmarks.peers import need_peers, quiet

    need_peers()
    drawn = plan()
    with quiet():
        if how == "ema":
            by_ema(drawn, 2)
            began = time.perf_counter()
            by_ema(drawn, runs, processes=2)
        else:
            model = travelling.model("ByDays" if how == "mesa_days" else "ByEvents")
            began = time.perf_counter()
            by_mesa(model, runs, processes=2)
    print(time.perf_counter() - began)


if __name__ == "__main__":
    how, runs, *rest = sys.argv[1:]
    if how == "whitecell":
        whitecell(int(runs), int(rest[0]), Path(rest[1]))
    else:
        elsewhere(how, int(runs))
