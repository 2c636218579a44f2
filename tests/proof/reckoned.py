"""What the engine that runs this reckons, as JSON: state hashes, and journals that it verified.

`python -m tests.proof.reckoned` with `hashes SEEDS`, `write FOLDER COUNT` or `verify FOLDER`.
"""

from __future__ import annotations

import json
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

from engine.content.library import Library
from engine.play.exercise import Exercise
from engine.play.journal.contents import read_contents
from engine.play.journal.verifying import verify
from engine.play.table import Prepared
from engine.record import Finished
from tests.journal.making import create, loader, wander

STEPS = 150
"""Random inputs in a journal: choices, rulings, free moves, undo, branches, amendments."""


def hashes(seeds: str) -> dict[str, Any]:
    """Return by scenario how many turns were played, and one hash of the hashes at their ends."""
    library, told = Library(), dict[str, Any]()
    for item in library.scenarios():
        prepared = Prepared(library.load(item.id))
        found = [hash_ for seed in range(int(seeds)) for hash_ in _played(prepared, seed)]
        told[item.id] = len(found), sha256("".join(found).encode()).hexdigest()
    return told


def _played(prepared: Prepared, seed: int) -> list[str]:
    exercise = Exercise(prepared, seed)
    while not isinstance(exercise.pause, Finished):
        exercise.advance()
    return [report.state_hash for report in exercise.reports] + [exercise.state_hash()]


def write(folder: str, count: str) -> dict[str, Any]:
    """Write journals of random inputs; return how many inputs each has."""
    told = dict[str, Any]()
    for seed in range(int(count)):
        path = Path(folder) / f"{seed}.whitecell"
        with create(path) as session:
            for number in range(STEPS):
                wander(session, seed, number)
        told[path.name] = len(read_contents(path).entries)
    return told


def verify_all(folder: str) -> dict[str, Any]:
    """Verify the journals of a folder; return how many inputs of each are as recorded."""
    return {
        path.name: verify(read_contents(path), loader).entries
        for path in sorted(Path(folder).glob("*.whitecell"))
    }


def libraries() -> int:
    """Return how many modules of the engine were loaded from compiled libraries."""
    modules = [module for name, module in sys.modules.items() if name.startswith("engine.")]
    return sum(not str(module.__file__).endswith(".py") for module in modules)


DO = {"hashes": hashes, "write": write, "verify": verify_all}

if __name__ == "__main__":
    what, *words = sys.argv[1:]
    told = DO[what](*words)
    print(json.dumps({"told": told, "libraries": libraries()}))
