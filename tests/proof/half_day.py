"""A half-day with people in the room, facilitated through the screens."""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.proof.registry import proof
from tests.tui.half_day import half_day

TOLD = {
    "choose": "choices of two teams",
    "free": "free move",
    "rule": "rulings, two of them against the roll",
    "inject": "contingency fired",
    "skip": "inject skipped",
    "improvise": "inject made up",
    "forecast": "forecast",
    "note": "notes",
    "undo": "steps back",
    "branch": "branch on fresh luck, compared",
}

DRIVEN = """\
Post-war aid cut, twelve turns at 80x24, the debrief at 140x40; every input through the
screens (keys; rows that are picked and texts that are typed are set in their lists and
fields, and then confirmed by a key),
every state afterwards as recorded, the report written from the debrief"""


@proof("half_day")
def facilitated() -> str:
    """A half-day is facilitated through the screens; journal and report hold what was done."""
    with TemporaryDirectory() as folder:
        kinds = asyncio.run(half_day(Path(folder), quick=False))
        size = (Path(folder) / "aar.html").stat().st_size
    lines = [f"- {kinds[kind]} {says}" for kind, says in TOLD.items()]
    return "\n".join(
        [
            DRIVEN,
            f"({size / 1024:.0f} kB):",
            "",
            *lines,
        ]
    )
