"""Make the golden journals anew: `python -m tests.journal.golden.make`.

Only while the schemas and the engine's meaning are unreleased; a released one is kept for good. The
one of schema 1 is played without what that did not have, and then written as it was written.
"""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from engine.content.copies import load_copy
from engine.content.library import Library
from engine.content.packs import Pack
from engine.model.free import FreeEffect, FreeMove
from engine.play.journal.chain import GENESIS, link
from engine.play.journal.entries import LATER, full, read_entry
from engine.play.journal.schema import SCHEMA
from engine.play.journal.session import Plan, Session
from tests.build import make_pack
from tests.journal.making import answer, play_on

FOLDER = Path(__file__).parent


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


def main(path: Path, *, schema: int = SCHEMA) -> None:
    """Play something of everything that a schema has."""
    wide = schema > 1
    told = {"mode": "semi-free", "marking": "EXERCISE", "names": {"north": "N. N."}}
    with TemporaryDirectory() as folder:
        copy = Library([Pack(make_pack(Path(folder)))]).copy("duel", "long", "proud_north")
        plan = Plan(7, ("north",), rulings=True, **(told if wide else {}))
        with Session.create(path, copy, load_copy, plan, author="control") as session:
            session.wall = lambda: datetime(2026, 1, 1, tzinfo=UTC)
            session.note("Guten Morgen – 日本")
            if wide:
                session.skip("feud", "not by itself")
            play_on(session, turns=2)
            session.give("seat", {"seat": "south", "holder": "person", "at_once": wide})
            session.give("inject", {"id": "feud", **LATER["inject"], "at_once": wide})
            play_on(session, turns=1)
            session.undo(2)
            session.redo()
            session.branch("other luck", at=9, fresh_luck=True)
            play_on(session, turns=2)
            choice = next(e for e in session.inputs if e.kind == "choose")
            session.amend(choice.seq, {"note": "amended"})
            session.switch("main")
            session.give("seat", {"seat": "south", "holder": "engine", "at_once": wide})
            if wide:
                play_wider(session)
            play_on(session)
    if not wide:
        as_schema_1(path)


def as_schema_1(path: Path) -> None:
    """Write a journal as schema 1 did: without what its entries did not hold yet, chained anew."""
    with closing(sqlite3.connect(path)) as connection:
        before, last = GENESIS, 0
        for seq, text in connection.execute("SELECT seq, text FROM entry ORDER BY seq").fetchall():
            entry = read_entry(seq, text)
            later = LATER.get(entry.kind, {})
            data = {name: value for name, value in entry.data.items() if name not in later}
            assert entry.kind == "setup" or full(entry.kind, data) == dict(entry.data)
            older = replace(entry, data=data).text()
            before, last = link(before, older), seq
            connection.execute(
                "UPDATE entry SET text = ?, hash = ? WHERE seq = ?", (older, before, seq)
            )
        connection.execute("UPDATE head SET seq = ?, hash = ?", (last, before))
        connection.execute("PRAGMA user_version = 1")
        connection.commit()


if __name__ == "__main__":
    for schema in range(1, SCHEMA + 1):
        made = FOLDER / f"schema-{schema}.whitecell"
        made.unlink(missing_ok=True)
        main(made, schema=schema)
        sys.stdout.write(f"{made}\n")
