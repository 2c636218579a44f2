"""Rehearsing the shipped scenario: nothing dead in it, and in a copy exactly what is planted."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.batch.dead import REGION, copied, found_dead, told
from tests.proof.needs import ROOT
from tests.proof.registry import proof

SCENARIO, RUNS = "post_war_aid_cut", 200


@proof("rehearsal")
def rehearsal() -> str:
    """Rehearsing post_war_aid_cut finds nothing dead; with five dead things planted, those five."""
    workers = os.cpu_count() or 1
    alive = found_dead(ROOT, SCENARIO, RUNS, workers)
    assert not alive.dead, alive.dead
    with TemporaryDirectory() as folder:
        pack = copied(ROOT, Path(folder) / "copy", REGION)
        found = found_dead(pack, SCENARIO, RUNS, workers)
    assert told(found) == {(d.code, d.subject) for d in REGION}, told(found)
    assert len(found.dead) == len(REGION), found.dead
    rows = [f"| {one.code} | {one.subject} | {one.says} |" for one in found.dead]
    plays = f"{RUNS} plays by the model and {RUNS} at random, over the variants, from seed 1"
    return (
        f"`whitecell rehearse {SCENARIO}` ({plays}): nothing dead. In the copy:\n\n"
        "| kind | of | what is said |\n|---|---|---|\n" + "\n".join(rows)
    )
