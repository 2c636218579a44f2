"""Beside the writer and behind it: followers that hold nobody up, going back in a turn's time."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from engine.content.copies import load_copy
from engine.content.library import Library
from engine.content.packs import found_packs
from engine.play.journal.contents import read_contents
from engine.play.journal.replaying import Replay
from engine.play.journal.session import Plan, Session
from engine.record import Finished
from tests.proof.needs import ROOT
from tests.proof.registry import proof

READERS, SECONDS, BOUND = 4, 20.0, 2.0


@proof("followers")
def followers() -> str:
    """A writer that never rests, alone and with four followers of its file: how long it waits."""
    rows = [
        "| followers | inputs | median wait | longest wait | views told |",
        "|---|---|---|---|---|",
    ]
    for readers in (0, READERS):
        waits, views = _written(readers)
        longest = max(waits)
        assert longest < BOUND, f"{longest:.2f} s"
        assert readers == 0 or views > 5 * readers
        shown = (len(waits), f"{median(waits) * 1000:.1f} ms", f"{longest * 1000:.0f} ms", views)
        rows.append(f"| {readers} | " + " | ".join(map(str, shown)) + " |")
    return "\n".join(rows)


def _written(readers: int) -> tuple[list[float], int]:
    """Write for some seconds; return how long each input took, and what the readers were told."""
    with TemporaryDirectory() as folder:
        path, waits = Path(folder) / "a.whitecell", list[float]()
        copy = Library(found_packs()).copy("post_war_aid_cut")
        with Session.create(path, copy, load_copy, Plan(7)) as session:
            words = [sys.executable, "-m", "cli.main", "view", path, "--follow", "--format", "json"]
            env = {**os.environ, "PYTHONPATH": str(ROOT)}
            children = [
                subprocess.Popen(words, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True)
                for _ in range(readers)
            ]
            until = time.monotonic() + SECONDS
            while time.monotonic() < until:
                began = time.monotonic()
                session.note("steady")
                waits.append(time.monotonic() - began)
            while not isinstance(session.exercise.pause, Finished):
                session.advance()
        told = [child.communicate(timeout=120)[0] for child in children]
        assert all(child.returncode == 0 for child in children)
        return waits, sum(text.count("\n") for text in told)


@proof("going_back")
def going_back() -> str:
    """Taking back the last input at the start and at the end of a 36-turn exercise (CPU time)."""
    costs, whole = dict[int, float](), dict[int, float]()
    with TemporaryDirectory() as folder:
        copy = Library(found_packs()).copy("post_war_aid_cut", settings={"turns.count": "36"})
        path, plan = Path(folder) / "a.whitecell", Plan(7, ("pyongyang",))
        with Session.create(path, copy, load_copy, plan) as session:
            for turns in (3, 35):
                while len(session.exercise.reports) < turns or not session.exercise.awaited():
                    _hold(session)
                _hold(session)
                costs[turns] = median(_undone(session) for _ in range(15))
                whole[turns] = min(_replayed(path) for _ in range(3))
    ratio = costs[35] / costs[3]
    assert ratio < 4, f"{ratio:.2f}"
    assert costs[35] < whole[35] / 10
    lines = ["| turns behind | undo | replay from STARTEX |", "|---|---|---|"]
    for turns, cost in costs.items():
        lines.append(f"| {turns} | {cost * 1000:.0f} ms | {whole[turns] * 1000:.0f} ms |")
    grown = f"Undo grows {ratio:.1f} times (a longer record to read), replay"
    return "\n".join([*lines, "", f"{grown} {whole[35] / whole[3]:.1f} times."])


def _replayed(path: Path) -> float:
    """Return the CPU seconds of a replay from STARTEX to where the table stands."""
    replay = Replay(read_contents(path), load_copy)
    began = time.process_time()
    exercise, rest = replay.begin(replay.tree.path())
    replay.follow(exercise, rest)
    return time.process_time() - began


def _hold(session: Session) -> None:
    for seat in session.exercise.awaited():
        session.submit(seat, "hold")
        return
    session.advance()


def _undone(session: Session) -> float:
    began = time.process_time()
    session.undo()
    spent = time.process_time() - began
    session.redo()
    return spent
