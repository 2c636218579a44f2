"""What the table promises against random hands, in a long count."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from tests.proof.registry import proof
from tests.tui.hands import Told, all_screens, at_work

COUNT, SEEDS = 10_000, (11, 12)
SLOWEST = 30.0
"""Seconds one action may take on a machine that does other work too."""


@proof("random_hands")
def random_hands() -> str:
    """10,000 random keys, clicks, pastes and resizes (1x1 to 300x200) neither break nor hang it."""
    told = Told()
    with TemporaryDirectory() as folder, mock.patch.dict(os.environ, XDG_DATA_HOME=folder):
        for seed in SEEDS:
            work = at_work(COUNT // len(SEEDS), seed, Path(folder) / f"{seed}")
            found = asyncio.run(work)
            told.actions += found.actions
            told.screens += found.screens
            told.tables += found.tables
            told.slowest = max(told.slowest, found.slowest)
            told.busiest = max(told.busiest, found.busiest)
    assert sum(told.actions.values()) == COUNT
    assert told.slowest < SLOWEST, f"one action took {told.slowest:.1f} s"
    lines = ["| action | times |", "|---|---|"]
    lines += [f"| {name} | {times:,} |" for name, times in sorted(told.actions.items())]
    lines += ["", "| screen | actions on it |", "|---|---|"]
    lines += [f"| {name} | {times:,} |" for name, times in sorted(told.screens.items())]
    missed = ", ".join(sorted(all_screens() - set(told.screens))) or "none"
    seeds = ", ".join(map(str, SEEDS))
    lines += [
        "",
        f"Seeds {seeds}; {told.tables} tables, each journal verified at the end. No fault.",
    ]
    seconds, what = told.busiest
    lines += [f"The slowest action took {told.slowest:.1f} s on a machine that did other work too."]
    lines += [f"The most work was a {what}: {seconds:.1f} s of processor time."]
    lines += [f"Screens never come to: {missed}."]
    return "\n".join(lines)
