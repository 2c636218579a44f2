"""Checking a pack of about 5,000 lines: the first time, and again after a file was saved."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from benchmarks.measuring import Timed
from engine.content.library import Library
from engine.content.memo import Memo
from engine.content.packs import Pack

SCENARIO = "post_war_aid_cut"


def written(folder: Path) -> int:
    """Write the files one scenario is built from as a pack; return how many lines they have."""
    lines = 0
    for place, text in Library().copy(SCENARIO).texts:
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        lines += text.count("\n")
    return lines


def things() -> dict[str, Timed]:
    """Return what is timed; the pack's folder lives as long as the process."""
    kept = tempfile.TemporaryDirectory()
    folder = Path(kept.name)
    lines = written(folder)
    library, memo = Library([Pack(folder)]), Memo()

    def first(_: int) -> object:
        return kept and Library([Pack(folder)]).check([folder])

    def again(number: int) -> object:
        path = folder / "actors" / "seoul.yaml"
        os.utime(path, ns=(number + 1, number + 1))
        return library.check([folder], memo)

    return {
        f"checking a pack of {lines:,} lines, every variant and lens": Timed(first, 1),
        "checking it again after an actor was saved": Timed(again, 2),
    }
