"""Measure, print the tables, and write them into docs/benchmarks.md."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import batches, checking, growth, painting, peers, starting
from benchmarks.compiled import with_the_engine_compiled
from benchmarks.floor import FLOOR, floor, plan
from benchmarks.measuring import ROUNDS, Spread, Timed, interleaved, ratios
from benchmarks.page import circumstances, table, write
from benchmarks.targets import standings
from benchmarks.where import where_it_goes
from engine.content.library import Library
from engine.play.exercise import Exercise
from engine.play.seats import play_out
from engine.play.table import Prepared

SCENARIO = "post_war_aid_cut"
NEUTRAL = "a replication of the neutral workload, the full engine"


def things() -> dict[str, Timed]:
    """Return what is timed, the floor first."""
    scenario = Library().load(SCENARIO)
    prepared, drawn = Prepared(scenario), plan()

    def replication(seed: int) -> object:
        return play_out(Exercise(prepared, seed, lean=True))

    def told(seed: int) -> object:
        return play_out(Exercise(prepared, seed))

    turns = f"{scenario.turns.count} turns of `{SCENARIO}`"
    return {
        FLOOR: Timed(lambda _: floor(drawn), 30),
        NEUTRAL: peers.neutral(),
        f"a replication: {turns}, engine in all seats": Timed(replication, 8),
        "the same with every explanation and state hash kept": Timed(told, 4),
        "preparing the scenario, once": Timed(lambda _: Prepared(scenario), 2),
        "loading it from YAML, once": Timed(lambda _: Library().load(SCENARIO), 1),
        **checking.things(),
    }


Figures = dict[str, float]
"""What the targets ask for, by the name they ask for it."""


def on_the_floor() -> tuple[str, Figures]:
    """Return how our own things stand against the floor."""
    seen = interleaved(things())
    times = {name: Spread.of(values) for name, values in seen.items()}
    against = ratios(seen, FLOOR)
    told = f"{circumstances(ROUNDS)}\n\n{table(times, against)}"
    return told, {"neutral": against[NEUTRAL].middle}


def by_size() -> tuple[str, Figures]:
    """Return how time grows with the size of the workload."""
    seen = interleaved(growth.things(), rounds=7)
    least = {name: min(values) for name, values in seen.items()}
    powers = {what: growth.exponent(least, what) for what in growth.SIZES}
    rows = ["| what grows | ms of CPU, the least of 7 rounds | time goes as size to the power |"]
    rows += ["|---|---|---|"]
    for what, sizes in growth.SIZES.items():
        told = ", ".join(f"{size}: {least[f'{size} {what}']:.1f}" for size in sizes)
        rows.append(f"| {what} | {told} | {powers[what]:.2f} |")
    return "## Growth\n\n" + "\n".join(rows), powers


def at_the_start() -> tuple[str, Figures]:
    """Return what starting costs."""
    with TemporaryDirectory() as folder:
        checks = starting.packs(Path(folder))
        seen = starting.seen({**starting.COMMANDS, **checks})
    times = {name: Spread.of(values) for name, values in seen.items()}
    against = starting.told(seen)
    told = f"## Starting\n\n{table(times, against, 'a bare interpreter')}"
    wanted = {"help": "`whitecell --help`", "check": next(iter(checks))}
    return told, {name: against[line].middle for name, line in wanted.items()}


SECTIONS = (
    on_the_floor,
    peers.beside,
    where_it_goes,
    by_size,
    *batches.SECTIONS,
    at_the_start,
    painting.first_paint,
    with_the_engine_compiled,
)


def main() -> None:
    """Run the benchmarks."""
    told, measured = [], Figures()
    for section in SECTIONS:
        began = time.monotonic()
        text, figures = section()
        name = section.__name__.replace("_", " ")
        print(f"== {name}: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
        told.append(text)
        measured |= figures
    told.append(f"## Where the targets stand\n\n{standings(measured)}")
    page = "\n\n".join(told)
    print(page)
    write(page)


if __name__ == "__main__":
    main()
