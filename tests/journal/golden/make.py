"""Make the golden journal of this schema anew: `python -m tests.journal.golden.make`.

Only while the schema and the engine's meaning are unreleased; a released one is kept for good.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from engine.content.copies import load_copy
from engine.content.library import Library
from engine.content.packs import Pack
from engine.model.free import FreeEffect, FreeMove
from engine.play.journal.schema import SCHEMA
from engine.play.journal.session import Plan, Session
from tests.build import make_pack
from tests.journal.making import answer, play_on

GOLDEN = Path(__file__).parent / f"schema-{SCHEMA}.whitecell"


def play_wider(session: Session) -> None:
    """Give what schema 1 did not have: a free move, forecasts, edited and improvised injects."""
    level = session.exercise.table.tables.ids[0]
    effect = FreeEffect(level, "up", "moderate", 0.5, 1.0)
    session.hold("south")
    while "north" not in session.exercise.awaited():
        answer(session, Random(1))
    session.forecast("south", "move:north", {"hold": 0.5, "free": 0.5})
    session.clock("north", "start", 120)
    session.propose("north", FreeMove("offers a truce", (effect,), 0.5, "south", "why not"))
    session.improvise("A hot summer.", (effect,), ("north",))
    session.inject("feud", says="A small feud.", scale=0.5, reason="milder")
    session.note("well argued", kind="strength", seat="north", owner="control", due="June")
    session.clock("north", "stop", 30.5)


def main(path: Path) -> None:
    """Play something of everything."""
    with TemporaryDirectory() as folder:
        copy = Library([Pack(make_pack(Path(folder)))]).copy("duel", "long", "proud_north")
        plan = Plan(7, ("north",), mode="semi-free", marking="EXERCISE", names={"north": "N. N."})
        with Session.create(path, copy, load_copy, plan, author="control") as session:
            session.wall = lambda: datetime(2026, 1, 1, tzinfo=UTC)
            session.note("Guten Morgen – 日本")
            session.skip("feud", "not by itself")
            play_on(session, turns=2)
            session.hold("south")
            session.inject("feud")
            play_on(session, turns=1)
            session.undo(2)
            session.redo()
            session.branch("other luck", at=9, fresh_luck=True)
            play_on(session, turns=2)
            choice = next(e for e in session.inputs if e.kind == "choose")
            session.amend(choice.seq, {"note": "amended"})
            session.switch("main")
            session.release("south")
            play_wider(session)
            play_on(session)


if __name__ == "__main__":
    GOLDEN.unlink(missing_ok=True)
    main(GOLDEN)
    sys.stdout.write(f"{GOLDEN}\n")
