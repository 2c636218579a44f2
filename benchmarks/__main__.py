"""Measure, print the table, and write it into docs/benchmarks.md."""

from __future__ import annotations

from benchmarks.floor import EVENTS, floor, plan
from benchmarks.measuring import ROUNDS, Spread, Timed, interleaved, ratios
from benchmarks.page import circumstances, table, write
from engine.content.library import Library
from engine.play.exercise import Exercise
from engine.play.seats import play_out
from engine.play.table import Prepared

SCENARIO = "post_war_aid_cut"
FLOOR = f"floor: bare SimPy, {EVENTS} callbacks"


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
        f"a replication: {turns}, engine in all seats": Timed(replication, 8),
        "the same with every explanation and state hash kept": Timed(told, 4),
        "preparing the scenario, once": Timed(lambda _: Prepared(scenario), 2),
        "loading it from YAML, once": Timed(lambda _: Library().load(SCENARIO), 1),
    }


def main() -> None:
    """Run the benchmarks."""
    seen = interleaved(things())
    times = {name: Spread.of(values) for name, values in seen.items()}
    figures = f"{circumstances(ROUNDS)}\n\n{table(times, ratios(seen, FLOOR))}"
    print(figures)
    write(figures)


if __name__ == "__main__":
    main()
