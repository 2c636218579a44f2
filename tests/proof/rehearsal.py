"""Rehearsing the shipped scenarios: nothing dead in them, and in a copy exactly what is planted."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from batch.rehearse.findings import Found
from engine.content.library import Library
from tests.batch.dead import REGION, copied, found_dead, told
from tests.proof.needs import ROOT
from tests.proof.registry import proof

PLANTED, RUNS = "post_war_aid_cut", 200
WORKERS = os.cpu_count() or 1
HEAD = "| scenario | dead | meant: barred for good | never chosen, but not unlikely enough |"


@proof("rehearsal")
def rehearsal() -> str:
    """Rehearsing all eight scenarios finds nothing dead; with five dead things planted, those."""
    alive = {item.id: found_dead(ROOT, item.id, RUNS, WORKERS) for item in Library().scenarios()}
    assert len(alive) == 8
    assert not any(found.dead for found in alive.values()), alive
    with TemporaryDirectory() as folder:
        pack = copied(ROOT, Path(folder) / "copy", REGION)
        found = found_dead(pack, PLANTED, RUNS, WORKERS)
    assert told(found) == {(d.code, d.subject) for d in REGION}, told(found)
    assert len(found.dead) == len(REGION), found.dead
    plays = f"{RUNS} plays by the model and {RUNS} at random, over the variants, from seed 1"
    lines = [f"`whitecell rehearse SCENARIO` ({plays}) for each:", "", HEAD, "|---|---|---|---|"]
    lines += [_line(name, one) for name, one in alive.items()]
    lines += ["", f"In a copy of {PLANTED} with five dead things planted:", ""]
    lines += ["| kind | of | what is said |", "|---|---|---|"]
    lines += [f"| {one.code} | {one.subject} | {one.says} |" for one in found.dead]
    return "\n".join(lines)


def _line(name: str, found: Found) -> str:
    """Return a scenario's row: what notes say of moves that were never made."""
    meant = [note for note in found.notes if " may not " in note]
    rare = [note for note in found.notes if " did not choose " in note]
    cells = [name, str(len(found.dead)), "; ".join(meant), "; ".join(rare) or "none"]
    return f"| {' | '.join(cells)} |"
