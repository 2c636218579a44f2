"""`whitecell claims --each-lens`: the verdicts on a scenario's expectations, lens by lens."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

from batch.executors import workers_for
from batch.laws import PLAIN, Limit
from batch.scoreboard import Plan, Row, planned, scoreboard
from cli.arms import loaded_arms
from cli.batching import Progress
from cli.scoreboard import figure
from cli.talk import table, width, wrapped, write
from engine.content.library import Library
from engine.model import Scenario
from reports.data import as_text
from reports.wording import counted, with_sign

SCHEMA = 1
Counts = tuple[int, int, int | None]
"""Paired seeds, the first seed, and how many processes."""


@dataclass(frozen=True, slots=True)
class Board:
    """The scoreboard under one lens; "" is the scenario as it is."""

    lens: str
    rows: Sequence[Row]


def under_lenses(
    library: Library,
    name: str,
    settings: dict[str, str],
    only: Sequence[str],
    counts: Counts,
    format: str,
) -> int:
    """Hold the expectations under no lens and under each, and print the verdicts side by side."""
    runs, seed, workers = counts
    scenario = library.load(name, settings=settings)
    lenses = [PLAIN, *(lens.id for lens in scenario.lenses)]
    arms = {lens: loaded_arms(library, name, lens or None, settings, only) for lens in lenses}
    boards = _boards(arms, Plan(seed, runs), workers)
    if format == "json":
        sys.stdout.write(as_text(boards_data(scenario, boards, seed, runs)))
    else:
        for line in boards_lines(scenario, boards, (seed, runs), width()):
            write(line)
    return 0


def _boards(
    arms: Mapping[str, dict[str, Scenario]], plan: Plan, workers: int | None
) -> list[Board]:
    total = sum(planned(of, plan) for of in arms.values())
    progress, count = Progress(total), workers_for(total, workers)
    counted = Plan(plan.seed, plan.runs, workers=count)
    boards = [Board(lens, scoreboard(of, counted, progress)) for lens, of in arms.items()]
    progress.close()
    return boards


def boards_data(
    scenario: Scenario, boards: Sequence[Board], seed: int, runs: int
) -> dict[str, Any]:
    """Return the boards as data, its keys in a fixed order (docs/how-to/use-lenses.md)."""
    return {
        "schema": SCHEMA,
        "scenario": scenario.id,
        "seed": seed,
        "runs": runs,
        "lenses": [
            {
                "lens": board.lens or None,
                "expectations": [
                    {
                        "id": row.expectation.id,
                        "kind": row.expectation.kind,
                        "verdict": row.verdict,
                        "note": row.note,
                        **_found(row),
                    }
                    for row in board.rows
                ],
            }
            for board in boards
        ],
    }


def _found(row: Row) -> dict[str, float | None]:
    """Return the mean of a bound, or the difference of a contrast with its t (null: no spread)."""
    if isinstance(row.written, Limit):
        return {"mean": row.written.mean, "t": None}
    found = row.written.difference
    return {"mean": found.mean, "t": found.t if isfinite(found.t) else None}


def boards_lines(
    scenario: Scenario, boards: Sequence[Board], seeds: tuple[int, int], columns: int
) -> list[str]:
    """Return the boards as lines of text: an expectation at a time, a line a lens."""
    seed, runs = seeds
    head = (
        f"{scenario.title} · {scenario.id} · {counted(runs, 'paired seed')} from seed {seed} each"
    )
    lines = wrapped(head, columns)
    for place, row in enumerate(boards[0].rows):
        e = row.expectation
        lines += ["", *wrapped(f"{e.id} · {e.kind}: {e.says}", columns, "    ", "  ")]
        cells = [
            (board.lens or "as it is", board.rows[place].verdict, _told(board.rows[place]))
            for board in boards
        ]
        lines += table(cells, columns, "    ")
    return lines


def _told(row: Row) -> str:
    if isinstance(row.written, Limit):
        return f"{figure(row.written.mean)}, at most {figure(row.written.at_most)}"
    found = row.written.difference
    t = f", t {with_sign(found.t, '.1f')}" if isfinite(found.t) else ""
    return f"{with_sign(found.mean)}{t}"
